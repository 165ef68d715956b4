import { describe, expect, test } from 'vitest';
import { changeProject, type ChangedProject, type Texts } from './changed-project.ts';

const move = (files: Texts, name = 'price', to = 'money.ts', file = 'old.ts'): Promise<ChangedProject> => changeProject(files, { kind: 'MOVE_EXPORT', file, name, to });

/** The old file before, the old file after, the new file. */
type Row = readonly [name: string, before: string, after: string, made: string];

describe('a declaration is carried to a new file', () => {
  test.each<Row>([
    ['a function', "export const a = 1;\nexport function price() { return 1; }\n", 'export const a = 1;\n', 'export function price() { return 1; }\n'],
    ['the only export', "export const price = 1;\n", 'export {};\n', 'export const price = 1;\n'],
    ['overloads', "export function price(a: 1): 1;\nexport function price(a: 2): 2;\nexport function price(a: any) { return a; }\n\nexport const b = 1;\n", 'export const b = 1;\n', 'export function price(a: 1): 1;\nexport function price(a: 2): 2;\nexport function price(a: any) { return a; }\n'],
    ['merged declarations', "export interface price { a: 1 }\nexport const b = 1;\nexport const price = {} as price;\nexport namespace price { export type T = 1 }\n", 'export const b = 1;\n', 'export interface price { a: 1 }\n\nexport const price = {} as price;\nexport namespace price { export type T = 1 }\n'],
    ['one declarator of several', "export const a = 1, price = 2, b = 3;\n", 'export const a = 1, b = 3;\n', 'export const price = 2;\n'],
    ['the first declarator of several', "export const price = 2, b = 3\n", 'export const b = 3\n', 'export const price = 2\n'],
    ['comments above and behind', "export const a = 1;\n\n// apart\n\n/** The price. */\n// really\nexport const price = 1; // cents\n\nexport const b = 1;\n", 'export const a = 1;\n\n// apart\n\nexport const b = 1;\n', '/** The price. */\n// really\nexport const price = 1; // cents\n'],
    ['what is said of the whole file stays', "/*! licence */\nexport const price = 1;\nexport const b = 1;\n", '/*! licence */\nexport const b = 1;\n', 'export const price = 1;\n'],
    ['what opens the file stays, though the import below it goes', "/** All prices. */\nimport { rate } from './rate';\nimport { b } from './z';\n\nexport const price = () => rate;\nexport const two = (): typeof price => price ?? b;\n", "/** All prices. */\nimport { b } from './z';\nimport { price } from './money';\n\nexport const two = (): typeof price => price ?? b;\n", "import { rate } from './rate';\n\nexport const price = () => rate;\n"],
    ['a decorated class', "@sealed export class price {}\ndeclare function sealed(x: any): any;\nexport const b = 1;\n", 'export const b = 1;\n', '@sealed export class price {}\ndeclare function sealed(x: any): any;\n'],
    ['an export clause', "const price = 1;\nconst b = 2;\nexport { price, b };\n", 'const b = 2;\nexport { b };\n', 'export const price = 1;\n'],
    ['an export clause with another name', "const inner = 1;\nexport { inner as price };\nexport const b = 1;\n", 'export const b = 1;\n', 'const inner = 1;\n\nexport { inner as price };\n'],
    ['an interface', "export interface price { a: 1 }\nexport const b = 1;\n", 'export const b = 1;\n', 'export interface price { a: 1 }\n'],
    ['an enum', "export enum price { a }\nexport const b = 1;\n", 'export const b = 1;\n', 'export enum price { a }\n'],
    ['properties that are assigned to it', "export function price() {}\nexport const b = 1;\nprice.unit = 'cent';\n", 'export const b = 1;\n', "export function price() {}\n\nprice.unit = 'cent';\n"],
    ['directives', "'use client';\nexport function price() {}\nexport const b = 1;\n", "'use client';\nexport const b = 1;\n", "'use client';\n\nexport function price() {}\n"],
    ['CRLF', "export const a = 1;\r\n\r\nexport function price() {\r\n  return 1;\r\n}\r\n", 'export const a = 1;\r\n', 'export function price() {\r\n  return 1;\r\n}\r\n'],
    ['a BOM stays where it is', "\uFEFFexport const price = '😀';\nexport const a = 1;\n", '\uFEFFexport const a = 1;\n', "export const price = '😀';\n"],
    ['uses that stay import it back', "export const price = () => 1;\nexport const two = () => price() + 1;\n", "import { price } from './money';\n\nexport const two = () => price() + 1;\n", 'export const price = () => 1;\n'],
    ['uses as a type import the type', "export class price {}\nexport const two = (a: price) => 1;\n", "import type { price } from './money';\n\nexport const two = (a: price) => 1;\n", 'export class price {}\n'],
    ['private companions go along', "const rate = 2;\nfunction round(n: number) { return n * rate; }\nexport const price = () => round(1);\nexport const b = 1;\n", 'export const b = 1;\n', 'const rate = 2;\nfunction round(n: number) { return n * rate; }\nexport const price = () => round(1);\n'],
    ['companions that others use stay', "const rate = 2;\nfunction round(n: number) { return n * rate; }\nexport const price = () => round(1);\nexport const b = () => round(2);\n", 'const rate = 2;\nexport function round(n: number) { return n * rate; }\nexport const b = () => round(2);\n', "import { round } from './old';\n\nexport const price = () => round(1);\n"],
    ['types that others use stay as types', "interface Rate { n: number }\nexport const price = (r: Rate) => r.n;\nexport const b = (r: Rate) => r.n;\n", 'export interface Rate { n: number }\nexport const b = (r: Rate) => r.n;\n', "import type { Rate } from './old';\n\nexport const price = (r: Rate) => r.n;\n"],
    ['exports that it uses are imported', "export const rate = 2;\nexport const price = () => rate;\n", 'export const rate = 2;\n', "import { rate } from './old';\n\nexport const price = () => rate;\n"],
    ['a recursive function', "export function price(n: number): number { return n > 0 ? price(n - 1) : 0; }\nexport const b = 1;\n", 'export const b = 1;\n', 'export function price(n: number): number { return n > 0 ? price(n - 1) : 0; }\n'],
  ])('%s', async (_, before, after, made) => {
    const { texts, left } = await move({ 'old.ts': before });
    expect(texts).toEqual({ 'old.ts': after, 'money.ts': made });
    expect(left).toEqual([]);
  });

  test.each<readonly [string, Texts, string, Texts]>([
    ['imports it needs, rewritten for the place', { 'src/a.ts': 'export const a = 1;', 'src/old.ts': "import { a, type T } from './a';\nimport type { U } from './a.js';\nimport x from 'x';\nimport * as ns from \"../src/a\";\nexport const price = (t: T, u: U) => a + x + ns.a;\nexport const b = 1;\n" }, 'src/deep/money.ts', { 'src/deep/money.ts': "import * as ns from '../a';\nimport { a, type T } from '../a';\nimport type { U } from '../a.js';\nimport x from 'x';\n\nexport const price = (t: T, u: U) => a + x + ns.a;\n", 'src/old.ts': 'export const b = 1;\n' }],
    ['imports that both need stay', { 'src/a.ts': 'export const a = 1;', 'src/old.ts': "import { a, b } from './a';\nexport const price = () => a + b;\nexport const c = () => b;\n" }, 'src/money.ts', { 'src/money.ts': "import { a, b } from './a';\n\nexport const price = () => a + b;\n", 'src/old.ts': "import { b } from './a';\nexport const c = () => b;\n" }],
    ['specifiers in calls', { 'src/a.ts': 'export const a = 1;', 'src/old.ts': "export const price = () => import('./a');\nexport const b = 1;\n" }, 'lib/money.ts', { 'lib/money.ts': "export const price = () => import('../src/a');\n", 'src/old.ts': 'export const b = 1;\n' }],
    ['import attributes', { 'src/data.json': '{}', 'src/old.ts': "import data from './data.json' with { type: 'json' };\nexport const price = data;\nexport const b = 1;\n" }, 'lib/money.ts', { 'lib/money.ts': "import data from '../src/data.json' with { type: 'json' };\n\nexport const price = data;\n", 'src/old.ts': 'export const b = 1;\n' }],
    ['the style of the old file', { 'src/a.ts': 'export const a = 1', 'src/old.ts': 'import { a } from "./a.js"\nexport const price = () => a\nexport const two = () => price()\n' }, 'src/money.ts', { 'src/money.ts': 'import { a } from "./a.js"\n\nexport const price = () => a\n', 'src/old.ts': 'import { price } from "./money.js"\nexport const two = () => price()\n' }],
  ])('with %s', async (_, files, to, expected) => {
    const { texts, left } = await move(files, 'price', to, 'src/old.ts');
    expect(texts).toMatchObject(expected);
    expect(left).toEqual([]);
  });
});

describe('a declaration is carried to a file that exists', () => {
  test.each<readonly [string, Texts, Texts]>([
    ['behind what is there', { 'old.ts': 'export const price = 1;\nexport const b = 1;\n', 'money.ts': 'export const c = 1;\n' }, { 'money.ts': 'export const c = 1;\n\nexport const price = 1;\n' }],
    ['before its first use', { 'old.ts': 'export const price = 1;\nexport const b = 1;\n', 'money.ts': "import { price } from './old';\n\nexport const c = price;\n" }, { 'money.ts': 'export const price = 1;\n\nexport const c = price;\n' }],
    ['behind the imports where it is used', { 'old.ts': 'export const price = 1;\nexport const b = 1;\n', 'money.ts': "import { b, price as p } from './old';\n\nexport const c = () => p + b;\n" }, { 'money.ts': "import { b } from './old';\n\nexport const price = 1;\n\nexport const c = () => price + b;\n" }],
    ['in place of a namespace access', { 'old.ts': 'export const price = 1;\nexport const b = 1;\n', 'money.ts': "import * as old from './old';\nimport 'x';\nexport const c = () => old.price + old.b;\n" }, { 'money.ts': "import * as old from './old';\nimport 'x';\n\nexport const price = 1;\nexport const c = () => price + old.b;\n" }],
    ['in place of a re-export', { 'old.ts': 'export const price = 1;\nexport const b = 1;\n', 'money.ts': "export { price, b } from './old';\n" }, { 'money.ts': "export { b } from './old';\n\nexport const price = 1;\n" }],
    ['with its imports joined to those of the file', { 'a.ts': '', 'old.ts': "import { x, y, z } from './a';\nexport const price = () => x + y + z;\nexport const b = 1;\n", 'money.ts': "import { y as why, z } from './a';\nconst x = 1;\nexport const c = () => why + z + x;\n" }, { 'money.ts': "import { y as why, z, x as x2 } from './a';\nconst x = 1;\nexport const c = () => why + z + x;\n\nexport const price = () => x2 + why + z;\n" }],
    ['with a private name renamed', { 'old.ts': "const rate = 2;\nexport const price = () => ({ rate });\nexport const b = 1;\n", 'money.ts': "const rate = 3;\nexport const c = rate;\n" }, { 'money.ts': "const rate = 3;\nexport const c = rate;\n\nconst rate2 = 2;\nexport const price = () => ({ rate: rate2 });\n" }],
    ['that declares what it used', { 'old.ts': "import { rate as r } from './money';\nexport const price = () => r;\nexport const b = 1;\n", 'money.ts': "export const rate = 3;\n" }, { 'money.ts': 'export const rate = 3;\n\nexport const price = () => rate;\n', 'old.ts': 'export const b = 1;\n' }],
    ['with its own line ends', { 'old.ts': 'export function price() {\n  return 1;\n}\nexport const b = 1;\n', 'money.ts': 'export const c = 1;\r\n' }, { 'money.ts': 'export const c = 1;\r\n\r\nexport function price() {\r\n  return 1;\r\n}\r\n' }],
    ['without a line end', { 'old.ts': 'export const price = 1;\nexport const b = 1;\n', 'money.ts': 'export const c = 1' }, { 'money.ts': 'export const c = 1\n\nexport const price = 1;\n' }],
  ])('%s', async (_, files, expected) => {
    const { texts, left } = await move(files);
    expect(texts).toMatchObject(expected);
    expect(left).toEqual([]);
  });
});

/** A file that uses old.ts before and after. */
type Use = readonly [before: string, after: string];

describe('an importer', () => {
  test.each<Use>([
    ["import { price } from './old';\nprice();\n", "import { price } from './money';\nprice();\n"],
    ["import { price as p, b } from './old';\np(b);\n", "import { b } from './old';\nimport { price as p } from './money';\np(b);\n"],
    ["import d, { price } from './old';\nprice(d);\n", "import d from './old';\nimport { price } from './money';\nprice(d);\n"],
    ["import {\n  a,\n  price,\n  b,\n} from './old';\nprice(a, b);\n", "import {\n  a,\n  b,\n} from './old';\nimport { price } from './money';\nprice(a, b);\n"],
    ["import { price, b } from './old';\nimport { c } from './money';\nprice(b, c);\n", "import { b } from './old';\nimport { c, price } from './money';\nprice(b, c);\n"],
    ["import { price } from './old';\nimport { c } from './money';\nprice(c);\n", "import { c, price } from './money';\nprice(c);\n"],
    ["import type { price, B } from './old';\nlet x: price | B;\n", "import type { B } from './old';\nimport type { price } from './money';\nlet x: price | B;\n"],
    ["import { type price, b } from './old';\nlet x: price = b;\n", "import { b } from './old';\nimport type { price } from './money';\nlet x: price = b;\n"],
    ["import { price } from \"./old.js\"\nprice()\n", "import { price } from \"./money.js\"\nprice()\n"],
    ["import { price } from '@/old';\nprice();\n", "import { price } from '@/money';\nprice();\n"],
    ["import * as ns from './old';\nns.price(ns.b);\n", "import * as ns from './old';\nimport { price } from './money';\nprice(ns.b);\n"],
    ["import * as ns from './old';\nns.price();\n", "import { price } from './money';\nprice();\n"],
    ["import * as ns from './old';\nconst price = 1;\nns.price(price, ns.b, ns['price']);\n", "import * as ns from './old';\nimport { price as price2 } from './money';\nconst price = 1;\nprice2(price, ns.b, price2);\n"],
    ["import * as ns from './old';\nlet x: typeof ns.price;\nlet y: typeof ns['price'] | ns.T;\n", "import * as ns from './old';\nimport { price } from './money';\nlet x: typeof price;\nlet y: typeof price | ns.T;\n"],
    ["export { price } from './old';\n", "export { price } from './money';\n"],
    ["export { price as p, b } from './old';\n", "export { b } from './old';\nexport { price as p } from './money';\n"],
    ["export * from './old';\n", "export * from './old';\nexport { price } from './money';\n"],
    ["export * from './old';\nexport * from './money';\n", "export * from './old';\nexport * from './money';\n"],
    ["export * from './old';\nexport const price = 2;\n", "export * from './old';\nexport const price = 2;\n"],
    ["import { price } from './old';\nexport { price };\n", "import { price } from './money';\nexport { price };\n"],
    ["const { price } = await import('./old');\n", "const { price } = await import('./money');\n"],
    ["const { price: p, b } = await import('./old');\n", "const { b } = await import('./old'), { price: p } = await import('./money');\n"],
    ["(await import('./old')).price();\n", "(await import('./money')).price();\n"],
    ["import('./old').then((m) => m.price());\n", "import('./money').then((m) => m.price());\n"],
    ["const m = await import('./old');\nm.price();\n", "const m = await import('./money');\nm.price();\n"],
    ["const { price, b } = require('./old');\n", "const { b } = require('./old'), { price } = require('./money');\n"],
    ["let x: import('./old').price;\n", "let x: import('./money').price;\n"],
    ["let x: typeof import('./old').price;\n", "let x: typeof import('./money').price;\n"],
    ["import old = require('./old');\nold.price(old.b);\n", "import old = require('./old');\nimport { price } from './money';\nprice(old.b);\n"],
    ["declare module './old' { interface price { b: 1 } }\nexport {};\n", "declare module './money' { interface price { b: 1 } }\nexport {};\n"],
    ["\uFEFFimport { price } from './old';\r\nprice('😀');\r\n", "\uFEFFimport { price } from './money';\r\nprice('😀');\r\n"],
  ])('%s', async (before, after) => {
    const tsconfig = '{"compilerOptions":{"paths":{"@/*":["./*"]}}}';
    const { texts, left } = await move({ 'tsconfig.json': tsconfig, 'old.ts': 'export const price = 1;\nexport const b = 1;\nexport default 1;\n', 'money.ts': 'export const c = 1;\n', 'use.ts': before });
    expect(texts['use.ts']).toBe(after);
    expect(left).toEqual([]);
  });

  test('of a namespace that a barrel makes takes the name itself, and the barrel is listed', async () => {
    const { texts, left } = await move({ 'old.ts': 'export const price = 1;\nexport const b = 1;\n', 'index.ts': "export * as shop from './old';\n", 'use.ts': "import { shop } from './index';\nshop.price(shop.b);\n" });
    expect(texts['use.ts']).toBe("import { shop } from './index';\nimport { price } from './money';\nprice(shop.b);\n");
    expect(left).toEqual(["index.ts:1 the namespace 'shop' that it offers holds 'price' only as long as old.ts passes it on"]);
  });

  test.each([
    ["import { shop, other } from './index';\nother(shop.price(1), shop.price);\n", "import { other } from './index';\nimport { price } from './money';\nother(price(1), price);\n"],
    ["import { shop as s } from './index';\ns.price();\n", "import { price } from './money';\nprice();\n"],
    ["import * as all from './index';\nall.shop.price();\n", "import { price } from './money';\nprice();\n"],
    ["import { shop } from './index';\nexport { shop };\nshop.price();\n", "import { shop } from './index';\nimport { price } from './money';\nexport { shop };\nprice();\n"],
  ])('of a namespace that a barrel makes leaves no import without a use: %s', async (before, after) => {
    const { texts } = await move({ 'old.ts': 'export const price = 1;\nexport const b = 1;\n', 'index.ts': "export * as shop from './old';\nexport const other = 1;\n", 'use.ts': before });
    expect(texts['use.ts']).toBe(after);
  });

  test.each([
    ["vi.mock('./old', () => ({ price: 1 }));\n", "use.ts:1 mocks './old', which holds 'price' no longer; where 'price' is meant, mock './money' too"],
    ["const m = await import('./old');\nm.price(m.b);\n", "use.ts:2 takes 'price' from a module that is loaded as a whole and holds it no longer; take it from money.ts"],
    ["import * as ns from './old';\nconst { price, b } = ns;\n", "use.ts:2 takes 'price' out of a namespace that holds it no longer; take it from money.ts"],
    ["import * as ns from './old';\nns[key] = 'price';\n", "use.ts:2 the key is computed; it may be 'price'"],
    ["declare module './old' { interface price { b: 1 } interface Other {} }\nexport {};\n", "use.ts:1 adds to 'price' together with others of old.ts; put what it adds into a block of its own for money.ts"],
  ])('is listed where it cannot be edited: %s', async (text, line) => {
    const { texts, left } = await move({ 'old.ts': 'export const price = 1;\nexport const b = 1;\n', 'use.ts': text });
    expect(texts['use.ts']).toBe(text);
    expect(left).toEqual([line]);
  });
});

test('what depends on its place is listed', async () => {
  const { left } = await move({ 'old.ts': "export const price = () => new URL('x', import.meta.url);\nexport const b = 1;\n" });
  expect(left).toEqual(["old.ts:1 'import.meta.url' means another place in money.ts"]);
});

describe('the old place', () => {
  const shimOf = async (files: Texts) => {
    const { edits } = await move(files);
    const [kept] = edits.shim?.keep(edits.after) ?? [];
    const tree = kept ? edits.after.apply([kept]) : edits.after;
    return edits.shim && tree.apply(edits.shim.deprecate(tree, kept ? [kept] : [])).text('old.ts');
  };
  const NOTE = '/** @deprecated Moved to money.ts. Keeps importers working that still use this place. */\n';
  test.each<readonly [string, Texts, string | null]>([
    ['passes the name on', { 'old.ts': 'export const price = 1;\nexport const b = 1;\n' }, `export const b = 1;\n\n${NOTE}export { /** @deprecated Import it from money.ts. */ price } from './money';\n`],
    ['passes a type on as a type', { 'old.ts': 'export interface price { a: 1 }\nexport const b = 1;\n' }, `export const b = 1;\n\n${NOTE}export type { /** @deprecated Import it from money.ts. */ price } from './money';\n`],
    ['is nothing but that where nothing is left', { 'old.ts': 'export const price = 1;\n' }, `${NOTE}export { /** @deprecated Import it from money.ts. */ price } from './money';\n`],
    ['passes nothing on where loading it would read what is not there yet', { 'old.ts': 'export const base = 1;\nexport const price = base + 1;\n' }, null],
  ])('%s', async (_, files, text) => {
    expect(await shimOf(files)).toBe(text);
  });
});

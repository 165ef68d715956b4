import { describe, expect, test } from 'vitest';
import { changeProject, type Texts } from './changed-project.ts';

const remove = (files: Texts, name = 'price', file = 'price.ts') => changeProject(files, { kind: 'DELETE_EXPORT', file, name });

type Row = readonly [before: string, after: string];

describe('without callers the declaration goes', () => {
  test.each<Row>([
    ['export const a = 1;\n\nexport const price = 2;\n\nexport const b = 3;\n', 'export const a = 1;\n\nexport const b = 3;\n'],
    ['export function price() {}\n\nexport const b = 3;\n', 'export const b = 3;\n'],
    ['export const b = 3;\n\nexport function price() { return price; }\n', 'export const b = 3;\n'],
    ['export const b = 3;\nexport function price() {}', 'export const b = 3;\n'],
    ['export function price() {}\n', 'export {};\n'],
    ['export function price(): 1;\nexport function price() { return 1; }\nexport const b = 1;\n', 'export const b = 1;\n'],
    ['export interface price { a: 1 }\nexport interface price { b: 1 }\nexport namespace price { export const c = 1; }\nexport const d = 1;\n', 'export const d = 1;\n'],
    ['export class price { static a = 1; b = load(); }\nexport const d = 1;\n', 'export const d = 1;\n'],
    ['export enum price { a }\nexport type d = 1;\n', 'export type d = 1;\n'],
    ['export const a = 1, price = 2, b = 3;\n', 'export const a = 1, b = 3;\n'],
    ['export const a = 1, price = 2;\n', 'export const a = 1;\n'],
    ['const price = 1;\nexport { a, price };\nconst a = 2;\n', 'export { a };\nconst a = 2;\n'],
    ['const price = 1;\nexport {\n  a,\n  price,\n};\nconst a = 2;\n', 'export {\n  a,\n};\nconst a = 2;\n'],
    ['const inner = 1;\nexport { inner as price };\nexport const a = 1;\n', 'export const a = 1;\n'],
    ["export { price } from 'lib';\nexport const a = 1;\n", 'export const a = 1;\n'],
    ["export * as price from 'lib';\nexport const a = 1;\n", 'export const a = 1;\n'],
    ["export { a, type price } from 'lib';\n", "export { a } from 'lib';\n"],
    ['// Header.\n\n/** Doc of price. */\n// More.\nexport const price = 2; // two\n\n/** Doc of b. */\nexport const b = 3;\n', '// Header.\n\n/** Doc of b. */\nexport const b = 3;\n'],
    ['/*! Licence */\nexport const price = 2;\nexport const b = 3;\n', '/*! Licence */\nexport const b = 3;\n'],
    ['export const a = 1; // one\nexport const price = 2;\nexport const b = 3;\n', 'export const a = 1; // one\nexport const b = 3;\n'],
    ['@sealed\nexport class a {}\nexport const price = 2;\n', '@sealed\nexport class a {}\n'],
    ['\uFEFFexport const a = 1;\r\n\r\n/** Doc. */\r\nexport const price = 2;\r\n\r\nexport const b = 3;\r\n', '\uFEFFexport const a = 1;\r\n\r\nexport const b = 3;\r\n'],
    ['use(1);\nexport const price = 2;\n', 'use(1);\n\nexport {};\n'],
  ])('%s', async (before, after) => {
    const { texts, left } = await remove({ 'price.ts': before });
    expect([texts['price.ts'], left]).toEqual([after, []]);
  });
});

describe('what only the declaration used goes along', () => {
  test.each<Row>([
    ["import { a, b } from './a';\nimport c from './c';\nexport const price = () => a + c;\nexport const d = b;\n", "import { b } from './a';\nexport const d = b;\n"],
    ["import c, { a } from './a';\nexport const price = () => a;\nexport const d = c;\n", "import c from './a';\nexport const d = c;\n"],
    ["import c, { a } from './a';\nexport const price = () => c;\nexport const d = a;\n", "import { a } from './a';\nexport const d = a;\n"],
    ["import './setup';\nimport type { T } from './a';\nexport const price: T = 1;\nexport const d = 1;\n", "import './setup';\nexport const d = 1;\n"],
    ['const rate = 2;\n/** Doc. */\nfunction round(n: number) { return n * rate; }\n\nexport const price = () => round(1);\nexport const d = 1;\n', 'export const d = 1;\n'],
    ['const rate = 2;\nexport const price = () => rate;\nexport const d = rate;\n', 'const rate = 2;\nexport const d = rate;\n'],
    ['const unused = 2;\nexport const price = 1;\nexport const d = 1;\n', 'const unused = 2;\nexport const d = 1;\n'],
    ['const rate = load();\nexport const price = () => rate;\nexport const d = 1;\n', 'const rate = load();\nexport const d = 1;\n'],
    ['export const rate = 1;\nexport const price = () => rate;\n', 'export const rate = 1;\n'],
    ['function a() { return b(); }\nfunction b(): 1 { return a(); }\nexport const price = () => a();\nexport const d = 1;\n', 'export const d = 1;\n'],
    ['function a() { return b(); }\nfunction b(): 1 { return a(); }\nexport const price = () => a();\nexport const d = b;\n', 'function a() { return b(); }\nfunction b(): 1 { return a(); }\nexport const d = b;\n'],
    ['interface Options { a: 1 }\ninterface Options { b: 1 }\nexport function price(options: Options) {}\nexport const d = 1;\n', 'export const d = 1;\n'],
    ['const one = 1, two = 2;\nexport const price = one;\nexport const d = two;\n', 'const two = 2;\nexport const d = two;\n'],
    ["import { a } from './a';\nconst f = (a: 1) => a;\nexport const price = a;\nexport const d = f;\n", 'const f = (a: 1) => a;\nexport const d = f;\n'],
  ])('%s', async (before, after) => {
    const { texts, left } = await remove({ 'price.ts': before });
    expect([texts['price.ts'], left]).toEqual([after, []]);
  });
});

describe('what happens on loading stays', () => {
  test.each<Row>([
    ['export const price = register();\nexport const d = 1;\n', 'register();\nexport const d = 1;\n'],
    ['export const price: T = { a: load() };\nexport const d = 1;\n', 'void { a: load() };\nexport const d = 1;\n'],
    ['export const price = /* @__PURE__ */ make();\nexport const d = 1;\n', 'export const d = 1;\n'],
    ['export const price = new Map([[1, 2]]);\nexport const d = 1;\n', 'export const d = 1;\n'],
    ['@register\nexport class price {}\nexport const d = 1;\n', '@register\nclass price {}\nexport const d = 1;\n'],
    ['export const { price, b } = load();\nexport const d = 1;\n', 'const { price, b } = load();\nexport { b };\nexport const d = 1;\n'],
  ])('%s', async (before, after) => {
    const { texts } = await remove({ 'price.ts': before });
    expect(texts['price.ts']).toBe(after);
  });
});

describe('a thing that its own file uses is only not exported any more', () => {
  test.each<Row>([
    ['export const price = 1;\nexport const b = price;\n', 'const price = 1;\nexport const b = price;\n'],
    ['export function price() {}\nprice();\n', 'function price() {}\nprice();\n\nexport {};\n'],
    ['const price = 1;\nexport { price };\nexport const b = price;\n', 'const price = 1;\nexport const b = price;\n'],
    ['export const price = 1;\nexport { price as other };\n', 'const price = 1;\nexport { price as other };\n'],
    ['export const price = 1, c = 2;\nexport const b = price;\n', 'const price = 1, c = 2;\nexport { c };\nexport const b = price;\n'],
  ])('%s', async (before, after) => {
    const { texts, left } = await remove({ 'price.ts': before });
    expect([texts['price.ts'], left]).toEqual([after, []]);
  });
});

describe('a default export', () => {
  test.each<Row>([
    ['export default function price() {}\nexport const b = 1;\n', 'export const b = 1;\n'],
    ['export default function () {}\nexport const b = 1;\n', 'export const b = 1;\n'],
    ['const inner = () => 1;\nexport default inner;\nexport const b = 1;\n', 'export const b = 1;\n'],
    ['export default { a: 1 };\nexport const b = 1;\n', 'export const b = 1;\n'],
    ['export default make();\nexport const b = 1;\n', 'make();\nexport const b = 1;\n'],
    ['export default function price() {}\nexport const b = price;\n', 'function price() {}\nexport const b = price;\n'],
    ['const c = 1;\nexport { c as default, c };\n', 'const c = 1;\nexport { c };\n'],
  ])('%s', async (before, after) => {
    const { texts, left } = await remove({ 'price.ts': before }, 'default');
    expect([texts['price.ts'], left]).toEqual([after, []]);
  });
});

describe('a CommonJS export', () => {
  test.each<Row>([
    ['exports.a = 1;\nexports.price = () => 1;\n', 'exports.a = 1;\n'],
    ['const price = () => 1;\nmodule.exports = { a: 1, price };\n', 'module.exports = { a: 1 };\n'],
    ['module.exports = {\n  // One.\n  a: 1, // one\n\n  /** Doc of price. */\n  price: 2, // two\n\n  /** Doc of b. */\n  b: 3,\n};\n', 'module.exports = {\n  // One.\n  a: 1, // one\n\n  /** Doc of b. */\n  b: 3,\n};\n'],
    ['module.exports = { a: 1, get price() { return 1; }, set price(value) {} };\n', 'module.exports = { a: 1 };\n'],
    ['module.exports = { get price() { return 1; }, a: 1, set price(value) {}, b: 1 };\n', 'module.exports = { a: 1, b: 1 };\n'],
    ['module.exports = { get price() { return 1; }, set price(value) {} };\n', 'module.exports = {  };\n'],
    ['exports.price = load();\n', 'load();\n'],
    ['const all = { a: 1, price: 2 };\nmodule.exports = all;\n', 'const all = { a: 1 };\nmodule.exports = all;\n'],
  ])('%s', async (before, after) => {
    const { texts, left } = await remove({ 'price.js': before }, 'price', 'price.js');
    expect([texts['price.js'], left]).toEqual([after, []]);
  });
});

test.each([
  'const all = { a: 1, price: 2 };\nmodule.exports = all;\nmodule.exports.twice = () => all.price * 2;\n',
  'exports.price = 2;\nexports.twice = () => exports.price * 2;\n',
])('a CommonJS export that its own module reads is kept, and told: %s', async (text) => {
  const { texts, left } = await remove({ 'price.js': text }, 'price', 'price.js');
  expect(texts['price.js']).toContain('@deprecated');
  expect(left).toEqual([expect.stringContaining("'price'")]);
});

describe('a file that only names it is cleaned up', () => {
  test.each<Row>([
    ["export { price } from './price';\nexport const a = 1;\n", 'export const a = 1;\n'],
    ["export { b, price as p } from './price';\n", "export { b } from './price';\n"],
    ["export type { price } from './price';\n", 'export {};\n'],
    ["export * from './price';\n", "export * from './price';\n"],
    ["import { price } from './price';\nexport { price };\nexport const a = 1;\n", 'export const a = 1;\n'],
    ["import { price, b } from './price';\nexport { b, price as default };\n", "import { b } from './price';\nexport { b };\n"],
    ["import { price } from './price';\nexport const a = 1;\n", 'export const a = 1;\n'],
    ["import { price } from './price';\nexport default price;\nexport const a = 1;\n", 'export const a = 1;\n'],
  ])('%s', async (before, after) => {
    const { texts, left } = await remove({ 'price.ts': 'export const price = 1;\nexport const b = 1;\n', 'index.ts': before });
    expect([texts, left]).toEqual([{ 'price.ts': 'export const b = 1;\n', 'index.ts': after }, []]);
  });

  test('and still loads a module that does something', async () => {
    const { texts } = await remove({ 'price.ts': 'export const price = 1;\nregister();\n', 'index.ts': "export { price } from './price';\nexport const a = 1;\n" });
    expect(texts['index.ts']).toBe("import './price';\nexport const a = 1;\n");
  });

  test('along a chain of barrels that rename it', async () => {
    const { texts } = await remove({ 'price.ts': 'export const price = 1;\nexport const b = 1;\n', 'one.ts': "export { price as p, b } from './price';\n", 'two.ts': "export { p, b } from './one';\n", 'three.ts': "export * from './two';\n" });
    expect(texts).toEqual({ 'price.ts': 'export const b = 1;\n', 'one.ts': "export { b } from './price';\n", 'two.ts': "export { b } from './one';\n", 'three.ts': "export * from './two';\n" });
  });

  test('a link in a doc comment is told and stops nothing', async () => {
    const { texts, left } = await remove({ 'price.ts': 'export const price = 1;\nexport const b = 1;\n', 'use.ts': "import * as ns from './price';\n/** {@link ns.price} */\nns.b;\n" });
    expect([texts['price.ts'], left]).toEqual(['export const b = 1;\n', ["use.ts:2 a doc comment names 'price'"]]);
  });

  test('a type in a comment of JavaScript is a caller', async () => {
    const { left } = await remove({ 'price.ts': 'export type price = 1;\n', 'use.js': "/** @type {import('./price').price} */\nlet a;\n" });
    expect(left).toEqual(["use.js:1 uses 'price' in a doc comment, which is kept for it"]);
  });

  test('a mock of it is told and stops nothing', async () => {
    const { texts, left } = await remove({ 'price.ts': 'export const price = 1;\nexport const b = 1;\n', 'use.test.ts': "vi.mock('./price', () => ({ price: 1 }));\n" });
    expect([texts['price.ts'], left]).toEqual(['export const b = 1;\n', ["use.test.ts:1 a mock gives 'price'"]]);
  });
});

describe('with a caller it is kept, deprecated, and the caller is listed', () => {
  test.each<readonly [caller: string, line: number, reason: string]>([
    ["import { price } from './price';\nprice();\n", 2, "uses 'price'"],
    ["import { price as p } from './price';\nexport const a = { p };\n", 2, "uses 'price'"],
    ["import * as ns from './price';\nns.price;\n", 2, "uses 'price'"],
    ["import * as ns from './price';\nns[key];\n", 2, "the key is computed; it may be 'price'"],
    ["const { price } = await import('./price');\n", 1, "uses 'price'"],
    ["const { price } = require('./price');\n", 1, "uses 'price'"],
    ["type A = typeof import('./price').price;\n", 1, "uses 'price'"],
    ["import * as ns from './price';\nvi.spyOn(ns, 'price');\n", 2, "uses 'price'"],
    ["declare module './price' { interface price { a: 1 } }\nexport {};\n", 1, "adds to 'price'"],
    ["import { price } from './index';\nprice();\n", 2, "uses 'price'"],
    ["import { p } from './index';\np();\n", 2, "uses 'price'"],
    ["import cost from './index';\ncost();\n", 2, "uses 'price'"],
  ])('%s', async (caller, line, reason) => {
    const files = { 'price.ts': 'export const price = 1;\n', 'index.ts': "export { price, price as p, price as default } from './price';\n", 'use.ts': caller };
    const { texts, left, edits } = await remove(files);
    expect(texts).toEqual({ ...files, 'price.ts': '/** @deprecated It is going to be deleted; do not use it in new code. */\nexport const price = 1;\n' });
    expect(left).toEqual([`use.ts:${line} ${reason}, which is kept for it`]);
    expect(edits.tried?.map(({ path }) => path)).toEqual(['price.ts', 'index.ts']);
  });

  test.each<Row>([
    ['/** Doc. */\nexport function price() {}\n', '/**\n * Doc.\n * @deprecated T\n */\nexport function price() {}\n'],
    ['/**\n * Doc.\n */\nexport function price() {}\n', '/**\n * Doc.\n * @deprecated T\n */\nexport function price() {}\n'],
    ['/** @deprecated Use b. */\nexport function price() {}\n', '/** @deprecated Use b. */\nexport function price() {}\n'],
    ['const price = 1;\nexport { price };\n', 'const price = 1;\nexport { /** @deprecated T */ price };\n'],
    ['export const a = 1, price = 2;\n', 'export const a = 1, /** @deprecated T */ price = 2;\n'],
    ['// Why.\n@sealed\nexport class price {}\n', '// Why.\n/** @deprecated T */\n@sealed\nexport class price {}\n'],
    ['/* x */\r\nexport enum price { a }\r\n', '/* x */\r\n/** @deprecated T */\r\nexport enum price { a }\r\n'],
  ])('%s', async (before, after) => {
    const { texts } = await remove({ 'price.ts': before, 'use.ts': "import { price } from './price';\nprice;\n" });
    expect(texts['price.ts']).toBe(after.replace('deprecated T', 'deprecated It is going to be deleted; do not use it in new code.'));
  });
});

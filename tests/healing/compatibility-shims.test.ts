import { describe, expect, it } from 'vitest';
import { editsOfChange } from '../../server/edits/change-edits.ts';
import type { VirtualTree } from '../../server/edits/virtual-tree.ts';
import { resolveIntent } from '../../server/intents/resolve-intent.ts';
import type { Files } from '../rooms/temp-project.ts';
import { openCodebase, STRICT } from '../support/open-codebase.ts';

interface ShimCase {
  readonly name: string;
  readonly intent: string;
  readonly files: Files;
  /** What the files contain once shims and their tags are in. */
  readonly contains: Readonly<Record<string, string>>;
  /** A file that is added afterwards and still says the old form; it must compile. */
  readonly caller: readonly [path: string, text: string];
  /** True when the compiler reports the caller's use as deprecated. */
  readonly isReported: boolean;
  readonly untouched?: readonly string[];
}

const JS_CONFIG = JSON.stringify({ compilerOptions: { allowJs: true, checkJs: true, noEmit: true, target: 'es2022', lib: ['es2022'], module: 'nodenext', types: [] }, include: ['src'] });
const typed: Files = { 'tsconfig.json': STRICT };
const untyped: Files = { 'jsconfig.json': JS_CONFIG, 'package.json': '{}', 'src/globals.d.ts': 'declare var module: { exports: any };\ndeclare function require(id: string): any;\n' };

const RENAMES: readonly ShimCase[] = [
  { name: 'of a function keeps a value', intent: 'rename price to money', files: { 'src/a.ts': 'export function price() { return 1; }\n' }, contains: { 'src/a.ts': 'export { /** @deprecated Use {@link money} instead. */ money as price };' }, caller: ['src/old.ts', "import { price } from './a';\nexport const x: number = price();\n"], isReported: true },
  { name: 'of an interface keeps a type', intent: 'rename Price to Money', files: { 'src/a.ts': 'export interface Price { n: number }\n' }, contains: { 'src/a.ts': 'export type { /** @deprecated Use {@link Money} instead. */ Money as Price };' }, caller: ['src/old.ts', "import type { Price } from './a';\nexport const x: Price = { n: 1 };\n"], isReported: true },
  { name: 'of a class keeps value and type', intent: 'rename Price to Money', files: { 'src/a.ts': 'export class Price { n = 1 }\n' }, contains: { 'src/a.ts': 'export { /** @deprecated' }, caller: ['src/old.ts', "import { Price } from './a';\nexport const x: Price = new Price();\n"], isReported: true },
  { name: 'of an enum keeps value and type', intent: 'rename Price to Money', files: { 'src/a.ts': 'export enum Price { Low, High }\n' }, contains: { 'src/a.ts': 'export { /** @deprecated' }, caller: ['src/old.ts', "import { Price } from './a';\nexport const x: Price = Price.Low;\n"], isReported: true },
  { name: 'of a name that is a value and a type keeps both', intent: 'rename Price to Money', files: { 'src/a.ts': 'export type Price = { n: number };\nexport const Price = { n: 1 };\n' }, contains: { 'src/a.ts': 'export { /** @deprecated' }, caller: ['src/old.ts', "import { Price } from './a';\nexport const x: Price = Price;\n"], isReported: true },
  { name: 'of an exported alias keeps the local behind it', intent: 'rename price to money', files: { 'src/a.ts': 'const inner = 1;\nexport { inner as price };\n' }, contains: { 'src/a.ts': ' inner as price };' }, caller: ['src/old.ts', "import { price } from './a';\nexport const x: number = price;\n"], isReported: true },
  { name: 'passes through a barrel that names it', intent: 'rename price to money', files: { 'src/a.ts': 'export const price = 1;\n', 'src/index.ts': "export { price } from './a';\n" }, contains: { 'src/index.ts': 'export { money, /** @deprecated Use {@link money} instead. */ money as price } from \'./a\';' }, caller: ['src/old.ts', "import { price } from './index';\nexport const x: number = price;\n"], isReported: true },
  { name: 'passes through a barrel that names it as a type', intent: 'rename Price to Money', files: { 'src/a.ts': 'export interface Price { n: number }\nexport const b = 1;\n', 'src/index.ts': "export { b, type Price } from './a';\n" }, contains: { 'src/index.ts': 'type Money as Price' }, caller: ['src/old.ts', "import type { Price } from './index';\nexport const x: Price = { n: 1 };\n"], isReported: true },
  { name: 'passes through a barrel of types', intent: 'rename Price to Money', files: { 'src/a.ts': 'export interface Price { n: number }\n', 'src/index.ts': "export type { Price } from './a';\n" }, contains: { 'src/index.ts': 'export type { Money, /** @deprecated Use {@link Money} instead. */ Money as Price }' }, caller: ['src/old.ts', "import type { Price } from './index';\nexport const x: Price = { n: 1 };\n"], isReported: true },
  { name: 'passes through a barrel with a star by itself', intent: 'rename price to money', files: { 'src/a.ts': 'export const price = 1;\n', 'src/index.ts': "export * from './a';\n" }, contains: {}, caller: ['src/old.ts', "import { price } from './index';\nexport const x: number = price;\n"], isReported: true, untouched: ['src/index.ts'] },
  { name: 'leaves a barrel alone that gives it another name', intent: 'rename price to money', files: { 'src/a.ts': 'export const price = 1;\n', 'src/index.ts': "export { price as cost } from './a';\n" }, contains: { 'src/index.ts': "export { money as cost } from './a';" }, caller: ['src/old.ts', "import { cost } from './index';\nexport const x: number = cost;\n"], isReported: false },
  { name: 'of a CommonJS export keeps a property', intent: 'rename price to money', files: { ...untyped, 'src/a.js': 'exports.price = function () { return 1; };\n' }, contains: { 'src/a.js': '\nexports.price = exports.money;' }, caller: ['src/old.js', "const { price } = require('./a');\nprice();\n"], isReported: false },
  { name: 'of a CommonJS property keeps a property', intent: 'rename price to money', files: { ...untyped, 'src/a.js': 'module.exports.price = function () { return 1; };\n' }, contains: { 'src/a.js': 'module.exports.price = module.exports.money;' }, caller: ['src/old.js', "const { price } = require('./a');\nprice();\n"], isReported: false },
  { name: 'of a CommonJS object keeps a property', intent: 'rename price to money', files: { ...untyped, 'src/a.js': 'const price = () => 1;\nmodule.exports = { price };\n' }, contains: { 'src/a.js': '*/ price: money' }, caller: ['src/old.js', "const { price } = require('./a');\nprice();\n"], isReported: false },
  { name: 'of a CommonJS method reads the new one', intent: 'rename price to money', files: { ...untyped, 'src/a.js': 'module.exports = {\n  price() { return 1; },\n  other: 2,\n};\n' }, contains: { 'src/a.js': '*/\n  get price() { return module.exports.money; },\n  other: 2,' }, caller: ['src/old.js', "const { price } = require('./a');\nprice();\n"], isReported: true },
  { name: 'of a CommonJS constant keeps a property beside the new one', intent: 'rename price to money', files: { ...untyped, 'src/a.js': 'const all = {\n  price: 1,\n  other: 2,\n};\nmodule.exports = all;\n' }, contains: { 'src/a.js': '*/\n  get price() { return module.exports.money; },\n  other: 2,' }, caller: ['src/old.js', "const { price } = require('./a');\nprice;\n"], isReported: true },
  { name: 'keeps the line ends of the file', intent: 'rename price to money', files: { 'src/a.ts': 'export const price = 1;\r\n' }, contains: { 'src/a.ts': '\r\n/** @deprecated' }, caller: ['src/old.ts', "import { price } from './a';\nexport const x: number = price;\n"], isReported: true },
  { name: 'starts a new line in a file that ends without one', intent: 'rename price to money', files: { 'src/a.ts': 'export const price = 1;' }, contains: { 'src/a.ts': 'export const money = 1;\n\n/** @deprecated' }, caller: ['src/old.ts', "import { price } from './a';\nexport const x: number = price;\n"], isReported: true },
];

const move = 'move src/a.ts to src/lib/b.ts';
const MOVES: readonly ShimCase[] = [
  { name: 'of names passes them on', intent: move, files: { 'src/a.ts': 'export const x = 1;\nexport const y = 2;\n' }, contains: { 'src/a.ts': '/** @deprecated Import it from src/lib/b.ts. */ x' }, caller: ['src/old.ts', "import { x, y } from './a';\nexport const z: number = x + y;\n"], isReported: true },
  { name: 'of a default export passes it on', intent: move, files: { 'src/a.ts': 'export default function f() { return 1; }\nexport const x = 1;\n' }, contains: { 'src/a.ts': '*/ default' }, caller: ['src/old.ts', "import f, { x } from './a';\nexport const z: number = f() + x;\n"], isReported: true },
  { name: 'of types only is erased', intent: move, files: { 'src/a.ts': 'export interface A { n: number }\nexport type B = A;\n' }, contains: { 'src/a.ts': 'export type { ' }, caller: ['src/old.ts', "import type { A, B } from './a';\nexport const z: A & B = { n: 1 };\n"], isReported: true },
  { name: 'of values and types marks the types', intent: move, files: { 'src/a.ts': 'export interface A { n: number }\nexport const x = 1;\n' }, contains: { 'src/a.ts': 'type A' }, caller: ['src/old.ts', "import { x, type A } from './a';\nexport const z: A = { n: x };\n"], isReported: true },
  { name: 'of a module without exports runs it', intent: move, files: { 'src/a.ts': "import './setup';\nexport {};\n", 'src/setup.ts': 'export {};\n' }, contains: { 'src/a.ts': "import './lib/b';" }, caller: ['src/old.ts', "import './a';\nexport {};\n"], isReported: false },
  { name: 'of a file that passes stars on offers their names', intent: move, files: { 'src/a.ts': "export * from './c';\nexport const x = 1;\n", 'src/c.ts': 'export const c = 1;\n' }, contains: { 'src/a.ts': '*/ c' }, caller: ['src/old.ts', "import { c, x } from './a';\nexport const z: number = c + x;\n"], isReported: true },
  { name: 'of `export =` passes it on', intent: move, files: { 'tsconfig.json': STRICT.replace('"module":"esnext","moduleResolution":"bundler"', '"module":"nodenext"'), 'package.json': '{}', 'src/a.ts': 'const thing = { n: 1 };\nexport = thing;\n' }, contains: { 'src/a.ts': 'export = ' }, caller: ['src/old.ts', "import thing = require('./a');\nconst z: number = thing.n;\nexport = z;\n"], isReported: true },
  { name: 'of CommonJS passes the module on', intent: 'move src/a.js to src/lib/b.js', files: { ...untyped, 'src/a.js': 'exports.x = 1;\n' }, contains: { 'src/a.js': "module.exports = require('./lib/b');" }, caller: ['src/old.js', "const { x } = require('./a');\nx;\n"], isReported: false },
  { name: 'under NodeNext says the extension', intent: move, files: { 'tsconfig.json': STRICT.replace('"module":"esnext","moduleResolution":"bundler"', '"module":"nodenext"'), 'package.json': '{ "type": "module" }', 'src/a.ts': 'export const x = 1;\n', 'src/user.ts': "import { x } from './a.js';\nexport const u = x;\n" }, contains: { 'src/a.ts': "from './lib/b.js'" }, caller: ['src/old.ts', "import { x } from './a.js';\nexport const z: number = x;\n"], isReported: true },
  { name: 'under NodeNext says the extension as the other files do where nobody imports it', intent: move, files: { 'tsconfig.json': STRICT.replace('"module":"esnext","moduleResolution":"bundler"', '"module":"nodenext"'), 'package.json': '{ "type": "module" }', 'src/a.ts': 'export const x = 1;\n', 'src/c.ts': 'export const c = 1;\n', 'src/d.ts': "export { c } from './c.js';\n" }, contains: { 'src/a.ts': "from './lib/b.js'" }, caller: ['src/old.ts', "import { x } from './a.js';\nexport const z: number = x;\n"], isReported: true },
  { name: 'says no extension because a reference path does', intent: move, files: { 'src/a.ts': 'export const x = 1;\n', 'src/c.ts': '/// <reference path="./a.ts" />\nexport {};\n' }, contains: { 'src/a.ts': "from './lib/b';" }, caller: ['src/old.ts', "import { x } from './a';\nexport const z: number = x;\n"], isReported: true },
  { name: 'keeps the line ends of the file', intent: move, files: { 'src/a.ts': 'export const x = 1;\r\nexport const y = 1;\r\n' }, contains: { 'src/a.ts': '\r\n' }, caller: ['src/old.ts', "import { x } from './a';\nexport const z: number = x;\n"], isReported: true },
];

const named = 'turn the default export of src/a.ts into a named export price';
const byDefault = 'make price in src/a.ts the default export';
const DEFAULTS: readonly ShimCase[] = [
  { name: 'a default that got a name keeps the default', intent: named, files: { 'src/a.ts': 'export default function price() { return 1; }\n' }, contains: { 'src/a.ts': 'export { /** @deprecated Use {@link price} instead. */ price as default };' }, caller: ['src/old.ts', "import price from './a';\nexport const x: number = price();\n"], isReported: true },
  { name: 'an anonymous default that got a name keeps the default', intent: named, files: { 'src/a.ts': 'export default () => 1;\n' }, contains: { 'src/a.ts': 'price as default };' }, caller: ['src/old.ts', "import price from './a';\nexport const x: number = price();\n"], isReported: true },
  { name: 'a default type that got a name keeps a type', intent: named, files: { 'src/a.ts': 'export default interface price { n: number }\n' }, contains: { 'src/a.ts': 'export type { ' }, caller: ['src/old.ts', "import type Price from './a';\nexport const x: Price = { n: 1 };\n"], isReported: false },
  { name: 'a default with another local name keeps the local behind it', intent: named, files: { 'src/a.ts': 'const inner = 1;\nexport default inner;\nexport { inner as other };\n' }, contains: { 'src/a.ts': ' inner as default };' }, caller: ['src/old.ts', "import price from './a';\nexport const x: number = price;\n"], isReported: true },
  { name: 'a name that became the default keeps the name', intent: byDefault, files: { 'src/a.ts': 'export function price() { return 1; }\n' }, contains: { 'src/a.ts': 'export { /** @deprecated Import the default export instead. */ price };' }, caller: ['src/old.ts', "import { price } from './a';\nexport const x: number = price();\n"], isReported: true },
  { name: 'a constant that became the default keeps the name', intent: byDefault, files: { 'src/a.ts': 'export const price = 1;\r\n' }, contains: { 'src/a.ts': ' price };' }, caller: ['src/old.ts', "import { price } from './a';\nexport const x: number = price;\n"], isReported: true },
  { name: 'a type that became the default keeps the name', intent: byDefault, files: { 'src/a.ts': 'export type price = { n: number };\n' }, contains: { 'src/a.ts': 'export type { /** @deprecated' }, caller: ['src/old.ts', "import type { price } from './a';\nexport const x: price = { n: 1 };\n"], isReported: true },
  { name: 'a listed name that became the default keeps the name', intent: byDefault, files: { 'src/a.ts': 'const inner = 1;\nexport { inner as price };\n' }, contains: { 'src/a.ts': ' inner as price };' }, caller: ['src/old.ts', "import { price } from './a';\nexport const x: number = price;\n"], isReported: true },
  { name: 'a barrel with a star passes the kept name on', intent: byDefault, files: { 'src/a.ts': 'export const price = 1;\n', 'src/index.ts': "export * from './a';\n" }, contains: { 'src/index.ts': 'export { default as price }' }, caller: ['src/old.ts', "import { price } from './index';\nexport const x: number = price;\n"], isReported: false },
];

async function shimmed(files: Files, intent: string) {
  const codebase = await openCodebase({ ...('jsconfig.json' in files ? {} : typed), ...files });
  const change = resolveIntent(codebase, intent);
  const edits = await editsOfChange(codebase, change);
  const shims = edits.shim?.keep(edits.after) ?? [];
  const tree: VirtualTree = edits.after.apply(shims);
  return { codebase, tree: tree.apply(edits.shim?.deprecate(tree, shims) ?? []) };
}

describe.each([['a rename', RENAMES], ['a move', MOVES], ['a change of the default', DEFAULTS]] as const)('the compatibility layer of %s', (_, cases) => {
  it.each(cases)('$name', async ({ intent, files, contains, caller, isReported, untouched = [] }) => {
    const { codebase, tree } = await shimmed(files, intent);
    for (const [path, text] of Object.entries(contains)) expect(tree.text(path)).toContain(text);
    for (const [path] of Object.entries<string | Uint8Array>(files).filter(([, text]) => typeof text === 'string' && text.includes('\r\n'))) expect(tree.text(path), path).not.toMatch(/[^\r]\n/);
    for (const path of untouched) expect(tree.overlay.has(path)).toBe(false);

    const overlay = new Map([...tree.overlay, caller]);
    const { problems, checked } = await codebase.checker.check({ overlay, files: [...overlay.keys()] });
    expect(problems.map(({ file, line, message }) => `${file}:${line} ${message}`)).toEqual([]);
    expect(checked).toContain(caller[0]);
    const uses = await codebase.checker.findDeprecatedUses({ overlay, files: [caller[0]] });
    expect(uses.problems.length > 0).toBe(isReported);
  });
});

it('a file that is no code and a declaration file, get no layer', async () => {
  for (const [files, intent] of [[{ 'src/a.json': '{}', 'src/c.ts': '' }, 'move src/a.json to src/b.json'], [{ 'src/a.d.ts': 'export declare const a: number;\n' }, 'move src/a.d.ts to src/b.d.ts']] as const) {
    const codebase = await openCodebase({ ...typed, ...files });
    const change = resolveIntent(codebase, intent);
    const edits = await editsOfChange(codebase, change);
    expect(edits.shim?.keep(edits.after)).toEqual([]);
  }
});

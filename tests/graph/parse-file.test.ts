import { describe, expect, test } from 'vitest';
import type { FileFacts } from '../../server/graph/facts.ts';
import { isSourcePath, parseFile } from '../../server/graph/parse-file.ts';

function parse(text: string, path = 'a.ts'): FileFacts {
  return parseFile({ path, text, hash: 'h', bytes: Buffer.byteLength(text) });
}

/** `KIND specifier {imported>local>exported!}`, where `!` marks a type. */
function importsOf(text: string, path?: string): string[] {
  return parse(text, path).imports.map((fact) => {
    const names = fact.names.map((name) => `${name.imported}>${name.local ?? ''}>${name.exported ?? ''}${name.isType ? '!' : ''}`);
    return `${fact.kind} ${fact.specifier} {${names.join(' ')}}`;
  });
}

/** `name=local`, with `!` for types and `@index` for re-exports. */
function exportsOf(text: string, path?: string): string[] {
  return parse(text, path).exports.map((fact) => {
    const from = fact.importIndex === null ? '' : `@${fact.importIndex}`;
    return `${fact.name}=${fact.local ?? ''}${fact.isType ? '!' : ''}${from}`;
  });
}

describe('imports', () => {
  test.each([
    ["import './x'", 'STATIC ./x {}'],
    ["import {} from './x'", 'STATIC ./x {}'],
    ["import d, { a, b as c, type T } from './x'", 'STATIC ./x {default>d> a>a> b>c> T>T>!}'],
    ["import * as ns from './x'", 'STATIC ./x {*>ns>}'],
    ["import { default as d, 'odd name' as o } from './x'", 'STATIC ./x {default>d> odd name>o>}'],
    ["import type D from './x'", 'TYPE ./x {default>D>!}'],
    ["import { type A, type B } from './x'", 'TYPE ./x {A>A>! B>B>!}'],
    ["import type {} from './x'", 'TYPE ./x {}'],
    ["import { type } from './x'", 'STATIC ./x {type>type>}'],
    ["export { a, b as c, type T } from './x'", 'REEXPORT ./x {a>>a b>>c T>>T!}'],
    ["export { default } from './x'", 'REEXPORT ./x {default>>default}'],
    ["export {} from './x'", 'REEXPORT ./x {}'],
    ["export * as ns from './x'", 'REEXPORT ./x {*>>ns}'],
    ["export * from './x'", 'STAR ./x {*>>*}'],
    ["export type * from './x'", 'STAR ./x {*>>*!}'],
    ["import x = require('./x')", 'REQUIRE ./x {*>x>}'],
    ["import type x = require('./x')", 'TYPE ./x {*>x>!}'],
    ["type A = import('./x').T.U", 'TYPE ./x {T>>!}'],
    ["type A = typeof import('./x')", 'TYPE ./x {*>>!}'],
    ["type A = typeof import('./x').value", 'TYPE ./x {value>>!}'],
    ["declare module './x' { interface A {} }", 'TYPE ./x {}'],
  ])('%s', (text, expected) => {
    expect(importsOf(text)).toEqual([expected]);
  });

  test.each([
    ["import('./x')", '{*>>}'],
    ['import(`./x`)', '{*>>}'],
    ["const m = await import('./x')", '{*>m>}'],
    ["const { a, b: c, d = 1 } = await import('./x')", '{a>a> b>c> d>d>}'],
    ["const { a, ...rest } = await import('./x')", '{a>a> *>rest>}'],
    ["const { [key]: a } = await import('./x')", '{*>>}'],
    ["(await import('./x')).a()", '{a>>}'],
    ["(await import('./x'))['a']", '{a>>}'],
    ["(await import('./x'))[key]", '{*>>}'],
    ["import('./x').then((m) => m.a)", '{a>>}'],
    ["import('./x').then((m) => ({ default: m.Page, other: m.b() }))", '{Page>> b>>}'],
    ["import('./x').then((m) => use(m))", '{*>>}'],
    ["import('./x').then(({ a, b: c }) => a)", '{a>a> b>c>}'],
    ["import('./x').then(use)", '{*>>}'],
    ["import('./x').catch(use)", '{*>>}'],
    ["const Page = React.lazy(() => import('./x'))", '{*>>}'],
  ])('%s takes %s', (text, names) => {
    expect(importsOf(text)).toEqual([`DYNAMIC ./x ${names}`]);
  });

  test.each([
    ["require('./x')", '{}'],
    ["const x = require('./x')", '{*>x>}'],
    ["const { a, b: c } = require('./x')", '{a>a> b>c>}'],
    ["const a = require('./x').a", '{a>>}'],
    ["use(require('./x'))", '{*>>}'],
  ])('%s takes %s', (text, names) => {
    expect(importsOf(text, 'a.cjs')).toEqual([`REQUIRE ./x ${names}`]);
  });

  test.each([
    ['import(name)'],
    ['import(`${name}`)'],
    ['require(name)'],
    ["// require('./x') and import('./y')"],
    ["declare module 'pkg' { export const a: number }"],
    ["module.require('./x')"],
  ])('%s names no module', (text) => {
    expect(importsOf(text)).toEqual([]);
  });

  test('are in the order of the text, whatever their kind', () => {
    const text = "const a = require('./1'); import './2'; export * from './3'; import('./4'); type T = import('./5').T";
    expect(parse(text).imports.map((fact) => fact.specifier)).toEqual(['./1', './2', './3', './4', './5']);
  });
});

describe('exports', () => {
  test.each([
    ['export const a = 1, { b, c: [d], ...e } = x', ['a=a', 'b=b', 'd=d', 'e=e']],
    ['export function f(): void; export function f() {}', ['f=f', 'f=f']],
    ['export class A {} export abstract class B {} export enum C {}', ['A=A', 'B=B', 'C=C']],
    ['export interface I {} export type T = 1; export declare interface D {}', ['I=I!', 'T=T!', 'D=D!']],
    ['export declare const c: number; export declare class K {}', ['c=c', 'K=K']],
    ['interface I {} export type { I as J }; export { type I }', ['J=I!', 'I=I!']],
    ['const a = 1; export { a, a as b, a as default, a as "odd name" }', ['a=a', 'b=a', 'default=a', 'odd name=a']],
    ['export default function () {}', ['default=']],
    ['export default function named() {}', ['default=named']],
    ['export default abstract class {}', ['default=']],
    ['export default interface I {}', ['default=I!']],
    ['const a = 1; export default a', ['default=a']],
    ["export { a, type T, default as d } from './x'; export * as ns from './y'", ['a=@0', 'T=!@0', 'd=@0', 'ns=@1']],
    ["import { b as c } from './x'; import * as ns from './y'; export { c as d, ns }", ['d=c', 'ns=ns']],
    ["export { c }; import { b as c } from './x'", ['c=c']],
    ["export * from './x'; export {}", []],
    ['const a = 1; export = a', ['export==a']],
  ])('%s', (text, expected) => {
    expect(exportsOf(text)).toEqual(expected);
  });

  test.each([
    ['exports.a = 1; module.exports.b = c; exports.d = d', ['a=', 'b=c', 'd=d']],
    ['module.exports = { a, b: c, d() {}, ...rest }', ['a=a', 'b=c', 'd=']],
    ['module.exports = start', ['export==start']],
    ['const codes = { A: 1, b, c() {} }\nmodule.exports = codes', ['A=', 'b=b', 'c=']],
    ['const codes = /** @type {Codes} */ ({ A: 1, b })\nmodule.exports = /* all */ codes', ['A=', 'b=b']],
    ['const codes = { A: { b: 1 }, C() { return { d } } }\nfunction f() { const codes = { E: 1 } }\nmodule.exports = codes', ['A=', 'C=']],
    ['module.exports = codes\nconst one = 1, codes = { A: 1 }\nmodule.exports.extra = one', ['A=', 'extra=one']],
    ['let codes = { A: 1 }\nmodule.exports = codes', ['export==codes']],
    ['const codes = Object.freeze({ A: 1 })\nmodule.exports = codes', ['export==codes']],
    ['const codes = { ...others }\nmodule.exports = codes', ['export==codes']],
    ['function make() { const codes = { A: 1 }; return codes }\nmodule.exports = codes', ['export==codes']],
    ['exports[name] = 1; other.exports = 2', []],
  ])('%s, in CommonJS', (text, expected) => {
    expect(exportsOf(text, 'a.js')).toEqual(expected);
  });

  test('know the span of the exported name', () => {
    const text = "export const abc = 1;\nexport { x as yy } from './x';\nexport default abc;";
    const spans = parse(text).exports.map((fact) => [text.slice(fact.start, fact.end), fact.line, fact.column]);
    expect(spans).toEqual([['abc', 1, 14], ['yy', 2, 15], ['default', 3, 8]]);
  });
});

describe('positions', () => {
  test.each([
    ['LF', "const e = 1;\nimport './x'; import('./x')"],
    ['CRLF', "const e = 1;\r\nimport './x'; import('./x')"],
    ['a BOM', "\uFEFFconst e = 1;\nimport './x'; import('./x')"],
    ['characters outside of the basic plane', "const e = '😀é';\nimport './x'; import('./x')"],
    ['a hashbang', "#!/usr/bin/env node\nimport './x'; import('./x')"],
  ])('fit the text as it is on disk with %s', (_, text) => {
    const spans = parse(text).imports.map((fact) => [text.slice(fact.start, fact.end), fact.line, fact.column]);
    expect(spans).toEqual([["'./x'", 2, 8], ["'./x'", 2, 22]]);
  });

  test('count a BOM on the first line', () => {
    const text = "\uFEFFimport './x'; require('./y')";
    expect(parse(text).imports.map((fact) => [fact.start, fact.column])).toEqual([[8, 9], [23, 24]]);
  });
});

describe('a file', () => {
  test('with nothing in it has no facts', () => {
    expect(parse('')).toEqual({ path: 'a.ts', hash: 'h', bytes: 0, imports: [], exports: [], statements: [], problems: [] });
  });

  test('with a syntax error says where, and keeps what was read before it', () => {
    const facts = parse("import './x';\nexport const a = 1;\nlet = = 2;\nexport type = 3");
    expect(facts.problems).toMatchObject([{ message: expect.any(String), line: 3 }]);
    expect(facts.imports).toHaveLength(1);
    expect(facts.exports.map((fact) => fact.name)).toEqual(['a']);
  });

  test.each([
    ['a.js', 'return 1'],
    ['a.js', 'const a = <div/>'],
    ['a.cjs', 'return 1'],
    ['a.tsx', 'const a = <div/>'],
    ['a.mts', 'const a = <T,>(x: T) => x'],
    ['a.d.ts', 'export function f(): void'],
  ])('%s may say %s', (path, text) => {
    expect(parse(text, path).problems).toEqual([]);
  });

  test('with a very deep expression is read', () => {
    const text = `const a = ${'1 + '.repeat(3000)}1; require('./x')`;
    expect(importsOf(text)).toEqual(['REQUIRE ./x {}']);
  });

  test.each([
    ['a.ts', true],
    ['a.d.mts', true],
    ['a.JSX', true],
    ['a.json', false],
    ['ts', false],
  ])('%s is source: %s', (path, expected) => {
    expect(isSourcePath(path)).toBe(expected);
  });
});

test('a program that a module carries along as a string imports nothing, and what stands beside it does', () => {
  const program = JSON.stringify(`const a = require('./a'); import('./b'); ${'// '.repeat(500)}`);
  const specifiersOf = (text: string) => parseFile({ path: 'a.ts', text, hash: '', bytes: 0 }).imports.map(({ specifier }) => specifier);
  expect(specifiersOf(`export const code = ${program};\n`)).toEqual([]);
  expect(specifiersOf(`export const code = ${program};\nexport const c = import('./c');\n`)).toEqual(['./c']);
});

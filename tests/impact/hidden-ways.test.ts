import { expect, it } from 'vitest';
import { hiddenImporters } from '../../server/impact/hidden-ways.ts';
import { openCodebase, STRICT, strictConfig as config } from '../support/open-codebase.ts';
import { tellBreaks, toldRight, type Room, type Texts } from '../support/told-breaks.ts';

const NODE = { module: 'nodenext', moduleResolution: 'nodenext' };
const ROOTS = config({ rootDirs: ['src', 'gen'] }, { include: ['src', 'gen'] });
const SUFFIXES = config({ moduleSuffixes: ['.ios', ''] });
const ALIAS = config({ paths: { '@/*': ['./src/*'] } });
const CSS = config({ allowArbitraryExtensions: true });
const ONE = 'export const t = 1;\n';
const TEXT = "export const t = '';\n";
const use = (specifier: string) => `import { t } from '${specifier}';\nexport const use: number = t;\n`;
const STYLES = { 'tsconfig.json': CSS, 'src/a.css': '', 'src/b.ts': "import css from './a.css';\nexport const use: string = css.a;\n" };
const css = (name: string) => `declare const css: { ${name}: string };\nexport default css;\n`;
const runtime = (type: string) => `export namespace JSX { export interface Element {} export interface IntrinsicElements { div: { n: ${type} } } }\nexport declare function jsx(...all: unknown[]): JSX.Element;\n`;
const workspace = (a: object, options: object = {}) => ({
  'package.json': '{"name":"root","workspaces":["packages/*"]}', 'packages/a/package.json': JSON.stringify({ name: 'a', ...a }), 'packages/b/package.json': '{"name":"b"}',
  'packages/a/tsconfig.json': STRICT, 'packages/b/tsconfig.json': config(options),
});
const links = { 'node_modules/a': '../packages/a' };
const T = 'export interface T { a: number }\n';
const addTo = (name: string) => `export {};\ndeclare module '${name}' { interface T { b: string } }\n`;

it.each<[string, Room, Texts, string[]]>([
  ['in another of the root folders', { files: { 'tsconfig.json': ROOTS, 'gen/t.ts': ONE, 'src/b.ts': use('./t') } }, { 'gen/t.ts': TEXT }, ['src/b.ts:2 TS2322']],
  ['in another of the root folders, behind others', { files: { 'tsconfig.json': ROOTS, 'gen/t.ts': ONE, 'gen/u.ts': "export * from './t';\n", 'src/b.ts': "export { t } from './u';\n", 'src/c.ts': use('./b') } }, { 'gen/t.ts': TEXT }, ['src/c.ts:2 TS2322']],
  ['in another of the root folders, gone', { files: { 'tsconfig.json': ROOTS, 'gen/t.ts': ONE, 'src/b.ts': use('./t') } }, { 'gen/t.ts': null }, ['src/b.ts:1 TS2307']],
  ['with a suffix', { files: { 'tsconfig.json': SUFFIXES, 'src/t.ts': ONE, 'src/t.ios.ts': ONE, 'src/b.ts': use('./t') } }, { 'src/t.ios.ts': TEXT }, ['src/b.ts:2 TS2322']],
  ['with a suffix, new', { files: { 'tsconfig.json': SUFFIXES, 'src/t.ts': ONE, 'src/b.ts': use('./t') } }, { 'src/t.ios.ts': TEXT }, ['src/b.ts:2 TS2322']],
  ['with a suffix, in one of two projects', { files: { 'tsconfig.json': STRICT, 'tsconfig.ios.json': SUFFIXES, 'src/t.ts': ONE, 'src/t.ios.ts': ONE, 'src/b.ts': use('./t') } }, { 'src/t.ios.ts': TEXT }, ['src/b.ts:2 TS2322']],
  ['by the paths of another project', { files: { 'tsconfig.json': ALIAS, 'tsconfig.other.json': config({ paths: { '@/*': ['./other/*'] } }), 'src/t.ts': ONE, 'other/t.ts': ONE, 'src/b.ts': use('@/t') } }, { 'other/t.ts': TEXT }, ['src/b.ts:2 TS2322']],
  ['by the conditions of another project', { files: { 'tsconfig.json': config(NODE), 'tsconfig.dev.json': config({ ...NODE, customConditions: ['dev'] }), 'package.json': '{"name":"p","type":"module","imports":{"#t":{"dev":"./src/dev.ts","default":"./src/t.ts"}}}', 'src/t.ts': ONE, 'src/dev.ts': ONE, 'src/b.ts': use('#t') } }, { 'src/dev.ts': TEXT }, ['src/b.ts:2 TS2322']],
  ['by what the package offers to CommonJS', { files: { 'tsconfig.json': config(NODE), 'package.json': '{"name":"p","exports":{".":{"import":"./src/m.mts","require":"./src/c.cts"}}}', 'src/m.mts': ONE, 'src/c.cts': ONE, 'src/b.ts': use('p') } }, { 'src/c.cts': TEXT }, ['src/b.ts:2 TS2322']],
  ['that declares another kind of file', { files: { ...STYLES, 'src/a.d.css.ts': css('a') } }, { 'src/a.d.css.ts': css('b') }, ['src/b.ts:2 TS2339']],
  ['that declares another kind of file, gone', { files: { ...STYLES, 'src/a.d.css.ts': css('a') } }, { 'src/a.d.css.ts': null }, ['src/b.ts:1 TS2307']],
  ['that declares another kind of file, new', { files: { ...STYLES, 'src/all.d.ts': "declare module '*.css' { const css: any; export default css; }\n" } }, { 'src/a.d.css.ts': css('b') }, ['src/b.ts:2 TS2339']],
  ['to which an alias adds', { files: { 'tsconfig.json': ALIAS, 'src/t.ts': T, 'src/b.ts': addTo('@/t') } }, { 'src/t.ts': 'export interface T { a: number; b: number }\n' }, ['src/b.ts:2 TS2717']],
  ['to which an alias adds, gone', { files: { 'tsconfig.json': ALIAS, 'src/t.ts': T, 'src/b.ts': addTo('@/t') } }, { 'src/t.ts': null }, ['src/b.ts:2 TS2664']],
  ['to which another package adds', { files: { ...workspace({ types: 'src/t.ts' }), 'packages/a/src/t.ts': T, 'packages/b/src/b.ts': addTo('a'), 'packages/b/src/c.ts': "export type { T } from 'a';\n" }, links }, { 'packages/a/src/t.ts': 'export interface T { a: number; b: number }\n' }, ['packages/b/src/b.ts:2 TS2717']],
  ['that another package uses for JSX by a name of its own', { files: { ...workspace({ exports: { './jsx-runtime': './src/rt.ts' } }, { jsx: 'react-jsx', jsxImportSource: 'a' }), 'packages/a/src/rt.ts': runtime('number'), 'packages/b/src/b.tsx': 'export const b = <div n={1} />;\n' }, links }, { 'packages/a/src/rt.ts': runtime('string') }, ['packages/b/src/b.tsx:1 TS2322']],
  ['that holds helpers', { files: { 'tsconfig.json': config({ target: 'es2015', importHelpers: true, experimentalDecorators: true, paths: { tslib: ['./src/tslib.d.ts'] } }), 'src/tslib.d.ts': 'export declare function __decorate(...all: unknown[]): any;\n', 'src/b.ts': 'declare const d: any;\n@d\nexport class B {}\n' } }, { 'src/tslib.d.ts': 'export declare const other: 1;\n' }, ['src/b.ts:2 TS2343']],
  ['of a linked package that offers another one', { files: { ...workspace({ exports: './src/i.ts' }), 'packages/a/src/i.ts': ONE, 'packages/a/src/j.ts': TEXT, 'packages/b/src/b.ts': use('a') }, links }, { 'packages/a/package.json': '{"name":"a","exports":"./src/j.ts"}' }, ['packages/b/src/b.ts:2 TS2322']],
  ['of a linked package, new', { files: { ...workspace({}), 'packages/b/src/b.ts': use('a/src/t') }, links }, { 'packages/a/src/t.ts': TEXT }, ['packages/b/src/b.ts:2 TS2322']],
  ['of a linked package, gone so that another one is there', { files: { ...workspace({}), 'packages/a/src/t.ts': ONE, 'packages/a/src/t/index.ts': TEXT, 'packages/b/src/b.ts': use('a/src/t') }, links }, { 'packages/a/src/t.ts': null }, ['packages/b/src/b.ts:2 TS2322']],
  ['that is gone so that another one is there', { files: { 'tsconfig.json': STRICT, 'src/t.ts': ONE, 'src/t/index.ts': TEXT, 'src/b.ts': use('./t') } }, { 'src/t.ts': null }, ['src/b.ts:2 TS2322']],
  ['that declares a script, gone', { files: { 'tsconfig.json': STRICT, 'src/t.js': 'export const t = 1;\n', 'src/t.d.ts': 'export declare const t: number;\n', 'src/b.ts': use('./t.js') } }, { 'src/t.d.ts': null }, ['src/b.ts:1 TS7016']],
  ['of data, new', { files: { 'tsconfig.json': config({ resolveJsonModule: true }), 'src/b.ts': "import t from './t.json';\nexport const use: number = t.n;\n" } }, { 'src/t.json': '{"n":""}' }, ['src/b.ts:2 TS2322']],
])('breaks are predicted of a file %s', async (_, room, after, breaks) => {
  expect(await tellBreaks(room, after)).toMatchObject(toldRight(breaks));
});

it('the paths of a project are no way for files that it does not have', async () => {
  const codebase = await openCodebase(Object.fromEntries(['a', 'b'].flatMap((name) => [[`${name}/tsconfig.json`, ALIAS], [`${name}/src/t.ts`, ONE], [`${name}/src/b.ts`, use('@/t')]])));
  expect(hiddenImporters(codebase, 'a/src/t.ts')).toEqual(new Set());
});

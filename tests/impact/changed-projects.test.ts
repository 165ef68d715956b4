import { expect, it } from 'vitest';
import { STRICT, STRICT_OPTIONS, strictConfig as config } from '../support/open-codebase.ts';
import { tellBreaks, toldRight, type Texts } from '../support/told-breaks.ts';

type Files = Readonly<Record<string, string>>;
const MAIN = config({}, { files: ['src/main.ts'] });
const NODE = config({ module: 'nodenext', moduleResolution: 'nodenext' });
const named = (more: object) => JSON.stringify({ name: 'shop', ...more });
const GLOBAL = 'declare global { var shared: number }\nexport const k = 1;\n';
const USE = 'export const use: number = shared;\n';

it.each<[string, Files, Texts, string[]]>([
  ['a file comes into the project', { 'tsconfig.json': STRICT, 'lib/t.ts': "export * from './u';\n", 'lib/u.ts': "export const t: number = '';\n", 'src/a.ts': 'export const a = 1;\n' }, { 'src/a.ts': "import { t } from '../lib/t';\nexport const a = t;\n" }, ['lib/u.ts:1 TS2322']],
  ['what is declared for all leaves with an import', { 'tsconfig.json': MAIN, 'lib/g.ts': GLOBAL, 'src/use.ts': USE, 'src/main.ts': "import '../lib/g';\nimport './use';\n" }, { 'src/main.ts': "import './use';\n" }, ['src/use.ts:1 TS2304']],
  ['what is declared for all leaves with a name that is imported', { 'tsconfig.json': MAIN, 'lib/g.ts': GLOBAL, 'src/use.ts': USE, 'src/main.ts': "import { k } from '../lib/g';\nimport './use';\nexport const m = k;\n" }, { 'src/main.ts': "import './use';\nexport const m = 1;\n" }, ['src/use.ts:1 TS2304']],
  ['what is declared for all leaves with the file between', { 'tsconfig.json': MAIN, 'lib/g.ts': GLOBAL, 'src/use.ts': USE, 'src/between.ts': "import '../lib/g';\n", 'src/main.ts': "import './between';\nimport './use';\n" }, { 'src/between.ts': null }, ['src/main.ts:1 TS2882', 'src/use.ts:1 TS2304']],
  ['what is declared for all comes', { 'tsconfig.json': MAIN, 'lib/g.ts': 'export {};\ndeclare global { interface G { a: number } }\n', 'src/use.ts': 'export {};\ndeclare global { interface G { a: string } }\n', 'src/main.ts': "import './use';\n" }, { 'src/main.ts': "import './use';\nimport '../lib/g';\n" }, ['lib/g.ts:2 TS2717']],
  ['what is added to a module leaves', { 'tsconfig.json': MAIN, 'src/t.ts': 'export interface T { a: number }\n', 'src/more.ts': "export {};\ndeclare module './t' { interface T { b: number } }\n", 'src/use.ts': "import type { T } from './t';\nexport const use = (t: T): number => t.b;\n", 'src/main.ts': "import './more';\nimport './use';\n" }, { 'src/main.ts': "import './use';\n" }, ['src/use.ts:2 TS2339']],
  ['what a package declares for all leaves', { 'tsconfig.json': STRICT, 'node_modules/q/package.json': '{"name":"q","types":"q.d.ts"}', 'node_modules/q/q.d.ts': 'declare global { interface G { a: number } }\nexport declare const q: number;\n', 'src/a.ts': "import { q } from 'q';\nexport const a = q;\n", 'src/b.ts': 'export type B = G;\n' }, { 'src/a.ts': 'export const a = 1;\n' }, ['src/b.ts:1 TS2304']],
  ['a folder of types leads elsewhere', { 'tsconfig.json': config({ typeRoots: ['./typings'], types: ['foo'] }), 'typings/foo/index.d.ts': "import './more';\n", 'typings/foo/more.d.ts': 'export {};\ndeclare global { var shared: number }\n', 'src/use.ts': USE }, { 'typings/foo/index.d.ts': 'export {};\n' }, ['src/use.ts:1 TS2304']],
  ['a reference to types goes', { 'tsconfig.json': STRICT, 'node_modules/q/package.json': '{"name":"q","types":"q.d.ts"}', 'node_modules/q/q.d.ts': 'declare var shared: number;\n', 'src/a.ts': '/// <reference types="q" />\nexport const a = 1;\n', 'src/use.ts': USE }, { 'src/a.ts': 'export const a = 1;\n' }, ['src/use.ts:1 TS2304']],
  ['a config is stricter', { 'tsconfig.json': config({ strict: false }), 'src/a.ts': 'export const a = (s) => s;\n' }, { 'tsconfig.json': STRICT }, ['src/a.ts:1 TS7006']],
  ['the base of a config is stricter', { 'base.json': '{"compilerOptions":{"strict":false}}', 'tsconfig.json': JSON.stringify({ extends: './base.json', compilerOptions: { ...STRICT_OPTIONS, strict: undefined }, include: ['src'] }), 'src/a.ts': 'export const a = (s: string | null): string => s;\n' }, { 'base.json': '{"compilerOptions":{"strict":true}}' }, ['src/a.ts:1 TS2322']],
  ['a config has no paths any more', { 'tsconfig.json': config({ paths: { '@/*': ['./src/*'] } }), 'src/t.ts': 'export const t = 1;\n', 'src/a.ts': "export { t } from '@/t';\n" }, { 'tsconfig.json': STRICT }, ['src/a.ts:1 TS2307']],
  ['a config takes more in', { 'tsconfig.json': STRICT, 'lib/g.ts': 'var shared: string;\n', 'src/a.ts': 'var shared: number;\n' }, { 'tsconfig.json': config({}, { include: ['src', 'lib'] }) }, ['lib/g.ts:1 TS2403']],
  ['a package is of another type', { 'tsconfig.json': NODE, 'package.json': named({ type: 'commonjs' }), 'src/t.ts': 'export const t = 1;\n', 'src/a.ts': "export { t } from './t';\n" }, { 'package.json': named({ type: 'module' }) }, ['src/a.ts:1 TS2835']],
  ['a folder becomes a package', { 'tsconfig.json': NODE, 'package.json': named({ type: 'module' }), 'src/a.ts': 'export const url = import.meta.url;\n' }, { 'src/package.json': '{"type":"commonjs"}' }, ['src/a.ts:1 TS1470']],
  ['an own name is gone', { 'tsconfig.json': NODE, 'package.json': named({ imports: { '#t': './src/t.ts' } }), 'src/t.ts': 'export const t = 1;\n', 'src/a.ts': "export { t } from '#t';\n" }, { 'package.json': named({}) }, ['src/a.ts:1 TS2307']],
  ['a package has another script', { 'tsconfig.json': STRICT, 'package.json': named({}), 'src/a.ts': 'export const a: number = "";\n' }, { 'package.json': named({ scripts: { test: 'true' } }) }, []],
])('an edit by which %s is predicted as it is, before and after it was made', async (_, files, after, breaks) => {
  expect(await tellBreaks({ files }, after)).toMatchObject(toldRight(breaks));
});

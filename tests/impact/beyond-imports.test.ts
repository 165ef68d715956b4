import { expect, it } from 'vitest';
import { reachesBeyondImports } from '../../server/checker/beyond-imports.ts';
import { STRICT, strictConfig as config } from '../support/open-codebase.ts';
import { tellBreaks, toldRight, type Texts } from '../support/told-breaks.ts';

const CHECKED = config({ allowJs: true, checkJs: true });
const JSX = config({ jsx: 'react-jsx', jsxImportSource: '#own', paths: { '#own/*': ['./src/*'] } });
const runtime = (div: string) => `export namespace JSX { export interface Element {} export interface IntrinsicElements { div: ${div} } }\nexport declare function jsx(...all: unknown[]): JSX.Element;\n`;

/** No file that breaks imports one that is written. */
const SEEN: readonly (readonly [title: string, tsconfig: string, files: Readonly<Record<string, string>>, after: Texts, breaks: readonly string[]])[] = [
  ['a module becomes a script', STRICT, { 'src/a.ts': 'export const a = 1;\nconst shared = 2;\n', 'src/b.ts': 'const shared = 3;\n' }, { 'src/a.ts': 'const a = 1;\nconst shared = 2;\n' }, ['src/a.ts:2 TS2451', 'src/b.ts:1 TS2451']],
  ['a script becomes a module', STRICT, { 'src/a.ts': 'declare const shared: number;\n', 'src/b.ts': 'export const b = shared;\n' }, { 'src/a.ts': 'declare const shared: number;\nexport {};\n' }, ['src/b.ts:1 TS2304']],
  ['a script is new', STRICT, { 'src/b.ts': 'const shared = 3;\n' }, { 'src/new.ts': 'const shared = 2;\n' }, ['src/b.ts:1 TS2451', 'src/new.ts:1 TS2451']],
  ['a script is gone', STRICT, { 'src/a.ts': 'const shared = 3;\n', 'src/b.ts': 'export const b = shared;\n' }, { 'src/a.ts': null }, ['src/b.ts:1 TS2304']],
  ['a script in JavaScript loses a function', CHECKED, { 'src/a.js': 'function foo() { return 1; }\n', 'src/b.js': 'foo();\n' }, { 'src/a.js': 'function bar() { return 1; }\n' }, ['src/b.js:1 TS2304']],
  ['a script in JavaScript declares a type in a comment', CHECKED, { 'src/a.js': '// module.exports\n/** @typedef {{ n: number }} T */\n', 'src/b.js': '/** @type {T} */\nexport const b = { n: 1 };\n' }, { 'src/a.js': '// module.exports\n/** @typedef {{ n: string }} T */\n' }, ['src/b.js:2 TS2322']],
  ['CommonJS becomes a script', CHECKED, { 'src/a.js': 'const shared = 1;\nmodule.exports = shared;\n', 'src/b.js': 'const shared = 2;\n' }, { 'src/a.js': 'const shared = 1;\n' }, ['src/a.js:1 TS2451', 'src/b.js:1 TS2451']],
  ['a module is offered to all under a name', STRICT, { 'src/a.d.ts': 'export declare const x: number;\nexport as namespace Lib;\n', 'src/b.ts': 'const y: number = Lib.x;\n' }, { 'src/a.d.ts': 'export declare const z: number;\nexport as namespace Lib;\n' }, ['src/b.ts:1 TS2339']],
  ['something is declared for all behind a comment', STRICT, { 'src/a.ts': 'declare /* all */ global { var g: number }\nexport {};\n', 'src/b.ts': 'export const b: number = g;\n' }, { 'src/a.ts': 'declare /* all */ global { var g: string }\nexport {};\n' }, ['src/b.ts:1 TS2322']],
  ['something is declared for all inside of a module that is declared', STRICT, { 'src/a.d.ts': 'declare module "x" { global { var g: number } }\n', 'src/b.ts': 'export const b: number = g;\n' }, { 'src/a.d.ts': 'declare module "x" { global { var g: string } }\n' }, ['src/b.ts:1 TS2322']],
  ['JSX takes what it imports unasked', JSX, { 'src/jsx-runtime.ts': runtime('{ n: number }'), 'src/b.tsx': 'export const b = <div n={1} />;\n' }, { 'src/jsx-runtime.ts': runtime('{ n: string }') }, ['src/b.tsx:1 TS2322']],
  ['JSX takes it from a file behind', JSX, { 'src/jsx-runtime.ts': "export * from './a';\n", 'src/a.ts': runtime('{ n: number }'), 'src/b.tsx': 'export const b = <div n={1} />;\n' }, { 'src/a.ts': runtime('{ n: string }') }, ['src/b.tsx:1 TS2322']],
];

it.each(SEEN)('is seen without an import: %s', async (_, tsconfig, files, after, breaks) => {
  expect(await tellBreaks({ files: { 'tsconfig.json': tsconfig, ...files } }, after)).toMatchObject(toldRight(breaks));
});

it.each<[what: string, path: string, text: string, isSeenByAll: boolean]>([
  ['a module', 'a.ts', '// First.\nexport const a = 1;\n', false],
  ['a module whose first statement is none', 'a.ts', 'const a = 1;\nexport { a };\n', false],
  ['a module that imports by require', 'a.cts', "import a = require('./b');\n", false],
  ['a module that exports one thing', 'a.cts', 'const a = 1;\nexport = a;\n', false],
  ['a module with a syntax error', 'a.ts', 'const b = ;\nexport const a = 1;\n', false],
  ['a module whose comments say module and global', 'a.ts', "/** Of the module 'a' and the global `b`. */\nexport const a = 1;\n", false],
  ['a module whose strings say module and global', 'a.ts', "export const a = ['a module', 'as namespace', `global`];\n", false],
  ['no code', 'a.ts', '// export {}\n', false],
  ['CommonJS that exports', 'a.js', 'exports.a = 1;\n', false],
  ['CommonJS that only imports', 'a.cjs', "const { a } = require('./b');\na();\n", false],
  ['data', 'a.json', '{}', false],
  ['a script', 'a.ts', 'const a = 1;\n', true],
  ['a script that loads a module later', 'a.ts', "import('./b');\n", true],
  ['a script in JavaScript that says exports in a comment', 'a.js', '// module.exports\nvar a = 1;\n', true],
  ['a module in which something is declared for all inside', 'a.ts', "export {};\ndeclare module './b' { global { var g: 1 } }\n", true],
  ['a module with a syntax error that may declare something for all', 'a.ts', 'export const a = ;\ndeclare global { var g: 1 }\n', true],
  ['a module that adds to another', 'a.ts', "export {};\ndeclare module './b' { interface B { a: 1 } }\n", true],
])('%s in %s, %j, is seen by all: %s', (_, path, text, isSeenByAll) => expect(reachesBeyondImports(path, text)).toBe(isSeenByAll));

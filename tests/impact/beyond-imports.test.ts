import { describe, expect, it } from 'vitest';
import { reachesBeyondImports } from '../../server/checker/beyond-imports.ts';
import { findBreaks, NO_RENAMES, predictBreaks } from '../../server/impact/predict-breaks.ts';
import { resolveWish } from '../../server/intents/resolve-intent.ts';
import { openCodebase, STRICT } from '../support/open-codebase.ts';

const config = (more: object) => JSON.stringify({ compilerOptions: { target: 'es2022', module: 'esnext', moduleResolution: 'bundler', strict: true, noEmit: true, types: [], ...more }, include: ['src'] });
const CHECKED = config({ allowJs: true, checkJs: true });
const JSX = config({ jsx: 'react-jsx', jsxImportSource: '#own', paths: { '#own/*': ['./src/*'] } });
const runtime = (div: string) => `export namespace JSX { export interface Element {} export interface IntrinsicElements { div: ${div} } }\nexport declare function jsx(...all: unknown[]): JSX.Element;\n`;

type Texts = Readonly<Record<string, string>>;

/** No file that breaks imports one that is written. */
const SEEN: readonly (readonly [title: string, tsconfig: string, files: Texts, after: Readonly<Record<string, string | null>>, breaks: readonly string[]])[] = [
  ['a module becomes a script', STRICT, { 'src/a.ts': 'export const a = 1;\nconst shared = 2;\n', 'src/b.ts': 'const shared = 3;\n' }, { 'src/a.ts': 'const a = 1;\nconst shared = 2;\n' }, ['src/a.ts', 'src/b.ts']],
  ['a script becomes a module', STRICT, { 'src/a.ts': 'declare const shared: number;\n', 'src/b.ts': 'export const b = shared;\n' }, { 'src/a.ts': 'declare const shared: number;\nexport {};\n' }, ['src/b.ts']],
  ['a script is new', STRICT, { 'src/b.ts': 'const shared = 3;\n' }, { 'src/new.ts': 'const shared = 2;\n' }, ['src/b.ts', 'src/new.ts']],
  ['a script is gone', STRICT, { 'src/a.ts': 'const shared = 3;\n', 'src/b.ts': 'export const b = shared;\n' }, { 'src/a.ts': null }, ['src/b.ts']],
  ['a script in JavaScript loses a function', CHECKED, { 'src/a.js': 'function foo() { return 1; }\n', 'src/b.js': 'foo();\n' }, { 'src/a.js': 'function bar() { return 1; }\n' }, ['src/b.js']],
  ['a script in JavaScript declares a type in a comment', CHECKED, { 'src/a.js': '// module.exports\n/** @typedef {{ n: number }} T */\n', 'src/b.js': '/** @type {T} */\nexport const b = { n: 1 };\n' }, { 'src/a.js': '// module.exports\n/** @typedef {{ n: string }} T */\n' }, ['src/b.js']],
  ['CommonJS becomes a script', CHECKED, { 'src/a.js': 'const shared = 1;\nmodule.exports = shared;\n', 'src/b.js': 'const shared = 2;\n' }, { 'src/a.js': 'const shared = 1;\n' }, ['src/a.js', 'src/b.js']],
  ['a module is offered to all under a name', STRICT, { 'src/a.d.ts': 'export declare const x: number;\nexport as namespace Lib;\n', 'src/b.ts': 'const y: number = Lib.x;\n' }, { 'src/a.d.ts': 'export declare const z: number;\nexport as namespace Lib;\n' }, ['src/b.ts']],
  ['something is declared for all behind a comment', STRICT, { 'src/a.ts': 'declare /* all */ global { var g: number }\nexport {};\n', 'src/b.ts': 'export const b: number = g;\n' }, { 'src/a.ts': 'declare /* all */ global { var g: string }\nexport {};\n' }, ['src/b.ts']],
  ['something is declared for all inside of a module that is declared', STRICT, { 'src/a.d.ts': 'declare module "x" { global { var g: number } }\n', 'src/b.ts': 'export const b: number = g;\n' }, { 'src/a.d.ts': 'declare module "x" { global { var g: string } }\n' }, ['src/b.ts']],
  ['JSX takes what it imports unasked', JSX, { 'src/jsx-runtime.ts': runtime('{ n: number }'), 'src/b.tsx': 'export const b = <div n={1} />;\n' }, { 'src/jsx-runtime.ts': runtime('{ n: string }') }, ['src/b.tsx']],
  ['JSX takes it from a file behind', JSX, { 'src/jsx-runtime.ts': "export * from './a';\n", 'src/a.ts': runtime('{ n: number }'), 'src/b.tsx': 'export const b = <div n={1} />;\n' }, { 'src/a.ts': runtime('{ n: string }') }, ['src/b.tsx']],
];

it.each(SEEN)('is seen without an import: %s', async (_, tsconfig, files, after, breaks) => {
  const codebase = await openCodebase({ 'tsconfig.json': tsconfig, ...files });
  const paths = [...new Set([...Object.keys(files), ...Object.keys(after)])];
  const { problems } = await findBreaks(codebase.checker, { after: new Map(Object.entries(after)), files: paths, renames: NO_RENAMES });
  expect([...new Set(problems.map(({ file }) => file))].sort()).toEqual(breaks);
  const { predictions } = await predictBreaks(codebase, resolveWish(codebase, { kind: 'EDIT', files: Object.entries(after).map(([path, text]) => ({ path, text })) }));
  expect(predictions.filter(({ certainty }) => certainty === 'CERTAIN').map(({ file }) => file).sort()).toEqual(breaks);
});

it.each(SEEN)('is seen without an import where it is on disk already: %s', async (_, tsconfig, files, after, breaks) => {
  const texts = { 'tsconfig.json': tsconfig, ...files, ...after };
  const codebase = await openCodebase(Object.fromEntries(Object.entries(texts).flatMap(([path, text]) => (text === null ? [] : [[path, text] as const]))));
  const change = resolveWish(codebase, { kind: 'EDIT', isApplied: true, files: Object.entries(after).map(([path, text]) => ({ path, text, base: files[path] ?? null })) });
  const { predictions } = await predictBreaks(codebase, change);
  expect(predictions.filter(({ certainty }) => certainty === 'CERTAIN').map(({ file }) => file).sort()).toEqual(breaks);
});

describe('a file is seen only where it is imported', () => {
  it.each([
    ['a module', 'a.ts', '// First.\nexport const a = 1;\n'],
    ['a module whose first statement is none', 'a.ts', 'const a = 1;\nexport { a };\n'],
    ['a module that imports by require', 'a.cts', "import a = require('./b');\n"],
    ['a module that exports one thing', 'a.cts', 'const a = 1;\nexport = a;\n'],
    ['a module with a syntax error', 'a.ts', 'const b = ;\nexport const a = 1;\n'],
    ['a module whose comments say module and global', 'a.ts', "/** Of the module 'a' and the global `b`. */\nexport const a = 1;\n"],
    ['a module whose strings say module and global', 'a.ts', "export const a = ['a module', 'as namespace', `global`];\n"],
    ['no code', 'a.ts', '// export {}\n'],
    ['CommonJS that exports', 'a.js', 'exports.a = 1;\n'],
    ['CommonJS that only imports', 'a.cjs', "const { a } = require('./b');\na();\n"],
    ['data', 'a.json', '{}'],
  ])('%s', (_, path, text) => expect(reachesBeyondImports(path, text)).toBe(false));
});

describe('a file is seen by all', () => {
  it.each([
    ['a script', 'a.ts', 'const a = 1;\n'],
    ['a script that loads a module later', 'a.ts', "import('./b');\n"],
    ['a script in JavaScript that says exports in a comment', 'a.js', '// module.exports\nvar a = 1;\n'],
    ['a module in which something is declared for all inside', 'a.ts', "export {};\ndeclare module './b' { global { var g: 1 } }\n"],
    ['a module with a syntax error that may declare something for all', 'a.ts', 'export const a = ;\ndeclare global { var g: 1 }\n'],
    ['a module that adds to another', 'a.ts', "export {};\ndeclare module './b' { interface B { a: 1 } }\n"],
  ])('%s', (_, path, text) => expect(reachesBeyondImports(path, text)).toBe(true));
});

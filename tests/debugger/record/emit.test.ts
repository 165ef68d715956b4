// What emitted files do when Node runs them, and what their text must and must not hold.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emitModule, type EmitRequest } from '../../../server/debugger/record/emit.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const same = (specifier: string) => specifier;
const emit = (request: Partial<EmitRequest> & { path: string; code: string }) => emitModule({ format: 'esm', rewriteSpecifier: same, ...request });

function emitted(request: Partial<EmitRequest> & { path: string; code: string }): string {
  const result = emit(request);
  if (result.kind === 'failed') throw new Error(`${result.line}:${result.column} ${result.message}`);
  return result.code;
}

/** Emits sources into a folder as `.mjs` or `.cjs`, with specifiers that follow, and returns what the first one prints. */
function run(sources: Readonly<Record<string, string>>, options: Partial<EmitRequest> = {}): string {
  const folder = makeTempFolder();
  const formats = new Map<string, string>();
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const sourceOf = (specifier: string) => Object.keys(sources).find((path) => path.replace(/\.[^.]+$/, '') === specifier.replace(/^\.\//, '').replace(/\.[cm]?js$/, ''));
  const target = (specifier: string) => {
    const source = specifier.startsWith('.') ? sourceOf(specifier) : undefined;
    return source ? `./${source.replace(/\.[^.]+$/, '')}.${formats.get(source)}` : specifier;
  };
  for (const isFinal of [false, true]) {
    for (const [path, code] of Object.entries(sources)) {
      if (path.endsWith('.json')) {
        write(path, code);
        continue;
      }
      const result = emit({ path, code, rewriteSpecifier: isFinal ? target : same, ...options });
      if (result.kind === 'failed') throw new Error(`${path}:${result.line}:${result.column} ${result.message}`);
      formats.set(path, result.format === 'esm' ? 'mjs' : 'cjs');
      if (isFinal) write(`${path.replace(/\.[^.]+$/, '')}.${formats.get(path)}`, result.code);
    }
  }
  const [first] = Object.keys(sources);
  return execFileSync(process.execPath, ['--no-warnings', '--enable-source-maps', join(folder, target(`./${first!.replace(/\.[^.]+$/, '')}`))], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
}

describe('emitted files run in plain Node', () => {
  const cases: readonly [name: string, sources: Record<string, string>, printed: string, options?: Partial<EmitRequest>][] = [
    ['imports that only types use vanish', { 'a.ts': "import { T, b } from './b';\nimport C from './gone';\nconst x: T | C = b as T;\nconsole.log(x);", 'b.ts': 'export type T = number; export const b = 1;' }, '1'],
    ['enums, namespaces and parameter properties', { 'a.ts': 'enum E { A = 1, B }\nnamespace N { export const q = E.B; }\nclass P { constructor(private readonly x: number, public y = 2) {} sum() { return this.x + this.y; } }\nconsole.log(E.B, E[1], N.q, new P(1).sum());' }, '2 A 2 3'],
    ['legacy decorators', { 'a.ts': 'const seen: string[] = [];\nconst mark = (name: string) => (...args: unknown[]) => void seen.push(`${name}${args.length}`);\n@mark("class")\nclass A { @mark("field") x = 1; @mark("method") m(@mark("param") p: number) {} }\nconsole.log(seen.join(" "), new A().x);' }, 'field3 param3 method3 class1 1', { compilerOptions: { experimentalDecorators: true, emitDecoratorMetadata: true } }],
    ['fields assign where the compiler says so', { 'a.ts': 'class A { set x(v: number) { console.log("set", v); } }\nclass B extends A { x = 1; y; }\nconsole.log(Object.keys(new B()).join());' }, 'set 1', { compilerOptions: { target: 'ES2020' } }],
    ['using', { 'a.ts': 'const open = (name: string) => ({ [Symbol.dispose]() { console.log("close", name); }, async [Symbol.asyncDispose]() { console.log("async", name); } });\nasync function f() { using a = open("a"); await using b = open("b"); using none = null; console.log("body"); }\nawait f();\ntry { using x = { [Symbol.dispose]() { throw new Error("one"); } }; throw new Error("two"); } catch (e) { console.log(e.name, e.error.message, e.suppressed.message); }' }, 'body\nasync b\nclose a\nSuppressedError one two'],
    ['the names of CommonJS in a module', { 'a.ts': "import { x } from './b';\nconsole.log(x, typeof require('node:fs').readFileSync, __filename.endsWith('a.mjs'), __dirname === __filename.slice(0, -6), require.main === module);", 'b.ts': 'export const x = 1;\nif (require.main === module) console.log("main");' }, '1 function true true true'],
    ['a local name is no name of CommonJS', { 'a.ts': 'export const list = [1].map((module) => module);\nfunction f(require: number) { return require; }\nconsole.log(list[0], f(2), { exports: 3 }.exports);' }, '1 2 3'],
    ['JSON, by default, by name and whole', { 'a.ts': "import data, { version } from './d.json';\nimport * as all from './d.json';\nimport again from './d.json' with { type: 'json' };\nexport { version as v } from './d.json';\nconsole.log(data.version, version, all.default === data, all.version, again === data);\nimport('./a').then((self) => console.log(self.v));", 'd.json': '{"version": "1.2"}' }, '1.2 1.2 true 1.2 true\n1.2'],
    ['CommonJS stays CommonJS', { 'a.cjs': "'use strict';\nconst { b } = require('./b');\nif (b === 1) { console.log(b, require.resolve('./b').slice(-5), typeof module, this === module.exports); return; }", 'b.js': 'exports.b = 1;' }, '1 b.cjs object true', { format: 'cjs' }],
    ['import = and export =', { 'a.ts': "import b = require('./b');\nimport { other } from './b';\nconsole.log(b.value, other);", 'b.cts': 'const b = { value: 1, other: 2 };\nexport = b;' }, '1 2', { format: 'cjs', isCommonJs: (specifier) => specifier === './b' }],
    ['a default of a compiled module, from CommonJS', { 'a.ts': "import b, { late } from './b';\nimport * as all from './b';\nexport { late as again } from './b';\nconsole.log(b, late, all.late);", 'b.cjs': 'Object.defineProperty(exports, "__esModule", { value: true }); exports.default = "d"; const name = "late"; exports[name] = 5;' }, 'd 5 5', { format: 'cjs', isCommonJs: (specifier) => specifier === './b' }],
    ['re-exported types vanish where they are known', { 'a.ts': "import { T } from './b';\nimport { U, u } from './b';\nexport { T, U };\nexport { U as V, u as w } from './b';\nexport { T as X } from './only-types';\nconsole.log(u);", 'b.ts': 'export type T = 1; export interface U {} export const u = 7;' }, '7', { isTypeExport: (_, name) => name === 'T' || name === 'U' }],
    ['dynamic imports and URLs of the module', { 'a.ts': "const b = await import(`./b`);\nconsole.log(b.x, new URL('./b', import.meta.url).pathname.slice(-5));", 'b.ts': 'export const x = 1;' }, '1 b.mjs'],
    ['JSX with a factory', { 'a.tsx': 'const h = (name: string, props: object | null, ...children: unknown[]) => ({ name, ...props, children });\nconsole.log(JSON.stringify(<a href="x">{1}</a>));' }, '{"name":"a","href":"x","children":[1]}', { compilerOptions: { jsx: 'react', jsxFactory: 'h' } }],
    ['a hashbang, directives and a BOM', { 'a.ts': "\uFEFF#!/usr/bin/env node\n'use strict'\nimport { x } from './d.json';\nconsole.log(x, __dirname.length > 0);", 'd.json': '{"x": 4}' }, '4 true'],
  ];
  it.each(cases)('%s', (_, sources, printed, options) => {
    expect(run(sources, options)).toBe(printed);
  });

  it('stacks tell lines of the source when maps are asked for', () => {
    expect(run({ 'a.ts': "interface A {}\n\ninterface B {}\nconsole.log(new Error('x').stack!.split('\\n')[1]!.match(/a\\.ts:\\d+/)![0]);" }, { sourceMap: true })).toBe('a.ts:4');
  });
});

describe('the text of emitted files', () => {
  it('every specifier that is left is asked for, with its kind', () => {
    const seen: string[] = [];
    emitted({ path: 'a.ts', code: "import { T } from 't';\nimport a from 'a';\nimport 'b';\nexport * from 'c';\nexport { d } from 'd';\na(import('e'), require('f'), require.resolve('g'), new URL('h', import.meta.url), require(x), import(y));\nlet t: T;", rewriteSpecifier: (specifier, kind) => (seen.push(`${kind} ${specifier}`), specifier) });
    expect([...new Set(seen)].sort()).toEqual(['dynamic-import e', 'export c', 'export d', 'import a', 'import b', 'require f', 'require g', 'url h']);
  });
  it('keeping the source changes specifiers and nothing else', () => {
    const code = "import type { T } from './t';\nconst a: T = require('./b') as T; // c\nexport import x = require('./d');\n";
    expect(emitted({ path: 'a.ts', code, keepSource: true, rewriteSpecifier: (specifier) => `${specifier}.ts` })).toBe(code.replaceAll(/'(\.\/\w)'/g, '"$1.ts"'));
  });
  it('what Node cannot run is told with its place', () => {
    expect(emit({ path: 'a.ts', code: 'let x = 1;\nlet y: = 2;' })).toMatchObject({ kind: 'failed', line: 2, column: 8 });
    expect(emit({ path: 'a.ts', code: '@dec class A {}' })).toMatchObject({ kind: 'failed', message: expect.stringContaining('decorators') as string });
  });
  it('a file without import and export has the format of its package', () => {
    expect([emit({ path: 'a.ts', code: 'let x = 1' }), emit({ path: 'a.js', code: 'let x = 1', format: 'cjs' }), emit({ path: 'a.js', code: 'export {}', format: 'cjs' })].map((result) => result.kind === 'emitted' && result.format)).toEqual(['esm', 'cjs', 'esm']);
  });
});

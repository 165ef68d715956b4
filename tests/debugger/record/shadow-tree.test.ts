import { existsSync, lstatSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { onTestFinished, describe, expect, test } from 'vitest';
import { openShadow, type Shadow } from '../../../server/debugger/record/shadow-tree.ts';
import { graphOf } from '../../graph/build-graph.ts';
import { makeProject, type Files } from '../../rooms/temp-project.ts';
import { call, openRoom, recordIn, resultOf } from './recorded.ts';

const signal = new AbortController().signal;
const isModule = { 'package.json': '{"type":"module"}' };
const lodash: Files = {
  'node_modules/low/package.json': '{"name":"low","main":"index.js"}',
  'node_modules/low/index.js': 'const all = {}; for (const name of ["first", "last"]) all[name] = (list) => list.at(name === "first" ? 0 : -1); module.exports = all;',
  'node_modules/compiled/package.json': '{"name":"compiled","main":"index.js"}',
  'node_modules/compiled/index.js': 'Object.defineProperty(exports, "__esModule", { value: true }); exports.default = () => "default"; exports.named = "named";',
};

describe('imports lead to the copy', () => {
  test.each<[what: string, files: Files, expected: unknown]>([
    ['without extension', { 'src/main.ts': 'import { a } from "./a"; export const main = () => a;', 'src/a.ts': 'export const a = 1;' }, 1],
    ['of a folder', { 'src/main.ts': 'import { a } from "./a"; export const main = () => a;', 'src/a/index.ts': 'export const a = 1;' }, 1],
    ['with the extension of the output', { ...isModule, 'src/main.ts': 'import { a } from "./a.js"; export const main = () => a;', 'src/a.ts': 'export const a = 1;' }, 1],
    ['of types only', { 'src/main.ts': 'import type { A } from "./gone"; import { B } from "./b"; export const main = (x: B): A => x as never;', 'src/b.ts': 'export interface B {}' }, undefined],
    ['of types that are passed on', { 'src/main.ts': 'import { a, type A } from "./a"; export const main = (): A => a;', 'src/a.ts': 'export { a, A } from "./b";', 'src/b.ts': 'export type A = number; export const a = 1;' }, 1],
    ['by paths of the tsconfig', { 'tsconfig.json': '{"compilerOptions":{"paths":{"@/*":["./src/*"]}}}', 'src/main.ts': 'import { a } from "@/deep/a"; export const main = () => a;', 'src/deep/a.ts': 'export const a = 1;' }, 1],
    ['by imports of the package', { 'package.json': '{"type":"module","imports":{"#a":"./src/a.ts"}}', 'src/main.ts': 'import { a } from "#a"; export const main = () => a;', 'src/a.ts': 'export const a = 1;' }, 1],
    ['of JSON', { 'src/main.ts': 'import data, { name } from "./data.json"; export const main = () => [data.name, name];', 'src/data.json': '{"name":"n"}' }, ['n', 'n']],
    ['of CommonJS of the room', { 'src/main.ts': 'import a, { b } from "./a.cjs"; export const main = () => [a.b, b];', 'src/a.cjs': 'const all = { b: 2 }; module.exports = all;' }, [2, 2]],
    ['of modules by require', { 'src/main.js': 'const { a } = require("./a"); exports.main = () => a;', 'src/a.ts': 'export const a = 1;' }, 1],
    ['between scripts of CommonJS', { 'src/main.js': 'const a = require("./lib"); module.exports = { main: () => a() };', 'src/lib/index.js': 'module.exports = () => 1;' }, 1],
    ['written as TypeScript has it for CommonJS', { 'src/main.ts': 'import a = require("./a"); export = { main: () => a.a };', 'src/a.ts': 'export const a = 1;' }, 1],
    ['of names that a package does not announce', { ...lodash, 'src/main.ts': 'import { first } from "low"; import * as low from "low"; import low2 from "low"; export const main = () => [first([1]), low.last([1, 2]), low2.first([3])];' }, [1, 2, 3]],
    ['of a default that was compiled', { ...lodash, 'src/main.ts': 'import compiled, { named } from "compiled"; export const main = () => [compiled(), named];' }, ['default', 'named']],
    ['that are made at run time', { 'src/main.ts': 'export const main = async () => { const name = "a"; return (await import(`./plugins/${name}.js`)).a; };', 'src/plugins/a.js': 'export const a = 1;' }, 1],
    ['that wait', { 'src/main.ts': 'export const main = async () => (await import("./a")).a;', 'src/a.ts': 'export const a = await Promise.resolve(1);' }, 1],
    ['in a circle', { 'src/main.ts': 'import { b } from "./b"; export const a = () => 1; export const main = () => b();', 'src/b.ts': 'import { a } from "./main"; export const b = () => a() + 1;' }, 2],
    ['of what a bundler would take', { 'src/main.ts': 'import { E } from "./e"; export namespace N { export const x = E.A; } export const main = () => N.x;', 'src/e.ts': 'export enum E { A = 5 }' }, 5],
  ])('%s', async (_, files, expected) => {
    const source = await openRoom(files);
    const file = source.tree.has('src/main.js') ? 'src/main.js' : 'src/main.ts';
    expect(resultOf(await recordIn(source, call('main', [], { file })))).toEqual(expected);
  });

  test('of a package of the room to its source, although the link in node_modules leads to the room', async () => {
    const root = await makeProject({
      'package.json': '{"private":true,"workspaces":["packages/*"]}',
      'packages/app/package.json': '{"name":"app","type":"module"}',
      'packages/app/main.ts': 'import { lib } from "@own/lib"; export const main = () => lib();',
      'packages/lib/package.json': '{"name":"@own/lib","type":"module","exports":"./src/index.ts"}',
      'packages/lib/src/index.ts': 'export function lib(): string { return "from " + (inner() ? "source" : ""); }\nfunction inner() { return true; }',
      'node_modules/@own/keep.txt': '',
    });
    symlinkSync('../../packages/lib', join(root, 'node_modules/@own/lib'));
    const recording = await recordIn(await graphOf(root), call('main', [], { file: 'packages/app/main.ts' }));
    expect(resultOf(recording)).toBe('from source');
    expect(recording.trace?.functions.map(({ file }) => file)).toContain('packages/lib/src/index.ts');
  });
});

describe('files that are no sources', () => {
  test.each<[what: string, text: string]>([
    ['by the address of the module', 'readFileSync(new URL("./data.txt", import.meta.url), "utf8")'],
    ['by __dirname', 'readFileSync(join(__dirname, "data.txt"), "utf8")'],
    ['by the folder of the process', 'readFileSync("src/data.txt", "utf8")'],
  ])('are read %s', async (_, text) => {
    const files = { 'src/main.ts': `import { readFileSync } from "node:fs"; import { join } from "node:path"; export const main = () => [join("a"), ${text}];`, 'src/data.txt': 'data' };
    expect(resultOf(await recordIn(await openRoom(files), call('main')))).toEqual(['a', 'data']);
  });

  test('of ignored folders are there too', async () => {
    const files = { '.gitignore': 'generated\n', 'generated/deep/a.txt': 'made', 'src/main.ts': 'import { readFileSync } from "node:fs"; export const main = () => readFileSync("generated/deep/a.txt", "utf8");' };
    expect(resultOf(await recordIn(await openRoom(files), call('main')))).toBe('made');
  });

  test('are changed in the copy only', async () => {
    const source = await openRoom({ 'src/main.ts': 'import { readFileSync, writeFileSync } from "node:fs"; export const main = () => { writeFileSync("data/count.txt", "2"); return readFileSync("data/count.txt", "utf8"); };', 'data/count.txt': '1' });
    expect(resultOf(await recordIn(source, call('main')))).toBe('2');
    expect(readFileSync(join(source.tree.root, 'data/count.txt'), 'utf8')).toBe('1');
  });
});

describe('contents that are tried', () => {
  const files = { 'src/main.ts': 'import { a } from "./a"; export const main = () => a();', 'src/a.ts': 'export const a = () => 1;' };

  test('take the place of a file without touching the room', async () => {
    const source = await openRoom(files);
    const overlay = new Map([['src/a.ts', 'import { b } from "./new"; export const a = () => b + 1;'], ['src/new.ts', 'export const b = 41;']]);
    expect(resultOf(await recordIn(source, call('main'), { overlay }))).toBe(42);
    expect(readFileSync(join(source.tree.root, 'src/a.ts'), 'utf8')).toBe(files['src/a.ts']);
    expect(existsSync(join(source.tree.root, 'src/new.ts'))).toBe(false);
    expect(resultOf(await recordIn(source, call('main')))).toBe(1);
  });

  test('change nothing in the room where their folder is so large that it is a link, and what is left out is not there', async () => {
    const many = Object.fromEntries(Array.from({ length: 210 }, (_, index) => [`many/f${index}.ts`, `export const f = ${index};`]));
    const source = await openRoom({ ...isModule, 'src/main.ts': 'export const main = () => 1;', ...many });
    const { root } = source.tree;
    const overlay = new Map([['many/f1.ts', 'export const f = "tried";'], ['many/deep/new.ts', 'export {};'], ['many/f2.ts', null]]);
    const shadow = await openShadow({ source, overlay, entries: ['src/main.ts'], signal });
    onTestFinished(() => shadow.close());
    expect(readFileSync(join(shadow.room, 'many/f1.ts'), 'utf8')).toContain('tried');
    expect(existsSync(join(shadow.room, 'many/f2.ts'))).toBe(false);
    expect(readFileSync(join(shadow.room, 'many/f3.ts'), 'utf8')).toBe('export const f = 3;');
    expect(readFileSync(join(root, 'many/f1.ts'), 'utf8')).toBe('export const f = 1;');
    expect([existsSync(join(root, 'many/f2.ts')), existsSync(join(root, 'many/deep'))]).toEqual([true, false]);
  });

  test('can be given one after the other to an open copy', async () => {
    const shadow = await open(files, ['src/main.ts']);
    const load = (path: string): string => readFileSync(shadow.moduleOf(path).path, 'utf8');
    expect(load('src/a.ts')).toContain('=> 1');
    await shadow.update('src/a.ts', 'import { b } from "./new"; export const a = () => b;');
    await shadow.update('src/new.ts', 'export const b = 3;');
    expect(load('src/a.ts')).toContain(`"./${readdirSync(dirname(shadow.moduleOf('src/new.ts').path)).find((name) => /^new\..*js$/.test(name))}"`);
    await shadow.update('src/a.ts', null);
    expect(load('src/a.ts')).toContain('=> 1');
  });

  test('that do not parse are told with their place', async () => {
    const shadow = await open(files, ['src/main.ts']);
    await shadow.update('src/a.ts', 'export const a = (');
    expect(shadow.problems).toMatchObject([{ file: 'src/a.ts', line: 1 }]);
    await shadow.update('src/a.ts', null);
    expect(shadow.problems).toEqual([]);
  });
});

describe('the copy', () => {
  test('has the sources that are reached, links packages, and leaves out what leads out of the room', async () => {
    const root = await makeProject({ 'package.json': '{}', 'src/main.ts': 'import "./a";', 'src/a.ts': '', 'other/b.ts': 'export {};', 'node_modules/x/index.js': '' });
    symlinkSync('/etc', join(root, 'src/etc'));
    symlinkSync('../other', join(root, 'src/inside'));
    const { tree, graph } = await graphOf(root);
    const shadow = await openShadow({ source: { tree, graph }, entries: ['src/main.ts'], signal });
    onTestFinished(() => shadow.close());
    expect(readdirSync(join(shadow.room, 'src')).sort()).toEqual(['a.ts', expect.stringMatching(/^a\.ts\.[cm]js$/), 'inside', 'main.ts', 'main.ts.mjs']);
    expect(lstatSync(join(shadow.room, 'node_modules')).isSymbolicLink()).toBe(true);
    expect(shadow.linked).toContain(join(root, 'node_modules'));
  });

  test('is gone with everything in it when it is closed, and may be closed twice', async () => {
    const shadow = await open({ 'src/main.ts': '' }, ['src/main.ts']);
    await shadow.close();
    await shadow.close();
    expect(existsSync(dirname(shadow.room))).toBe(false);
  });

  test('leaves nothing when it is aborted', async () => {
    const { tree, graph } = await graphOf(await makeProject({ 'src/main.ts': '' }));
    const reason = new Error('enough');
    await expect(openShadow({ source: { tree, graph }, entries: ['src/main.ts'], signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });
});

async function open(files: Files, entries: readonly string[]): Promise<Shadow> {
  const shadow = await openShadow({ source: await openRoom(files), entries, signal });
  onTestFinished(() => shadow.close());
  return shadow;
}

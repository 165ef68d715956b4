import { expect, it } from 'vitest';
import { strictConfig } from '../support/open-codebase.ts';
import { tellBreaks, toldRight, type Room, type Texts } from '../support/told-breaks.ts';

const config = (more: object) => strictConfig({ noEmit: false, ...more });
const DECLARING = config({ declaration: true });
const SHAPES = 'export interface Shape { a: number }\nexport function shape(): Shape { return { a: 1 }; }\n';
const HIDDEN = SHAPES.replace('export interface', 'interface');
const INFERRED = "import { shape } from './shapes';\nexport const one = shape();\n";
const MIXIN = 'export function mixin() { return class { a = 1; }; }\n';
const PRIVATE = MIXIN.replace('a = 1', 'private a = 1');
const mixed = (options: object): Room => ({ files: { 'tsconfig.json': config(options), 'src/mixin.ts': MIXIN, 'src/b.ts': "import { mixin } from './mixin';\nexport const Mixed = mixin();\n", 'src/c.ts': "import { Mixed } from './b';\nexport const Other = Mixed;\n" } });
const NODE = config({ module: 'nodenext', moduleResolution: 'nodenext', declaration: true });
const workspace = (index: string, more: Room['files'] = {}): Room => ({
  files: {
    'package.json': '{"name":"root","workspaces":["packages/*"]}', 'packages/a/package.json': '{"name":"a","type":"module","exports":"./src/index.ts"}', 'packages/b/package.json': '{"name":"b","type":"module"}',
    'packages/a/tsconfig.json': NODE, 'packages/b/tsconfig.json': NODE, 'packages/a/src/shapes.ts': SHAPES, 'packages/a/src/index.ts': index.replaceAll('./shapes', './shapes.js'), 'packages/b/src/b.ts': "import { shape } from 'a';\nexport const one = shape();\n",
    ...more,
  },
  links: { 'node_modules/a': '../packages/a' },
});
const PASSED_ON = workspace("export { shape, type Shape } from './shapes';\n", { 'packages/b/src/c.ts': "import { one } from './b.js';\nexport const two = [one];\n" });

it.each<[string, Room, Texts, string[]]>([
  ['a type that is no longer exported', { files: { 'tsconfig.json': DECLARING, 'src/shapes.ts': SHAPES, 'src/b.ts': INFERRED } }, { 'src/shapes.ts': HIDDEN }, ['src/b.ts:2 TS4023']],
  ['a member that is private now', mixed({ declaration: true }), { 'src/mixin.ts': PRIVATE }, ['src/b.ts:2 TS4094', 'src/c.ts:2 TS4094', 'src/mixin.ts:1 TS4094']],
  ['a member that is private now, nothing written', mixed({ declaration: true, noEmit: true }), { 'src/mixin.ts': PRIVATE }, ['src/b.ts:2 TS4094', 'src/c.ts:2 TS4094', 'src/mixin.ts:1 TS4094']],
  ['a member that is private now, composite', mixed({ composite: true }), { 'src/mixin.ts': PRIVATE }, ['src/b.ts:2 TS4094', 'src/c.ts:2 TS4094', 'src/mixin.ts:1 TS4094']],
  ['a member that is private now, declared by one of two projects', { files: { ...mixed({}).files, 'tsconfig.build.json': config({ declaration: true }) } }, { 'src/mixin.ts': PRIVATE }, ['src/b.ts:2 TS4094', 'src/c.ts:2 TS4094', 'src/mixin.ts:1 TS4094']],
  ['a member that is private now, nothing declared', mixed({}), { 'src/mixin.ts': PRIVATE }, []],
  ['a type that must be written', { files: { 'tsconfig.json': config({ declaration: true, isolatedDeclarations: true }), 'src/b.ts': 'export const one: number = 1 + 1;\n' } }, { 'src/b.ts': 'export const one = 1 + 1;\n' }, ['src/b.ts:1 TS9010']],
  ['a type behind two files that is no longer exported', { files: { 'tsconfig.json': DECLARING, 'src/shapes.ts': SHAPES, 'src/b.ts': INFERRED, 'src/wrap.ts': 'export const wrap = <T>(one: T) => ({ one });\n', 'src/c.ts': "import { one } from './b';\nimport { wrap } from './wrap';\nexport default wrap(one);\n" } }, { 'src/shapes.ts': HIDDEN }, ['src/b.ts:2 TS4023', 'src/c.ts:3 TS4082']],
  ['a type that a namespace no longer exports', { files: { 'tsconfig.json': DECLARING, 'src/n.ts': 'export namespace N { export interface T { a: 1 } export declare const t: T; }\n', 'src/b.ts': "import { N } from './n';\nexport const t = [N.t];\n" } }, { 'src/n.ts': 'export namespace N { interface T { a: 1 } export declare const t: T; }\n' }, ['src/b.ts:2 TS4023']],
  ['a type that a package no longer exports', PASSED_ON, { 'packages/a/src/index.ts': "export { shape } from './shapes.js';\n" }, ['packages/b/src/b.ts:2 TS2883', 'packages/b/src/c.ts:2 TS2883']],
  ['a type that a package no longer exports by a star', workspace("export { shape } from './shapes';\nexport * from './shapes';\n"), { 'packages/a/src/index.ts': "export { shape } from './shapes.js';\n" }, ['packages/b/src/b.ts:2 TS2883']],
  ['a file that moves out of what a package exports', workspace("export { shape, type Shape } from './shapes';\n"), { 'packages/a/src/index.ts': "export { shape } from './inner.js';\n", 'packages/a/src/shapes.ts': null, 'packages/a/src/inner.ts': SHAPES }, ['packages/b/src/b.ts:2 TS2883']],
])('%s', async (_, room, after, expected) => {
  expect(await tellBreaks(room, after)).toMatchObject(toldRight(expected));
});

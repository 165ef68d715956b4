import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { editsOfChange, treeWithoutHealing } from '../../server/edits/change-edits.ts';
import { Codebase } from '../../server/impact/codebase.ts';
import { seeingFiles } from '../../server/impact/declared-reach.ts';
import { findBreaks, NO_RENAMES, predictBreaks } from '../../server/impact/predict-breaks.ts';
import { resolveWish } from '../../server/intents/resolve-intent.ts';
import { writeAll } from '../rooms/temp-project.ts';

interface Trap {
  readonly files: Readonly<Record<string, string>>;
  /** New text of `a.ts`; null deletes it. */
  readonly after: string | null;
  /** The files that stop compiling. */
  readonly breaks: readonly string[];
  /** More files that may be asked. */
  readonly asked?: readonly string[];
}

const NUMBER = 'export const f = (): number => 1;\n';
const STRING = "export const f = (): string => '';\n";
const USE = (from: string) => `import { g } from './${from}';\nexport const use: number = g();\n`;

const SEEN: Record<string, Trap> = {
  'an inferred result of a file between': { files: { 'a.ts': NUMBER, 'b.ts': "import { f } from './a';\nexport const g = () => f();\n", 'c.ts': USE('b') }, after: STRING, breaks: ['c.ts'], asked: ['b.ts'] },
  'an inferred result behind a name that is not exported': { files: { 'a.ts': NUMBER, 'b.ts': "import { f } from './a';\nfunction inner() { return f(); }\nexport function g() { return inner(); }\n", 'c.ts': USE('b') }, after: STRING, breaks: ['c.ts'], asked: ['b.ts'] },
  'a written type that is the changed one': { files: { 'a.ts': 'export interface T { n: number }\n', 'b.ts': "import type { T } from './a';\nexport declare function t(): T;\n", 'c.ts': "import { t } from './b';\nexport const use: number = t().n;\n" }, after: 'export interface T { n: string }\n', breaks: ['c.ts'], asked: ['b.ts'] },
  'a written type through an alias that is not exported': { files: { 'a.ts': 'export interface T { n: number }\n', 'b.ts': "import type { T } from './a';\ntype Inner = T[];\nexport declare function t(): Inner;\n", 'c.ts': "import { t } from './b';\nexport const use: number | undefined = t()[0]?.n;\n" }, after: 'export interface T { n: string }\n', breaks: ['c.ts'], asked: ['b.ts'] },
  'a renaming barrel and a star': { files: { 'a.ts': NUMBER, 'b.ts': "export { f as g } from './a';\n", 'd.ts': "export * from './b';\n", 'c.ts': USE('d') }, after: STRING, breaks: ['c.ts'], asked: ['b.ts', 'd.ts'] },
  'a name that is gone behind a star': { files: { 'a.ts': 'export const g = () => 1;\nexport const h = 1;\n', 'b.ts': "export * from './a';\n", 'c.ts': USE('b') }, after: 'export const h = 1;\n', breaks: ['c.ts'], asked: ['b.ts'] },
  'a name that two stars offer now': { files: { 'a.ts': 'export const h = 1;\n', 'e.ts': 'export const g = () => 1;\n', 'b.ts': "export * from './a';\nexport * from './e';\n", 'c.ts': USE('b') }, after: 'export const h = 1;\nexport const g = () => 2;\n', breaks: ['b.ts'], asked: ['c.ts'] },
  'an import that is exported again': { files: { 'a.ts': NUMBER, 'b.ts': "import { f } from './a';\nexport { f as g };\n", 'c.ts': USE('b') }, after: STRING, breaks: ['c.ts'], asked: ['b.ts'] },
  'a namespace': { files: { 'a.ts': NUMBER, 'c.ts': "import * as ns from './a';\nexport const use: number = ns.f();\n" }, after: STRING, breaks: ['c.ts'] },
  'a namespace that is handed on': { files: { 'a.ts': NUMBER, 'b.ts': "import * as ns from './a';\nexport { ns };\n", 'd.ts': "export * as all from './b';\n", 'c.ts': "import { all } from './d';\nexport const use: number = all.ns.f();\n" }, after: STRING, breaks: ['c.ts'], asked: ['b.ts', 'd.ts'] },
  'a namespace that is spread': { files: { 'a.ts': NUMBER, 'c.ts': "import * as ns from './a';\nconst all = { ...ns, more: 1 };\nexport const use: number = all.f();\n" }, after: STRING, breaks: ['c.ts'] },
  'a namespace by a computed name': { files: { 'a.ts': NUMBER, 'c.ts': "import * as ns from './a';\nexport const use: number = ns['f']();\n" }, after: STRING, breaks: ['c.ts'] },
  'a default export': { files: { 'a.ts': 'const f = () => 1;\nexport default f;\n', 'b.ts': "import f from './a';\nexport default { f };\n", 'c.ts': "import b from './b';\nexport const use: number = b.f();\n" }, after: "const f = () => '';\nexport default f;\n", breaks: ['c.ts'], asked: ['b.ts'] },
  'a class that extends one': { files: { 'a.ts': 'export class A { m(): number { return 1; } }\n', 'b.ts': "import { A } from './a';\nexport class B extends A {}\n", 'c.ts': "import { B } from './b';\nexport const use: number = new B().m();\n" }, after: "export class A { m(): string { return ''; } }\n", breaks: ['c.ts'], asked: ['b.ts'] },
  'a class that cannot extend it any more': { files: { 'a.ts': 'export class A { m(): number { return 1; } }\n', 'b.ts': "import { A } from './a';\nexport class B extends A { override m(): number { return 2; } }\n" }, after: 'export class A { m(): string { return String(); } }\n', breaks: ['b.ts'] },
  'a member whose type is inferred': { files: { 'a.ts': NUMBER, 'b.ts': "import { f } from './a';\nexport class B { value = f(); get g() { return this.value; } }\n", 'c.ts': "import { B } from './b';\nexport const use: number = new B().g;\n" }, after: STRING, breaks: ['c.ts'], asked: ['b.ts'] },
  'a class that is offered as a type alone': { files: { 'a.ts': 'class C {}\nexport { C };\n', 'b.ts': "export { C } from './a';\n", 'c.ts': "import { C } from './b';\nexport const use = new C();\n" }, after: 'class C {}\nexport type { C };\n', breaks: ['c.ts'], asked: ['b.ts'] },
  'a class that is imported as a type alone': { files: { 'a.ts': "import { C } from './b';\nexport { C };\n", 'b.ts': 'export class C {}\n', 'c.ts': "import { C } from './a';\nexport const use = new C();\n" }, after: "import type { C } from './b';\nexport { C };\n", breaks: ['c.ts'] },
  'a star that offers types alone': { files: { 'a.ts': "export * from './b';\n", 'b.ts': 'export class C {}\n', 'c.ts': "import { C } from './a';\nexport const use = new C();\n" }, after: "export type * from './b';\n", breaks: ['c.ts'] },
  'what typeof takes': { files: { 'a.ts': NUMBER, 'b.ts': "import { f } from './a';\nexport declare const g: typeof f;\n", 'c.ts': USE('b') }, after: STRING, breaks: ['c.ts'], asked: ['b.ts'] },
  'a property that is put on a function': { files: { 'a.ts': NUMBER, 'b.ts': "import { f } from './a';\nexport function h(): void {}\nh.g = f;\n", 'c.ts': "import { h } from './b';\nexport const use: number = h.g();\n" }, after: STRING, breaks: ['c.ts'], asked: ['b.ts'] },
  'a member of an enum that is computed': { files: { 'a.ts': 'export enum A { X = 1 }\n', 'b.ts': "import { A } from './a';\nexport enum B { X = A.X }\n", 'c.ts': "import { B } from './b';\nexport const use: number = B.X;\n" }, after: "export enum A { X = '1' }\n", breaks: ['c.ts'], asked: ['b.ts'] },
  'a namespace in a file': { files: { 'a.ts': NUMBER, 'b.ts': "import { f } from './a';\nexport namespace n { export const g = () => f(); }\n", 'c.ts': "import { n } from './b';\nexport const use: number = n.g();\n" }, after: STRING, breaks: ['c.ts'], asked: ['b.ts'] },
  'a namespace that adds to a function': { files: { 'a.ts': NUMBER, 'b.ts': "import { f } from './a';\nexport function h(): void {}\nexport namespace h { export const g = f; }\n", 'c.ts': "import { h } from './b';\nexport const use: number = h.g();\n" }, after: STRING, breaks: ['c.ts'], asked: ['b.ts'] },
  'a pattern': { files: { 'a.ts': 'export const o = { g: () => 1 };\n', 'b.ts': "import { o } from './a';\nexport const { g } = o;\n", 'c.ts': USE('b') }, after: "export const o = { g: () => '' };\n", breaks: ['c.ts'], asked: ['b.ts'] },
  'a predicate that is inferred': { files: { 'a.ts': 'export class A { n = 1; }\n', 'b.ts': "import { A } from './a';\nexport const isA = (x: unknown) => x instanceof A;\n", 'c.ts': "import { isA } from './b';\nexport const use = (x: unknown): number => (isA(x) ? x.n : 0);\n" }, after: "export class A { n = ''; }\n", breaks: ['c.ts'], asked: ['b.ts'] },
  'an import that is a type': { files: { 'a.ts': 'export interface T { n: number }\n', 'b.ts': "export declare function t(): import('./a').T;\n", 'c.ts': "import { t } from './b';\nexport const use: number = t().n;\n" }, after: 'export interface T { n: string }\n', breaks: ['c.ts'], asked: ['b.ts'] },
  'an import that waits': { files: { 'a.ts': NUMBER, 'b.ts': "export const load = () => import('./a');\n", 'c.ts': "import { load } from './b';\nexport const use: Promise<number> = load().then((a) => a.f());\n" }, after: STRING, breaks: ['c.ts'], asked: ['b.ts'] },
  'what is declared for all': { files: { 'a.ts': 'export interface T { n: number }\n', 'b.ts': "import type { T } from './a';\ndeclare global { var shared: T; }\n", 'c.ts': 'export const use: number = shared.n;\n' }, after: 'export interface T { n: string }\n', breaks: ['c.ts'] },
  'what is added to a module': { files: { 'a.ts': 'export interface T { n: number }\n', 'e.ts': 'export interface E {}\n', 'b.ts': "import type { T } from './a';\ndeclare module './e' { interface E { t: T } }\n", 'c.ts': "import type { E } from './e';\nexport const use = (e: E): number => e.t.n;\n" }, after: 'export interface T { n: string }\n', breaks: ['c.ts'] },
  'what is declared for all, in the file itself': { files: { 'a.ts': 'declare global { var shared: number; }\nexport {};\n', 'c.ts': 'export const use: number = shared;\n' }, after: 'declare global { var shared: string; }\nexport {};\n', breaks: ['c.ts'] },
  'what is declared for all, in a file that is gone': { files: { 'a.ts': 'declare global { var shared: number; }\nexport {};\n', 'c.ts': 'export const use: number = shared;\n' }, after: null, breaks: ['c.ts'] },
  'what is declared for all by a name between': { files: { 'a.ts': 'export interface T { n: number }\n', 'b.ts': "import type { T } from './a';\ninterface Inner { t: T }\ndeclare global { var shared: Inner; }\n", 'c.ts': 'export const use: number = shared.t.n;\n' }, after: 'export interface T { n: string }\n', breaks: ['c.ts'] },
  'an expected error that does not come any more': { files: { 'a.ts': STRING, 'c.ts': "import { f } from './a';\n// @ts-expect-error\nexport const use: number = f();\n" }, after: NUMBER, breaks: ['c.ts'] },
  'what is added to a module by a name of the module': { files: { 'a.ts': 'export interface T { n: number }\nexport interface U {}\n', 'b.ts': "export {};\ndeclare module './a' { interface U { t: T } }\n", 'c.ts': "import type { U } from './a';\nexport const use = (u: U): number => u.t.n;\n" }, after: 'export interface T { n: string }\nexport interface U {}\n', breaks: ['c.ts'] },
  'a declaration that takes a member of a namespace': { files: { 'a.ts': NUMBER, 'b.ts': "import * as ns from './a';\nexport const g: typeof ns.f = ns.f;\nexport const h = ns;\n", 'c.ts': USE('b') }, after: STRING, breaks: ['c.ts'], asked: ['b.ts'] },
  'a declaration that takes a whole namespace': { files: { 'a.ts': NUMBER, 'b.ts': "import * as ns from './a';\nexport const h: typeof ns = ns;\n", 'c.ts': "import { h } from './b';\nexport const use: number = h.f();\n" }, after: STRING, breaks: ['c.ts'], asked: ['b.ts'] },
  'a file that is gone and is loaded for its effects': { files: { 'a.ts': NUMBER, 'c.ts': "import './a';\nexport {};\n" }, after: null, breaks: ['c.ts'] },
  'a file that is gone behind a star': { files: { 'a.ts': NUMBER, 'b.ts': "export * from './a';\n", 'c.ts': "import { f } from './b';\nexport const use: number = f();\n" }, after: null, breaks: ['b.ts', 'c.ts'] },
  'a file that is gone behind what is inferred': { files: { 'a.ts': NUMBER, 'b.ts': "import { f } from './a';\nexport const g = () => ({ f: f(), n: 1 });\n", 'c.ts': "import { g } from './b';\nexport const use: number = g().n;\n" }, after: null, breaks: ['b.ts'], asked: ['c.ts'] },
  'a default export that is a name in braces': { files: { 'a.ts': 'const v = 1;\nexport { v as default };\n', 'b.ts': "import q from './a';\nexport { q as default };\n", 'c.ts': "import q from './b';\nexport const use: number = q;\n" }, after: "const v = '';\nexport { v as default };\n", breaks: ['c.ts'], asked: ['b.ts'] },
  'a name that is written with an escape': { files: { 'a.ts': NUMBER, 'b.ts': "import { f } from './a';\nexport const g = () => \\u0066();\n", 'c.ts': USE('b') }, after: STRING, breaks: ['c.ts'], asked: ['b.ts'] },
  'a property that is put on a function in a block': { files: { 'a.ts': 'export const v = 1;\n', 'b.ts': "import { v } from './a';\nexport function g(): void {}\n{ g.v = v; }\n", 'c.ts': "import { g } from './b';\nexport const use: number = g.v;\n" }, after: "export const v = '';\n", breaks: ['c.ts'], asked: ['b.ts'] },
  'a property that is put on a function by a computed name': { files: { 'a.ts': 'export const v = 1;\n', 'b.ts': "import { v } from './a';\nexport const g = (): void => {};\ng['v'] = v;\n", 'c.ts': "import { g } from './b';\nexport const use: number = g.v;\n" }, after: "export const v = '';\n", breaks: ['c.ts'], asked: ['b.ts'] },
  'a private member that is read in brackets': { files: { 'a.ts': NUMBER, 'b.ts': "import { f } from './a';\nexport class B { private n = f(); }\n", 'c.ts': "import { B } from './b';\nexport const use: number = new B()['n'];\n" }, after: STRING, breaks: ['c.ts'], asked: ['b.ts'] },
  'a private member that tells which classes fit': { files: { 'a.ts': 'export interface T<V> { v?: V }\n', 'b.ts': "import type { T } from './a';\nexport class B<V> { private t?: T<V>; }\n", 'c.ts': "import { B } from './b';\nexport const use: B<1 | 2> = new B<1>();\n" }, after: 'export interface T<V> { v?: (v: V) => void }\n', breaks: ['c.ts'], asked: ['b.ts'] },
};

const UNSEEN: Record<string, Trap> = {
  'what a function does inside': { files: { 'a.ts': 'export function f(): number { return 1; }\n', 'c.ts': "import { f } from './a';\nexport const use: number = f();\n" }, after: 'export function f(): number { return Math.abs(2); }\n', breaks: [] },
  'another name of the file': { files: { 'a.ts': 'export const f = 1;\nexport const h = 1;\n', 'c.ts': "import { h } from './a';\nexport const use: number = h;\n" }, after: 'export const h = 1;\n', breaks: [] },
  'another member of a namespace': { files: { 'a.ts': 'export const f = 1;\nexport const h = 1;\n', 'c.ts': "import * as a from './a';\nexport const use: number = a.h;\n" }, after: 'export const h = 1;\n', breaks: [] },
  'a result that is written down between': { files: { 'a.ts': NUMBER, 'b.ts': "import { f } from './a';\nexport const g = (): number => f();\n", 'c.ts': USE('b') }, after: STRING, breaks: ['b.ts'] },
  'another name of a barrel from which a file is gone': { files: { 'a.ts': NUMBER, 'b.ts': "export * from './a';\nexport const g = () => 1;\n", 'c.ts': USE('b') }, after: null, breaks: ['b.ts'] },
  'a namespace that does not take it': { files: { 'a.ts': NUMBER, 'b.ts': "import { f } from './a';\nexport namespace n { export const g = (): number => 1; }\nexport const other = f;\n", 'c.ts': "import { n } from './b';\nexport const use: number = n.g();\n" }, after: STRING, breaks: [] },
  'beside what is declared for all': { files: { 'a.ts': 'declare global { var shared: number; }\nexport const f = 1;\nexport const h = 1;\n', 'c.ts': "import { h } from './a';\nexport const use: number = shared + h;\n" }, after: 'declare global { var shared: number; }\nexport const h = 1;\n', breaks: [] },
  'not what is declared for all in a file that sees it': { files: { 'a.ts': NUMBER, 'b.ts': "import { f } from './a';\ndeclare global { var shared: number; }\nexport const text: string = String(f());\n", 'c.ts': 'export const use: number = shared;\n' }, after: STRING, breaks: [] },
  'another member of a namespace that a declaration takes': { files: { 'a.ts': 'export const f = 1;\nexport const h = 1;\n', 'b.ts': "import * as ns from './a';\nexport const g: typeof ns.h = ns.h;\nexport const other = (): void => void ns.f;\n", 'c.ts': "import { g } from './b';\nexport const use: number = g;\n" }, after: 'export const h = 1;\n', breaks: ['b.ts'] },
  'another name of a module to which something is added': { files: { 'a.ts': 'export interface T { n: number }\nexport interface U {}\n', 'b.ts': "export {};\ndeclare module './a' { interface U { t: number } }\n", 'c.ts': "import type { U } from './a';\nexport const use = (u: U): number => u.t;\n" }, after: 'export interface T { n: string }\nexport interface U {}\n', breaks: [] },
  'another name with the same type': { files: { 'a.ts': 'export type T = number;\nexport const g: T = 1;\nexport const h: T = 2;\n', 'c.ts': "import { h } from './a';\nexport const use: number = h;\n" }, after: 'export type T = number;\nexport const g: T | undefined = 1;\nexport const h: T = 2;\n', breaks: [] },
  'a comment': { files: { 'a.ts': NUMBER, 'c.ts': "import { f } from './a';\nexport const use: number = f();\n" }, after: `// said\n${NUMBER}`, breaks: [] },
  'a name that a comment says': { files: { 'a.ts': NUMBER, 'b.ts': "import { f } from './a';\n/** Like f. */\nexport function g(): number { return f(); }\n", 'c.ts': USE('b') }, after: STRING, breaks: ['b.ts'] },
  'what a private method does inside': { files: { 'a.ts': NUMBER, 'b.ts': "import { f } from './a';\nexport class B { private m(): string { return String(f()); } n = 1 }\n", 'c.ts': "import { B } from './b';\nexport const use: number = new B().n;\n" }, after: STRING, breaks: [] },
};

const titles = [...Object.keys(SEEN), ...Object.keys(UNSEEN)];
const folderOf = (title: string) => `case${titles.indexOf(title)}`;
const CONFIG = JSON.stringify({ compilerOptions: { target: 'es2022', lib: ['es2022'], module: 'esnext', moduleResolution: 'bundler', strict: true, noEmit: true, types: [] } });
let codebase: Codebase;

// Each case is a project: what one declares for all is not for the others.
beforeAll(async () => {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'supernova-test-')));
  for (const [title, { files }] of Object.entries({ ...SEEN, ...UNSEEN })) await writeAll(join(root, folderOf(title)), { 'tsconfig.json': CONFIG, ...files });
  codebase = await Codebase.open(root);
});
afterAll(async () => {
  await codebase.close();
  await rm(codebase.tree.root, { recursive: true, force: true });
});

async function outcomeOf(title: string, { files, after }: Trap) {
  const inCase = (name: string) => `${folderOf(title)}/${name}`;
  const named = (paths: Iterable<string>) => [...paths].map((path) => path.slice(folderOf(title).length + 1)).sort();
  const change = resolveWish(codebase, { kind: 'EDIT', files: [{ path: inCase('a.ts'), text: after }] });
  const edits = await editsOfChange(codebase, change);
  const tried = treeWithoutHealing(codebase, edits);
  const { problems } = await findBreaks(codebase.checker, { after: tried.overlay, files: Object.keys(files).map(inCase), renames: NO_RENAMES });
  const { predictions } = await predictBreaks(codebase, change);
  const seeing = seeingFiles(codebase, { edits, tried });
  return {
    broken: named(new Set(problems.map(({ file }) => file))),
    predicted: named(predictions.filter(({ certainty }) => certainty === 'CERTAIN').map(({ file }) => file)),
    seeing: seeing === null ? null : named(seeing),
  };
}

describe('a file is asked of the compiler that sees the change through', () => {
  it.each(Object.entries(SEEN))('%s', async (title, trap) => {
    const { broken, predicted, seeing } = await outcomeOf(title, trap);
    expect(broken).toEqual(trap.breaks);
    expect(predicted).toEqual(trap.breaks);
    if (seeing !== null) expect(seeing).toEqual([...new Set(['a.ts', ...trap.breaks, ...(trap.asked ?? [])])].sort());
  });
});

describe('a file is not asked that sees nothing of the change because it is', () => {
  it.each(Object.entries(UNSEEN))('%s', async (title, trap) => {
    const { broken, predicted, seeing } = await outcomeOf(title, trap);
    expect(broken).toEqual(trap.breaks);
    expect(predicted).toEqual(trap.breaks);
    expect(seeing).not.toBeNull();
    expect(seeing).not.toContain('c.ts');
  });
});

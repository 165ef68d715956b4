import { describe, expect, test } from 'vitest';
import type { EditFiles } from '../../server/intents/change.ts';
import { aliasesOf } from '../../server/graph/aliases.ts';
import { inferEdit } from '../../server/edits/infer-edit.ts';
import { textPairs } from '../../server/edits/infer-moves.ts';
import { openGraph } from '../graph/build-graph.ts';
import { changeProject, type Texts } from './changed-project.ts';

type Written = Readonly<Record<string, string | null>>;
const edit = (written: Written): EditFiles => ({ kind: 'EDIT', files: Object.entries(written).map(([path, text]) => ({ path, text })) });

/** What an edit of a project is taken for, as short lines. */
async function inferred(files: Texts, written: Written): Promise<string[]> {
  const { tree, graph } = await openGraph(files);
  const { moves, renames, movedExports, added, removed, kindChanged, signatures } = inferEdit({ tree, graph, aliasesFor: (file) => aliasesOf(graph, file) }, textPairs(tree, edit(written).files));
  return [
    ...moves.map(({ from, to }) => `move ${from} ${to}`), ...renames.map(({ file, from, to, isCertain }) => `rename ${file} ${from} ${to}${isCertain ? '' : ' likely'}`),
    ...movedExports.map(({ name, from, to }) => `carry ${name} ${from} ${to}`), ...added.map(({ file, name }) => `add ${file} ${name}`), ...removed.map(({ file, name }) => `remove ${file} ${name}`),
    ...kindChanged.map(({ name, after }) => `turn ${name} ${after}`), ...signatures.map(({ name, before, after }) => `sign ${name} ${before} => ${after}`),
  ];
}

const BODY = '(cents: number, currency: string): string { const sign = currency === "EUR" ? "€" : "$"; return sign + (cents / 100).toFixed(2); }';
const CHANGED = '(cents: number, currency: string): string { const sign = currency === "EUR" ? "€" : "£"; return sign + (cents / 100).toFixed(2); }';
const OTHER = '(items: readonly string[]) { for (const item of items) console.log(item.toUpperCase()); return items.length > 0; }';

describe('what an edit of one file is taken for', () => {
  test.each<[string, string, string, string[]]>([
    ['a name that changes and nothing else is a certain rename', `export function price${BODY}`, `export function cost${BODY}`, ['rename a.ts price cost']],
    ['recursion is renamed along', 'export function f(n: number): number { return n ? f(n - 1) : 0 }', 'export function g(n: number): number { return n ? g(n - 1) : 0 }', ['rename a.ts f g']],
    ['a name that is another thing inside is no obstacle', 'export const f = (g: number) => g + 1', 'export const g = (g: number) => g + 1', ['rename a.ts f g']],
    ['a constant is renamed by its value', 'export const a = 1', 'export const b = 1', ['rename a.ts a b']],
    ['a type is renamed', 'export interface A { x: number }', 'export interface B { x: number }', ['rename a.ts A B']],
    ['a class is renamed', 'export class A { x = 1; y() { return new A() } }', 'export class B { x = 1; y() { return new B() } }', ['rename a.ts A B']],
    ['an enum is renamed', 'export enum A { X, Y }', 'export enum B { X, Y }', ['rename a.ts A B']],
    ['a pattern is renamed', 'const o = { a: 1 };\nexport const { a } = o', 'const o = { a: 1 };\nexport const { a: b } = o', ['rename a.ts a b']],
    ['another key of a pattern is another thing', 'const o = { a: 1, b: 2 };\nexport const { a } = o', 'const o = { a: 1, b: 2 };\nexport const { b } = o', ['add a.ts b', 'remove a.ts a']],
    ['an export clause is renamed', 'const x = 1; export { x as a }', 'const x = 1; export { x as b }', ['rename a.ts a b']],
    ['a declaration behind a clause is renamed', 'const a = 1;\nexport { a };', 'const b = 1;\nexport { b };', ['rename a.ts a b']],
    ['a package\'s name that is passed on is renamed', "export { x as a } from 'pkg'", "export { x as b } from 'pkg'", ['rename a.ts a b']],
    ['another name of a package is another thing', "export { a } from 'pkg'", "export { b } from 'pkg'", ['add a.ts b', 'remove a.ts a']],
    ['a CommonJS key is renamed', `exports.price = function ${BODY.replace(/: (number|string)/g, '')}`, `exports.cost = function ${BODY.replace(/: (number|string)/g, '')}`, ['rename a.ts price cost']],
    ['a small change of the body is a likely rename', `export function price${BODY}`, `export function cost${CHANGED}`, ['rename a.ts price cost likely']],
    ['another body is another thing', `export function price${BODY}`, `export function cost${OTHER}`, ['add a.ts cost', 'remove a.ts price']],
    ['another value under another name is another thing', 'export const a = 1', 'export const other = "x"', ['add a.ts other', 'remove a.ts a']],
    ['of two that fit one, the one that says the same', `export function a${BODY}`, `export function b${CHANGED}\nexport function c${BODY}`, ['rename a.ts a c', 'add a.ts b']],
    ['of two that say the same, none', 'export const a = 1', 'export const xx = 1; export const yy = 1', ['add a.ts xx', 'add a.ts yy', 'remove a.ts a']],
    ['two at once', `export function a${BODY}\nexport function x${OTHER}`, `export function b${BODY}\nexport function y${OTHER}`, ['rename a.ts a b', 'rename a.ts x y']],
    ['a type does not become a value', 'export type A = string', 'export const B = "string"', ['add a.ts B', 'remove a.ts A']],
    ['a value that becomes a type under its name', 'export class A { x = 1 }', 'export interface A { x: number }', ['turn A type']],
    ['a default export gets no name', `export default function a${BODY}`, `export function a${BODY}`, ['add a.ts a', 'remove a.ts default']],
    ['a signature', 'export function a(x: number): void {}', 'export function a(x: number, y = 1): void {}', ['sign a (x: number): void => (x: number, y = 1): void']],
    ['an arrow\'s signature', 'export const a = (x: number): number => x', 'export const a = async (x: number): Promise<number> => x', ['sign a (x: number): number => => async (x: number): Promise<number> =>']],
    ['a body alone changes nothing for others', `export function a${BODY}`, `export function a${CHANGED}`, []],
    ['comments and blank lines change nothing', 'export const a = 1', '// new\n\nexport const a = 1\n', []],
    ['overloads are one export', 'export function a(x: 1): 1\nexport function a(x: any) { return x }', 'export function b(x: 1): 1\nexport function b(x: any) { return x }', ['rename a.ts a b']],
  ])('%s', async (_, before, after, expected) => {
    expect(await inferred({ 'a.ts': before }, { 'a.ts': after })).toEqual(expected);
  });
});

const FILE = `import { tax } from './tax';\n\nexport function total(net: number): number {\n  return net + tax(net);\n}\n\nexport const NONE = 0;\n`;

describe('what an edit of several files is taken for', () => {
  test.each<[string, Texts, Written, string[]]>([
    ['the same content elsewhere is a move', { 'a.ts': FILE }, { 'a.ts': null, 'b/a.ts': FILE }, ['move a.ts b/a.ts']],
    ['nearly the same content is a move', { 'a.ts': FILE }, { 'a.ts': null, 'b/sum.ts': FILE.replace('./tax', '../tax') }, ['move a.ts b/sum.ts']],
    ['imports that follow the move do not make it another file', { 'a.ts': "import './b'\nimport './c'\nexport const a = 1" }, { 'a.ts': null, 'd/e.ts': "import '../b'\nimport '../c'\nexport const a = 1" }, ['move a.ts d/e.ts']],
    ['other content is none', { 'a.ts': FILE }, { 'a.ts': null, 'b.ts': 'export const other = 1;\n' }, ['add b.ts other']],
    ['empty files are not alike', { 'a.ts': '' }, { 'a.ts': null, 'b.ts': '' }, []],
    ['a rename in a file that moves', { 'a.ts': FILE }, { 'a.ts': null, 'b.ts': FILE.replace('total', 'sum') }, ['move a.ts b.ts', 'rename b.ts total sum']],
    ['of two copies the one that keeps the name', { 'a.ts': FILE }, { 'a.ts': null, 'b/a.ts': FILE, 'b/c.ts': FILE }, ['move a.ts b/a.ts', 'add b/c.ts total', 'add b/c.ts NONE']],
    ['a declaration that goes to another file', { 'a.ts': `export function p${BODY}\nexport const q = 1`, 'b.ts': '' }, { 'a.ts': 'export const q = 1', 'b.ts': `export function p${BODY}` }, ['carry p a.ts b.ts']],
    ['a barrel that is edited along', { 'a.ts': 'export const a = 1', 'index.ts': "export { a } from './a'" }, { 'a.ts': 'export const b = 1', 'index.ts': "export { b } from './a'" }, ['rename a.ts a b', 'rename index.ts a b']],
    ['a barrel of an unedited barrel', { 'a.ts': 'export const a = 1', 'mid.ts': "export { a } from './a'", 'index.ts': "export { a } from './mid'" }, { 'a.ts': 'export const b = 1', 'index.ts': "export { b } from './mid'" }, ['rename a.ts a b', 'rename index.ts a b']],
    ['a barrel that keeps its name', { 'a.ts': 'export const a = 1', 'index.ts': "export { a } from './a'" }, { 'a.ts': 'export const b = 1', 'index.ts': "export { b as a } from './a'" }, ['rename a.ts a b']],
    ['a barrel that follows a move', { 'a.ts': FILE, 'index.ts': "export { total } from './a'" }, { 'a.ts': null, 'b/a.ts': FILE, 'index.ts': "export { total as sum } from './b/a'" }, ['move a.ts b/a.ts', 'rename index.ts total sum']],
  ])('%s', async (_, files, written, expected) => {
    expect(await inferred(files, written)).toEqual(expected);
  });
});

describe('dependents of an edited file', () => {
  test.each<[string, string, string]>([
    ['take the new name', "import { a } from './a'; a()", "import { b } from './a'; b()"],
    ['keep an alias', "import { a as z } from './a'; z()", "import { b as z } from './a'; z()"],
    ['get an alias where the name is taken', "import { a } from './a'; const b = a", "import { b as a } from './a'; const b = a"],
    ['reach it by a namespace', "import * as n from './a'; n.a()", "import * as n from './a'; n.b()"],
    ['reach it dynamically', "const { a } = await import('./a'); a()", "const { b: a } = await import('./a'); a()"],
    ['pass it on', "export { a } from './a'", "export { b } from './a'"],
    ['pass everything on', "export * from './a'", "export * from './a'"],
  ])('%s', async (_, before, after) => {
    const { texts, left } = await changeProject({ 'a.ts': `export function a${BODY}`, 'c.ts': before }, edit({ 'a.ts': `export function b${BODY}` }));
    expect(texts).toEqual({ 'a.ts': `export function b${BODY}`, 'c.ts': after });
    expect(left).toEqual([]);
  });

  test('of barrels, edited or not, are healed as far as the barrels pass the new name on', async () => {
    const files = {
      'a.ts': 'export const a = 1', 'kept.ts': "export { a } from './a'", 'star.ts': "export * from './a'", 'plain.ts': "export { a } from './a'", 'stale.ts': "export { a } from './a'",
      'use.ts': "import { a } from './kept'\nimport { a as s } from './star'\nimport { a as p } from './plain'\nimport { a as t } from './stale'",
    };
    const written = { 'a.ts': 'export const b = 1', 'kept.ts': "export { b as a } from './a'", 'star.ts': "// all\nexport * from './a'", 'stale.ts': "// old\nexport { a } from './a'" };
    const { texts, left } = await changeProject(files, edit(written));
    expect(texts).toEqual({ ...written, 'plain.ts': "export { b } from './a'", 'use.ts': "import { a } from './kept'\nimport { b as s } from './star'\nimport { b as p } from './plain'\nimport { a as t } from './stale'" });
    expect(left).toEqual(["stale.ts:2 'a' of a.ts is called 'b' now; the edited file is left as it was written"]);
  });

  test('two that take the same new name keep them apart', async () => {
    const files = { 'x.ts': 'export const a = 1', 'y.ts': 'export const b = "y"', 'use.ts': "import { a } from './x'\nimport { b } from './y'\nconsole.log(a, b)" };
    const { texts } = await changeProject(files, edit({ 'x.ts': 'export const same = 1', 'y.ts': 'export const same = "y"' }));
    expect(texts['use.ts']).toBe("import { same } from './x'\nimport { same as b } from './y'\nconsole.log(same, b)");
  });

  test('names that are swapped are swapped there', async () => {
    const files = { 'x.ts': `export function a${BODY}\nexport function b${OTHER}`, 'use.ts': "import { a, b } from './x'\na(); b()" };
    const { texts } = await changeProject(files, edit({ 'x.ts': `export function b${BODY}\nexport function a${OTHER}` }));
    expect(texts['use.ts']).toBe(files['use.ts']);
  });

  test('follow a file that moved, and its new names', async () => {
    const files = { 'src/a.ts': FILE, 'src/tax.ts': 'export const tax = (n: number) => n', 'src/use.ts': "import { total } from './a';\nvi.mock('./a');\ntotal(1);\n" };
    const { texts, left } = await changeProject(files, edit({ 'src/a.ts': null, 'src/sums/a.ts': FILE.replace('total', 'sum') }));
    expect(texts).toEqual({ 'src/tax.ts': files['src/tax.ts'], 'src/sums/a.ts': FILE.replace('total', 'sum').replace('./tax', '../tax'), 'src/use.ts': "import { sum } from './sums/a';\nvi.mock('./sums/a');\nsum(1);\n" });
    expect(left).toEqual([]);
  });

  test.each<[string, string, string]>([
    ['that were adapted already', FILE.replace('./tax', '../tax'), FILE.replace('./tax', '../tax')],
    ['that were not', FILE, FILE.replace('./tax', '../tax')],
    ['that lead to a file written along', `${FILE}// './tax'\n`, `${FILE}// './tax'\n`],
  ])('a moved file keeps imports %s', async (what, written, expected) => {
    const along: Written = what.includes('along') ? { 'src/sums/tax.ts': 'export const tax = 2' } : {};
    const { texts } = await changeProject({ 'src/a.ts': FILE, 'src/tax.ts': 'export const tax = 1' }, edit({ 'src/a.ts': null, 'src/sums/a.ts': written, ...along }));
    expect(texts['src/sums/a.ts']).toBe(expected);
  });

  test('a whole folder that moves keeps the imports inside of it', async () => {
    const files = { 'cart/a.ts': `${FILE}export * from './b';\n`, 'cart/b.ts': 'export const b = 1;\nexport const c = 2;\n', 'cart/tax.ts': 'export const tax = () => 1;\n', 'use.ts': "import './cart/a';\nimport './cart/b';\n" };
    const written = Object.fromEntries(Object.entries(files).filter(([path]) => path !== 'use.ts').flatMap(([path, text]) => [[path, null], [path.replace('cart', 'basket'), text]] as const));
    const { texts } = await changeProject(files, edit(written));
    expect(texts).toEqual({ 'basket/a.ts': files['cart/a.ts'], 'basket/b.ts': files['cart/b.ts'], 'basket/tax.ts': files['cart/tax.ts'], 'use.ts': "import './basket/a';\nimport './basket/b';\n" });
  });

  test('an edited file that still names the old path of another gets its specifier and nothing else', async () => {
    const { texts } = await changeProject({ 'a.ts': FILE, 'tax.ts': '', 'c.ts': "import { total } from './a'" }, edit({ 'a.ts': null, 'lib/a.ts': FILE, 'c.ts': "// edited\nimport { total } from './a'" }));
    expect(texts['c.ts']).toBe("// edited\nimport { total } from './lib/a'");
  });
});

describe('what an edit takes away is listed where it is used', () => {
  test.each<[string, Written, string[]]>([
    ['an export', { 'a.ts': 'export const kept = 2' }, ["use.ts:1 a.ts no longer exports 'gone'", "use.ts:3 a.ts no longer exports 'gone'", "pass.ts:1 a.ts no longer exports 'gone'", "far.ts:1 a.ts no longer exports 'gone'"]],
    ['a file', { 'a.ts': null }, ["far.ts:2 './a' leads to a.ts, which the edit deletes", "pass.ts:1 './a' leads to a.ts, which the edit deletes", "use.ts:1 './a' leads to a.ts, which the edit deletes", "use.ts:2 './a' leads to a.ts, which the edit deletes"]],
  ])('%s', async (_, written, expected) => {
    const files = { 'a.ts': `export function gone${BODY}\nexport const kept = 2`, 'use.ts': "import { gone } from './a'\nimport * as n from './a'\nn.gone(1, ''); gone(2, '')", 'pass.ts': "export { gone } from './a'", 'far.ts': "import { gone } from './pass'\nvi.mock('./a')" };
    const { texts, left } = await changeProject(files, edit(written));
    expect(texts).toEqual(Object.fromEntries(Object.entries({ ...files, ...written }).filter(([, text]) => text !== null)));
    expect(left.toSorted()).toEqual(expected.toSorted());
  });
});

describe('an export that went to another file', () => {
  const FILES = { 'src/a.ts': `export function gone${BODY}\nexport const kept = 2`, 'src/lib/b.ts': 'export const b = 1' };
  const WRITTEN = { 'src/a.ts': 'export const kept = 2', 'src/lib/b.ts': `export const b = 1;\nexport function gone${BODY}` };
  test.each<[string, string, string]>([
    ['alone', "import { gone } from './a';\ngone();", "import { gone } from './lib/b';\ngone();"],
    ['with an alias', 'import { gone as g } from "./a.js"', 'import { gone as g } from "./lib/b.js"'],
    ['first of two', "import { gone, kept } from './a';\ngone(kept);", "import { kept } from './a';\nimport { gone } from './lib/b';\ngone(kept);"],
    ['last of two', "import { kept, gone as g } from './a'\r\ng(kept)", "import { kept } from './a'\r\nimport { gone as g } from './lib/b'\r\ng(kept)"],
    ['as a type', "import type { gone, kept } from './a';", "import type { kept } from './a';\nimport type { gone } from './lib/b';"],
    ['passed on', "export { gone, kept } from './a'", "export { kept } from './a'\nexport { gone } from './lib/b'"],
  ])('is imported from there %s', async (_, before, after) => {
    const { texts, left } = await changeProject({ ...FILES, 'src/use.ts': before }, edit(WRITTEN));
    expect(texts).toEqual({ ...WRITTEN, 'src/use.ts': after });
    expect(left).toEqual([]);
  });

  test.each<[string, string, string[]]>([
    ['by a namespace', "import * as n from './a';\nn.gone();", ["src/use.ts:2 'gone' went from src/a.ts to src/lib/b.ts; import it from there"]],
    ['dynamically', "const { gone } = await import('./a');", ["src/use.ts:1 'gone' went from src/a.ts to src/lib/b.ts; import it from there"]],
  ])('is listed where it is reached %s', async (_, before, expected) => {
    const { texts, left } = await changeProject({ ...FILES, 'src/use.ts': before }, edit(WRITTEN));
    expect(texts['src/use.ts']).toBe(before);
    expect(left).toEqual(expected);
  });

  test('is no loss behind barrels that pass it on from its new place', async () => {
    const files = { ...FILES, 'src/named.ts': "export { gone } from './a'", 'src/stars.ts': "export * from './a'\nexport * from './lib/b'", 'src/use.ts': "import { gone } from './named'\nimport { gone as g } from './stars'" };
    const { texts, left } = await changeProject(files, edit(WRITTEN));
    expect(texts).toEqual({ ...files, ...WRITTEN, 'src/named.ts': "export { gone } from './lib/b'" });
    expect(left).toEqual([]);
  });

  test('is imported from there when its old file is gone, and the rest is listed', async () => {
    const { texts, left } = await changeProject({ ...FILES, 'src/use.ts': "import { gone } from './a';", 'src/both.ts': "import { gone, kept } from './a';" }, edit({ ...WRITTEN, 'src/a.ts': null }));
    expect([texts['src/use.ts'], texts['src/both.ts']]).toEqual(["import { gone } from './lib/b';", "import { kept } from './a';\nimport { gone } from './lib/b';"]);
    expect(left).toEqual(["src/both.ts:1 './a' leads to src/a.ts, which the edit deletes"]);
  });
});

test.each([
  ['one\r\ntwo\r\nthree', 'one\r\nTWO\r\nthree', [{ start: 5, end: 8, text: 'TWO' }]],
  ['\uFEFFa\n', '\uFEFFb\n', [{ start: 1, end: 2, text: 'b' }]],
  ['a\nb\nc\nd\n', 'A\nb\nc\nD\n', [{ start: 0, end: 1, text: 'A' }, { start: 6, end: 7, text: 'D' }]],
  ['a', 'a\n', [{ start: 1, end: 1, text: '\n' }]],
  ['x😀y', 'x😁y', [{ start: 1, end: 3, text: '😁' }]],
])('from %j to %j only what differs is edited', async (before, after, edits) => {
  const changed = await changeProject({ 'a.md': before }, edit({ 'a.md': after }));
  expect(changed.edits.applyChange).toMatchObject([{ kind: 'modify', edits }]);
});

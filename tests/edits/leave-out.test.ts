import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FileEdit, TextEdit } from '../../server/edits/file-edit.ts';
import { leaveOut, type EditAddress } from '../../server/edits/leave-out.ts';
import { hashText } from '../../server/edits/text-edits.ts';
import { VirtualTree, type ReadableTree } from '../../server/edits/virtual-tree.ts';

function treeOf(texts: Readonly<Record<string, string>>): ReadableTree {
  return { has: (path) => path in texts, text: (path) => texts[path], hash: (path) => (path in texts ? hashText(texts[path] ?? '') : undefined) };
}

type Draft = (tree: VirtualTree) => FileEdit | null;

/** The steps of drafts, each made on the tree that those before it leave. */
function planOf(base: ReadableTree, drafts: readonly (readonly Draft[])[]): FileEdit[][] {
  let tree = new VirtualTree(base);
  return drafts.map((step) => {
    const edits = step.flatMap((draft) => draft(tree) ?? []);
    tree = tree.apply(edits);
    return edits;
  });
}

const replace = (path: string, ...pairs: readonly (readonly [string, string])[]): Draft => (tree) => {
  const text = tree.text(path) ?? '';
  return tree.modify(path, pairs.map(([from, to]) => ({ start: text.indexOf(from), end: text.indexOf(from) + from.length, text: to })));
};
const insert = (path: string, before: string, text: string): Draft => (tree) => {
  const start = (tree.text(path) ?? '').indexOf(before);
  return tree.modify(path, [{ start, end: start, text }]);
};

const USER = "import { total } from './a';\nconst due = total(1);\n";
const BASE = treeOf({ 'a.ts': 'export const total = 1;\n', 'user.ts': USER });
const RENAME = [
  [replace('a.ts', ['total', 'sum'])],
  [replace('user.ts', ['total', 'sum'])],
  [replace('user.ts', ['total', 'sum'])],
  [insert('a.ts', 'export', 'export const total = sum;\n')],
  [insert('a.ts', 'export const total', '/** @deprecated */\n')],
];
const MOVE = [[(tree: VirtualTree) => tree.move('a.ts', 'b.ts', []), replace('user.ts', ['./a', './b'])], [(tree: VirtualTree) => tree.create('a.ts', "export * from './b';\n")], [replace('b.ts', ['1', '2'])]];

test.each<[string, Draft[][], string[], Record<string, string | null | undefined>, string[]]>([
  ['nothing is left out: the plan is as it was', RENAME, [], { 'a.ts': '/** @deprecated */\nexport const total = sum;\nexport const sum = 1;\n', 'user.ts': USER.replaceAll('total', 'sum') }, []],
  ['a use is left as it is beside an import that is edited', RENAME, ['2.0.0'], { 'user.ts': "import { sum } from './a';\nconst due = total(1);\n" }, ['2.0.0 BY_HAND user.ts:2:13']],
  ['a use moves to where it is when the import before it is left out', RENAME, ['1.0.0'], { 'user.ts': "import { total } from './a';\nconst due = sum(1);\n" }, ['1.0.0 BY_HAND user.ts:1:10']],
  ['a mark goes with the shim that it marks', RENAME, ['3.0.0'], { 'a.ts': 'export const sum = 1;\n' }, ['3.0.0 BY_HAND a.ts:1:1', '4.0.0 BUILDS_ON a.ts:1:1']],
  ['a file that is not moved keeps its path, its shim and later edits are left out', MOVE, ['0.0'], { 'a.ts': undefined, 'user.ts': USER.replace('./a', './b') }, ['0.0 BY_HAND b.ts:1:1', '1.0 BUILDS_ON a.ts:1:1', '2.0.0 BUILDS_ON b.ts:1:22']],
  ['a shim that is left out leaves the old path gone', MOVE, ['1.0'], { 'a.ts': null, 'b.ts': 'export const total = 2;\n' }, ['1.0 BY_HAND a.ts:1:1']],
])('%s', (_, drafts, out, expected, told) => {
  const keyOf = ({ step, file, text }: EditAddress) => [step, file, text].filter((part) => part !== null).join('.');
  const { steps, leftOut } = leaveOut(BASE, planOf(BASE, drafts), (address) => out.includes(keyOf(address)));
  const { overlay } = steps.reduce((tree, edits) => tree.apply(edits), new VirtualTree(BASE));
  expect(Object.fromEntries(Object.keys(expected).map((path) => [path, overlay.get(path)]))).toEqual(expected);
  expect(leftOut.map((each) => `${keyOf(each)} ${each.kind} ${each.path}:${each.line}:${each.column}`)).toEqual(told);
});

/** Cuts of a text in which every cut is a word of its own. */
const WORDS = Array.from({ length: 30 }, (_, i) => `w${i}`);
const someEdits = fc.uniqueArray(fc.nat(WORDS.length - 1), { maxLength: 8 });

test('edits of words far from each other are left out one by one, in any order of steps, as if they had never been planned', () => {
  const text = WORDS.map((word) => `[${word}]`).join(' ');
  const base = treeOf({ 'a.ts': text });
  const at = (tree: VirtualTree, word: string): TextEdit => {
    const start = (tree.text('a.ts') ?? '').indexOf(`[${word}]`) + 1;
    return { start, end: start + word.length, text: `${word}${'+'.repeat(word.length)}` };
  };
  fc.assert(
    fc.property(fc.array(someEdits, { maxLength: 4 }), fc.func(fc.boolean()), (indexes, choose) => {
      const once = indexes.map((step, i) => step.filter((index) => !indexes.slice(0, i).some((earlier) => earlier.includes(index))).sort((a, b) => a - b));
      const plan = planOf(base, once.map((step) => [(tree: VirtualTree) => tree.modify('a.ts', step.map((index) => at(tree, WORDS[index] ?? '')))]));
      const isOut = ({ step, text: index }: EditAddress) => index !== null && choose(step, index);
      const { steps, leftOut } = leaveOut(base, plan, isOut);
      const kept = new Set(once.flatMap((step, s) => step.filter((_, i) => !isOut({ step: s, file: 0, text: i }))).map((index) => WORDS[index]));
      const after = steps.reduce((tree, edits) => tree.apply(edits), new VirtualTree(base)).text('a.ts');
      expect(after).toBe(WORDS.map((word) => `[${word}${kept.has(word) ? '+'.repeat(word.length) : ''}]`).join(' '));
      expect(leftOut.every(({ kind }) => kind === 'BY_HAND')).toBe(true);
      expect(leftOut).toHaveLength(once.flat().length - kept.size);
    }),
  );
});

import { expect, test } from 'vitest';
import type { FileEdit } from '../../server/edits/file-edit.ts';
import { hashText } from '../../server/edits/text-edits.ts';
import { VirtualTree, type ReadableTree } from '../../server/edits/virtual-tree.ts';
import { MOST_CHECKED, pairFiles, previewEdits, previewFile } from '../../server/healing/preview.ts';

function treeOf(texts: Record<string, string>): ReadableTree {
  return { has: (path) => path in texts, text: (path) => texts[path], hash: (path) => (path in texts ? hashText(texts[path] ?? '') : undefined) };
}

const TREE = treeOf({ 'a.ts': 'one\n', 'b.ts': 'two\n' });
const at = new VirtualTree(TREE);
const insert = (text: string) => [{ start: 0, end: 0, text }];
const movedThenEdited = () => {
  const move = at.move('a.ts', 'c.ts', []);
  const edit = at.apply([move]).modify('c.ts', insert('x'));
  return edit ? [move, edit] : [];
};
const changed = at.modify('a.ts', insert('x')) as FileEdit;
const movedBack = () => {
  const away = at.move('a.ts', 'c.ts', []);
  return [away, at.apply([away]).move('c.ts', 'a.ts', [])];
};

test.each<[string, readonly FileEdit[], object[]]>([
  ['a changed file is paired with itself', [changed], [{ from: 'a.ts', to: 'a.ts', before: 'one\n', after: 'xone\n' }]],
  ['a new file has nothing beside it', [at.create('c.ts', 'new\n')], [{ from: null, to: 'c.ts', before: '', after: 'new\n' }]],
  ['a deleted file has nothing after it', [at.remove('a.ts')], [{ from: 'a.ts', to: null, before: 'one\n', after: '' }]],
  ['a file that was moved and then edited is paired with where it was', movedThenEdited(), [{ from: 'a.ts', to: 'c.ts', before: 'one\n', after: 'xone\n' }]],
  ['what is written at the path that a move left is a new file', [at.move('a.ts', 'c.ts', []), at.create('a.ts', 'shim\n')], [{ from: null, to: 'a.ts', before: '', after: 'shim\n' }, { from: 'a.ts', to: 'c.ts', before: 'one\n', after: 'one\n' }]],
  ['a file that is moved there and back is left out', movedBack(), []],
])('%s', (_, edits, pairs) => {
  expect(pairFiles(TREE, edits)).toEqual(pairs);
});

test('a file is shown with every line, a file that is very long around its changes, and one that does not change not at all', () => {
  expect(previewFile(TREE, [changed], 'a.ts')).toMatchObject({ isWhole: true, diff: expect.stringContaining('-one\n+xone\n') });
  expect(previewFile(TREE, [changed], 'b.ts')).toBeNull();
  const long = treeOf({ 'a.ts': 'line\n'.repeat(120_000) });
  const shown = previewFile(long, [new VirtualTree(long).modify('a.ts', insert('x')) as FileEdit], 'a.ts');
  expect(shown?.isWhole).toBe(false);
  expect(shown?.diff.split('\n').length).toBeLessThan(20);
});

test('the compiler is asked about 500 files at most, and the others are counted', async () => {
  const edits = Array.from({ length: MOST_CHECKED + 3 }, (_, index) => at.create(`new-${String(index).padStart(3, '0')}.ts`, ''));
  const asked: number[] = [];
  const checker = { check: ({ files }: { files: readonly string[] }) => (asked.push(files.length), Promise.resolve({ problems: [], checked: files })) };
  const { files, unchecked } = await previewEdits({ tree: TREE, checker }, edits, new AbortController().signal);
  expect({ asked, unchecked, files: files.length }).toEqual({ asked: [0, MOST_CHECKED], unchecked: 3, files: MOST_CHECKED + 3 });
  expect(files.at(0)?.after).toEqual({ count: 0, first: [] });
  expect(files.at(-1)?.after).toBeNull();
});

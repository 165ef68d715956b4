import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { FileEdit, TextEdit } from '../../server/edits/file-edit.ts';
import { overlayDiff, unifiedDiff } from '../../server/edits/unified-diff.ts';
import { VirtualTree } from '../../server/edits/virtual-tree.ts';
import { SourceTree } from '../../server/rooms/source-tree.ts';
import { makeProject } from '../rooms/temp-project.ts';
import { applyAll, type Texts } from './changed-project.ts';

const LINES = Array.from({ length: 20 }, (_, index) => `line ${index} 😀`);

/** Replaces the first place of a text. */
const replacing = (text: string, old: string, by: string): TextEdit[] => [{ start: text.indexOf(old), end: text.indexOf(old) + old.length, text: by }];

async function gitApplies(files: Texts, editsOf: (tree: VirtualTree) => readonly (FileEdit | null)[]): Promise<void> {
  const root = await makeProject(files);
  const tree = await SourceTree.open(root);
  await tree.scan();
  const edits = editsOf(new VirtualTree(tree)).filter((edit) => edit !== null);
  const expected = applyAll(files, edits);
  const git = async (input: string, ...options: string[]) => {
    const running = promisify(execFile)('git', ['apply', '--whitespace=nowarn', ...options], { cwd: root, env: { ...process.env, GIT_CEILING_DIRECTORIES: root } });
    running.child.stdin?.end(input);
    await running;
  };
  const isThere = async (texts: Texts) => {
    for (const path of new Set([...Object.keys(files), ...Object.keys(expected)])) {
      expect(await readFile(join(root, path), 'utf8').catch(() => undefined), path).toBe(texts[path]);
    }
  };
  const diff = unifiedDiff(tree, edits);
  await git(diff);
  await isThere(expected);
  await git(diff, '--reverse');
  await isThere(files);
  await git(overlayDiff(tree, new VirtualTree(tree).apply(edits).overlay));
  await isThere(expected);
}

describe('git applies and reverses the diff of', () => {
  test.each([
    ['lines', `${LINES.join('\n')}\n`],
    ['lines without a newline at the end', LINES.join('\n')],
    ['CRLF lines', `${LINES.join('\r\n')}\r\n`],
    ['a BOM', `\uFEFF${LINES.join('\n')}\n`],
    ['one line without a newline', 'line 3 😀'],
    ['lines that look like a header', `--- a\n+++ b\t\n${LINES.join('\n')}\n-- x \n++ y \n`],
    ['trailing blanks', `${LINES.join(' \t\n')} \n`],
  ])('a change in %s', async (_, text) => {
    await gitApplies({ 'a.ts': text }, (tree) => [tree.modify('a.ts', replacing(text, '3 😀', 'three'))]);
  });

  test.each([
    ['a newline that comes', 'a\nb', [{ start: 3, end: 3, text: '\n' }]],
    ['a newline that goes', 'a\nb\n', [{ start: 3, end: 4, text: '' }]],
    ['two places far apart', LINES.join('\n'), [{ start: 0, end: 4, text: 'first' }, { start: 205, end: 206, text: 'x' }]],
    ['lines that look like a header and change', '-- a \n++ b \nc\n', [{ start: 3, end: 4, text: 'x' }, { start: 9, end: 10, text: 'y' }]],
    ['everything removed', 'a\n', [{ start: 0, end: 2, text: '' }]],
    ['an empty file filled', '', [{ start: 0, end: 0, text: 'a\n' }]],
  ])('%s', async (_, text, edits) => {
    await gitApplies({ 'a.ts': text }, (tree) => [tree.modify('a.ts', edits)]);
  });

  test.each([['a\nb\n'], ['a'], ['\uFEFFa\r\n'], ['']])('a file %j that is created', async (text) => {
    await gitApplies({ 'a.ts': '' }, (tree) => [tree.create('sub/new file.ts', text)]);
  });

  test.each([['a\nb\n'], ['a'], ['']])('a file %j that is deleted', async (text) => {
    await gitApplies({ 'a.ts': text }, (tree) => [{ kind: 'delete', path: 'a.ts', before: tree.hash('a.ts') ?? '' }]);
  });

  test.each([[`${LINES.join('\n')}\n`], [LINES.join('\n')]])('a move with and without edits', async (text) => {
    await gitApplies({ 'a.ts': text }, (tree) => [tree.move('a.ts', 'sub/b.ts', [])]);
    await gitApplies({ 'a.ts': text }, (tree) => [tree.move('a.ts', 'sub/b.ts', replacing(text, '3 😀', 'three'))]);
  });

  test('several files at once', async () => {
    await gitApplies({ 'a.ts': 'a', 'b.ts': 'b\n', 'c d.ts': 'c' }, (tree) => [
      tree.move('a.ts', 'x/a.ts', [{ start: 0, end: 1, text: 'A' }]),
      tree.modify('b.ts', [{ start: 0, end: 1, text: 'B' }]),
      tree.modify('c d.ts', [{ start: 0, end: 1, text: 'C' }]),
      tree.create('n.ts', 'n'),
    ]);
  });
});

// The smallest difference of these takes minutes to find.
describe('git applies and reverses the diff of thirty thousand lines of which', () => {
  const rows = Array.from({ length: 30_000 }, (_, row) => `  row${row}: f(${row}),`);
  const eachOf = (text: string, old: RegExp): TextEdit[] => [...text.matchAll(old)].map(({ index }) => ({ start: index, end: index + 1, text: 'format' }));

  test.each([
    ['every one changes', `${rows.join('\n')}\n`, /f(?=\()/g, 0],
    ['every tenth changes, and the last has no newline', rows.join('\n'), /f(?=\(\d*9\))/g, 0],
    ['every one changes beside a new first one', `${rows.join('\r\n')}\r\n`, /f(?=\()/g, 1],
  ])('%s', async (_, text, changed, added) => {
    const first: TextEdit[] = added > 0 ? [{ start: 0, end: 0, text: 'const rows = {\r\n' }] : [];
    await gitApplies({ 'a.ts': text }, (tree) => [tree.modify('a.ts', [...first, ...eachOf(text, changed)])]);
  });

  test('shows only the lines that change, and three around them', () => {
    const text = rows.join('\n');
    const tree = new VirtualTree({ has: () => true, text: () => text, hash: () => 'h' });
    const edit = tree.modify('a.ts', eachOf(text, /f(?=\(\d*9\))/g));
    const diff = unifiedDiff(tree, edit ? [edit] : []);
    expect(diff.match(/^@@ .*$/gm)).toHaveLength(3_000);
    expect(diff).toContain('@@ -7,7 +7,7 @@\n   row6: f(6),\n   row7: f(7),\n   row8: f(8),\n-  row9: f(9),\n+  row9: format(9),\n   row10: f(10),\n');
  });
});

test('no edits give no diff', () => {
  const tree = new VirtualTree({ has: () => false, text: () => undefined, hash: () => undefined });
  expect([unifiedDiff(tree, []), overlayDiff(tree, new Map())]).toEqual(['', '']);
});

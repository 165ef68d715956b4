import fc from 'fast-check';
import { createTwoFilesPatch } from 'diff';
import { expect, test } from 'vitest';
import { pairLines, rowsOf, type DiffRow } from '../../../web/diffs/diff-rows.ts';
import { parseUnifiedDiff, type DiffLine } from '../../../web/diffs/parse-unified-diff.ts';

const patchOf = (before: string, after: string) => `diff --git a/a.ts b/a.ts\n${createTwoFilesPatch('a/a.ts', 'b/a.ts', before, after, '', '', { context: 3 }).split('\n').slice(1).join('\n')}`;
const line = (kind: DiffLine['kind'], text: string): DiffLine => ({ kind, text, before: null, after: null, lacksNewline: false });
const shape = (rows: readonly DiffRow[]) => rows.map((row) => (row.kind === 'pair' ? `${row.before?.text ?? '·'}|${row.after?.text ?? '·'}` : row.kind));

test.each<[string, DiffLine[], string[]]>([
  ['what stays stands on both sides', [line('context', 'a')], ['a|a']],
  ['a changed line stands beside its new form', [line('removed', 'a'), line('added', 'b')], ['a|b']],
  ['more lines than before leave a gap on the left', [line('removed', 'a'), line('added', 'b'), line('added', 'c')], ['a|b', '·|c']],
  ['fewer lines leave a gap on the right', [line('removed', 'a'), line('removed', 'b'), line('added', 'c')], ['a|c', 'b|·']],
  ['two changes with a line between them are not mixed', [line('removed', 'a'), line('context', 'k'), line('added', 'b')], ['a|·', 'k|k', '·|b']],
  ['a removal after an addition begins a new change', [line('added', 'a'), line('removed', 'b')], ['·|a', 'b|·']],
])('side by side, %s', (_, lines, rows) => {
  expect(shape(pairLines(lines))).toEqual(rows);
});

test('both layouts show every line of a diff, in order, on its side', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 }).map((lines) => lines.map((each) => `${each}\n`).join(''));
  fc.assert(fc.property(text, text, (before, after) => {
    const files = parseUnifiedDiff(patchOf(before, after));
    const lines = files.flatMap((file) => file.hunks.flatMap((hunk) => hunk.lines));
    const pairs = rowsOf(files, { layout: 'side-by-side', closed: new Set() }).filter((row) => row.kind === 'pair');
    expect(pairs.flatMap((row) => row.before ?? [])).toEqual(lines.filter(({ kind }) => kind !== 'added'));
    expect(pairs.flatMap((row) => row.after ?? [])).toEqual(lines.filter(({ kind }) => kind !== 'removed'));
    expect(rowsOf(files, { layout: 'unified', closed: new Set() }).flatMap((row) => (row.kind === 'line' ? [row.line] : []))).toEqual(lines);
  }));
});

test('a closed file is one row, one without lines says why, and a new one has no other side', () => {
  const files = parseUnifiedDiff(`${patchOf('a\n', 'b\n')}diff --git a/m.ts b/n.ts\nrename from m.ts\nrename to n.ts\n`);
  expect(rowsOf(files, { layout: 'unified', closed: new Set(['a.ts']) }).map(({ kind }) => kind)).toEqual(['file', 'file', 'note']);
  expect(shape(rowsOf(files, { layout: 'side-by-side', closed: new Set(['n.ts']) }))).toEqual(['file', 'a|b', 'file']);
  const created = parseUnifiedDiff('diff --git a/c.ts b/c.ts\nnew file mode 100644\n--- /dev/null\n+++ b/c.ts\n@@ -0,0 +1 @@\n+x\n');
  expect(shape(rowsOf(created, { layout: 'side-by-side', closed: new Set() }))).toEqual(['file', 'line']);
});

test('where lines are left out before a hunk, its header says where it is', () => {
  const before = Array.from({ length: 30 }, (_, index) => `${index}\n`);
  const files = parseUnifiedDiff(patchOf(before.join(''), before.with(0, 'a\n').with(25, 'b\n').join('')));
  expect(rowsOf(files, { layout: 'unified', closed: new Set() }).flatMap((row) => (row.kind === 'hunk' ? [row.header] : []))).toEqual(['@@ -23,7 +23,7 @@']);
});

import { createTwoFilesPatch } from 'diff';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseUnifiedDiff, type DiffFile } from '../../../web/diffs/parse-unified-diff.ts';

const lines = (...text: string[]) => text.join('\n');

function texts(file: DiffFile | undefined, side: 'before' | 'after'): string[] {
  return (file?.hunks ?? []).flatMap((hunk) => hunk.lines.filter((line) => line[side] !== null).map((line) => line.text));
}

describe('a unified diff', () => {
  test.each([
    ['changed', lines('diff --git a/a.ts b/a.ts', '--- a/a.ts', '+++ b/a.ts', '@@ -1 +1 @@', '-x', '+y', ''), { kind: 'changed', path: 'a.ts', from: null, added: 1, removed: 1 }],
    ['created', lines('diff --git a/a.ts b/a.ts', 'new file mode 100644', '--- /dev/null', '+++ b/a.ts', '@@ -0,0 +1,2 @@', '+x', '+y', ''), { kind: 'created', path: 'a.ts', from: null, added: 2, removed: 0 }],
    ['deleted', lines('diff --git a/a.ts b/a.ts', 'deleted file mode 100644', '--- a/a.ts', '+++ /dev/null', '@@ -1 +0,0 @@', '-x', ''), { kind: 'deleted', path: 'a.ts', from: null, added: 0, removed: 1 }],
    ['moved unchanged', lines('diff --git a/a.ts b/b/a.ts', 'rename from a.ts', 'rename to b/a.ts', ''), { kind: 'moved', path: 'b/a.ts', from: 'a.ts', added: 0, removed: 0 }],
    ['moved and changed', lines('diff --git a/a.ts b/c.ts', 'rename from a.ts', 'rename to c.ts', '--- a/a.ts', '+++ b/c.ts', '@@ -1 +1 @@', '-x', '+y', ''), { kind: 'moved', path: 'c.ts', from: 'a.ts', added: 1, removed: 1 }],
  ])('tells a file that is %s', (_, diff, expected) => {
    const files = parseUnifiedDiff(diff);
    expect(files).toHaveLength(1);
    expect(files[0]).toMatchObject(expected);
  });

  test('keeps lines that look like headers as content', () => {
    const diff = lines('diff --git a/a.md b/a.md', '--- a/a.md', '+++ b/a.md', '@@ -1,2 +1,2 @@', '--- /dev/null', '+++ /dev/null', ' diff --git a/x b/x', 'diff --git a/b b/b', '--- a/b', '+++ b/b', '@@ -1 +1 @@', '-x', '+y', '');
    const [first, second] = parseUnifiedDiff(diff);
    expect(first).toMatchObject({ kind: 'changed', path: 'a.md', added: 1, removed: 1 });
    expect(second).toMatchObject({ path: 'b' });
  });

  test('numbers lines on both sides', () => {
    const diff = lines('diff --git a/a b/a', '--- a/a', '+++ b/a', '@@ -10,3 +20,3 @@ function f()', ' one', '-two', '+deux', ' three', '');
    expect(parseUnifiedDiff(diff)[0]?.hunks[0]?.lines.map(({ before, after }) => [before, after])).toEqual([[10, 20], [11, null], [null, 21], [12, 22]]);
  });

  test('marks the line that has no newline at the end of the file', () => {
    const diff = lines('diff --git a/a b/a', '--- a/a', '+++ b/a', '@@ -1 +1 @@', '-x', '\\ No newline at end of file', '+y', '');
    expect(parseUnifiedDiff(diff)[0]?.hunks[0]?.lines.map(({ lacksNewline }) => lacksNewline)).toEqual([true, false]);
  });

  test('nothing changed is no file', () => {
    expect(parseUnifiedDiff('')).toEqual([]);
  });

  test('holds both texts whole when it has enough context', () => {
    const text = fc.array(fc.constantFrom('', 'a', '+b', '-c', '@@ -1 +1 @@', 'diff --git a/x b/x', '--- a/x'), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(text, text, (before, after) => {
        fc.pre(before.join('\n') !== after.join('\n'));
        const patch = createTwoFilesPatch('a/f', 'b/f', `${before.join('\n')}\n`, `${after.join('\n')}\n`, '', '', { context: 50 });
        const files = parseUnifiedDiff(`diff --git a/f b/f\n${patch.split('\n').slice(1).join('\n')}`);
        expect(files).toHaveLength(1);
        expect(texts(files[0], 'before')).toEqual(before);
        expect(texts(files[0], 'after')).toEqual(after);
      }),
    );
  });
});

import { createTwoFilesPatch } from 'diff';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDiff } from '../../server/edits/read-diff.ts';

type Texts = Readonly<Record<string, string>>;
const read = (diff: string, texts: Texts, isReversed = false) => readDiff(diff, (path) => texts[path], isReversed);
const git = (...lines: string[]) => `${lines.join('\n')}\n`;
const file = (path: string, text: string | null) => ({ path, text });

describe('a diff is read', () => {
  test.each<[string, string, Texts, { path: string; text: string | null }[]]>([
    ['of one file', git('--- a/x.ts', '+++ b/x.ts', '@@ -1,2 +1,2 @@', '-a', '+b', ' z'), { 'x.ts': 'a\nz\n' }, [file('x.ts', 'b\nz\n')]],
    ['without prefixes', git('--- src/x.ts', '+++ src/x.ts', '@@ -1 +1 @@', '-a', '+b'), { 'src/x.ts': 'a\n' }, [file('src/x.ts', 'b\n')]],
    ['of a folder that is called like a prefix', git('diff --git a/x.ts a/x.ts', '--- a/x.ts', '+++ a/x.ts', '@@ -1 +1 @@', '-a', '+b'), { 'a/x.ts': 'a\n' }, [file('a/x.ts', 'b\n')]],
    ['with the prefixes of git for an index', git('diff --git i/x.ts w/x.ts', '--- i/x.ts', '+++ w/x.ts', '@@ -1 +1 @@', '-a', '+b'), { 'x.ts': 'a\n' }, [file('x.ts', 'b\n')]],
    ['of a new file', git('diff --git a/n.ts b/n.ts', 'new file mode 100644', '--- /dev/null', '+++ b/n.ts', '@@ -0,0 +1 @@', '+n'), {}, [file('n.ts', 'n\n')]],
    ['of a new empty file', git('diff --git a/n.ts b/n.ts', 'new file mode 100644', 'index 0000000..e69de29'), {}, [file('n.ts', '')]],
    ['of a deleted file', git('diff --git a/x.ts b/x.ts', 'deleted file mode 100644', '--- a/x.ts', '+++ /dev/null', '@@ -1 +0,0 @@', '-a'), { 'x.ts': 'a\n' }, [file('x.ts', null)]],
    ['of a rename', git('diff --git a/x.ts b/y.ts', 'similarity index 100%', 'rename from x.ts', 'rename to y.ts'), { 'x.ts': 'a\n' }, [file('x.ts', null), file('y.ts', 'a\n')]],
    ['of a rename with a change', git('diff --git a/x.ts b/d/y.ts', 'similarity index 60%', 'rename from x.ts', 'rename to d/y.ts', '--- a/x.ts', '+++ b/d/y.ts', '@@ -1,2 +1,2 @@', '-a', '+b', ' z'), { 'x.ts': 'a\nz\n' }, [file('x.ts', null), file('d/y.ts', 'b\nz\n')]],
    ['of a copy', git('diff --git a/x.ts b/y.ts', 'similarity index 100%', 'copy from x.ts', 'copy to y.ts'), { 'x.ts': 'a\n' }, [file('y.ts', 'a\n')]],
    ['of a quoted path', git('diff --git "a/\\303\\244.ts" "b/\\303\\244.ts"', '--- "a/\\303\\244.ts"', '+++ "b/\\303\\244.ts"', '@@ -1 +1 @@', '-a', '+b'), { 'ä.ts': 'a\n' }, [file('ä.ts', 'b\n')]],
    ['without a newline at the end', git('--- a/x.ts', '+++ b/x.ts', '@@ -1 +1 @@', '-a', '\\ No newline at end of file', '+b', '\\ No newline at end of file'), { 'x.ts': 'a' }, [file('x.ts', 'b')]],
    ['of CRLF lines by LF lines', git('--- a/x.ts', '+++ b/x.ts', '@@ -1,2 +1,2 @@', '-a', '+b', ' z'), { 'x.ts': 'a\r\nz\r\n' }, [file('x.ts', 'b\r\nz\r\n')]],
    ['of lines further down', git('--- a/x.ts', '+++ b/x.ts', '@@ -1,2 +1,2 @@', '-a', '+b', ' z'), { 'x.ts': 'new\na\nz\n' }, [file('x.ts', 'new\nb\nz\n')]],
    ['of several files', git('--- a/x.ts', '+++ b/x.ts', '@@ -1 +1 @@', '-a', '+b', '--- a/y.ts', '+++ b/y.ts', '@@ -1 +1 @@', '-c', '+d'), { 'x.ts': 'a\n', 'y.ts': 'c\n' }, [file('x.ts', 'b\n'), file('y.ts', 'd\n')]],
  ])('%s', (_, diff, texts, files) => {
    expect(read(diff, texts)).toEqual({ kind: 'read', files });
    const after = { ...texts, ...Object.fromEntries(files.flatMap(({ path, text }) => (text === null ? [] : [[path, text]]))) };
    for (const { path, text } of files) if (text === null) delete (after as Record<string, string>)[path];
    const back = read(diff, after, true);
    expect(back.kind === 'read' && Object.fromEntries(back.files.map((found) => [found.path, found.text]))).toEqual(Object.fromEntries(files.map(({ path }) => [path, texts[path] ?? null])));
  });

  test('whatever it says, backwards and forwards', () => {
    const line = fc.constantFrom('a', 'b', '', '-x', '+y', ' z', '\\ No newline', '--- a/x', '@@ -1 +1 @@', 'é😀', '\t');
    const text = fc.tuple(fc.array(line, { maxLength: 12 }), fc.constantFrom('\n', '\r\n'), fc.boolean()).map(([lines, end, isEnded]) => lines.join(end) + (isEnded && lines.length > 0 ? end : ''));
    fc.assert(fc.property(text, text, (before, after) => {
      fc.pre(before !== after);
      const diff = createTwoFilesPatch('a/x.ts', 'b/x.ts', before, after);
      expect(read(diff, { 'x.ts': before })).toEqual({ kind: 'read', files: [file('x.ts', after)] });
      expect(read(diff, { 'x.ts': after }, true)).toEqual({ kind: 'read', files: [file('x.ts', before)] });
    }));
  });
});

describe('a diff is refused', () => {
  const TWO = git('--- a/x.ts', '+++ b/x.ts', '@@ -1 +1 @@', '-a', '+b', '@@ -5 +5 @@', '-c', '+d');
  test.each<[string, string, Texts, object]>([
    ['that is none', 'hello', {}, { kind: 'malformed' }],
    ['that is empty', '', {}, { kind: 'malformed' }],
    ['that breaks off', git('--- a/x.ts', '+++ b/x.ts', '@@ -1,2 +1,2 @@', '-a'), { 'x.ts': 'a\n' }, { kind: 'malformed' }],
    ['that names no file', git('@@ -1 +1 @@', '-a', '+b'), { 'x.ts': 'a\n' }, { kind: 'malformed' }],
    ['of a binary file', git('diff --git a/x.png b/x.png', 'index 1..2 100644', 'Binary files a/x.png and b/x.png differ'), { 'x.png': '' }, { kind: 'binary', file: 'x.png' }],
    ['of a file that is not there', TWO, {}, { kind: 'missing', file: 'x.ts' }],
    ['that creates a file that is there', git('--- /dev/null', '+++ b/x.ts', '@@ -0,0 +1 @@', '+n'), { 'x.ts': 'a\n' }, { kind: 'exists', file: 'x.ts' }],
    ['whose first hunk does not fit', TWO, { 'x.ts': 'z\n\n\n\nc\n' }, { kind: 'misfit', file: 'x.ts', hunk: 1, line: 1 }],
    ['whose second hunk does not fit', TWO, { 'x.ts': 'a\n\n\n\nz\n' }, { kind: 'misfit', file: 'x.ts', hunk: 2, line: 5 }],
    ['that deletes a file that has more in it', git('--- a/x.ts', '+++ /dev/null', '@@ -1 +0,0 @@', '-a'), { 'x.ts': 'a\nb\n' }, { kind: 'misfit', file: 'x.ts', hunk: 1 }],
  ])('%s', (_, diff, texts, expected) => {
    expect(read(diff, texts)).toMatchObject(expected);
  });
});

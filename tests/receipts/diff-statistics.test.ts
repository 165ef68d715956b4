import { expect, it } from 'vitest';
import { countDiff } from '../../server/receipts/diff-statistics.ts';

const git = (path: string, body: string) => `diff --git a/${path} b/${path}\n--- a/${path}\n+++ b/${path}\n${body}`;

it.each([
  ['nothing', '', [0, 0, 0]],
  ['one changed line', git('a.ts', '@@ -1,2 +1,2 @@\n-a\n+b\n c\n'), [1, 1, 1]],
  ['a hunk of one line', git('a.ts', '@@ -1 +1 @@\n-a\n+b\n'), [1, 1, 1]],
  ['a removed line that looks like a header', git('a.sql', '@@ -1,2 +1 @@\n--- a comment\n b\n'), [1, 0, 1]],
  ['an added line that looks like a header', git('a.sql', '@@ -1 +1,2 @@\n b\n+++ more\n'), [1, 1, 0]],
  ['an added line that looks like another file', git('a.txt', '@@ -0,0 +1 @@\n+diff --git a/x b/x\n'), [1, 1, 0]],
  ['context that looks like a hunk', git('a.txt', '@@ -1,2 +1,2 @@\n @@ -1 +1 @@\n-a\n+b\n'), [1, 1, 1]],
  ['a file without a newline at its end', git('a.ts', '@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n\\ No newline at end of file\n'), [1, 1, 1]],
  ['two files, one only moved', `diff --git a/a.ts b/b.ts\nrename from a.ts\nrename to b.ts\n${git('c.ts', '@@ -0,0 +1,2 @@\n+a\n+b\n')}`, [2, 2, 0]],
] as const)('%s is counted', (_what, diff, [files, linesAdded, linesRemoved]) => {
  expect(countDiff(diff)).toEqual({ files, linesAdded, linesRemoved });
});

import { describe, expect, it } from 'vitest';
import { sayIntent } from '../../../web/healing/analyze-intent.ts';

const HUNK = '@@ -1 +1 @@\n-export const a = 1;\n+export const b = 1;';

describe('what was typed', () => {
  it.each([
    ['words', 'rename a to b in src/a.ts', { userAction: 'rename a to b in src/a.ts' }],
    ['words with a rule of dashes', 'rename a\n--- now', { userAction: 'rename a\n--- now' }],
    ['a diff of git', `diff --git a/x.ts b/x.ts\n--- a/x.ts\n+++ b/x.ts\n${HUNK}\n`, { change: { edit: { diff: `diff --git a/x.ts b/x.ts\n--- a/x.ts\n+++ b/x.ts\n${HUNK}\n` } } }],
    ['a plain diff whose last line end was lost', `--- x.ts\n+++ x.ts\n${HUNK}`, { change: { edit: { diff: `--- x.ts\n+++ x.ts\n${HUNK}\n` } } }],
  ])('%s', (_, text, said) => {
    expect(sayIntent(text)).toEqual(said);
  });
});

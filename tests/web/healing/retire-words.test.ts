import { expect, it } from 'vitest';
import { parseIntent } from '../../../server/intents/parse-intent.ts';
import { retireWords } from '../../../web/healing/retire-words.ts';

it.each([
  [{ file: 'src/a.ts', name: 'old' }],
  [{ file: 'src/my file.ts', name: 'old' }],
  [{ file: 'src/a.ts', name: null }],
  [{ file: 'src/my file.ts', name: null }],
])('the words for %j are understood as what they say', (shim) => {
  expect(parseIntent(retireWords(shim))).toEqual({ kind: 'RETIRE_SHIM', ...shim });
});

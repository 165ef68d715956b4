import { expect, test } from 'vitest';
import { startsBefore } from '../../server/impact/starts-before.ts';

const BEFORE = 'one\ntwo three\nfour\nfive\n';
const AFTER = 'zero\none\ntwelve three\nfive six\n';
const find = startsBefore({ before: (path) => (path === 'a.ts' ? BEFORE : undefined), after: (path) => (path === 'b.ts' ? undefined : AFTER) });

test.each([
  { word: 'zero', at: null },
  { word: 'one', at: 'one' },
  { word: 'twelve', at: 'two' },
  { word: 'three', at: 'three' },
  { word: 'five', at: 'five' },
  { word: 'six', at: null },
])('$word was at $at', ({ word, at }) => {
  expect(find('a.ts', AFTER.indexOf(word))).toBe(at && BEFORE.indexOf(at));
});

test('a text that is as it was has its places', () => {
  const same = startsBefore({ before: () => BEFORE, after: () => BEFORE });
  expect(same('a.ts', BEFORE.indexOf('four'))).toBe(BEFORE.indexOf('four'));
});

test.each(['b.ts', 'c.ts'])('a file that is not there on one side has none: %s', (path) => {
  expect(find(path, 0)).toBeNull();
});

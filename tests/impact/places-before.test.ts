import { expect, test } from 'vitest';
import { placesBefore } from '../../server/impact/places-before.ts';

const BEFORE = 'one\ntwo three\nfour\nfive\n';
const AFTER = 'zero\none\ntwelve three\nfive six\n';
const find = placesBefore({ before: (path) => (path === 'a.ts' ? BEFORE : undefined), after: (path) => (path === 'b.ts' ? undefined : AFTER) });

test.each([
  { word: 'zero', at: null },
  { word: 'one', at: { word: 'one', line: 1 } },
  { word: 'twelve', at: { word: 'two', line: 2 } },
  { word: 'three', at: { word: 'three', line: 2 } },
  { word: 'five', at: { word: 'five', line: 4 } },
  { word: 'six', at: null },
])('$word was at $at', ({ word, at }) => {
  expect(find('a.ts', AFTER.indexOf(word))).toEqual(at && { start: BEFORE.indexOf(at.word), line: at.line });
});

test('a text that is as it was has its places', () => {
  const same = placesBefore({ before: () => BEFORE, after: () => BEFORE });
  expect(same('a.ts', BEFORE.indexOf('four'))).toEqual({ start: BEFORE.indexOf('four'), line: 3 });
});

test.each(['b.ts', 'c.ts'])('a file that is not there on one side has none: %s', (path) => {
  expect(find(path, 0)).toBeNull();
});

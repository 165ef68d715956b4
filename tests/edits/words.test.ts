import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hasPositionIn, mayHoldWord, positionsOf } from '../../server/edits/words.ts';
import { parseFile } from '../../server/graph/parse-file.ts';

test.each([
  ['a name inside of a longer one', 'map mapEffect $map map_ (map)', 'map', [0, 25]],
  ['a name at both ends', 'a.a', 'a', [0, 2]],
  ['a name beside a letter that is not ASCII', 'éa a', 'a', [3]],
  ['a name that is no word', 'x-y ax-yb', 'x-y', [0, 5]],
  ['a name that may be written with an escape', String.raw`\u0061; a`, 'a', [0, 8]],
  ['a name that is not there', 'b c', 'a', []],
])('%s has its positions', (_, text, name, expected) => {
  expect(positionsOf(text, name)).toEqual(expected);
});

test('a span holds a position from its start up to its end', () => {
  const positions = [3, 7, 20];
  expect([[0, 3], [0, 4], [3, 3], [4, 7], [7, 8], [8, 20], [20, 21], [21, 30]].map(([start, end]) => hasPositionIn(positions, start!, end!))).toEqual([false, true, false, false, true, false, true, false]);
});

test('every word of a text is found in it, and a word that is not there is not', () => {
  fc.assert(fc.property(fc.array(fc.stringMatching(/^[\w$é]{1,6}$/), { minLength: 1 }), fc.constantFrom(' ', '.', '\n', '-'), (all, gap) => {
    const text = all.join(gap);
    const facts = parseFile({ path: 'a.ts', text, hash: 'h', bytes: text.length });
    return all.every((word) => mayHoldWord(facts, text, word)) && !mayHoldWord(facts, text, 'notOneOfThem');
  }));
});

import { describe, expect, test } from 'vitest';
import { positionAt } from '../../server/edits/syntax.ts';

describe('the position of an offset', () => {
  test.each([
    ['', 0, 1, 1],
    ['a', 1, 1, 2],
    ['a\nb', 1, 1, 2],
    ['a\nb', 2, 2, 1],
    ['\n\n', 2, 3, 1],
    ['a\r\nbc', 4, 2, 2],
    ['a\u2028b', 2, 1, 3],
    ['a\n', 9, 2, 8],
  ])('%j at %i is line %i, column %i', (text, offset, line, column) => {
    expect(positionAt(text, offset)).toEqual({ line, column });
  });

  test('is found for every line of a long text', () => {
    const rows = Array.from({ length: 40_000 }, (_, row) => `  row${row}: f(${row}),\n`);
    const text = rows.join('');
    let offset = 0;
    for (const [row, { length }] of rows.entries()) {
      expect(positionAt(text, offset).line === row + 1).toBe(true);
      offset += length;
    }
  });
});

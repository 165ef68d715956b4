import { expect, test } from 'vitest';
import { searchFiles } from '../../../web/graph/search-files.ts';

const PATHS = ['src/cart/totals.ts', 'src/cart/totals.test.ts', 'src/checkout/place-order.ts', 'src/pricing/format.ts', 'src/totals/index.ts', 'docs/Format.md'];

test.each([
  ['totals', ['src/cart/totals.ts', 'src/cart/totals.test.ts', 'src/totals/index.ts']],
  ['TOTALS', ['src/cart/totals.ts', 'src/cart/totals.test.ts', 'src/totals/index.ts']],
  ['format', ['docs/Format.md', 'src/pricing/format.ts']],
  ['src format', ['src/pricing/format.ts']],
  ['plord', ['src/checkout/place-order.ts']],
  ['cart/tt', ['src/cart/totals.ts', 'src/cart/totals.test.ts']],
  ['src/cart/totals.ts', ['src/cart/totals.ts', 'src/cart/totals.test.ts']],
  ['zebra', []],
  ['', []],
  ['   ', []],
])('%j finds %j', (query, found) => {
  expect(searchFiles(PATHS, query, 10)).toEqual(found);
});

test('no more are found than were asked for', () => {
  expect(searchFiles(PATHS, 'ts', 2)).toHaveLength(2);
});

import { expect, test } from 'vitest';
import { foldersOf, searchFiles } from '../../../web/graph/search-files.ts';

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

test.each([
  ['money', ['src/shared/money.ts', 'src/moneybox.ts', 'test/money.test.ts', 'src/money/cents.ts']],
  ['mone', ['src/moneybox.ts', 'src/shared/money.ts', 'test/money.test.ts', 'src/money/cents.ts']],
  ['money test', ['test/money.test.ts']],
  ['money.test', ['test/money.test.ts']],
  ['money.ts', ['src/shared/money.ts', 'src/moneybox.ts', 'src/money/cents.ts', 'test/money.test.ts']],
])('%j is first a file that is called so, and a source before its test: %j', (query, found) => {
  expect(searchFiles(['test/money.test.ts', 'src/money/cents.ts', 'src/moneybox.ts', 'src/shared/money.ts'], query, 10)).toEqual(found);
});

test('no more are found than were asked for', () => {
  expect(searchFiles(PATHS, 'ts', 2)).toHaveLength(2);
});

test('folders are all that a file is below', () => {
  expect(foldersOf(['a.ts', 'src/ui/b.ts', 'src/ui/c.ts', 'src/d.ts', 'lib/x/y/e.ts'])).toEqual(['lib', 'lib/x', 'lib/x/y', 'src', 'src/ui']);
});

import { expect, test } from 'vitest';
import { matchFiles } from '../../server/graph/match-files.ts';
import { openGraph } from './build-graph.ts';

const paths = ['src/cart.ts', 'src/cart/lines.ts', 'src/shopping-cart.ts', 'src/Cart.test.ts', 'lib/total.ts', 'README.md'];

test.each<[typed: string, first: number, wanted: readonly string[]]>([
  ['cart', 10, ['src/cart.ts', 'src/Cart.test.ts', 'src/shopping-cart.ts', 'src/cart/lines.ts']],
  ['CART', 2, ['src/cart.ts', 'src/Cart.test.ts']],
  ['./src/cart.ts', 10, ['src/cart.ts']],
  ['src\\cart', 10, ['src/cart.ts', 'src/Cart.test.ts', 'src/cart/lines.ts']],
  ['lines cart', 10, ['src/cart/lines.ts']],
  ['readme', 10, []],
  ['  ', 2, ['lib/total.ts', 'src/Cart.test.ts']],
])('%s offers %d at most: %j', async (typed, first, wanted) => {
  const { graph } = await openGraph(Object.fromEntries(paths.map((path) => [path, ''])));
  expect(matchFiles(graph, typed, first)).toEqual(wanted);
});

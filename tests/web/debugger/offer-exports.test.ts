import { expect, test } from 'vitest';
import { offerExports } from '../../../web/debugger/form/offer-exports.ts';

const names = ['Cart', 'default', 'subtotal', 'total', 'totalOf'];

test.each<[typed: string, offered: readonly string[]]>([
  ['', names],
  ['tot', ['total', 'totalOf', 'subtotal']],
  [' CART ', ['Cart']],
  ['Cart.prototype.total', []],
])('%j offers %j', (typed, offered) => {
  expect(offerExports(names, typed)).toEqual(offered);
});

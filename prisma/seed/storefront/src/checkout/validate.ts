import type { CartLine } from '@/cart';
import { isBuyable, productTitle } from '@/catalog';
import { isPostcode, type Address } from '@/customers/address';
import { unitsLeft, type StockLevels } from '@/inventory/stock';

export type CheckoutProblem =
  | { readonly kind: 'empty-cart' }
  | { readonly kind: 'bad-postcode'; readonly postcode: string }
  | { readonly kind: 'unavailable'; readonly title: string; readonly left: number };

export function findProblems(lines: readonly CartLine[], address: Address, levels: StockLevels): CheckoutProblem[] {
  const problems: CheckoutProblem[] = [];
  if (lines.length === 0) problems.push({ kind: 'empty-cart' });
  if (!isPostcode(address.postcode, address.country)) {
    problems.push({ kind: 'bad-postcode', postcode: address.postcode });
  }
  for (const { product, quantity } of lines) {
    const left = unitsLeft(levels, product.id);
    if (!isBuyable(product, levels) || quantity > left) {
      problems.push({ kind: 'unavailable', title: productTitle(product), left });
    }
  }
  return problems;
}

import type { PriceStyle } from '../pricing/format';
import { formatPrice } from '../pricing/format';
import type { Money } from '../pricing/money';
import type { Category, Product } from './product';

export interface ProductFilter {
  readonly category?: Category;
  readonly cheapest?: Money;
  readonly dearest?: Money;
}

export function matchesFilter(product: Product, filter: ProductFilter): boolean {
  if (filter.category !== undefined && product.category !== filter.category) return false;
  if (filter.cheapest !== undefined && product.price.amount < filter.cheapest.amount) return false;
  return filter.dearest === undefined || product.price.amount <= filter.dearest.amount;
}

/** The text of the chips above the product list. */
export function describeFilter(filter: ProductFilter, style: PriceStyle = 'compact'): string[] {
  const chips: string[] = [];
  if (filter.category !== undefined) chips.push(filter.category);
  if (filter.cheapest !== undefined) chips.push(`from ${formatPrice(filter.cheapest, { style })}`);
  if (filter.dearest !== undefined) chips.push(`up to ${formatPrice(filter.dearest, { style })}`);
  return chips;
}

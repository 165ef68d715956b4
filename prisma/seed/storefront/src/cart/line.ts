import type { Product } from '../catalog/product';
import { scale, type Money } from '../pricing/money';

export interface CartLine {
  readonly product: Product;
  readonly quantity: number;
}

export function linePrice(line: CartLine): Money {
  return scale(line.product.price, line.quantity);
}

export function lineWeight(line: CartLine): number {
  return line.product.weightGrams * line.quantity;
}

/** Adds to the line of the same product, or appends one; a quantity of zero removes it. */
export function withQuantity(lines: readonly CartLine[], product: Product, quantity: number): CartLine[] {
  const others = lines.filter((line) => line.product.id !== product.id);
  return quantity > 0 ? [...others, { product, quantity }] : others;
}

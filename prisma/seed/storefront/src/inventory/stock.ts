import { productTitle, type Product } from '../catalog/product';

/** Units on the shelf by product id. */
export type StockLevels = ReadonlyMap<string, number>;

export const LOW_STOCK = 5;

export function unitsLeft(levels: StockLevels, productId: string): number {
  return Math.max(0, levels.get(productId) ?? 0);
}

export function stockNotice(product: Product, levels: StockLevels): string | undefined {
  const left = unitsLeft(levels, product.id);
  if (left === 0) return `${productTitle(product)} is sold out`;
  return left <= LOW_STOCK ? `Only ${left} left` : undefined;
}

export function take(levels: StockLevels, productId: string, quantity: number): StockLevels {
  const left = unitsLeft(levels, productId);
  if (quantity > left) throw new RangeError(`Cannot take ${quantity} of ${productId}, ${left} are left`);
  return new Map(levels).set(productId, left - quantity);
}

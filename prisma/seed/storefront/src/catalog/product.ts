import { unitsLeft, type StockLevels } from '../inventory/stock';
import type { Money } from '../pricing/money';
import type { TaxClass } from '../pricing/tax';

export type Category = 'plants' | 'pots' | 'tools';

export interface Product {
  readonly id: string;
  readonly name: string;
  readonly variety?: string;
  readonly category: Category;
  readonly price: Money;
  readonly taxClass: TaxClass;
  readonly weightGrams: number;
  readonly retired?: boolean;
}

export function productTitle(product: Product): string {
  return product.variety === undefined ? product.name : `${product.name} ‘${product.variety}’`;
}

export function isBuyable(product: Product, levels: StockLevels): boolean {
  return product.retired !== true && unitsLeft(levels, product.id) > 0;
}

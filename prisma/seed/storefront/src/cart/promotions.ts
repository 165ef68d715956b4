import { applyDiscount, type Discount } from '../pricing/discounts';
import { subtract, zero, type Money } from '../pricing/money';
import { linePrice, type CartLine } from './line';

export interface Promotion {
  readonly code: string;
  readonly discount: Discount;
  readonly category?: string;
  readonly minimumQuantity?: number;
}

function appliesTo(promotion: Promotion, line: CartLine): boolean {
  const rightCategory = promotion.category === undefined || promotion.category === line.product.category;
  return rightCategory && line.quantity >= (promotion.minimumQuantity ?? 1);
}

/** What the best promotion takes off one line; promotions do not add up. */
export function bestSaving(line: CartLine, promotions: readonly Promotion[]): Money {
  const price = linePrice(line);
  const savings = promotions
    .filter((promotion) => appliesTo(promotion, line))
    .map((promotion) => subtract(price, applyDiscount(price, promotion.discount)));
  return savings.reduce((best, saving) => (saving.amount > best.amount ? saving : best), zero(price.currency));
}

import { formatPrice } from './format';
import { money, scale, subtract, type Money } from './money';

export type Discount =
  | { readonly kind: 'percentage'; readonly percent: number }
  | { readonly kind: 'amount'; readonly off: Money };

/** Never gives back more than the price. */
export function applyDiscount(price: Money, discount: Discount): Money {
  switch (discount.kind) {
    case 'percentage':
      return subtract(price, scale(price, discount.percent / 100));
    case 'amount':
      return money(Math.max(0, price.amount - discount.off.amount), price.currency);
  }
}

export function describeDiscount(discount: Discount): string {
  return discount.kind === 'percentage' ? `${discount.percent}% off` : `${formatPrice(discount.off)} off`;
}

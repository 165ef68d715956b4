import { formatPrice } from '@pricing/format';
import { applyDiscount, type Discount } from '@pricing/discounts';
import type { Money } from '@pricing/money';

export interface PriceTagProps {
  price: Money;
  discount?: Discount;
}

export function PriceTag({ price, discount }: PriceTagProps) {
  if (discount === undefined) return <span className="price">{formatPrice(price)}</span>;
  return (
    <span className="price price-reduced">
      <del>{formatPrice(price)}</del> <strong>{formatPrice(applyDiscount(price, discount))}</strong>
    </span>
  );
}

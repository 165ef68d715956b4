export { formatPrice, formatPriceRange } from './format';
export type { PriceOptions, PriceStyle } from './format';
export { add, money, scale, subtract, sum, zero } from './money';
export type { Currency, Money } from './money';
export { applyDiscount, describeDiscount } from './discounts';
export type { Discount } from './discounts';
export { shippingFee } from './shipping';
export { taxOn, taxRate } from './tax';
export type { Country, TaxClass } from './tax';

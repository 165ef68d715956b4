import { add, subtract, sum, type Currency, type Money } from '../pricing/money';
import { shippingFee } from '../pricing/shipping';
import { taxOn, type Country } from '../pricing/tax';
import { linePrice, lineWeight, type CartLine } from './line';
import { bestSaving, type Promotion } from './promotions';

export interface CartTotals {
  readonly subtotal: Money;
  readonly savings: Money;
  readonly shipping: Money;
  readonly tax: Money;
  readonly total: Money;
}

export interface TotalsContext {
  readonly country: Country;
  readonly currency: Currency;
  readonly promotions?: readonly Promotion[];
}

/** Tax is charged on what is paid for the goods, line by line, after savings; shipping carries none. */
export function cartTotals(lines: readonly CartLine[], context: TotalsContext): CartTotals {
  const { country, currency, promotions = [] } = context;
  const subtotal = sum(lines.map(linePrice), currency);
  const savings = sum(lines.map((line) => bestSaving(line, promotions)), currency);
  const goods = subtract(subtotal, savings);
  const taxes = lines.map((line) => {
    const paid = subtract(linePrice(line), bestSaving(line, promotions));
    return taxOn(paid, country, line.product.taxClass);
  });
  const tax = sum(taxes, currency);
  const weight = lines.reduce((grams, line) => grams + lineWeight(line), 0);
  const shipping = shippingFee(goods, country, weight);
  return { subtotal, savings, shipping, tax, total: add(add(goods, tax), shipping) };
}

export function countItems(lines: readonly CartLine[]): number {
  return lines.reduce((count, line) => count + line.quantity, 0);
}

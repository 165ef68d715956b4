import { money, type Money } from './money';
import type { Country } from './tax';

const FREE_FROM = 6_000;
const BASE_FEE: Record<Country, number> = { DE: 490, FR: 590, GB: 390, IE: 590, US: 1_490 };
const FEE_PER_KILO = 120;

/** Free above a threshold, except overseas; heavy parcels pay for every started kilogram above five. */
export function shippingFee(subtotal: Money, country: Country, weightGrams: number): Money {
  if (subtotal.amount === 0) return money(0, subtotal.currency);
  if (subtotal.amount >= FREE_FROM && country !== 'US') return money(0, subtotal.currency);
  const extraKilos = Math.max(0, Math.ceil(weightGrams / 1000) - 5);
  return money(BASE_FEE[country] + extraKilos * FEE_PER_KILO, subtotal.currency);
}

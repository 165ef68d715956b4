import { formatPrice as displayAmount } from '../pricing/format';
import { money, sum, type Currency, type Money } from '../pricing/money';
import type { Customer } from './customer';

const POINTS_PER_UNIT = 0.02;
const POINTS_PER_VOUCHER = 500;
const VOUCHER_AMOUNT = 1_000;

export function spent(customer: Customer, currency: Currency): Money {
  const delivered = customer.orders.filter((order) => order.status === 'delivered');
  return sum(delivered.map((order) => order.totals.total), currency);
}

export function points(customer: Customer, currency: Currency): number {
  return Math.floor(spent(customer, currency).amount * POINTS_PER_UNIT);
}

export function loyaltyMessage(customer: Customer, currency: Currency): string {
  const vouchers = Math.floor(points(customer, currency) / POINTS_PER_VOUCHER);
  if (vouchers === 0) return `You have spent ${displayAmount(spent(customer, currency))} with us so far.`;
  const worth = money(vouchers * VOUCHER_AMOUNT, currency);
  return `Your points are worth ${displayAmount(worth)}.`;
}

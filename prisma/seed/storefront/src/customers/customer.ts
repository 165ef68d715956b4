import type { Order } from '../checkout/order';
import type { Address } from './address';

export interface Customer {
  readonly id: string;
  readonly email: string;
  readonly address: Address;
  readonly orders: readonly Order[];
}

export function isReturning(customer: Customer): boolean {
  return customer.orders.some((order) => order.status === 'delivered');
}

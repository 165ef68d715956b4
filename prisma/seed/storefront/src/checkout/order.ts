import type { CartLine } from '../cart/line';
import type { CartTotals } from '../cart/totals';
import type { Customer } from '../customers/customer';

export type OrderStatus = 'placed' | 'paid' | 'shipped' | 'delivered' | 'cancelled';

export interface Order {
  readonly number: string;
  readonly customerId: Customer['id'];
  readonly placedAt: string;
  readonly status: OrderStatus;
  readonly lines: readonly CartLine[];
  readonly totals: CartTotals;
}

const NEXT: Record<OrderStatus, readonly OrderStatus[]> = {
  placed: ['paid', 'cancelled'],
  paid: ['shipped', 'cancelled'],
  shipped: ['delivered'],
  delivered: [],
  cancelled: [],
};

export function canBecome(order: Order, status: OrderStatus): boolean {
  return NEXT[order.status].includes(status);
}

import type { CartLine, CartTotals } from '@/cart';
import type { Order } from '@/checkout/order';
import { request } from './client';

export interface OrderDraft {
  readonly customerId: string;
  readonly lines: readonly CartLine[];
  readonly totals: CartTotals;
}

export function sendOrder(draft: OrderDraft): Promise<Order> {
  const lines = draft.lines.map((line) => ({ productId: line.product.id, quantity: line.quantity }));
  return request<Order>('/orders', { method: 'POST', body: { ...draft, lines }, attempts: 1 });
}

export function fetchOrder(number: Order['number'], signal?: AbortSignal): Promise<Order> {
  return request<Order>(`/orders/${encodeURIComponent(number)}`, signal === undefined ? {} : { signal });
}

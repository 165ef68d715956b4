import type { Order } from '../checkout/order';

export interface AnalyticsEvent {
  readonly name: string;
  readonly label: string;
  readonly value: number;
}

export type Send = (event: AnalyticsEvent) => void;

export function trackPurchase(order: Order, send: Send): Promise<void> {
  const { total } = order.totals;
  return import('../pricing/format').then(({ formatPrice }) => {
    send({ name: 'purchase', label: formatPrice(total, { style: 'compact' }), value: total.amount });
  });
}

export async function trackCart(order: Order, send: Send): Promise<void> {
  const items = (await import('../cart/totals')).countItems(order.lines);
  send({ name: 'cart', label: `${items} items`, value: items });
}

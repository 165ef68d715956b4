import { describe, expect, it } from 'vitest';
import * as pricing from '@/pricing';
import { cartTotals } from '@/cart';
import { terracottaPot } from '@/catalog/samples';
import { renderReceipt } from './receipt';

const lines = [{ product: terracottaPot, quantity: 2 }];
const totals = cartTotals(lines, { country: 'GB', currency: 'EUR' });
const address = { name: 'Iris Hall', street: '9 Mill Lane', city: 'Leeds', postcode: 'LS1 4DY', country: 'GB' } as const;
const order = { number: 'F-7', customerId: 'c-2', placedAt: '2026-01-05T12:00:00Z', status: 'paid', lines, totals } as const;

describe('renderReceipt', () => {
  it('ends with what was paid', () => {
    expect(renderReceipt(order, address)).toContain(`Paid in full: ${pricing.formatPrice(totals.total)}`);
  });

  it('starts with the order number', () => {
    expect(renderReceipt(order, address).split('\n')[0]).toBe('Order F-7');
  });
});

import { beforeEach, describe, expect, it, vi } from 'vitest';
import { sendOrder } from '@/api/orders';
import { cartTotals } from '@/cart/totals';
import { monstera } from '@/catalog/samples';
import type { Customer } from '@/customers/customer';
import { placeOrder } from './place-order';

vi.mock('@/api/orders');
vi.mock('@/cart/totals', async (importOriginal) => {
  const original = await importOriginal<typeof import('@/cart/totals')>();
  return { ...original, cartTotals: vi.fn(original.cartTotals) };
});

const context = { country: 'DE', currency: 'EUR' } as const;
const lines = [{ product: monstera, quantity: 1 }];
const customer: Customer = {
  id: 'c-17',
  email: 'ada@example.org',
  address: { name: 'Ada Ng', street: 'Hauptstraße 4', city: 'Bonn', postcode: '53111', country: 'DE' },
  orders: [],
};

describe('placeOrder', () => {
  beforeEach(() => {
    vi.mocked(sendOrder).mockClear().mockResolvedValue({
      number: 'F-1001',
      customerId: customer.id,
      placedAt: '2026-03-02T09:30:00Z',
      status: 'placed',
      lines,
      totals: cartTotals(lines, context),
    });
  });

  it('refuses more than the shelf holds', async () => {
    const placement = await placeOrder({ customer, lines, levels: new Map(), context });
    expect(placement.kind).toBe('refused');
    expect(sendOrder).toHaveBeenCalledTimes(0);
  });

  it('charges the tax of the country it ships to', async () => {
    const request = { customer, lines, levels: new Map([[monstera.id, 8]]), context: { ...context, country: 'FR' } } as const;
    await placeOrder(request);
    expect(cartTotals).toHaveBeenCalledWith(lines, { country: 'DE', currency: 'EUR' });
  });
});

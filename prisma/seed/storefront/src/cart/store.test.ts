import { beforeEach, describe, expect, it, vi } from 'vitest';
import { monstera } from '@/catalog/samples';
import { zero } from '@pricing/money';
import { createCartStore } from './store';
import { cartTotals } from './totals';

vi.mock('./totals', () => ({ cartTotals: vi.fn() }));

const none = zero('EUR');
const totals = { subtotal: none, savings: none, shipping: none, tax: none, total: none };

describe('the cart store', () => {
  beforeEach(() => {
    vi.mocked(cartTotals).mockClear().mockReturnValue(totals);
  });

  it('tells its subscribers about a change', () => {
    const store = createCartStore({ country: 'DE', currency: 'EUR' });
    const notify = vi.fn();
    const stop = store.subscribe(notify);
    store.setQuantity(monstera, 2);
    stop();
    store.clear();
    expect(notify).toHaveBeenCalledTimes(1);
  });

  it('keeps one snapshot between changes', () => {
    const store = createCartStore({ country: 'DE', currency: 'EUR' });
    expect(store.read()).toBe(store.read());
  });
});

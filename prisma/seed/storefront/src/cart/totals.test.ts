import { describe, expect, it } from 'vitest';
import { monstera, wateringCan } from '../catalog/samples';
import { money } from '../pricing/money';
import { cartTotals, countItems } from './totals';

const context = { country: 'DE', currency: 'EUR' } as const;

describe('cartTotals', () => {
  it('is zero for an empty cart', () => {
    expect(cartTotals([], context).total).toEqual(money(0, 'EUR'));
  });

  it('taxes every line in its own class', () => {
    const totals = cartTotals([{ product: monstera, quantity: 1 }, { product: wateringCan, quantity: 1 }], context);
    expect(totals.tax).toEqual(money(175 + 361, 'EUR'));
  });

  it('takes only the best promotion of a line', () => {
    const totals = cartTotals([{ product: monstera, quantity: 2 }], {
      ...context,
      promotions: [
        { code: 'SPRING', discount: { kind: 'percentage', percent: 10 } },
        { code: 'PAIR', discount: { kind: 'percentage', percent: 20 }, minimumQuantity: 2 },
      ],
    });
    expect(totals.savings).toEqual(money(1_000, 'EUR'));
  });

  it('counts items, not lines', () => {
    expect(countItems([{ product: monstera, quantity: 3 }])).toBe(3);
  });
});

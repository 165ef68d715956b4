import { describe, expect, it } from 'vitest';
import { monstera } from '../catalog/samples';
import { planReorder, reorderMemo } from './reorder';
import { stockNotice, take, unitsLeft } from './stock';

describe('stock', () => {
  it('treats an unknown product as sold out', () => {
    expect(stockNotice(monstera, new Map())).toBe('Monstera deliciosa ‘Thai Constellation’ is sold out');
  });

  it('refuses to take more than there is', () => {
    expect(() => take(new Map([[monstera.id, 1]]), monstera.id, 2)).toThrow('1 are left');
  });

  it('leaves the given levels alone', () => {
    const before = new Map([[monstera.id, 3]]);
    expect(unitsLeft(take(before, monstera.id, 2), monstera.id)).toBe(1);
    expect(unitsLeft(before, monstera.id)).toBe(3);
  });

  it('orders up to the target', () => {
    const memo = reorderMemo(planReorder([monstera], new Map([[monstera.id, 4]])), 'EUR');
    expect(memo).toContain('20 × Monstera deliciosa');
  });
});

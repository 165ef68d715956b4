import { describe, expect, it } from 'vitest';
import { applyDiscount, describeDiscount, money } from '.';

describe('applyDiscount', () => {
  it('takes a percentage of the price', () => {
    expect(applyDiscount(money(2_000, 'EUR'), { kind: 'percentage', percent: 15 })).toEqual(money(1_700, 'EUR'));
  });

  it('never goes below zero', () => {
    expect(applyDiscount(money(300, 'EUR'), { kind: 'amount', off: money(500, 'EUR') }).amount).toBe(0);
  });

  it('is described with a formatted amount', () => {
    expect(describeDiscount({ kind: 'amount', off: money(500, 'EUR') })).toBe('€5.00 off');
  });
});

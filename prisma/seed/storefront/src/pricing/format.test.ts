import { describe, expect, it } from 'vitest';
import { formatPrice, formatPriceRange } from './format';
import { money } from './money';

describe('formatPrice', () => {
  it('writes two decimals for euros', () => {
    expect(formatPrice(money(1_250, 'EUR'))).toBe('€12.50');
  });

  it('writes no decimals for yen', () => {
    expect(formatPrice(money(1_250, 'JPY'))).toBe('JP¥1,250');
  });

  it('shows the sign of a refund', () => {
    expect(formatPrice(money(-499, 'GBP'), { style: 'signed' })).toBe('-£4.99');
  });

  it('writes a range of one price as that price', () => {
    const price = money(900, 'USD');
    expect(formatPriceRange(price, price)).toBe(formatPrice(price));
  });
});

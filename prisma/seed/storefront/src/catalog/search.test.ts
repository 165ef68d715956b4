import { describe, expect, it } from 'vitest';
import { searchProducts } from '@/catalog';
import { monstera, terracottaPot, wateringCan } from './samples';

const all = [terracottaPot, wateringCan, monstera];

describe('searchProducts', () => {
  it('returns everything for an empty query', () => {
    expect(searchProducts(all, '  ')).toHaveLength(3);
  });

  it('finds a variety by one of its words', () => {
    expect(searchProducts(all, 'constellation')).toEqual([monstera]);
  });

  it('wants every word', () => {
    expect(searchProducts(all, 'watering pot')).toEqual([]);
  });
});

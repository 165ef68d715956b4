import type { CartLine } from '@/cart/line';
import type { Country } from '@/pricing';

export interface Quote {
  readonly country: Country;
  readonly text: string;
}

/** What the same cart costs in several countries, for the "ship it elsewhere" panel. */
export async function quoteCountries(lines: readonly CartLine[], countries: readonly Country[]): Promise<Quote[]> {
  const [totals, pricing] = await Promise.all([import('../cart/totals'), import('@/pricing')]);
  return countries.map((country) => {
    const { total } = totals.cartTotals(lines, { country, currency: 'EUR' });
    return { country, text: pricing.formatPrice(total) };
  });
}

import { scale, type Money } from './money';

export type TaxClass = 'standard' | 'reduced' | 'exempt';
export type Country = 'DE' | 'FR' | 'GB' | 'IE' | 'US';

const RATES: Record<Country, Record<TaxClass, number>> = {
  DE: { standard: 0.19, reduced: 0.07, exempt: 0 },
  FR: { standard: 0.2, reduced: 0.055, exempt: 0 },
  GB: { standard: 0.2, reduced: 0.05, exempt: 0 },
  IE: { standard: 0.23, reduced: 0.135, exempt: 0 },
  US: { standard: 0, reduced: 0, exempt: 0 },
};

export function taxRate(country: Country, taxClass: TaxClass): number {
  return RATES[country][taxClass];
}

/** The tax to add to a net price. */
export function taxOn(net: Money, country: Country, taxClass: TaxClass): Money {
  return scale(net, taxRate(country, taxClass));
}

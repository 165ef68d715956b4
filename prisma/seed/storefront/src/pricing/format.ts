import type { Currency, Money } from './money';

export type PriceStyle = 'plain' | 'signed' | 'compact';

export interface PriceOptions {
  readonly locale?: string;
  readonly style?: PriceStyle;
}

const FRACTION_DIGITS: Record<Currency, number> = { EUR: 2, GBP: 2, USD: 2, JPY: 0 };

/** The only place where an amount becomes text. */
export function formatPrice(price: Money, options: PriceOptions = {}): string {
  const { locale = 'en-GB', style = 'plain' } = options;
  const digits = FRACTION_DIGITS[price.currency];
  const formatter = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: price.currency,
    notation: style === 'compact' ? 'compact' : 'standard',
    signDisplay: style === 'signed' ? 'exceptZero' : 'auto',
    minimumFractionDigits: style === 'compact' ? 0 : digits,
    maximumFractionDigits: digits,
  });
  return formatter.format(price.amount / 10 ** digits);
}

export function formatPriceRange(lowest: Money, highest: Money, options: PriceOptions = {}): string {
  const from = formatPrice(lowest, options);
  return lowest.amount === highest.amount ? from : `${from} – ${formatPrice(highest, options)}`;
}

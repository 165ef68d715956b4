import type { formatPrice } from '@/pricing/format';
import type { Locale } from './locale';

/** Anything that can stand in for the price formatter, such as the one of a partner site. */
export type PriceFormatter = typeof formatPrice;

type PriceOptions = NonNullable<Parameters<PriceFormatter>[1]>;

export function localized(format: PriceFormatter, locale: Locale): PriceFormatter {
  return (price, options: PriceOptions = {}) => format(price, { locale, ...options });
}

export async function loadFormatter(locale: Locale): Promise<PriceFormatter> {
  return localized(await import('@/pricing/format').then((module) => module.formatPrice), locale);
}

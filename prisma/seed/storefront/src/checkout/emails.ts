import { formatPrice } from '@/pricing';
import { translate } from '@/i18n/translate';
import type { Locale } from '@/i18n/locale';
import type { Order } from './order';

const formatDate = (iso: string): string => iso.slice(0, 10);

const filters = { formatPrice, formatDate };

/** What a template may call. */
export type TemplateFilters = typeof filters;

export interface Email {
  readonly subject: string;
  readonly body: string;
}

type Template = (order: Order, use: TemplateFilters) => string;

const bodies: Record<'placed' | 'shipped', Template> = {
  placed: (order, use) => `We received your order of ${use.formatDate(order.placedAt)}: ${use.formatPrice(order.totals.total)}.`,
  shipped: (order, use) => `Your parcel worth ${use.formatPrice(order.totals.total)} is on its way.`,
};

export function orderEmail(kind: keyof typeof bodies, order: Order, locale: Locale): Email {
  return {
    subject: translate(locale, kind === 'placed' ? 'email.placed' : 'email.shipped', { number: order.number }),
    body: bodies[kind](order, filters),
  };
}

import { cartTotals, countItems, formatPrice, type CartLine, type TotalsContext } from '.';

export interface EmbeddedCart {
  readonly label: string;
  readonly total: string;
}

/** The mini cart that partner sites show in their own header. */
export function embedCart(lines: readonly CartLine[], context: TotalsContext): EmbeddedCart {
  const { total } = cartTotals(lines, context);
  return { label: `${countItems(lines)} items`, total: formatPrice(total) };
}

import type { CartLine } from './line';
import type { TotalsContext } from './totals';

/** Text for the share sheet. Formatting is loaded on demand: most visitors never share a cart. */
export async function shareText(lines: readonly CartLine[], context: TotalsContext): Promise<string> {
  const { formatPrice } = await import('@/pricing/format');
  const { cartTotals: totalsOf } = await import('./totals');
  const names = lines.map((line) => `${line.quantity} × ${line.product.name}`).join(', ');
  return `${names}: ${formatPrice(totalsOf(lines, context).total)}`;
}

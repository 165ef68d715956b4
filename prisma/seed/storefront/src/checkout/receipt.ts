import { addressLines, type Address } from '../customers/address';
import { linePrice } from '../cart/line';
import { formatPrice } from '../pricing/format';
import type { Money } from '../pricing/money';
import type { Order } from './order';

const WIDTH = 48;

/** Right-aligned, so that the decimal points of a receipt stand in one column. */
const formatMoney = (value: Money): string => formatPrice(value).padStart(14);

function row(label: string, value: Money): string {
  return label.padEnd(WIDTH - 14) + formatMoney(value);
}

export function renderReceipt(order: Order, address: Address): string {
  const { subtotal, savings, shipping, tax, total } = order.totals;
  const goods = order.lines.map((line) => row(`${line.quantity} × ${line.product.name}`, linePrice(line)));
  const footer = `Paid in full: ${formatPrice(total)}`;
  return [
    `Order ${order.number}`,
    ...addressLines(address),
    '',
    ...goods,
    '-'.repeat(WIDTH),
    row('Subtotal', subtotal),
    row('You saved', savings),
    row('Shipping', shipping),
    row('Tax', tax),
    row('Total', total),
    '',
    footer,
  ].join('\n');
}

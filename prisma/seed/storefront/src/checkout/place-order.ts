import { sendOrder } from '@/api/orders';
import { cartTotals, type CartLine, type TotalsContext } from '@/cart';
import type { Customer } from '@/customers/customer';
import type { StockLevels } from '@/inventory/stock';
import type { Order } from './order';
import { findProblems, type CheckoutProblem } from './validate';

export type Placement =
  | { readonly kind: 'placed'; readonly order: Order }
  | { readonly kind: 'refused'; readonly problems: readonly CheckoutProblem[] };

export interface PlaceOrderRequest {
  readonly customer: Customer;
  readonly lines: readonly CartLine[];
  readonly levels: StockLevels;
  readonly context: TotalsContext;
}

export async function placeOrder(request: PlaceOrderRequest): Promise<Placement> {
  const { customer, lines, levels, context } = request;
  const problems = findProblems(lines, customer.address, levels);
  if (problems.length > 0) return { kind: 'refused', problems };
  const totals = cartTotals(lines, { ...context, country: customer.address.country });
  const order = await sendOrder({ customerId: customer.id, lines, totals });
  return { kind: 'placed', order };
}

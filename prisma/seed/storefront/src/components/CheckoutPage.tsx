import { lazy, Suspense, useState } from 'react';
import { trackPurchase } from '@/analytics/track';
import type { Order } from '@/checkout/order';
import { placeOrder } from '@/checkout/place-order';
import type { CheckoutProblem } from '@/checkout/validate';
import type { Customer } from '@/customers/customer';
import type { Locale } from '@/i18n/locale';
import { localized } from '@/i18n/formatters';
import { translate } from '@/i18n/translate';
import type { StockLevels } from '@/inventory/stock';
import { formatPrice } from '@/sdk';
import { cartStore, useCart } from '../hooks/use-cart';
import { CartSummary } from './CartSummary';

const OrderConfirmation = lazy(() => import('./OrderConfirmation'));

export interface CheckoutPageProps {
  customer: Customer;
  levels: StockLevels;
  locale: Locale;
}

export default function CheckoutPage({ customer, levels, locale }: CheckoutPageProps) {
  const { lines, totals } = useCart();
  const [order, setOrder] = useState<Order>();
  const [problems, setProblems] = useState<readonly CheckoutProblem[]>([]);
  const amount = localized(formatPrice, locale)(totals.total);

  const pay = async () => {
    const placement = await placeOrder({ customer, lines, levels, context: { country: 'DE', currency: 'EUR' } });
    if (placement.kind === 'refused') return setProblems(placement.problems);
    cartStore.clear();
    setOrder(placement.order);
    await trackPurchase(placement.order, (event) => navigator.sendBeacon('/events', JSON.stringify(event)));
  };

  if (order !== undefined) {
    return (
      <Suspense fallback={<p>One moment…</p>}>
        <OrderConfirmation order={order} customer={customer} />
      </Suspense>
    );
  }
  return (
    <section>
      <CartSummary totals={totals} />
      {problems.map((problem) => <p key={problem.kind} role="alert">{problem.kind}</p>)}
      <button type="button" disabled={lines.length === 0} onClick={() => void pay()}>
        {translate(locale, 'checkout.pay', { amount })}
      </button>
    </section>
  );
}

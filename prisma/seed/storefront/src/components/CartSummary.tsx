import type { CartTotals } from '@/cart/totals';
import { formatPrice, type Money } from '@/pricing';

function Row({ label, value }: { label: string; value: Money }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{formatPrice(value)}</dd>
    </>
  );
}

export function CartSummary({ totals }: { totals: CartTotals }) {
  return (
    <dl className="cart-summary">
      <Row label="Subtotal" value={totals.subtotal} />
      {totals.savings.amount > 0 && <Row label="You save" value={totals.savings} />}
      <Row label="Shipping" value={totals.shipping} />
      <Row label="Tax" value={totals.tax} />
      <Row label="Total" value={totals.total} />
    </dl>
  );
}

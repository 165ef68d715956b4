import type { Order } from '../checkout/order';
import type { Customer } from '../customers/customer';
import { loyaltyMessage } from '../customers/loyalty';
import { useFlag } from '../hooks/use-flag';
import { formatPrice } from '../pricing';

export default function OrderConfirmation({ order, customer }: { order: Order; customer: Customer }) {
  const banner = useFlag('loyaltyBanner');
  return (
    <section>
      <h1>Thank you</h1>
      <p>
        Order {order.number}, {formatPrice(order.totals.total)}
      </p>
      {banner && <p>{loyaltyMessage(customer, order.totals.total.currency)}</p>}
    </section>
  );
}

import { useState } from 'react';
import { countItems } from '@/cart/totals';
import { shareText } from '@/cart/share';
import type { Locale } from '@/i18n/locale';
import { translate } from '@/i18n/translate';
import { useCart } from '../hooks/use-cart';
import { useFlag } from '../hooks/use-flag';
import { CartSummary } from './CartSummary';

export function CartDrawer({ locale }: { locale: Locale }) {
  const { lines, totals } = useCart();
  const canShare = useFlag('shareCart');
  const [shared, setShared] = useState<string>();
  if (lines.length === 0) return <aside>{translate(locale, 'cart.empty')}</aside>;

  const share = async () => setShared(await shareText(lines, { country: 'DE', currency: 'EUR' }));
  return (
    <aside className="cart-drawer">
      <h2>{translate(locale, 'cart.items', { count: countItems(lines) })}</h2>
      <CartSummary totals={totals} />
      {canShare && <button type="button" onClick={() => void share()}>Share this cart</button>}
      {shared !== undefined && <p aria-live="polite">{shared}</p>}
    </aside>
  );
}

import { lazy, Suspense, useState } from 'react';
import type { Customer } from '@/customers/customer';
import { pickLocale } from '@/i18n/locale';
import { useProducts } from '../hooks/use-products';
import { CartDrawer } from './CartDrawer';
import { ProductList } from './ProductList';

const CheckoutPage = lazy(() => import('./CheckoutPage'));

const EVERYTHING = {};

export function App({ customer }: { customer: Customer }) {
  const [page, setPage] = useState<'shelf' | 'checkout'>('shelf');
  const shelf = useProducts();
  const locale = pickLocale(navigator.languages);
  return (
    <main>
      <header>
        <button type="button" onClick={() => setPage('shelf')}>Plants, pots, tools</button>
        <button type="button" onClick={() => setPage('checkout')}>Checkout</button>
      </header>
      {page === 'shelf' && <ProductList filter={EVERYTHING} />}
      {page === 'checkout' && shelf.kind === 'ready' && (
        <Suspense fallback={<p>One moment…</p>}>
          <CheckoutPage customer={customer} levels={shelf.levels} locale={locale} />
        </Suspense>
      )}
      <CartDrawer locale={locale} />
    </main>
  );
}

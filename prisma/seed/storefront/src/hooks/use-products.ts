import { useEffect, useState } from 'react';
import { fetchProducts, fetchStock } from '@/api/products';
import type { Product } from '@/catalog';
import type { StockLevels } from '@/inventory/stock';

export type Shelf =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly products: readonly Product[]; readonly levels: StockLevels }
  | { readonly kind: 'failed'; readonly reason: string };

export function useProducts(): Shelf {
  const [shelf, setShelf] = useState<Shelf>({ kind: 'loading' });
  useEffect(() => {
    const controller = new AbortController();
    Promise.all([fetchProducts(controller.signal), fetchStock(controller.signal)]).then(
      ([products, levels]) => setShelf({ kind: 'ready', products, levels }),
      (error: unknown) => {
        if (!controller.signal.aborted) setShelf({ kind: 'failed', reason: String(error) });
      },
    );
    return () => controller.abort();
  }, []);
  return shelf;
}

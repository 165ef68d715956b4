import type { Product } from '@/catalog/product';
import { withQuantity, type CartLine } from './line';
import { cartTotals, type CartTotals, type TotalsContext } from './totals';

export interface CartSnapshot {
  readonly lines: readonly CartLine[];
  readonly totals: CartTotals;
}

export interface CartStore {
  read(): CartSnapshot;
  subscribe(notify: () => void): () => void;
  setQuantity(product: Product, quantity: number): void;
  clear(): void;
}

export function createCartStore(context: TotalsContext): CartStore {
  const listeners = new Set<() => void>();
  let snapshot = snapshotOf([]);

  function snapshotOf(lines: readonly CartLine[]): CartSnapshot {
    return { lines, totals: cartTotals(lines, context) };
  }

  function replace(lines: readonly CartLine[]): void {
    snapshot = snapshotOf(lines);
    for (const notify of listeners) notify();
  }

  return {
    read: () => snapshot,
    subscribe(notify) {
      listeners.add(notify);
      return () => listeners.delete(notify);
    },
    setQuantity: (product, quantity) => replace(withQuantity(snapshot.lines, product, quantity)),
    clear: () => replace([]),
  };
}

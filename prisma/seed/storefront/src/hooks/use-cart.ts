import { useSyncExternalStore } from 'react';
import { createCartStore, type CartSnapshot, type CartStore } from '@/cart';

export const cartStore: CartStore = createCartStore({ country: 'DE', currency: 'EUR' });

export function useCart(): CartSnapshot {
  return useSyncExternalStore(cartStore.subscribe, cartStore.read);
}

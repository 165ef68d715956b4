export * from './line';
export { bestSaving, type Promotion } from './promotions';
export { createCartStore } from './store';
export type { CartSnapshot, CartStore } from './store';
export { cartTotals, countItems } from './totals';
export type { CartTotals, TotalsContext } from './totals';

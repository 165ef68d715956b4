export * from './filters';
export { isBuyable, productTitle } from './product';
export type { Category, Product } from './product';
export { searchProducts } from './search';

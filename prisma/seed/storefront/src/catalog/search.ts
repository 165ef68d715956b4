import { productTitle, type Product } from './product';

function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{Diacritic}/gu, '').toLowerCase();
}

function relevance(product: Product, words: readonly string[]): number {
  const title = fold(productTitle(product));
  if (!words.every((word) => title.includes(word))) return 0;
  return words.reduce((points, word) => points + (title.startsWith(word) ? 3 : 1), 0);
}

/** Products whose title holds every word; the ones that start with a word come first. */
export function searchProducts(products: readonly Product[], query: string): Product[] {
  const words = fold(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...products];
  return products
    .map((product) => ({ product, points: relevance(product, words) }))
    .filter(({ points }) => points > 0)
    .sort((left, right) => right.points - left.points || left.product.name.localeCompare(right.product.name))
    .map(({ product }) => product);
}

import { useMemo, useState } from 'react';
import { describeFilter, matchesFilter, searchProducts, type Product, type ProductFilter } from '@/catalog';
import { cartStore } from '../hooks/use-cart';
import { useFlag } from '../hooks/use-flag';
import { useProducts } from '../hooks/use-products';
import { ProductCard } from './ProductCard';

function addOne(product: Product): void {
  const line = cartStore.read().lines.find((candidate) => candidate.product.id === product.id);
  cartStore.setQuantity(product, (line?.quantity ?? 0) + 1);
}

export function ProductList({ filter }: { filter: ProductFilter }) {
  const shelf = useProducts();
  const quickSearch = useFlag('quickSearch');
  const [query, setQuery] = useState('');
  const products = shelf.kind === 'ready' ? shelf.products : [];
  const found = useMemo(
    () => searchProducts(products, query).filter((product) => matchesFilter(product, filter)),
    [products, query, filter],
  );
  if (shelf.kind === 'loading') return <p aria-live="polite">Fetching the shelf…</p>;
  if (shelf.kind === 'failed') return <p role="alert">{shelf.reason}</p>;
  return (
    <section>
      {quickSearch && <input type="search" value={query} onChange={(event) => setQuery(event.target.value)} />}
      <ul className="chips">{describeFilter(filter).map((chip) => <li key={chip}>{chip}</li>)}</ul>
      {found.map((product) => (
        <ProductCard key={product.id} product={product} levels={shelf.levels} onAdd={addOne} />
      ))}
    </section>
  );
}

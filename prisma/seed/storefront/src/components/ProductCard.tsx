import { isBuyable, productTitle, type Product } from '@/catalog';
import type { StockLevels } from '@/inventory/stock';
import * as pricing from '@pricing/format';
import { PriceTag } from './PriceTag';
import { StockBadge } from './StockBadge';

export interface ProductCardProps {
  product: Product;
  levels: StockLevels;
  onAdd: (product: Product) => void;
}

export function ProductCard({ product, levels, onAdd }: ProductCardProps) {
  const label = `Add ${productTitle(product)} for ${pricing.formatPrice(product.price)}`;
  return (
    <article className="product-card">
      <h2>{productTitle(product)}</h2>
      <PriceTag price={product.price} />
      <StockBadge product={product} levels={levels} />
      <button type="button" aria-label={label} disabled={!isBuyable(product, levels)} onClick={() => onAdd(product)}>
        Add to cart
      </button>
    </article>
  );
}

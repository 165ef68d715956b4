import type { Product } from '../catalog/product';
import { stockNotice, type StockLevels } from '../inventory/stock';

export function StockBadge({ product, levels }: { product: Product; levels: StockLevels }) {
  const notice = stockNotice(product, levels);
  return notice === undefined ? null : <span className="stock-badge">{notice}</span>;
}

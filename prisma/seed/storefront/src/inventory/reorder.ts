import { productTitle, type Product } from '../catalog/product';
import { formatPrice } from '../pricing/format';
import { scale, sum, type Currency, type Money } from '../pricing/money';
import { LOW_STOCK, unitsLeft, type StockLevels } from './stock';

/** Share of the shelf price that the wholesaler asks for. */
const WHOLESALE = 0.55;
const TARGET_STOCK = 24;

export interface ReorderLine {
  readonly product: Product;
  readonly quantity: number;
  readonly cost: Money;
}

export function planReorder(products: readonly Product[], levels: StockLevels): ReorderLine[] {
  return products
    .filter((product) => product.retired !== true && unitsLeft(levels, product.id) <= LOW_STOCK)
    .map((product) => {
      const quantity = TARGET_STOCK - unitsLeft(levels, product.id);
      return { product, quantity, cost: scale(product.price, quantity * WHOLESALE) };
    });
}

export function reorderMemo(lines: readonly ReorderLine[], currency: Currency): string {
  const rows = lines.map((line) => `${line.quantity} × ${productTitle(line.product)}: ${formatPrice(line.cost)}`);
  const total = sum(lines.map((line) => line.cost), currency);
  return [...rows, `Total: ${formatPrice(total)}`].join('\n');
}

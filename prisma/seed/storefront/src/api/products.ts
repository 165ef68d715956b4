import type { Product } from '../catalog/product';
import type { StockLevels } from '../inventory/stock';
import { request } from './client';

export async function fetchProducts(signal: AbortSignal): Promise<Product[]> {
  return request<Product[]>('/products', { signal });
}

export async function fetchStock(signal: AbortSignal): Promise<StockLevels> {
  return new Map(Object.entries(await request<Record<string, number>>('/stock', { signal })));
}

import { money } from '../pricing/money';
import type { Product } from './product';

export const monstera: Product = {
  id: 'p-monstera',
  name: 'Monstera deliciosa',
  variety: 'Thai Constellation',
  category: 'plants',
  price: money(2_500, 'EUR'),
  taxClass: 'reduced',
  weightGrams: 2_400,
};

export const wateringCan: Product = {
  id: 'p-watering-can',
  name: 'Watering can, 5 litres',
  category: 'tools',
  price: money(1_900, 'EUR'),
  taxClass: 'standard',
  weightGrams: 650,
};

export const terracottaPot: Product = {
  id: 'p-terracotta-18',
  name: 'Terracotta pot, 18 cm',
  category: 'pots',
  price: money(890, 'EUR'),
  taxClass: 'standard',
  weightGrams: 1_300,
};

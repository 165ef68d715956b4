export * from '../pricing/format';
export * from '../cart';
export * as catalog from '../catalog';
export { money, type Money } from '@pricing/money';

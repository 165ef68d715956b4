const { join } = require('node:path');
const { formatPrice } = require('../src/pricing/format.ts');
const { readOrders } = require('./lib/read-orders.cjs');

/** @type {Map<string, number>} */
const revenue = new Map();
for (const order of readOrders(join(__dirname, 'orders.csv'))) {
  revenue.set(order.day, (revenue.get(order.day) ?? 0) + order.total);
}
for (const [day, amount] of revenue) {
  console.log(`${day}  ${formatPrice({ amount, currency: 'EUR' }).padStart(12)}`);
}

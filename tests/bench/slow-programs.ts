// Slow programs and the forms a person would write instead, for measuring the search for faster versions. Data only.

export interface SlowProgram {
  readonly name: string;
  readonly path: string;
  readonly text: string;
  readonly better: string;
  /** Handed to the export `run`. */
  readonly size: number;
}

const data = (body: string) => `${body}\n`;

const users = 'const makeUsers = (n) => Array.from({ length: n }, (_, id) => ({ id: `u${id}`, team: `t${id % 97}`, score: (id * 7919) % 1009 }));';

export const SLOW_PROGRAMS: readonly SlowProgram[] = [
  {
    name: 'orders joined with users', path: 'src/orders.ts', size: 1200,
    text: data(`interface User { id: string; name: string }
interface Order { user: string; total: number }
export function label(orders: readonly Order[], users: readonly User[]): string[] {
  const lines: string[] = [];
  for (const order of orders) {
    const user = users.find((one) => one.id === order.user);
    lines.push(\`\${user ? user.name : 'nobody'}: \${order.total}\`);
  }
  return lines;
}
export function run(n: number): string[] {
  const users = Array.from({ length: n }, (_, i) => ({ id: \`u\${i}\`, name: \`name \${i}\` }));
  const orders = Array.from({ length: n }, (_, i) => ({ user: \`u\${(i * 31) % (n + 5)}\`, total: i }));
  return label(orders, users);
}`),
    better: data(`interface User { id: string; name: string }
interface Order { user: string; total: number }
export function label(orders: readonly Order[], users: readonly User[]): string[] {
  const byId = new Map(users.map((user) => [user.id, user]));
  return orders.map((order) => \`\${byId.get(order.user)?.name ?? 'nobody'}: \${order.total}\`);
}
export function run(n: number): string[] {
  const users = Array.from({ length: n }, (_, i) => ({ id: \`u\${i}\`, name: \`name \${i}\` }));
  const orders = Array.from({ length: n }, (_, i) => ({ user: \`u\${(i * 31) % (n + 5)}\`, total: i }));
  return label(orders, users);
}`),
  },
  {
    name: 'rows without repeats', path: 'src/distinct.js', size: 1500,
    text: data(`${users}
export const distinct = (rows) => rows.filter((row, index) => rows.findIndex((other) => other.score === row.score) === index);
export const run = (n) => distinct(makeUsers(n));`),
    better: data(`${users}
export function distinct(rows) {
  const seen = new Set();
  return rows.filter((row) => !seen.has(row.score) && seen.add(row.score));
}
export const run = (n) => distinct(makeUsers(n));`),
  },
  {
    name: 'words counted in a list', path: 'src/words.js', size: 3000,
    text: data(`export function count(words) {
  const counts = [];
  for (const word of words) {
    const found = counts.find((entry) => entry.word === word);
    if (found) {
      found.times += 1;
    } else {
      const entry = { word, times: 1 };
      counts.push(entry);
    }
  }
  return counts;
}
export const run = (n) => count(Array.from({ length: n }, (_, i) => \`w\${(i * i) % 997}\`));`),
    better: data(`export function count(words) {
  const counts = new Map();
  for (const word of words) {
    const found = counts.get(word);
    if (found) found.times += 1;
    else counts.set(word, { word, times: 1 });
  }
  return [...counts.values()];
}
export const run = (n) => count(Array.from({ length: n }, (_, i) => \`w\${(i * i) % 997}\`));`),
  },
  {
    name: 'common items of two lists', path: 'src/common.ts', size: 2500,
    text: data(`export function common(left: readonly number[], right: readonly number[]): number[] {
  return left.filter((value) => right.indexOf(value) !== -1);
}
export const run = (n: number) => common(Array.from({ length: n }, (_, i) => i * 2), Array.from({ length: n }, (_, i) => i * 3));`),
    better: data(`export function common(left: readonly number[], right: readonly number[]): number[] {
  const known = new Set(right);
  return left.filter((value) => known.has(value));
}
export const run = (n: number) => common(Array.from({ length: n }, (_, i) => i * 2), Array.from({ length: n }, (_, i) => i * 3));`),
  },
  {
    name: 'ways through a grid', path: 'src/grid.js', size: 11,
    text: data(`function ways(x, y) {
  if (x === 0 || y === 0) return 1;
  return ways(x - 1, y) + ways(x, y - 1);
}
export const run = (n) => ways(n, n);`),
    better: data(`function ways(x, y, known = new Map()) {
  if (x === 0 || y === 0) return 1;
  const key = x * 10000 + y;
  if (!known.has(key)) known.set(key, ways(x - 1, y, known) + ways(x, y - 1, known));
  return known.get(key);
}
export const run = (n) => ways(n, n);`),
  },
  {
    name: 'rates read for each item', path: 'src/rates.ts', size: 3000,
    text: data(`interface Item { currency: string; amount: number }
export function total(items: Item[], rates: string): number {
  return items.reduce((sum, item) => sum + item.amount * (JSON.parse(rates)[item.currency] ?? 1), 0);
}
export const run = (n: number) => total(Array.from({ length: n }, (_, i) => ({ currency: \`c\${i % 5}\`, amount: i })), JSON.stringify({ c0: 1.5, c1: 2, c2: 3, c3: 0.25, list: [1, 2, 3, 4, 5, 6, 7, 8, 9] }));`),
    better: data(`interface Item { currency: string; amount: number }
export function total(items: Item[], rates: string): number {
  const table = JSON.parse(rates);
  return items.reduce((sum, item) => sum + item.amount * (table[item.currency] ?? 1), 0);
}
export const run = (n: number) => total(Array.from({ length: n }, (_, i) => ({ currency: \`c\${i % 5}\`, amount: i })), JSON.stringify({ c0: 1.5, c1: 2, c2: 3, c3: 0.25, list: [1, 2, 3, 4, 5, 6, 7, 8, 9] }));`),
  },
  {
    name: 'lists put together by concat', path: 'src/flatten.js', size: 1500,
    text: data(`export function flatten(lists) {
  return lists.reduce((all, list) => all.concat(list.map((value) => value + 1)), []);
}
export const run = (n) => flatten(Array.from({ length: n }, (_, i) => [i, i + 1, i + 2]));`),
    better: data(`export function flatten(lists) {
  const all = [];
  for (const list of lists) for (const value of list) all.push(value + 1);
  return all;
}
export const run = (n) => flatten(Array.from({ length: n }, (_, i) => [i, i + 1, i + 2]));`),
  },
  {
    name: 'a table built by spreading', path: 'src/table.ts', size: 700,
    text: data(`interface Row { key: string; value: number }
export function table(rows: Row[]): Record<string, number> {
  return rows.reduce((made, row) => ({ ...made, [row.key]: row.value }), {} as Record<string, number>);
}
export const run = (n: number) => table(Array.from({ length: n }, (_, i) => ({ key: \`k\${i}\`, value: i })));`),
    better: data(`interface Row { key: string; value: number }
export function table(rows: Row[]): Record<string, number> {
  return Object.fromEntries(rows.map((row) => [row.key, row.value]));
}
export const run = (n: number) => table(Array.from({ length: n }, (_, i) => ({ key: \`k\${i}\`, value: i })));`),
  },
  {
    name: 'a wide search by shift', path: 'src/search.js', size: 30000,
    text: data(`export function reach(first, next) {
  const waiting = [first];
  const seen = new Set(waiting);
  let steps = 0;
  while (waiting.length) {
    const node = waiting.shift();
    steps += 1;
    for (const other of next(node)) {
      if (seen.has(other)) continue;
      seen.add(other);
      waiting.push(other);
    }
  }
  return steps;
}
export const run = (n) => {
  const fan = Array.from({ length: n }, (_, i) => i + 1);
  return reach(0, (node) => (node === 0 ? fan : []));
};`),
    better: data(`export function reach(first, next) {
  const waiting = [first];
  const seen = new Set(waiting);
  for (const node of waiting) {
    for (const other of next(node)) {
      if (seen.has(other)) continue;
      seen.add(other);
      waiting.push(other);
    }
  }
  return waiting.length;
}
export const run = (n) => {
  const fan = Array.from({ length: n }, (_, i) => i + 1);
  return reach(0, (node) => (node === 0 ? fan : []));
};`),
  },
  {
    name: 'a pattern made for each line', path: 'src/highlight.js', size: 4000,
    text: data(`function mark(line, word) {
  const pattern = new RegExp(\`\\\\b\${word}\\\\b\`, 'i');
  return pattern.test(line) ? \`> \${line}\` : line;
}
export const highlight = (lines, words) => lines.map((line) => words.reduce((text, word) => mark(text, word), line));
export const run = (n) => highlight(Array.from({ length: n }, (_, i) => \`line \${i} of the text\`), ['text', 'line', 'nothing', 'of', 'the']);`),
    better: data(`function mark(line, pattern) {
  return pattern.test(line) ? \`> \${line}\` : line;
}
export function highlight(lines, words) {
  const patterns = words.map((word) => new RegExp(\`\\\\b\${word}\\\\b\`, 'i'));
  return lines.map((line) => patterns.reduce((text, pattern) => mark(text, pattern), line));
}
export const run = (n) => highlight(Array.from({ length: n }, (_, i) => \`line \${i} of the text\`), ['text', 'line', 'nothing', 'of', 'the']);`),
  },
  {
    name: 'a formatter made for each row', path: 'src/money.ts', size: 400,
    text: data(`export function money(amount: number): string {
  return new Intl.NumberFormat('de-DE', { style: 'currency', currency: 'EUR' }).format(amount);
}
export const run = (n: number) => Array.from({ length: n }, (_, i) => money(i * 1.1));`),
    better: data(`const EUROS = new Intl.NumberFormat('de-DE', { style: 'currency', currency: 'EUR' });
export function money(amount: number): string {
  return EUROS.format(amount);
}
export const run = (n: number) => Array.from({ length: n }, (_, i) => money(i * 1.1));`),
  },
  {
    name: 'calls awaited one by one', path: 'src/load.ts', size: 12,
    text: data(`const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
async function load(id: number): Promise<number> {
  await pause(2);
  return id * 2;
}
export async function loadAll(ids: number[]): Promise<number> {
  let sum = 0;
  for (const id of ids) {
    const value = await load(id);
    sum += value;
  }
  return sum;
}
export const run = (n: number) => loadAll(Array.from({ length: n }, (_, i) => i));`),
    better: data(`const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
async function load(id: number): Promise<number> {
  await pause(2);
  return id * 2;
}
export async function loadAll(ids: number[]): Promise<number> {
  const values = await Promise.all(ids.map(load));
  return values.reduce((sum, value) => sum + value, 0);
}
export const run = (n: number) => loadAll(Array.from({ length: n }, (_, i) => i));`),
  },
  {
    name: 'shares of a sum that is made for each', path: 'src/shares.js', size: 2000,
    text: data(`export const shares = (values) => values.map((value) => value / values.reduce((sum, one) => sum + one, 0));
export const run = (n) => shares(Array.from({ length: n }, (_, i) => i + 1));`),
    better: data(`export function shares(values) {
  const sum = values.reduce((total, one) => total + one, 0);
  return values.map((value) => value / sum);
}
export const run = (n) => shares(Array.from({ length: n }, (_, i) => i + 1));`),
  },
  {
    name: 'a class that searches its list', path: 'src/catalogue.ts', size: 900,
    text: data(`interface Product { code: string; price: number }
class Catalogue {
  products: Product[] = [];
  constructor(products: Product[]) {
    this.products = products;
  }
  total(codes: string[]): number {
    let sum = 0;
    for (const code of codes) {
      sum += this.products.find((product) => product.code === code)?.price ?? 0;
    }
    return sum;
  }
}
export function run(n: number): number {
  const catalogue = new Catalogue(Array.from({ length: n }, (_, i) => ({ code: \`p\${i}\`, price: i })));
  return catalogue.total(Array.from({ length: n * 2 }, (_, i) => \`p\${(i * 17) % (n + 3)}\`));
}`),
    better: data(`interface Product { code: string; price: number }
class Catalogue {
  products: Product[] = [];
  constructor(products: Product[]) {
    this.products = products;
  }
  total(codes: string[]): number {
    const prices = new Map(this.products.map((product) => [product.code, product.price]));
    return codes.reduce((sum, code) => sum + (prices.get(code) ?? 0), 0);
  }
}
export function run(n: number): number {
  const catalogue = new Catalogue(Array.from({ length: n }, (_, i) => ({ code: \`p\${i}\`, price: i })));
  return catalogue.total(Array.from({ length: n * 2 }, (_, i) => \`p\${(i * 17) % (n + 3)}\`));
}`),
  },
  {
    name: 'teams and their members', path: 'src/teams.js', size: 2500,
    text: data(`${users}
export function teams(people) {
  const names = [...new Set(people.map((person) => person.team))];
  return names.map((name) => ({ name, members: people.filter((person) => person.team === name) }));
}
export const run = (n) => teams(makeUsers(n));`),
    better: data(`${users}
export function teams(people) {
  const members = new Map();
  for (const person of people) {
    const group = members.get(person.team);
    if (group) group.push(person);
    else members.set(person.team, [person]);
  }
  return [...members].map(([name, group]) => ({ name, members: group }));
}
export const run = (n) => teams(makeUsers(n));`),
  },
  {
    name: 'nested loops over two lists', path: 'src/pairs.ts', size: 900,
    text: data(`interface Entry { key: number; value: string }
export function pairs(left: Entry[], right: Entry[]): string[] {
  const found: string[] = [];
  for (let i = 0; i < left.length; i++) {
    for (let j = 0; j < right.length; j++) {
      if (left[i].key === right[j].key) {
        found.push(\`\${left[i].value}-\${right[j].value}\`);
      }
    }
  }
  return found;
}
export const run = (n: number) => pairs(Array.from({ length: n }, (_, i) => ({ key: i, value: \`l\${i}\` })), Array.from({ length: n }, (_, i) => ({ key: i * 2, value: \`r\${i}\` })));`),
    better: data(`interface Entry { key: number; value: string }
export function pairs(left: Entry[], right: Entry[]): string[] {
  const byKey = new Map<number, Entry[]>();
  for (const entry of right) byKey.set(entry.key, [...(byKey.get(entry.key) ?? []), entry]);
  return left.flatMap((one) => (byKey.get(one.key) ?? []).map((other) => \`\${one.value}-\${other.value}\`));
}
export const run = (n: number) => pairs(Array.from({ length: n }, (_, i) => ({ key: i, value: \`l\${i}\` })), Array.from({ length: n }, (_, i) => ({ key: i * 2, value: \`r\${i}\` })));`),
  },
  {
    name: 'two numbers of a sum', path: 'src/two-sum.js', size: 2500,
    text: data(`export function twoSum(values, target) {
  for (let i = 0; i < values.length; i++) {
    for (let j = i + 1; j < values.length; j++) {
      if (values[i] + values[j] === target) return [i, j];
    }
  }
  return null;
}
export const run = (n) => twoSum(Array.from({ length: n }, (_, i) => i * 2), 2 * n - 1);`),
    better: data(`export function twoSum(values, target) {
  const places = new Map();
  let best = null;
  for (let j = 0; j < values.length; j++) {
    const i = places.get(target - values[j]);
    if (i !== undefined && (best === null || i < best[0])) best = [i, j];
    if (!places.has(values[j])) places.set(values[j], j);
  }
  return best;
}
export const run = (n) => twoSum(Array.from({ length: n }, (_, i) => i * 2), 2 * n - 1);`),
  },
  {
    name: 'means of a window', path: 'src/window.js', size: 3000,
    text: data(`export function means(values, width) {
  const out = [];
  for (let i = 0; i + width <= values.length; i++) {
    out.push(values.slice(i, i + width).reduce((sum, value) => sum + value, 0) / width);
  }
  return out;
}
export const run = (n) => means(Array.from({ length: n }, (_, i) => i % 64), 256);`),
    better: data(`export function means(values, width) {
  const out = [];
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    sum += values[i];
    if (i >= width) sum -= values[i - width];
    if (i >= width - 1) out.push(sum / width);
  }
  return out;
}
export const run = (n) => means(Array.from({ length: n }, (_, i) => i % 64), 256);`),
  },
];

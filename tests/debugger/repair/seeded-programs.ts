// Small programs with one seeded bug each, of every type, and inputs that show it. What is right is told by running the unbroken ones.
import { MORE_SEEDED_PROGRAMS } from './more-seeded-programs.ts';

export interface SeededProgram {
  readonly name: string;
  readonly type: 'missing logic' | 'excess logic' | 'operator misuse' | 'variable misuse' | 'value misuse' | 'function misuse';
  /** TypeScript that exports `run`. */
  readonly code: string;
  /** What is right, and what stands there instead; it occurs once. */
  readonly bug: readonly [right: string, wrong: string];
  /** Arguments as source code. The first half is shown to the search, all judge. */
  readonly inputs: readonly string[];
}

export const SEEDED_PROGRAMS: readonly SeededProgram[] = [
  { name: 'binary search', type: 'value misuse', bug: ['low = middle + 1', 'low = middle'], inputs: ['[1, 3, 5, 7], 7', '[1, 3, 5, 7], 3', '[], 1', '[2, 4], 4', '[1, 2, 3, 4, 5], 5', '[1], 1', '[1, 2, 3], 9', '[1, 2, 3], 0'], code: `
export function run(sorted: number[], wanted: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] === wanted) return middle;
    if (sorted[middle]! < wanted) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}` },
  { name: 'bubble sort', type: 'operator misuse', bug: ['list[j]! > list[j + 1]!', 'list[j]! < list[j + 1]!'], inputs: ['[3, 1, 2]', '[1, 2, 3]', '[]', '[5, 4, 3, 2, 1]', '[2, 2, 1]', '[9]'], code: `
export function run(items: readonly number[]): number[] {
  const list = [...items];
  for (let i = 0; i < list.length; i += 1) {
    for (let j = 0; j < list.length - 1 - i; j += 1) {
      if (list[j]! > list[j + 1]!) [list[j], list[j + 1]] = [list[j + 1]!, list[j]!];
    }
  }
  return list;
}` },
  { name: 'greatest common divisor', type: 'variable misuse', bug: ['return run(b, a % b)', 'return run(a % b, b)'], inputs: ['12, 18', '7, 0', '17, 5', '100, 75', '9, 9', '8, 12'], code: `
export function run(a: number, b: number): number {
  if (b === 0) return a;
  return run(b, a % b);
}` },
  { name: 'sieve', type: 'operator misuse', bug: ['multiple <= limit', 'multiple < limit'], inputs: ['10', '25', '2', '1', '30', '9', '4'], code: `
export function run(limit: number): number[] {
  const composite = new Set<number>();
  const primes: number[] = [];
  for (let n = 2; n <= limit; n += 1) {
    if (composite.has(n)) continue;
    primes.push(n);
    for (let multiple = n * n; multiple <= limit; multiple += n) composite.add(multiple);
  }
  return primes;
}` },
  { name: 'word count', type: 'missing logic', bug: ['text.toLowerCase().split', 'text.split'], inputs: ["'a b A'", "'x'", "'The the THE end'", "'one two'", "'Go go'"], code: `
export function run(text: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of text.toLowerCase().split(/\\s+/)) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}` },
  { name: 'cart total', type: 'missing logic', bug: ['sum + item.price * item.quantity', 'sum + item.price'], inputs: ['[{ price: 2, quantity: 3 }]', '[]', '[{ price: 5, quantity: 1 }, { price: 1, quantity: 4 }]', '[{ price: 10, quantity: 2 }]'], code: `
interface Item { readonly price: number; readonly quantity: number }
export function run(items: readonly Item[]): number {
  return items.reduce((sum, item) => sum + item.price * item.quantity, 0);
}` },
  { name: 'stack class', type: 'function misuse', bug: ['this.#items.pop()', 'this.#items.shift()'], inputs: ["['+1', '+2', '-']", "['+5', '-', '-']", "['+1', '+2', '+3', '-', '-']", "[]", "['+7', '+8', '-']"], code: `
class Stack<T> {
  #items: T[] = [];
  push(item: T): void { this.#items.push(item); }
  pop(): T | undefined { return this.#items.pop(); }
}
export function run(commands: readonly string[]): (string | undefined)[] {
  const stack = new Stack<string>();
  const popped: (string | undefined)[] = [];
  for (const command of commands) {
    if (command === '-') popped.push(stack.pop());
    else stack.push(command.slice(1));
  }
  return popped;
}` },
  { name: 'least recently used', type: 'missing logic', bug: ['    this.entries.delete(key);\n    this.entries.set(key, value);\n    return value', '    return value'], inputs: ["2, ['a', 'b', 'a?', 'c', 'a?']", "1, ['a', 'b', 'a?']", "2, ['a', 'b', 'c', 'a?', 'b?']", "3, ['a', 'b', 'c', 'a?', 'd', 'a?', 'b?']"], code: `
class Cache {
  entries = new Map<string, string>();
  constructor(readonly capacity: number) {}
  get(key: string): string | undefined {
    const value = this.entries.get(key);
    if (value === undefined) return undefined;
    this.entries.delete(key);
    this.entries.set(key, value);
    return value;
  }
  set(key: string, value: string): void {
    if (this.entries.size >= this.capacity) this.entries.delete(this.entries.keys().next().value as string);
    this.entries.set(key, value);
  }
}
export function run(capacity: number, commands: readonly string[]): string[] {
  const cache = new Cache(capacity);
  const seen: string[] = [];
  for (const command of commands) {
    if (command.endsWith('?')) seen.push(cache.get(command.slice(0, -1)) ?? 'none');
    else cache.set(command, command.toUpperCase());
  }
  return seen;
}` },
  { name: 'topological order', type: 'excess logic', bug: ['    visited.add(node);\n', '    visited.add(node);\n    order.push(node);\n'], inputs: ["{ a: ['b'], b: [] }", '{}', "{ a: ['b', 'c'], b: ['c'], c: [] }", '{ x: [] }', "{ a: [], b: ['a'] }"], code: `
export function run(graph: Readonly<Record<string, readonly string[]>>): string[] {
  const visited = new Set<string>();
  const order: string[] = [];
  const visit = (node: string): void => {
    if (visited.has(node)) return;
    visited.add(node);
    for (const next of graph[node] ?? []) visit(next);
    order.push(node);
  };
  for (const node of Object.keys(graph)) visit(node);
  return order;
}` },
  { name: 'levenshtein', type: 'value misuse', bug: ['? 0 : 1', '? 0 : 2'], inputs: ["'kitten', 'sitting'", "'a', 'b'", "'', 'abc'", "'same', 'same'", "'flaw', 'lawn'", "'ab', 'ba'"], code: `
export function run(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      next.push(Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + cost));
    }
    row = next;
  }
  return row[b.length]!;
}` },
  { name: 'async retries', type: 'operator misuse', bug: ['attempt < times', 'attempt > times'], inputs: ['3, 2', '1, 0', '2, 5', '4, 3', '3, 0'], code: `
export async function run(times: number, failures: number): Promise<string> {
  let left = failures;
  const work = async (): Promise<string> => {
    left -= 1;
    if (left >= 0) throw new Error('no');
    return 'done';
  };
  for (let attempt = 0; attempt < times; attempt += 1) {
    try {
      return await work();
    } catch {
      continue;
    }
  }
  return 'gave up';
}` },
  { name: 'missing await', type: 'missing logic', bug: ['const price = await load(id);', 'const price = load(id) as unknown as number;'], inputs: ["['a', 'b']", "['a']", '[]', "['b', 'b', 'c']"], code: `
const prices: Readonly<Record<string, number>> = { a: 2, b: 5, c: 7 };
async function load(id: string): Promise<number> {
  return prices[id] ?? 0;
}
export async function run(ids: readonly string[]): Promise<number> {
  let total = 0;
  for (const id of ids) {
    const price = await load(id);
    total += price;
  }
  return total;
}` },
  { name: 'group by', type: 'variable misuse', bug: ['groups.set(key, [item])', 'groups.set(key, [key])'], inputs: ["['apple', 'avocado', 'bean']", '[]', "['x']", "['ab', 'ac', 'bc']"], code: `
export function run(items: readonly string[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const item of items) {
    const key = item[0] ?? '';
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}` },
  { name: 'leap year', type: 'operator misuse', bug: ['&& (year % 100 !== 0 || year % 400 === 0)', '&& (year % 100 !== 0 && year % 400 === 0)'], inputs: ['2024', '1900', '2000', '2023', '2100', '1996'], code: `
export function run(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}` },
  { name: 'clamp', type: 'variable misuse', bug: ['if (value > high) return high;', 'if (value > high) return low;'], inputs: ['5, 0, 3', '-1, 0, 3', '2, 0, 3', '9, 1, 4', '4, 4, 4'], code: `
export function run(value: number, low: number, high: number): number {
  if (value < low) return low;
  if (value > high) return high;
  return value;
}` },
  { name: 'matrix transpose', type: 'variable misuse', bug: ['column[r] = value;', 'column[c] = value;'], inputs: ['[[1, 2], [3, 4]]', '[[1]]', '[[1, 2, 3], [4, 5, 6]]', '[[7], [8]]'], code: `
export function run(rows: readonly (readonly number[])[]): number[][] {
  const columns: number[][] = [];
  for (const [r, row] of rows.entries()) {
    for (const [c, value] of row.entries()) {
      const column = (columns[c] ??= []);
      column[r] = value;
    }
  }
  return columns;
}` },
  { name: 'roman numerals', type: 'value misuse', bug: ["[9, 'IX']", "[9, 'XI']"], inputs: ['9', '4', '19', '58', '1994', '29', '3'], code: `
const SYMBOLS: readonly (readonly [number, string])[] = [[1000, 'M'], [900, 'CM'], [500, 'D'], [400, 'CD'], [100, 'C'], [90, 'XC'], [50, 'L'], [40, 'XL'], [10, 'X'], [9, 'IX'], [5, 'V'], [4, 'IV'], [1, 'I']];
export function run(number: number): string {
  let left = number;
  let text = '';
  for (const [value, symbol] of SYMBOLS) {
    while (left >= value) {
      text += symbol;
      left -= value;
    }
  }
  return text;
}` },
  { name: 'balanced brackets', type: 'missing logic', bug: ['return open.length === 0;', 'return true;'], inputs: ["'()'", "'(('", "'([])'", "'(]'", "')'", "'{[]}('", "''"], code: `
const PAIRS: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };
export function run(text: string): boolean {
  const open: string[] = [];
  for (const character of text) {
    const partner = PAIRS[character];
    if (partner === undefined) open.push(character);
    else if (open.pop() !== partner) return false;
  }
  return open.length === 0;
}` },
  { name: 'moving average', type: 'value misuse', bug: ['i + size <=', 'i + size - 1 <='], inputs: ['[1, 2, 3, 4], 2', '[5, 5], 2', '[1, 2, 3], 3', '[2, 4, 6, 8], 1', '[1], 2'], code: `
export function run(values: readonly number[], size: number): number[] {
  const means: number[] = [];
  for (let i = 0; i + size <= values.length; i += 1) {
    const window = values.slice(i, i + size);
    means.push(window.reduce((sum, value) => sum + value, 0) / size);
  }
  return means;
}` },
  ...MORE_SEEDED_PROGRAMS,
];

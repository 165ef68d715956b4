// The second half of the programs with seeded bugs: lists, numbers, texts, settings, classes.
import type { SeededProgram } from './seeded-programs.ts';

export const MORE_SEEDED_PROGRAMS: readonly SeededProgram[] = [
  { name: 'unique in order', type: 'missing logic', bug: ['if (seen.has(item)) continue;', ''], inputs: ['[1, 1, 2]', '[]', '[3, 2, 3, 2]', '[5]', '[0, 0, 0]'], code: `
export function run(items: readonly number[]): number[] {
  const seen = new Set<number>();
  const kept: number[] = [];
  for (const item of items) {
    if (seen.has(item)) continue;
    seen.add(item);
    kept.push(item);
  }
  return kept;
}` },
  { name: 'median', type: 'missing logic', bug: ['[...values].sort((a, b) => a - b)', '[...values]'], inputs: ['[3, 1, 2]', '[1, 2, 3]', '[4, 1, 3, 2]', '[10, 9, 100]', '[7]'], code: `
export function run(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}` },
  { name: 'temperature', type: 'operator misuse', bug: ['(fahrenheit - 32) * 5', '(fahrenheit + 32) * 5'], inputs: ['32', '212', '50', '-40', '98'], code: `
export function run(fahrenheit: number): number {
  return Math.round(((fahrenheit - 32) * 5) / 9);
}` },
  { name: 'merge intervals', type: 'function misuse', bug: ['Math.max(last[1], end)', 'Math.min(last[1], end)'], inputs: ['[[1, 3], [2, 6], [8, 10]]', '[]', '[[1, 4], [2, 3]]', '[[5, 6], [1, 2]]', '[[1, 5], [2, 9], [9, 11]]'], code: `
export function run(intervals: readonly (readonly [number, number])[]): [number, number][] {
  const merged: [number, number][] = [];
  for (const [start, end] of [...intervals].sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else merged.push([start, end]);
  }
  return merged;
}` },
  { name: 'title case', type: 'function misuse', bug: ['.toUpperCase() + word.slice(1)', '.toLowerCase() + word.slice(1)'], inputs: ["'hello world'", "'a b'", "'Ready'", "'one two three'"], code: `
export function run(text: string): string {
  return text.split(' ').map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ');
}` },
  { name: 'breadth first', type: 'function misuse', bug: ['queue.shift()', 'queue.pop()'], inputs: ["{ a: ['b', 'c'], b: ['d'], c: [], d: [] }, 'a'", "{ a: [] }, 'a'", "{ a: ['b', 'c'], b: [], c: ['d'], d: [] }, 'a'", "{ r: ['x', 'y'], x: ['z'], y: ['z'], z: [] }, 'r'"], code: `
export function run(graph: Readonly<Record<string, readonly string[]>>, start: string): string[] {
  const queue = [start];
  const seen = new Set([start]);
  const order: string[] = [];
  while (queue.length > 0) {
    const node = queue.shift()!;
    order.push(node);
    for (const next of graph[node] ?? []) {
      if (seen.has(next)) continue;
      seen.add(next);
      queue.push(next);
    }
  }
  return order;
}` },
  { name: 'knapsack', type: 'variable misuse', bug: ['best[room - weight]! + value', 'best[room]! + value'], inputs: ['[[2, 3], [3, 4]], 5', '[], 4', '[[1, 1]], 0', '[[2, 5], [2, 6], [3, 7]], 5', '[[5, 9]], 4', '[[1, 2], [1, 2]], 2'], code: `
export function run(items: readonly (readonly [number, number])[], capacity: number): number {
  const best = new Array<number>(capacity + 1).fill(0);
  for (const [weight, value] of items) {
    for (let room = capacity; room >= weight; room -= 1) best[room] = Math.max(best[room]!, best[room - weight]! + value);
  }
  return best[capacity]!;
}` },
  { name: 'run lengths', type: 'missing logic', bug: ['      count = 1;\n', ''], inputs: ["'aab'", "'abc'", "'aabbb'", "''", "'zzzz'", "'aabbcc'"], code: `
export function run(text: string): string {
  let out = '';
  let count = 1;
  for (let i = 0; i < text.length; i += 1) {
    if (text[i] === text[i + 1]) {
      count += 1;
    } else {
      out += text[i]! + String(count);
      count = 1;
    }
  }
  return out;
}` },
  { name: 'pagination', type: 'value misuse', bug: ['(page - 1) * size', 'page * size'], inputs: ['[1, 2, 3, 4, 5], 1, 2', '[1, 2, 3, 4, 5], 2, 2', '[1, 2, 3], 3, 2', '[9], 1, 5'], code: `
export function run(items: readonly number[], page: number, size: number): number[] {
  const start = (page - 1) * size;
  return items.slice(start, start + size);
}` },
  { name: 'password rules', type: 'excess logic', bug: ['return hasDigit && hasLetter;', 'return hasDigit && hasLetter && password.length < 8;'], inputs: ["'abc12345'", "'short1'", "'abcdefgh'", "'12345678'", "'longenough1'", "'a1'"], code: `
export function run(password: string): boolean {
  const hasDigit = /\\d/.test(password);
  const hasLetter = /[a-z]/i.test(password);
  return hasDigit && hasLetter;
}` },
  { name: 'pascal row', type: 'operator misuse', bug: ['row[i - 1]! + row[i]!', 'row[i - 1]! - row[i]!'], inputs: ['3', '0', '4', '1', '5'], code: `
export function run(n: number): number[] {
  let row = [1];
  for (let line = 0; line < n; line += 1) {
    const next = [1];
    for (let i = 1; i < row.length; i += 1) next.push(row[i - 1]! + row[i]!);
    next.push(1);
    row = next;
  }
  return row;
}` },
  { name: 'discount', type: 'operator misuse', bug: ['total >= 100', 'total > 100'], inputs: ['100', '99', '150', '40', '101'], code: `
export function run(total: number): number {
  if (total >= 100) return total * 0.9;
  return total;
}` },
  { name: 'caesar', type: 'missing logic', bug: ['(code - 97 + shift) % 26', '(code - 97 + shift)'], inputs: ["'xyz', 3", "'abc', 1", "'hello', 13", "'z', 1", "'m n', 2"], code: `
export function run(text: string, shift: number): string {
  return [...text].map((character) => {
    const code = character.charCodeAt(0);
    if (code < 97 || code > 122) return character;
    return String.fromCharCode(((code - 97 + shift) % 26) + 97);
  }).join('');
}` },
  { name: 'flatten', type: 'missing logic', bug: ['out.push(...run(item));', 'out.push(...item as number[]);'], inputs: ['[1, [2, [3]]]', '[]', '[[1], 2]', '[[[4]], 5]'], code: `
type Nested = number | readonly Nested[];
export function run(items: readonly Nested[]): number[] {
  const out: number[] = [];
  for (const item of items) {
    if (Array.isArray(item)) out.push(...run(item));
    else out.push(item as number);
  }
  return out;
}` },
  { name: 'inventory', type: 'operator misuse', bug: ['(stock.get(name) ?? 0) - amount', '(stock.get(name) ?? 0) + amount'], inputs: ["[['in', 'a', 5], ['out', 'a', 2]]", "[['in', 'b', 1]]", '[]', "[['in', 'a', 3], ['out', 'a', 3], ['in', 'c', 2]]"], code: `
export function run(moves: readonly (readonly ['in' | 'out', string, number])[]): Map<string, number> {
  const stock = new Map<string, number>();
  for (const [kind, name, amount] of moves) {
    if (kind === 'in') stock.set(name, (stock.get(name) ?? 0) + amount);
    else stock.set(name, (stock.get(name) ?? 0) - amount);
  }
  return stock;
}` },
  { name: 'query string', type: 'value misuse', bug: ["join('&')", "join(';')"], inputs: ['{ a: 1, b: 2 }', '{}', "{ q: 'x y' }", '{ a: 1, b: 2, c: 3 }'], code: `
export function run(fields: Readonly<Record<string, string | number>>): string {
  return Object.entries(fields).map(([key, value]) => key + '=' + encodeURIComponent(value)).join('&');
}` },
  { name: 'power', type: 'excess logic', bug: ['return half * half;', 'return half * half * base;'], inputs: ['2, 4', '2, 3', '5, 0', '3, 2', '2, 10', '7, 1'], code: `
export function run(base: number, exponent: number): number {
  if (exponent === 0) return 1;
  if (exponent % 2 === 1) return base * run(base, exponent - 1);
  const half = run(base, exponent / 2);
  return half * half;
}` },
  { name: 'two sum', type: 'variable misuse', bug: ['places.set(value, index)', 'places.set(index, value)'], inputs: ['[2, 7, 11], 9', '[3, 3], 6', '[1, 2], 9', '[5, 1, 4], 5', '[9, 8, 1], 9'], code: `
export function run(values: readonly number[], target: number): [number, number] | null {
  const places = new Map<number, number>();
  for (const [index, value] of values.entries()) {
    const other = places.get(target - value);
    if (other !== undefined) return [other, index];
    places.set(value, index);
  }
  return null;
}` },
  { name: 'initials', type: 'missing logic', bug: ["name.trim().split", "name.split"], inputs: ["' Ada Lovelace '", "'Alan Turing'", "'Grace'", "'  X Y'"], code: `
export function run(name: string): string {
  return name.trim().split(/\\s+/).map((part) => part[0] ?? '?').join('');
}` },
  { name: 'settings', type: 'missing logic', bug: ['settings.size ?? 10', 'settings.size!'], inputs: ['{}', '{ size: 4 }', '{ size: 1 }', '{ size: 0 }'], code: `
export function run(settings: { readonly size?: number }): number {
  const size = settings.size ?? 10;
  return size * 2;
}` },
  { name: 'bank account', type: 'missing logic', bug: ["    if (amount > this.balance) throw new Error('not enough');\n", ''], inputs: ['10, [5]', '10, [11]', '5, [5]', '0, [1]', '9, [4, 4]', '9, [4, 6]'], code: `
class Account {
  balance: number;
  constructor(balance: number) {
    this.balance = balance;
  }
  withdraw(amount: number): void {
    if (amount > this.balance) throw new Error('not enough');
    this.balance -= amount;
  }
}
export function run(start: number, amounts: readonly number[]): number | string {
  const account = new Account(start);
  try {
    for (const amount of amounts) account.withdraw(amount);
    return account.balance;
  } catch {
    return 'refused';
  }
}` },
  { name: 'common items without braces', type: 'missing logic', bug: ['if (a === b) found.add(a)', 'found.add(a)'], inputs: ['[1, 2, 3], [2, 3, 4]', '[], [1]', '[5, 6], [7]', '[1, 4], [1]', '[4, 1], [1, 9]', '[2, 8], [8, 2]', '[3], [3]', '[9, 1], [0]'], code: `
export function run(left: readonly number[], right: readonly number[]): number[] {
  const found = new Set<number>();
  for (const a of left)
    for (const b of right)
      if (a === b) found.add(a);
  return [...found];
}` },
  { name: 'first items', type: 'variable misuse', bug: ['i < count', 'i < items.length'], inputs: ['[1, 2, 3], 2', '[4, 5], 1', '[6], 1', '[7, 8, 9], 0', '[1, 1, 5], 3', '[9, 2], 2'], code: `
export function run(items: readonly number[], count: number): number {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += items[i]!;
  return sum;
}` },
  { name: 'words on a line', type: 'missing logic', bug: ["    if (i > 0) line = line + ' ';\n", ''], inputs: ["['a', 'b']", '[]', "['one']", "['x', 'y', 'z']"], code: `
export function run(words: readonly string[]): string {
  let line = '';
  for (let i = 0; i < words.length; i++) {
    if (i > 0) line = line + ' ';
    line = line + words[i]!;
  }
  return line;
}` },
  { name: 'reachable nodes', type: 'missing logic', bug: ['    seen.add(node);\n', ''], inputs: ["{ a: ['b', 'c'], b: ['c'], c: [] }, 'a'", "{ a: [] }, 'a'", "{ a: ['c', 'b'], b: [], c: ['b'] }, 'b'", "{ a: ['c', 'b'], b: ['a'], c: ['b'] }, 'c'", "{ a: ['b'], b: ['a'] }, 'a'", "{ a: ['b', 'b'], b: [] }, 'a'"], code: `
export function run(graph: Readonly<Record<string, readonly string[]>>, start: string): string[] {
  const seen = new Set<string>();
  const order: string[] = [];
  const visit = (node: string): void => {
    if (seen.has(node) || order.length > 50) return;
    seen.add(node);
    order.push(node);
    for (const next of graph[node]!) visit(next);
  };
  visit(start);
  return order;
}` },
  { name: 'all subsets', type: 'value misuse', bug: ['return [[]]', 'return []'], inputs: ['[1, 2]', '[]', '[3]', '[1, 2, 3]'], code: `
export function run(items: readonly number[]): number[][] {
  if (items.length === 0) return [[]];
  const rest = run(items.slice(1));
  return [...rest, ...rest.map((subset) => [items[0]!, ...subset])];
}` },
];

// What expressions held and which states were seen at chosen points, while the program runs once. Owns the tables; decides nothing.
import type { SeenExpression } from './messages.ts';
import { kindOf, OBJECT } from '../kinds.ts';

interface Seen {
  kinds: number;
  samples: (string | number | boolean | null)[];
  hits: number[];
  keys: Record<string, number>;
  print: number;
}

/** Of one example and of all. */
const MOST_OF_EXAMPLE = 12;
const MOST_STATES = 96;
let seen = new Map<number, Seen>();
let states = new Map<number, State[]>();

interface State {
  readonly example: number;
  readonly values: unknown[];
}

let example = 0;
let sampleCap = 0;

/** Forgets everything; `samples` distinct values are kept of each expression. */
export function startObserving(samples: number): void {
  seen = new Map();
  sampleCap = samples;
  states = new Map();
}

/** What follows belongs to the example. */
export function startExample(index: number): void {
  example = index;
}

/** Wraps an expression: remembers its value and gives it back. */
export function see<T>(id: number, value: T): T {
  let entry = seen.get(id);
  if (!entry) seen.set(id, (entry = { kinds: 0, samples: [], hits: [], keys: {}, print: 0 }));
  entry.kinds |= kindOf(value);
  entry.hits[example] = (entry.hits[example] ?? 0) + 1;
  if (typeof value === 'object' && value !== null) seeKeys(entry.keys, value);
  const sample = sampleOf(value);
  entry.print = (Math.imul(entry.print, 31) + hashText(typeof value + String(sample))) | 0;
  if (entry.samples.length < sampleCap && sample !== undefined && !entry.samples.includes(sample)) entry.samples.push(sample);
  return value;
}

/** Remembers the names in scope at a point; a name that cannot be read yet gives no state. */
export function seeState(point: number, read: () => unknown[]): void {
  let list = states.get(point);
  if (!list) states.set(point, (list = []));
  see(point, null);
  if (list.length >= MOST_STATES || (list.length >= MOST_OF_EXAMPLE && list.at(-MOST_OF_EXAMPLE)?.example === example)) return;
  try {
    list.push({ example, values: read().map(frozenCopy) });
  } catch {
    // A name in its temporal dead zone.
  }
}

/** Expressions by id. */
export const observed = (): (readonly [number, SeenExpression])[] => [...seen];
/** How many states are known at each point. */
export const countStates = (): (readonly [number, number])[] => [...states].map(([point, list]) => [point, list.length]);
/** The example of each state. */
export const examplesAt = (point: number): number[] => (states.get(point) ?? []).map((state) => state.example);

/** One character for each state: 1, 0, or x where it throws; null where nothing is known or the expression does not compile. */
export function truthsOf(point: number, names: readonly string[], expression: string): string | null {
  const list = states.get(point) ?? [];
  if (list.length === 0) return null;
  try {
    const test = new Function(...names, `return (${expression});`) as (...values: unknown[]) => unknown;
    return list.map(({ values }) => truthOf(test, values)).join('');
  } catch {
    return null;
  }
}

function truthOf(test: (...values: unknown[]) => unknown, state: unknown[]): string {
  try {
    return test(...state) ? '1' : '0';
  } catch {
    return 'x';
  }
}

const MOST_KEYS = 16;

/** Getters are not run. */
function seeKeys(keys: Record<string, number>, value: object): void {
  if (Array.isArray(value) || kindOf(value) !== OBJECT) return;
  for (const [key, { value: held, get }] of Object.entries(Object.getOwnPropertyDescriptors(value)).slice(0, MOST_KEYS)) {
    if (!get && /^[A-Za-z_$][\w$]*$/.test(key) && typeof held !== 'function') keys[key] = (keys[key] ?? 0) | kindOf(held);
  }
}

function sampleOf(value: unknown): string | number | boolean | null | undefined {
  if (value === null) return null;
  if (typeof value === 'string') return value.slice(0, 60);
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  return typeof value === 'boolean' ? value : undefined;
}

/** Later changes of an array or plain object must not change what was seen. */
function frozenCopy(value: unknown): unknown {
  if (Array.isArray(value)) return value.length <= 200 ? [...(value as unknown[])] : value;
  if (value instanceof Map) return new Map(value);
  if (value instanceof Set) return new Set(value);
  if (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype) return { ...value };
  return value;
}

function hashText(text: string): number {
  let hash = 0;
  for (let at = 0; at < text.length; at += 1) hash = (Math.imul(hash, 33) + text.charCodeAt(at)) | 0;
  return hash;
}

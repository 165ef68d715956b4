// What a live or decoded value consists of: its kind, its class and its parts. Owns the reading; compares nothing.
import { CLASS_NAME, OpaqueMark, TRUNCATION, TruncationMark } from '../decode-value.ts';

/** Stands for an element that an array does not have. */
export const HOLE: unique symbol = Symbol('hole');

export type ValueKind = 'object' | 'array' | 'map' | 'set' | 'typed array' | 'Date' | 'RegExp' | 'URL' | 'Error' | 'function' | 'getter' | 'opaque' | 'boxed' | 'truncated';

/** An object in parts. `payload` is what is compared as text beside them. */
export interface Parts {
  readonly kind: ValueKind;
  /** Empty for what the kind tells already; `(no prototype)` for objects without one. */
  readonly className: string;
  readonly payload: string;
  /** Own properties; for errors also name, message, cause and errors. */
  readonly fields: readonly PropertyKey[];
  /** Whether it has elements to be compared in order; the few elements of a huge sparse array are fields instead. */
  readonly hasItems: boolean;
  /** Entries that were not kept when the value was recorded. */
  readonly left: number;
}

const NATIVE = new Set(['Object', 'Array', 'Map', 'Set', 'Date', 'RegExp', 'URL', 'Error', 'Function']);
const TYPED = Object.getPrototypeOf(Uint8Array) as { new (): object };

function classOf(value: object): string {
  const given = Object.getOwnPropertyDescriptor(value, CLASS_NAME)?.value as unknown;
  if (typeof given === 'string') return given;
  const prototype = Object.getPrototypeOf(value) as object | null;
  if (prototype === null) return '(no prototype)';
  const constructor = Object.getOwnPropertyDescriptor(prototype, 'constructor')?.value as unknown;
  const name = typeof constructor === 'function' ? (Object.getOwnPropertyDescriptor(constructor, 'name')?.value as unknown) : '';
  return typeof name === 'string' && !NATIVE.has(name) ? name : '';
}

const isIndex = (key: PropertyKey): boolean => typeof key === 'string' && /^(?:0|[1-9]\d*)$/.test(key);

/** Elements from which on an array is looked at for being mostly empty. */
const SPARSE_LENGTH = 50_000;

const isSparse = (value: readonly unknown[]): boolean => value.length > SPARSE_LENGTH && Object.keys(value).length < value.length / 4;

function listFields(value: object, kind: ValueKind, hasItems: boolean): PropertyKey[] {
  // The keys of bytes alone would be as large as they are.
  const keys: PropertyKey[] = kind === 'typed array' ? [] : Object.keys(value);
  for (const key of Object.getOwnPropertySymbols(value)) if (Object.getOwnPropertyDescriptor(value, key)?.enumerable) keys.push(key);
  if (hasItems) return keys.length === (value as ArrayLike<unknown>).length && isIndex(keys.at(-1) ?? '0') ? [] : keys.filter((key) => !isIndex(key));
  if (kind !== 'Error') return keys;
  const hidden = ['cause', 'errors'].filter((key) => Object.hasOwn(value, key));
  return [...new Set<PropertyKey>(['name', 'message', ...keys.filter((key) => key !== 'stack'), ...hidden])];
}

function payloadOf(value: object, kind: ValueKind): string {
  switch (kind) {
    case 'Date': return String(Date.prototype.getTime.call(value));
    case 'RegExp': return String(value);
    case 'URL': return (value as URL).href;
    case 'function': return value instanceof OpaqueMark ? value.name : (value as { name: string }).name;
    case 'opaque': return value instanceof OpaqueMark ? value.name : classOf(value);
    case 'array': return isSparse(value as unknown[]) ? `length ${(value as unknown[]).length}` : '';
    case 'boxed': return `${typeof value.valueOf()} ${String(value.valueOf())}`;
    default: return '';
  }
}

function kindOf(value: object): ValueKind {
  if (typeof value === 'function') return 'function';
  if (value instanceof TruncationMark) return 'truncated';
  if (value instanceof OpaqueMark) return value.kind === 'function' ? 'function' : value.kind === 'accessor' ? 'getter' : 'opaque';
  if (Array.isArray(value)) return 'array';
  if (value instanceof Map) return 'map';
  if (value instanceof Set) return 'set';
  if (value instanceof Date) return 'Date';
  if (value instanceof RegExp) return 'RegExp';
  if (value instanceof Error) return 'Error';
  if (value instanceof URL) return 'URL';
  if (value instanceof TYPED || value instanceof ArrayBuffer) return 'typed array';
  if (value instanceof Number || value instanceof String || value instanceof Boolean || value instanceof BigInt || value instanceof Symbol) return 'boxed';
  return value instanceof Promise || value instanceof WeakMap || value instanceof WeakSet || value instanceof WeakRef ? 'opaque' : 'object';
}

/** The parts of an object or function. What a Proxy refuses to tell is opaque. */
export function readParts(value: object): Parts {
  try {
    const kind = kindOf(value);
    const hasParts = kind !== 'function' && kind !== 'opaque' && kind !== 'getter' && kind !== 'truncated';
    const cut = Object.getOwnPropertyDescriptor(value, TRUNCATION)?.value as unknown;
    const hasItems = kind === 'typed array' || (kind === 'array' && !isSparse(value as unknown[]));
    return { kind, className: hasParts ? classOf(value) : '', payload: payloadOf(value, kind), fields: hasParts ? listFields(value, kind, hasItems) : [], hasItems, left: cut instanceof TruncationMark ? cut.left : 0 };
  } catch {
    return { kind: 'opaque', className: '', payload: 'unreadable', fields: [], hasItems: false, left: 0 };
  }
}

/** What a getter that throws, or a Proxy, did not tell. */
const UNREADABLE = new OpaqueMark('accessor', 'unreadable');

/** A property. Decoded values have no getters; those of live values run, as in util.isDeepStrictEqual, and may throw. */
export function readField(value: object, key: PropertyKey): unknown {
  try {
    return (value as Record<PropertyKey, unknown>)[key];
  } catch {
    return UNREADABLE;
  }
}

/** The value of an own property, in brackets; null where there is none, or none can be read. */
export function findOwn(value: unknown, key: PropertyKey): readonly [unknown] | null {
  try {
    return typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? [readField(value, key)] : null;
  } catch {
    return null;
  }
}

/** The keys of an object without class, symbols and marks, whose keys are all of it; null for any other value. */
export function listPlainKeys(value: object): readonly string[] | null {
  try {
    if (Object.getPrototypeOf(value) !== Object.prototype) return null;
    return Object.getOwnPropertySymbols(value).length === 0 ? Object.keys(value) : null;
  } catch {
    return null;
  }
}

/** Whether a value is an array of elements and nothing else: no holes, fields, class or marks. */
export function isPlainArray(value: object): value is readonly unknown[] {
  try {
    if (!Array.isArray(value) || Object.getPrototypeOf(value) !== Array.prototype || Object.getOwnPropertySymbols(value).length > 0) return false;
    // Indexes come first and ascend: as many keys as elements, the last of them the last index, are the indexes.
    const keys = Object.keys(value);
    return keys.length === value.length && (value.length === 0 || keys.at(-1) === String(value.length - 1));
  } catch {
    return false;
  }
}

/** Elements of an array or typed array. */
export function listItems(value: object): readonly unknown[] {
  if (value instanceof ArrayBuffer) return [...new Uint8Array(value)];
  if (!Array.isArray(value)) return [...(value as Uint8Array)];
  const items: unknown[] = value.slice();
  for (let at = 0; at < items.length; at += 1) {
    if (items[at] === undefined && !(at in value)) items[at] = HOLE;
  }
  return items;
}

/** The name of a value's type for reading: `string`, `null`, `Map`, `Cart`. */
export function nameType(value: unknown): string {
  if (value === HOLE) return 'empty';
  if (value === null) return 'null';
  if (typeof value !== 'object' && typeof value !== 'function') return typeof value;
  const { kind, className, payload } = readParts(value);
  if (kind === 'opaque') return payload || 'object';
  return className || (kind === 'map' ? 'Map' : kind === 'set' ? 'Set' : kind);
}

// Any JavaScript value as JSON: the tagged encoding of recorded values. Owns the encoding; `decode-value.ts` and `describe-value.ts` read it.
// It imports nothing, because it also runs inside the sandbox. The JSON is safe for a `jsonb` column: the order of properties does not
// depend on the order of JSON keys, and no string holds NUL or a lone surrogate.

/** `id` is there only where something else refers to the value; `left` entries were not kept; `fields` are own properties. */
export interface EncodedContainer {
  readonly id?: number;
  /** The class; absent for what the kind tells already, null for an object without prototype. */
  readonly class?: string | null;
  readonly fields?: readonly EncodedField[];
  readonly left?: number;
}
export type EncodedKey = string | { readonly kind: 'string'; readonly json: string } | EncodedSymbol;
export type EncodedField = readonly [key: EncodedKey, value: EncodedValue];
/** `key`: of the registry (`Symbol.for`) or well known (`Symbol.iterator`). */
export type EncodedSymbol = { readonly kind: 'symbol'; readonly name: string | null; readonly key?: 'registered' | 'well-known' };
type EncodedTruncation = { readonly kind: 'truncated'; readonly why: TruncationReason; readonly left: number; readonly kept?: EncodedValue };

/** JSON that tells any value: null, booleans, strings and ordinary numbers stand for themselves, all else is an object with `kind`. */
export type EncodedValue =
  | null | boolean | number | string
  | { readonly kind: 'undefined' | 'hole' | 'accessor' }
  | { readonly kind: 'number'; readonly is: 'NaN' | '-0' | 'Infinity' | '-Infinity' }
  | { readonly kind: 'string'; readonly json: string }
  | { readonly kind: 'bigint'; readonly digits: string }
  | EncodedSymbol
  | { readonly kind: 'function'; readonly name: string }
  | { readonly kind: 'ref'; readonly to: number }
  | EncodedTruncation
  | EncodedObject;

/** A value with an identity. */
export type EncodedObject =
  | ({ readonly kind: 'object' | 'opaque' } & EncodedContainer)
  | ({ readonly kind: 'array' | 'set'; readonly items: readonly EncodedValue[] } & EncodedContainer)
  | ({ readonly kind: 'map'; readonly entries: readonly (readonly [EncodedValue, EncodedValue])[] } & EncodedContainer)
  /** `type`: `Uint8Array`, `Float64Array`, `ArrayBuffer`, `Buffer` ... */
  | ({ readonly kind: 'typed'; readonly type: string; readonly items: readonly EncodedValue[] } & EncodedContainer)
  /** Milliseconds; null for an invalid date. */
  | ({ readonly kind: 'date'; readonly ms: number | null } & EncodedContainer)
  | ({ readonly kind: 'regexp'; readonly source: string; readonly flags: string } & EncodedContainer)
  | ({ readonly kind: 'url'; readonly href: string } & EncodedContainer)
  | ({ readonly kind: 'boxed'; readonly value: EncodedValue } & EncodedContainer)
  | ({ readonly kind: 'error'; readonly name: EncodedValue; readonly message: EncodedValue } & EncodedContainer);

export type TruncationReason = 'depth' | 'entries' | 'string' | 'size' | 'unreadable';

export interface EncodeLimits {
  /** Levels of containers that are kept; never more than 400. */
  readonly depth: number;
  /** Entries of one container. */
  readonly entries: number;
  readonly stringLength: number;
  /** Size of all, about characters of JSON. */
  readonly size: number;
  /** Tells a Proxy (`util.types.isProxy`), which is then not read, as reading runs its traps. */
  readonly isProxy?: (value: object) => boolean;
}

export const DEFAULT_ENCODE_LIMITS: EncodeLimits = { depth: 32, entries: 10_000, stringLength: 100_000, size: 4_000_000 };

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Draft = Mutable<EncodedContainer> & { kind: string };
type Brand = { readonly test: (value: object) => unknown; readonly encode: (encoder: Encoder, value: object, depth: number) => Draft };

const getterOf = (prototype: object, key: PropertyKey): ((this: unknown) => unknown) => Object.getOwnPropertyDescriptor(prototype, key)!.get!;
const typedPrototype = Object.getPrototypeOf(Uint8Array.prototype) as object;
const [mapEach, setEach, dateValue, regexpSource, regexpFlags] = [Map.prototype.forEach, Set.prototype.forEach, Date.prototype.getTime, getterOf(RegExp.prototype, 'source'), getterOf(RegExp.prototype, 'flags')];
const [mapSize, setSize, typedName, bufferLength] = [getterOf(Map.prototype, 'size'), getterOf(Set.prototype, 'size'), getterOf(typedPrototype, Symbol.toStringTag), getterOf(ArrayBuffer.prototype, 'byteLength')];
const unboxed: Readonly<Record<string, (this: never) => unknown>> = { Number: Number.prototype.valueOf, String: String.prototype.valueOf, Boolean: Boolean.prototype.valueOf, BigInt: BigInt.prototype.valueOf, Symbol: Symbol.prototype.valueOf };
const isErrorLike = (value: object): boolean => Object.prototype.hasOwnProperty.call(value, 'stack') || Object.prototype.hasOwnProperty.call(value, 'message');

/** Kinds by the name of a constructor in the prototype chain. `test` throws or is false for what only looks so; it works across realms. */
const brands = new Map<string, Brand>([
  ['Map', { test: (value) => mapSize.call(value) !== undefined, encode: (encoder, value, depth) => encoder.map(value, depth) }],
  ['Set', { test: (value) => setSize.call(value) !== undefined, encode: (encoder, value, depth) => encoder.set(value, depth) }],
  ['Date', { test: (value) => dateValue.call(value as Date) !== undefined, encode: (_, value) => ({ kind: 'date', ms: finiteOrNull(dateValue.call(value as Date)) }) as Draft }],
  ['RegExp', { test: (value) => regexpSource.call(value) !== undefined, encode: (_, value) => ({ kind: 'regexp', source: regexpSource.call(value), flags: regexpFlags.call(value) }) as Draft }],
  ['Error', { test: isErrorLike, encode: (encoder, value, depth) => encoder.error(value, depth) }],
  ['TypedArray', { test: (value) => typedName.call(value) !== undefined, encode: (encoder, value) => encoder.typed(value as Uint8Array) }],
  ['ArrayBuffer', { test: (value) => bufferLength.call(value) !== undefined, encode: (encoder, value) => encoder.typed(new Uint8Array(value as ArrayBuffer), 'ArrayBuffer') }],
  ['URL', { test: (value) => typeof URL === 'function' && getterOf(URL.prototype, 'href').call(value) !== undefined, encode: (_, value) => ({ kind: 'url', href: getterOf(URL.prototype, 'href').call(value) }) as Draft }],
  ...Object.entries(unboxed).map(([name, valueOf]): [string, Brand] => [name, { test: (value) => valueOf.call(value as never) !== undefined, encode: (encoder, value, depth) => ({ kind: 'boxed', value: encoder.encode(valueOf.call(value as never), depth + 1) }) as Draft }]),
  ...['Promise', 'WeakMap', 'WeakSet', 'WeakRef', 'Generator', 'AsyncGenerator', 'DataView', 'SharedArrayBuffer'].map((name): [string, Brand] => [name, { test: () => true, encode: () => ({ kind: 'opaque', class: name }) }]),
]);

const finiteOrNull = (value: number): number | null => (Number.isFinite(value) ? value : null);
const unsafeText = /\u0000|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
const plainText = (text: string): string => (unsafeText.test(text) ? JSON.stringify(text) : text);
const encodeText = (text: string): EncodedKey => (unsafeText.test(text) ? { kind: 'string', json: JSON.stringify(text) } : text);

/** A data property without running getters, own or inherited; undefined where there is none. */
function readData(value: object, key: PropertyKey): unknown {
  for (let at: object | null = value; at !== null; at = Object.getPrototypeOf(at) as object | null) {
    const found = Object.getOwnPropertyDescriptor(at, key);
    if (found) return found.value;
  }
  return undefined;
}

const nameOfFunction = (value: unknown): string => {
  const name = typeof value === 'function' ? Object.getOwnPropertyDescriptor(value, 'name')?.value : undefined;
  return typeof name === 'string' ? name : '';
};

function encodeSymbol(value: symbol): EncodedSymbol {
  const name = value.description === undefined ? null : plainText(value.description);
  if (Symbol.keyFor(value) !== undefined) return { kind: 'symbol', name, key: 'registered' };
  return (Symbol as unknown as Record<string, unknown>)[(name ?? '').slice('Symbol.'.length)] === value ? { kind: 'symbol', name, key: 'well-known' } : { kind: 'symbol', name };
}

class Encoder {
  readonly #limits: EncodeLimits;
  readonly #seen = new Map<object, Draft>();
  #spent = 0;
  #ids = 0;
  constructor(limits: EncodeLimits) {
    this.#limits = limits;
  }

  encode(value: unknown, depth: number): EncodedValue {
    this.#spent += 8;
    switch (typeof value) {
      case 'string': return this.#text(value);
      case 'number': return Number.isFinite(value) && !Object.is(value, -0) ? value : { kind: 'number', is: Object.is(value, -0) ? '-0' : (String(value) as 'NaN') };
      case 'boolean': return value;
      case 'undefined': return { kind: 'undefined' };
      // Writing a number of very many digits takes quadratic time.
      case 'bigint': return BigInt.asIntN(65_536, value) === value ? { kind: 'bigint', digits: String(value) } : { kind: 'truncated', why: 'size', left: 1 };
      case 'symbol': return encodeSymbol(value);
      case 'function': return { kind: 'function', name: plainText(nameOfFunction(value)) };
    }
    return typeof value === 'object' && value !== null ? this.#object(value, depth) : null;
  }

  #text(text: string): EncodedValue {
    const room = Math.max(0, Math.min(this.#limits.stringLength, this.#limits.size - this.#spent));
    this.#spent += Math.min(text.length, room);
    return text.length <= room ? encodeText(text) : { kind: 'truncated', why: 'string', left: text.length - room, kept: encodeText(text.slice(0, room)) };
  }

  #object(value: object, depth: number): EncodedValue {
    const before = this.#seen.get(value);
    if (before) return { kind: 'ref', to: (before.id ??= this.#ids++) };
    if (this.#limits.isProxy?.(value)) return { kind: 'opaque', class: 'Proxy' };
    if (depth >= Math.min(this.#limits.depth, 400)) return { kind: 'truncated', why: 'depth', left: 1 };
    if (this.#isFull()) return { kind: 'truncated', why: 'size', left: 1 };
    // Registered before its parts are, so that they can refer to it.
    const draft: Draft = { kind: 'object' };
    this.#seen.set(value, draft);
    try {
      Object.assign(draft, this.#container(value, depth));
    } catch {
      // A Proxy whose traps throw, or a revoked one.
      Object.assign(draft, { kind: 'truncated', why: 'unreadable', left: 1 });
    }
    return draft as unknown as EncodedValue;
  }

  #container(value: object, depth: number): Draft {
    if (Array.isArray(value)) return this.#array(value, depth);
    let className: string | null = null;
    for (let at = Object.getPrototypeOf(value) as object | null; at !== null; at = Object.getPrototypeOf(at) as object | null) {
      const name = at === typedPrototype ? 'TypedArray' : nameOfFunction(Object.getOwnPropertyDescriptor(at, 'constructor')?.value) || String(Object.getOwnPropertyDescriptor(at, Symbol.toStringTag)?.value ?? '');
      className ??= name;
      const brand = brands.get(name);
      if (!brand || !holds(brand.test, value)) continue;
      const draft = brand.encode(this, value, depth);
      if (className !== name && draft.kind !== 'opaque' && draft.kind !== 'typed') draft.class = className;
      return draft.kind === 'typed' || draft.kind === 'opaque' || draft.kind === 'boxed' ? draft : this.#addFields(draft, value, depth);
    }
    return this.#addFields(className === 'Object' ? { kind: 'object' } : { kind: 'object', class: className === null ? null : plainText(className) }, value, depth);
  }

  #isFull(): boolean {
    return this.#spent >= this.#limits.size;
  }

  #addFields(draft: Draft, value: object, depth: number): Draft {
    const skipped = draft.kind === 'error' ? ['name', 'message', 'stack'] : draft.kind === 'regexp' ? ['lastIndex'] : [];
    const keys = Reflect.ownKeys(value).filter((key) => !skipped.includes(key as string) && !(draft.kind === 'array' && isIndexOrLength(key)));
    const fields: EncodedField[] = [];
    for (const [at, key] of keys.entries()) {
      const property = Object.getOwnPropertyDescriptor(value, key);
      // What an error holds is not enumerable for `cause` and `errors`.
      if (!property || (!property.enumerable && draft.kind !== 'error')) continue;
      if (at >= this.#limits.entries || this.#isFull()) {
        draft.left = keys.length - at;
        break;
      }
      this.#spent += typeof key === 'string' ? key.length : 8;
      fields.push([typeof key === 'string' ? encodeText(key) : encodeSymbol(key as symbol), this.#property(property, depth)]);
    }
    if (fields.length > 0) draft.fields = fields;
    return draft;
  }

  #array(value: readonly unknown[], depth: number): Draft {
    const { draft, add } = this.#collect<EncodedValue>('array', 'items');
    const length = Math.min(value.length, this.#limits.entries);
    for (let at = 0; at < length && !this.#isFull(); at += 1) {
      const property = Object.getOwnPropertyDescriptor(value, at);
      add(() => (property ? this.#property(property, depth) : { kind: 'hole' }));
    }
    const name = nameOfFunction(readData(value, 'constructor'));
    if (name !== 'Array') draft.class = plainText(name);
    if (draft.items.length < value.length) draft.left = value.length - draft.items.length;
    return draft.left === undefined ? this.#addFields(draft, value, depth) : draft;
  }

  #property(property: PropertyDescriptor, depth: number): EncodedValue {
    return 'value' in property ? this.encode(property.value, depth + 1) : { kind: 'accessor' };
  }

  /** A container that counts what it has no room for. */
  #collect<Item>(kind: string, field: 'items' | 'entries') {
    const items: Item[] = [];
    const draft = { kind, [field]: items } as unknown as Draft & { items: Item[] };
    const add = (make: () => Item): void => {
      if (items.length >= this.#limits.entries || this.#isFull()) draft.left = (draft.left ?? 0) + 1;
      else items.push(make());
    };
    return { draft, add };
  }

  map(value: object, depth: number): Draft {
    const { draft, add } = this.#collect<readonly [EncodedValue, EncodedValue]>('map', 'entries');
    mapEach.call(value as Map<unknown, unknown>, (item, key) => add(() => [this.encode(key, depth + 1), this.encode(item, depth + 1)]));
    return draft;
  }

  set(value: object, depth: number): Draft {
    const { draft, add } = this.#collect<EncodedValue>('set', 'items');
    setEach.call(value as Set<unknown>, (item) => add(() => this.encode(item, depth + 1)));
    return draft;
  }

  typed(value: Uint8Array, type = String(typedName.call(value))): Draft {
    const kept = Math.max(0, Math.min(value.length, this.#limits.entries, Math.ceil((this.#limits.size - this.#spent) / 8)));
    const isBuffer = type === 'Uint8Array' && nameOfFunction(readData(value, 'constructor')).endsWith('Buffer');
    const items = Array.from(value.subarray(0, kept), (item) => this.encode(item, 0));
    return { kind: 'typed', type: isBuffer ? 'Buffer' : type, items, ...(kept < value.length ? { left: value.length - kept } : {}) } as Draft;
  }

  error(value: object, depth: number): Draft {
    return { kind: 'error', name: this.encode(readData(value, 'name'), depth + 1), message: this.encode(readData(value, 'message'), depth + 1) } as Draft;
  }
}

const isIndexOrLength = (key: PropertyKey): boolean => key === 'length' || (typeof key === 'string' && /^\d+$/.test(key));

function holds(test: (value: object) => unknown, value: object): boolean {
  try {
    return Boolean(test(value));
  } catch {
    return false;
  }
}

/**
 * A value as JSON. Reads own data properties only: getters, `toJSON` and iterators of the value never run; private fields are not seen.
 * Shared objects and cycles become `ref`, what exceeds the limits an explicit mark. Never throws.
 */
export function encodeValue(value: unknown, limits: Partial<EncodeLimits> = {}): EncodedValue {
  return new Encoder({ ...DEFAULT_ENCODE_LIMITS, ...limits }).encode(value, 0);
}

// Live values from the encoding of values.ts. Owns the reading back and the marks for what cannot be rebuilt; imports types only, as it also
// runs inside the sandbox.
import type { EncodedKey, EncodedObject, EncodedSymbol, EncodedValue, TruncationReason } from './values.ts';

/** The class of a decoded instance, a property that is not enumerable: `(value as never)[CLASS_NAME]`. Absent for plain objects and arrays. */
export const CLASS_NAME: unique symbol = Symbol('class name');
/** The `TruncationMark` of a decoded container of which entries are missing, not enumerable as well. */
export const TRUNCATION: unique symbol = Symbol('truncation');

export class TruncationMark {
  readonly why: TruncationReason;
  /** Entries or characters that were not kept. */
  readonly left: number;
  /** The beginning of a string. */
  readonly kept: unknown;
  constructor(why: TruncationReason, left: number, kept?: unknown) {
    [this.why, this.left, this.kept] = [why, left, kept];
  }
}
/** What cannot be rebuilt: a function, a getter that did not run, an opaque object (Promise, WeakMap, Proxy ...). */
export class OpaqueMark {
  readonly kind: 'function' | 'accessor' | 'object';
  /** Name of the function, or of the class. */
  readonly name: string;
  constructor(kind: OpaqueMark['kind'], name: string) {
    [this.kind, this.name] = [kind, name];
  }
}

function decodeSymbol({ name, key }: EncodedSymbol): symbol {
  if (key === 'registered') return Symbol.for(name ?? '');
  return key === 'well-known' ? ((Symbol as unknown as Record<string, symbol>)[name!.slice('Symbol.'.length)] ?? Symbol(name!)) : Symbol(name ?? undefined);
}
const decodeKey = (key: EncodedKey): PropertyKey => (typeof key === 'string' ? key : key.kind === 'string' ? (JSON.parse(key.json) as string) : decodeSymbol(key));
const hide = (target: object, key: PropertyKey, value: unknown): void => void Object.defineProperty(target, key, { value, writable: true, enumerable: false, configurable: true });

function createContainer(encoded: EncodedObject, decode: (part: EncodedValue) => unknown): object {
  switch (encoded.kind) {
    case 'array': return [];
    case 'set': return new Set();
    case 'map': return new Map();
    case 'date': return new Date(encoded.ms ?? NaN);
    case 'regexp': return new RegExp(encoded.source, encoded.flags);
    case 'url': return new URL(encoded.href);
    case 'boxed': return Object(decode(encoded.value)) as object;
    case 'opaque': return new OpaqueMark('object', encoded.class ?? '');
    case 'typed': {
      const make = (globalThis as unknown as Record<string, { from(items: unknown[]): Uint8Array }>)[encoded.type === 'ArrayBuffer' ? 'Uint8Array' : encoded.type] ?? Uint8Array;
      const items = make.from(encoded.items.map(decode));
      return encoded.type === 'ArrayBuffer' ? items.buffer : items;
    }
    case 'error': {
      const [name, message] = [decode(encoded.name), decode(encoded.message)];
      const error = new Error();
      for (const [key, value] of Object.entries({ name, message, stack: `${String(name)}: ${String(message)}` })) hide(error, key, value);
      return error;
    }
  }
  return encoded.class === null ? (Object.create(null) as object) : {};
}

function fillContainer(target: object, encoded: EncodedObject, decode: (part: EncodedValue) => unknown): void {
  if (encoded.kind === 'array') {
    for (const item of encoded.items) {
      if (typeof item === 'object' && item?.kind === 'hole') (target as unknown[]).length += 1;
      else (target as unknown[]).push(decode(item));
    }
  } else if (encoded.kind === 'set') {
    for (const item of encoded.items) (target as Set<unknown>).add(decode(item));
  } else if (encoded.kind === 'map') {
    for (const [key, value] of encoded.entries) (target as Map<unknown, unknown>).set(decode(key), decode(value));
  }
  for (const [key, value] of encoded.fields ?? []) Object.defineProperty(target, decodeKey(key), { value: decode(value), writable: true, enumerable: true, configurable: true });
  if (typeof encoded.class === 'string' && encoded.kind !== 'opaque') hide(target, CLASS_NAME, encoded.class);
  if (encoded.left !== undefined) hide(target, TRUNCATION, new TruncationMark('entries', encoded.left));
}

/**
 * The live value of an encoding: real Date, Map, Set, RegExp, Error, typed arrays, holes and cycles. Instances of classes are plain objects
 * with `CLASS_NAME`; functions, getters and opaque objects are `OpaqueMark`, what was cut is a `TruncationMark`.
 */
export function decodeValue(encoded: EncodedValue): unknown {
  const byId = new Map<number, object>();
  const decode = (part: EncodedValue): unknown => {
    if (part === null || typeof part !== 'object') return part;
    switch (part.kind) {
      case 'undefined': case 'hole': return undefined;
      case 'accessor': return new OpaqueMark('accessor', '');
      case 'number': return Number(part.is);
      case 'string': return JSON.parse(part.json);
      case 'bigint': return BigInt(part.digits);
      case 'symbol': return decodeSymbol(part);
      case 'function': return new OpaqueMark('function', part.name);
      case 'ref': return byId.get(part.to);
      case 'truncated': return new TruncationMark(part.why, part.left, part.kept === undefined ? undefined : decode(part.kept));
    }
    const target = createContainer(part, decode);
    if (part.id !== undefined) byId.set(part.id, target);
    fillContainer(target, part, decode);
    return target;
  };
  return decode(encoded);
}

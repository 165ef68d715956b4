// What a data correction does to a value, as data. Owns the shapes; deriving, applying and writing them are apart.

/** What the boundary gave and what it must give, as live values. */
export interface ValuePair {
  readonly expected: unknown;
  readonly actual: unknown;
}

/** Conversions without parameters; their table is in `conversions.ts`. */
export type ConversionName =
  | 'toNumber' | 'toString' | 'toFixed2' | 'toBigInt' | 'toInteger' | 'stripToNumber' | 'round' | 'floor' | 'ceil' | 'abs'
  | 'truthy' | 'negate' | 'parseBoolean' | 'parseYes' | 'parseOne' | 'oneIsTrue' | 'toOne' | 'toYesNo'
  | 'trim' | 'lowerCase' | 'upperCase' | 'capitalize' | 'camelCase' | 'snakeCase' | 'kebabCase'
  | 'toDate' | 'secondsToDate' | 'toIso' | 'toIsoDay' | 'toEpoch' | 'toEpochSeconds'
  | 'parseJson' | 'toJson'
  | 'toMap' | 'toNumberMap' | 'fromMap' | 'toEntries' | 'fromEntries' | 'toSet' | 'toArray' | 'keys' | 'values' | 'first' | 'orEmpty' | 'reverse';

export type PathStep = string | number;

/**
 * A function from a value to a value.
 * - path: reads a member; `optional[n]`: a missing object before step n gives undefined.
 * - sequence: one after the other.
 * - scale: `(value + before) * multiply / divide + add`, rounded to `digits` where it is not null.
 * - fallback: `value` where the input is missing in the way `when` says, else `then` of the input.
 * - object: a literal; with `keepsRest` all other members of the input stay, but for `drops`.
 * - values: each value of a dictionary or Map; its keys stay.
 * - index: an array of objects becomes a dictionary (or Map) by one of their fields.
 */
export type Mapping =
  | { readonly kind: 'same' }
  | { readonly kind: 'constant'; readonly value: unknown }
  | { readonly kind: 'path'; readonly path: readonly PathStep[]; readonly optional: readonly boolean[] }
  | { readonly kind: 'sequence'; readonly first: Mapping; readonly second: Mapping }
  | { readonly kind: 'convert'; readonly name: ConversionName }
  | { readonly kind: 'scale'; readonly before: number; readonly multiply: number; readonly divide: number; readonly add: number; readonly digits: number | null }
  | { readonly kind: 'template'; readonly parts: readonly (string | Mapping)[] }
  | { readonly kind: 'split'; readonly separator: string; readonly index: number | 'all' | 'last' }
  | { readonly kind: 'joinItems'; readonly separator: string }
  | { readonly kind: 'cut'; readonly prefix: number; readonly suffix: number }
  | { readonly kind: 'lookup'; readonly entries: readonly (readonly [string | number | boolean | null, unknown])[] }
  | { readonly kind: 'fallback'; readonly when: 'nullish' | 'undefined' | 'null' | 'falsy'; readonly value: unknown; readonly then: Mapping }
  | { readonly kind: 'object'; readonly fields: readonly FieldMapping[]; readonly keepsRest: boolean; readonly drops: readonly string[] }
  | { readonly kind: 'tuple'; readonly items: readonly Mapping[] }
  | { readonly kind: 'each'; readonly item: Mapping }
  | { readonly kind: 'values'; readonly of: 'object' | 'map'; readonly value: Mapping }
  | { readonly kind: 'index'; readonly key: string; readonly to: 'object' | 'map'; readonly item: Mapping };

export interface FieldMapping {
  readonly key: string;
  readonly value: Mapping;
  /** The key is left out where its value is undefined. */
  readonly isOptional: boolean;
}

export const SAME: Mapping = { kind: 'same' };

/** Two mappings in a row, as flat as it goes. */
export function chain(first: Mapping, second: Mapping): Mapping {
  if (first.kind === 'same') return second;
  if (second.kind === 'same') return first;
  if (second.kind === 'constant') return second;
  if (first.kind === 'path' && second.kind === 'path') return { ...second, path: [...first.path, ...second.path], optional: [...first.optional, ...second.optional] };
  return { kind: 'sequence', first, second };
}

/** True for an object whose own members are its data: literals, instances of classes, objects without a prototype. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return !(value instanceof Date || value instanceof RegExp || value instanceof Map || value instanceof Set || value instanceof Error || ArrayBuffer.isView(value) || value instanceof Promise);
}

// Whether a result is what an example expects. Owns the comparison inside the sandbox; what differs and where is told by `compare/`.

/** `isJson`: the expected value was given as JSON, which knows no classes and no `undefined`: plain objects stand for any class, missing for `undefined`. */
export interface EqualOptions {
  readonly isJson: boolean;
}

type Pair = readonly [actual: unknown, expected: unknown];

/**
 * Deep equality: NaN equals NaN and -0 equals 0; `1` is not `'1'`, null is not undefined. Dates by time, regular expressions by source and
 * flags, errors by name and message, Map entries and Set members in any order and deeply, typed arrays by type and items, class instances
 * by class and own properties. Cycles are equal where they close alike. Does not recurse over arrays, objects and maps, so depth is no limit.
 */
export function isEqual(actual: unknown, expected: unknown, options: EqualOptions): boolean {
  const seen = new Map<object, object>();
  const more = new Map<object, Set<object>>();
  const waiting: Pair[] = [[actual, expected]];
  for (let pair = waiting.pop(); pair !== undefined; pair = waiting.pop()) {
    const [a, b] = pair;
    if (Object.is(a, b) || (a === 0 && b === 0)) continue;
    if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
    // Most objects meet one partner only; a set for each of them would cost most of the time.
    const partner = seen.get(a);
    if (partner === b || more.get(a)?.has(b) === true) continue;
    if (partner === undefined) seen.set(a, b);
    else more.set(a, (more.get(a) ?? new Set()).add(b));
    const inner = innerPairs(a, b, options);
    if (inner === null) return false;
    waiting.push(...inner);
  }
  return true;
}

const tagOf = (value: object): string => Object.prototype.toString.call(value);
const classOf = (value: object): string | null => {
  const prototype = Object.getPrototypeOf(value) as { constructor?: { name?: unknown } } | null;
  return prototype === null ? null : String(prototype.constructor?.name ?? '');
};
const isPlain = (value: object): boolean => ['Object', null].includes(classOf(value));

/** The pairs that must be equal for two objects to be; null where they differ already. */
function innerPairs(a: object, b: object, options: EqualOptions): Pair[] | null {
  const tag = tagOf(a);
  const isLoose = options.isJson && isPlain(b) && !Array.isArray(a);
  if (tag !== tagOf(b) && !isLoose) return null;
  if (classOf(a) !== classOf(b) && !(options.isJson && (isPlain(b) || Array.isArray(b))) && !(isPlain(a) && isPlain(b))) return null;
  if (ArrayBuffer.isView(a) || a instanceof ArrayBuffer) return sameItems(itemsOf(a), itemsOf(b));
  const inner = contentPairs(tag, a, b, options);
  const fields = inner === null ? null : fieldPairs(a, b, { ...options, isError: tag === '[object Error]' });
  return fields === null ? null : [...(inner ?? []), ...fields];
}

/** What an object holds besides its own properties. */
function contentPairs(tag: string, a: object, b: object, options: EqualOptions): Pair[] | null {
  const both = <T>(read: (value: never) => T): Pair[] => [[read(a as never), read(b as never)]];
  if (tag !== tagOf(b)) return [];
  switch (tag) {
    case '[object Date]': return both((date: Date) => date.getTime());
    case '[object RegExp]': return both((expression: RegExp) => String(expression));
    case '[object Error]': return [...both((error: Error) => error.name), ...both((error: Error) => error.message)];
    case '[object Number]': case '[object String]': case '[object Boolean]': case '[object Symbol]': case '[object BigInt]': return both((boxed: object) => boxed.valueOf());
    case '[object Map]': return mapPairs(a as Map<unknown, unknown>, b as Map<unknown, unknown>, options);
    case '[object Set]': return isSameSet(a as Set<unknown>, b as Set<unknown>, options) ? [] : null;
    case '[object URL]': case '[object URLSearchParams]': return both(String);
    case '[object Array]': return both((array: unknown[]) => array.length);
    // A promise or a weak map shows nothing of what it holds; only the same one is equal.
    case '[object Promise]': case '[object WeakMap]': case '[object WeakSet]': case '[object WeakRef]': return null;
    default: return [];
  }
}

function fieldPairs(a: object, b: object, options: EqualOptions & { isError: boolean }): Pair[] | null {
  const left = fieldsOf(a, options);
  const right = fieldsOf(b, options);
  if (left.size !== right.size) return null;
  const pairs: Pair[] = [];
  for (const [key, value] of left) {
    if (!right.has(key)) return null;
    pairs.push([value, right.get(key)]);
  }
  return pairs;
}

/** Own enumerable properties. A getter that throws counts by what it throws. */
function fieldsOf(value: object, { isJson, isError }: EqualOptions & { isError: boolean }): Map<PropertyKey, unknown> {
  const fields = new Map<PropertyKey, unknown>();
  for (const key of Reflect.ownKeys(value)) {
    if (Object.getOwnPropertyDescriptor(value, key)?.enumerable !== true || (isError && key === 'stack')) continue;
    const content = read(value, key);
    if (!(isJson && content === undefined && !Array.isArray(value))) fields.set(key, content);
  }
  return fields;
}

function read(value: object, key: PropertyKey): unknown {
  try {
    return (value as Record<PropertyKey, unknown>)[key];
  } catch (error) {
    return error;
  }
}

function mapPairs(a: Map<unknown, unknown>, b: Map<unknown, unknown>, options: EqualOptions): Pair[] | null {
  if (a.size !== b.size) return null;
  const pairs: Pair[] = [];
  const left = new Map(b);
  for (const [key, value] of a) {
    // Keys that are objects are looked for deeply, with their value, as several may be alike.
    const match = left.has(key) ? key : [...left].find(([other, content]) => typeof other === 'object' && isEqual(key, other, options) && isEqual(value, content, options))?.[0];
    if (match === undefined && !left.has(undefined)) return null;
    pairs.push([value, left.get(match)]);
    left.delete(match);
  }
  return pairs;
}

function isSameSet(a: Set<unknown>, b: Set<unknown>, options: EqualOptions): boolean {
  const left = new Set(b);
  for (const member of a) {
    if (left.delete(member)) continue;
    const match = [...left].find((other) => typeof other === 'object' && isEqual(member, other, options));
    if (match === undefined) return false;
    left.delete(match);
  }
  return left.size === 0;
}

function itemsOf(value: object): unknown[] {
  if (value instanceof ArrayBuffer) return [...new Uint8Array(value)];
  return value instanceof DataView ? [...new Uint8Array(value.buffer, value.byteOffset, value.byteLength)] : [...(value as Uint8Array)];
}

function sameItems(a: readonly unknown[], b: readonly unknown[]): Pair[] | null {
  return a.length === b.length && a.every((item, index) => Object.is(item, b[index]) || (item === 0 && b[index] === 0)) ? [] : null;
}

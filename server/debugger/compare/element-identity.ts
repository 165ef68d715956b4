// The property that tells the elements of two arrays apart. Owns the choice of it; the pairing is pair-elements.ts.
import { findOwn, listPlainKeys } from './value-parts.ts';

/** Where the elements with each value of the property stand. */
export interface ElementIdentity {
  readonly name: string;
  readonly expected: ReadonlyMap<unknown, number>;
  readonly actual: ReadonlyMap<unknown, number>;
}

const IDENTITY_NAMES = ['id', '_id', 'key', 'uuid', 'guid', 'slug', 'code', 'sku', 'email', 'name'];

/** The values of a property over all elements; null where one has none that identifies, or two the same. */
function listIdentities(items: readonly unknown[], name: string): Map<unknown, number> | null {
  const places = new Map<unknown, number>();
  for (const [at, item] of items.entries()) {
    const [value] = findOwn(item, name) ?? [];
    if ((typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'bigint') || places.has(value)) return null;
    places.set(value, at);
  }
  return places;
}

/** Names such as orderId, that begin with what the elements are: by their places in the first element of both sides, so that neither decides alone. */
function listOwnNames(firsts: readonly unknown[]): string[] {
  const lists = firsts.map((first) => (typeof first === 'object' && first !== null ? (listPlainKeys(first) ?? []) : []).filter((name) => /(?:Id|ID|_id|Key|Uuid)$/.test(name)));
  const place = (name: string): number => lists.reduce((sum, names) => sum + names.indexOf(name), 0);
  return [...new Set(lists.flat())].sort((a, b) => place(a) - place(b) || (a < b ? -1 : 1));
}

/** A property that is unique on both sides and shared by at least half of the elements of the shorter one. */
export function findIdentity(expected: readonly unknown[], actual: readonly unknown[], given: readonly string[]): ElementIdentity | null {
  if (expected.length === 0 || actual.length === 0) return null;
  for (const name of new Set([...given, ...IDENTITY_NAMES, ...listOwnNames([expected[0], actual[0]])])) {
    const [left, right] = [listIdentities(expected, name), listIdentities(actual, name)];
    if (!left || !right) continue;
    let shared = 0;
    for (const value of left.keys()) if (right.has(value)) shared += 1;
    if (shared > 0 && shared * 2 >= Math.min(left.size, right.size)) return { name, expected: left, actual: right };
  }
  return null;
}

// How alike two unequal values are, to decide which of them belong together. Owns the measure only.
import type { DiffContext } from './diff-values.ts';
import { findOwn, readField, readParts } from './value-parts.ts';

/** Fields or elements that are looked at. */
const PART_LIMIT = 50;
const [SAME_KIND, SAME_KEYS, SAME_VALUES] = [0.1, 0.3, 0.6];

/**
 * From 0 to 1. Values of one primitive type 0.5, of two types 0.3 (one may have become the other); objects of one kind by the share of their
 * keys and of their values that are the same. The same the other way round.
 */
export function measureLikeness({ ids, scrubbing }: DiffContext, expected: unknown, actual: unknown): number {
  if (typeof expected !== 'object' || expected === null || typeof actual !== 'object' || actual === null) return typeof expected === typeof actual ? 0.5 : 0.3;
  const [left, right] = [readParts(expected), readParts(actual)];
  if (left.kind !== right.kind) return 0.3;
  const isList = left.hasItems && right.hasItems;
  const sizes = isList ? [(expected as readonly unknown[]).length, (actual as readonly unknown[]).length] as const : [left.fields.length, right.fields.length] as const;
  const most = Math.min(PART_LIMIT, Math.max(...sizes));
  // Dates, Maps and whatever has no fields: one may well have become the other.
  if (most === 0 || (left.kind !== 'object' && !isList)) return 0.5;
  const isSame = (key: PropertyKey): boolean => ids.idOf(readField(expected, key), scrubbing.settled) === ids.idOf(readField(actual, key), scrubbing.settled);
  const score = (keys: readonly PropertyKey[]): number => SAME_KIND + (SAME_KEYS * keys.length + SAME_VALUES * keys.filter(isSame).length) / most;
  if (isList) return score(Array.from({ length: Math.min(most, ...sizes) }, (_, at) => at));
  const ahead = score(left.fields.slice(0, most).filter((key) => findOwn(actual, key) !== null));
  // Of more fields than are looked at each side has others.
  return Math.max(...sizes) <= PART_LIMIT ? ahead : (ahead + score(right.fields.slice(0, most).filter((key) => findOwn(expected, key) !== null))) / 2;
}

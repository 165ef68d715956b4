// What may differ between two runs without being a difference. Owns the closed list of scrubbers and what each of them takes for the same.
import { ANYWHERE, parsePathPatterns, type PathState, startPaths } from './path-patterns.ts';

/**
 * `ids`: UUID, ULID, nanoid and ObjectId, also within longer strings (nanoid: whole strings only). `dates`: Date objects, ISO dates within
 * strings, and whole numbers that are milliseconds of the years 2001 to 2100. Such a value equals any other of the same sort, never one of
 * another sort or type. `order`: arrays hold the same in any order, at the path or everywhere. `path`: is not looked at.
 * Paths: `user.id`, `items.*.price`, `items[0].price`, `items[id=3].price`; `*` is one key or index.
 */
export type Scrubber = { readonly kind: 'ids' } | { readonly kind: 'dates' } | { readonly kind: 'order'; readonly path?: string } | { readonly kind: 'path'; readonly path: string };

export interface Scrubbing {
  readonly hasDates: boolean;
  readonly text: (text: string) => string;
  readonly start: PathState;
  /** Below all patterns of paths. */
  readonly settled: PathState;
}

const UUID = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi;
const ULID = /\b[0-7][0-9A-HJKMNP-TV-Z]{25}\b/g;
const OBJECT_ID = /\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{24}\b/g;
/** 21 characters of its alphabet; a digit and both cases, which nearly all have, keep words out. */
const NANOID = /^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])[\w-]{21}$/;
const ISO_DATE = /\b\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:[T ](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:[.,]\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?(?![\d-])/g;
const [FIRST_MS, LAST_MS] = [Date.UTC(2001, 0, 1), Date.UTC(2101, 0, 1)];

export const isEpochMs = (value: number): boolean => Number.isInteger(value) && value >= FIRST_MS && value < LAST_MS;

const keepText = (text: string): string => text;
const scrubIds = (text: string): string => (NANOID.test(text) ? '<nanoid>' : text.replace(UUID, '<uuid>').replace(ULID, '<ulid>').replace(OBJECT_ID, '<objectid>'));
const scrubDates = (text: string): string => text.replace(ISO_DATE, '<date>');

/** Scrubbers in the form the comparison uses. */
export function compileScrubbers(scrubbers: readonly Scrubber[]): Scrubbing {
  const [hasIds, hasDates] = [scrubbers.some(({ kind }) => kind === 'ids'), scrubbers.some(({ kind }) => kind === 'dates')];
  const text = (value: string): string => {
    const withoutIds = hasIds ? scrubIds(value) : value;
    return hasDates ? scrubDates(withoutIds) : withoutIds;
  };
  const ignored = scrubbers.flatMap((scrubber) => (scrubber.kind === 'path' ? [scrubber.path] : []));
  const unordered = scrubbers.flatMap((scrubber) => (scrubber.kind === 'order' ? [scrubber.path ?? ANYWHERE] : []));
  const isUnordered = unordered.includes(ANYWHERE);
  const patterns = parsePathPatterns(unordered.filter((path) => path !== ANYWHERE));
  return { hasDates, text: hasIds || hasDates ? text : keepText, ...startPaths(parsePathPatterns(ignored), patterns, isUnordered) };
}

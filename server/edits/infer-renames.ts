// Which exports of a file have another name after an edit. Owns the method and its thresholds; the surfaces come from export-surface.ts.
//
// A removed and an added export are one thing under a new name
//  - for certain, when their declarations say the same apart from the name and no other pair of the file does, or when both pass on the same thing;
//  - likely, when both are values or both types, what the declarations say after the name is at least half alike (Dice over token pairs), the score
//    0.7 body + 0.1 place among the exports + 0.1 kind of declaration + 0.1 spelling reaches 0.6, and no other pair of either comes within 0.1.
// Everything else is a removal and an addition.
import { distance } from 'fastest-levenshtein';
import { PATTERN, type SurfaceEntry } from './export-surface.ts';
import { tokenLikeness } from './likeness.ts';

const LEAST_BODY = 0.5;
const LEAST_SCORE = 0.6;
const LEAST_LEAD = 0.1;
/** Of more pairs than this only those are looked at that say the same: the file was rewritten. */
const MOST_PAIRS = 4_000;

export interface NamePair {
  readonly from: string;
  readonly to: string;
  readonly isCertain: boolean;
  readonly likeness: number;
}

export interface SurfacePair {
  readonly before: ReadonlyMap<string, SurfaceEntry>;
  readonly after: ReadonlyMap<string, SurfaceEntry>;
  /** True when two names that are passed on mean the same thing before and after. */
  isSameSource(before: NonNullable<SurfaceEntry['source']>, after: NonNullable<SurfaceEntry['source']>): boolean;
}

interface Candidate extends NamePair {
  readonly score: number;
}

/** Place of each export among those that stay. */
function ranksOf(surface: ReadonlyMap<string, SurfaceEntry>, other: ReadonlyMap<string, SurfaceEntry>): Map<string, number> {
  const ranks = new Map<string, number>();
  let rank = 0;
  for (const name of surface.keys()) {
    ranks.set(name, rank);
    if (other.has(name)) rank += 1;
  }
  return ranks;
}

/** Never the default export: importers call it what they like, so a name for it is another change. */
const onlyIn = (surface: ReadonlyMap<string, SurfaceEntry>, other: ReadonlyMap<string, SurfaceEntry>) => [...surface.values()].filter(({ name }) => !other.has(name) && name !== 'default' && name !== 'export=');

function compare(pair: SurfacePair, old: SurfaceEntry, now: SurfaceEntry, placeLikeness: number): Candidate | null {
  if (old.source || now.source) {
    const isSame = old.source !== null && now.source !== null && pair.isSameSource(old.source, now.source);
    return isSame ? { from: old.name, to: now.name, isCertain: true, likeness: 1, score: 1 + placeLikeness / 10 } : null;
  }
  if (old.isType !== now.isType || (old.shape === PATTERN && old.body !== now.body)) return null;
  const body = Math.max(tokenLikeness(old.body, now.body), tokenLikeness(old.text, now.text));
  const spelling = 1 - distance(old.name.toLowerCase(), now.name.toLowerCase()) / Math.max(old.name.length, now.name.length);
  const isSame = (old.body === now.body || old.text === now.text) && old.shape === now.shape;
  const score = 0.7 * body + 0.1 * placeLikeness + 0.1 * Number(old.shape === now.shape) + 0.1 * spelling;
  return body >= LEAST_BODY && score >= LEAST_SCORE ? { from: old.name, to: now.name, isCertain: isSame, likeness: body, score } : null;
}

const sharesOneName = (a: NamePair, b: NamePair): boolean => (a.from === b.from) !== (a.to === b.to);

/** The pairs that no rival comes near; a pair that alone is the same in every word has none. */
function settled(open: readonly Candidate[]): Candidate[] {
  return open.flatMap((found) => {
    const rivals = open.filter((other) => sharesOneName(found, other));
    const isCertain = found.isCertain && !rivals.some((other) => other.isCertain);
    const leads = rivals.every((other) => found.score - other.score >= LEAST_LEAD && (found.isCertain || !other.isCertain));
    return isCertain || leads ? [{ ...found, isCertain }] : [];
  });
}

/** One to one, round by round: what one round settles is no rival in the next. */
export function inferRenames(pair: SurfacePair): NamePair[] {
  const ranks = { before: ranksOf(pair.before, pair.after), after: ranksOf(pair.after, pair.before) };
  const [gone, come] = [onlyIn(pair.before, pair.after), onlyIn(pair.after, pair.before)];
  const isRewritten = gone.length * come.length > MOST_PAIRS;
  let open = gone.flatMap((old) => come.flatMap((now) => {
    if (isRewritten && old.body !== now.body && old.text !== now.text && !old.source) return [];
    const apart = Math.abs((ranks.before.get(old.name) ?? 0) - (ranks.after.get(now.name) ?? 0));
    return compare(pair, old, now, 1 / (1 + apart)) ?? [];
  }));
  const renames: NamePair[] = [];
  for (let found = settled(open); found.length > 0; found = settled(open)) {
    renames.push(...found.map(({ from, to, isCertain, likeness }) => ({ from, to, isCertain, likeness })));
    open = open.filter((other) => !found.some(({ from, to }) => other.from === from || other.to === to));
  }
  return renames;
}

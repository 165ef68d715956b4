// Which elements of two sequences of numbers belong together, in order. Owns the choice of the method; the methods are in their own files.
import { matchByBits } from './bit-lcs.ts';
import { matchByMyers } from './myers.ts';

export interface SequenceAlignment {
  /** For each element of the first sequence its partner's index in the second, ascending; -1 for none. */
  readonly matches: Int32Array;
  /** True where the common subsequence may not be a longest one. */
  readonly isApproximate: boolean;
}

/** Edits up to which Myers is the fastest way. */
const MYERS_CAP = 1_200;
/** Pairs of elements up to which the bit-parallel table is filled: 7 million words. */
const TABLE_LIMIT = 200_000_000;

interface Region {
  readonly fromA: number;
  readonly toA: number;
  readonly fromB: number;
  readonly toB: number;
}

interface Sides {
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly countA: Int32Array;
  readonly countB: Int32Array;
  readonly matches: Int32Array;
}

/** Indexes of a region whose element stands on both sides: the others can match nothing. Source: GNU diff's discarding of lines. */
function keepCommon({ a, b, countA, countB }: Sides, region: Region): { indexA: number[]; indexB: number[]; isUnique: boolean } {
  const { fromA, toA, fromB, toB } = region;
  for (let i = fromA; i < toA; i += 1) if (a[i]! >= 0) countA[a[i]!]! += 1;
  for (let j = fromB; j < toB; j += 1) if (b[j]! >= 0) countB[b[j]!]! += 1;
  const [indexA, indexB]: [number[], number[]] = [[], []];
  let isUnique = true;
  for (let i = fromA; i < toA; i += 1) {
    if (a[i]! < 0 || countB[a[i]!]! === 0) continue;
    indexA.push(i);
    if (countA[a[i]!]! > 1) isUnique = false;
  }
  for (let j = fromB; j < toB; j += 1) {
    if (b[j]! < 0 || countA[b[j]!]! === 0) continue;
    indexB.push(j);
    if (countB[b[j]!]! > 1) isUnique = false;
  }
  for (let i = fromA; i < toA; i += 1) if (a[i]! >= 0) countA[a[i]!] = 0;
  for (let j = fromB; j < toB; j += 1) if (b[j]! >= 0) countB[b[j]!] = 0;
  return { indexA, indexB, isUnique };
}

/** Positions of a longest ascending subsequence of distinct numbers. Source: patience sorting (Fredman 1975). */
export function findAscending(values: readonly number[]): number[] {
  const tails: number[] = [];
  const before = new Int32Array(values.length).fill(-1);
  for (const [at, value] of values.entries()) {
    let [low, high] = [0, tails.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (values[tails[middle]!]! < value) low = middle + 1;
      else high = middle;
    }
    if (low > 0) before[at] = tails[low - 1]!;
    tails[low] = at;
  }
  const found: number[] = [];
  for (let at = tails.at(-1) ?? -1; at >= 0; at = before[at]!) found.push(at);
  return found.reverse();
}

/** Pairs of elements that stand once on each side, in an order both sides agree on. Source: Bram Cohen's patience diff. */
function findAnchors({ a, b }: Sides, indexA: readonly number[], indexB: readonly number[]): [number, number][] {
  const [placesA, placesB] = [new Map<number, number>(), new Map<number, number>()];
  for (const i of indexA) placesA.set(a[i]!, placesA.has(a[i]!) ? -1 : i);
  for (const j of indexB) placesB.set(b[j]!, placesB.has(b[j]!) ? -1 : j);
  const pairs: [number, number][] = [];
  for (const i of indexA) {
    const j = placesA.get(a[i]!) === i ? (placesB.get(a[i]!) ?? -1) : -1;
    if (j >= 0) pairs.push([i, j]);
  }
  return findAscending(pairs.map(([, j]) => j)).map((at) => pairs[at]!);
}

/** Exact within a region: the elements that are kept get dense numbers first. False where it is too large and too different for that. */
function matchExactly({ a, b, matches }: Sides, indexA: readonly number[], indexB: readonly number[]): boolean {
  const dense = new Map<number, number>();
  const number = (value: number): number => {
    const known = dense.get(value) ?? dense.size;
    dense.set(value, known);
    return known;
  };
  const [keptA, keptB] = [Int32Array.from(indexA, (i) => number(a[i]!)), Int32Array.from(indexB, (j) => number(b[j]!))];
  const found = matchByMyers(keptA, keptB, MYERS_CAP) ?? (keptA.length * keptB.length > TABLE_LIMIT ? null : matchByBits(keptA, keptB, dense.size));
  if (!found) return false;
  for (const [at, j] of found.entries()) if (j >= 0) matches[indexA[at]!] = indexB[j]!;
  return true;
}

/** Trims what is the same at both ends of a region, which a longest common subsequence always may. */
function trim({ a, b, matches }: Sides, region: Region): Region {
  let { fromA, toA, fromB, toB } = region;
  while (fromA < toA && fromB < toB && a[fromA]! >= 0 && a[fromA] === b[fromB]) matches[fromA++] = fromB++;
  while (fromA < toA && fromB < toB && a[toA - 1]! >= 0 && a[toA - 1] === b[toB - 1]) matches[--toA] = --toB;
  return { fromA, toA, fromB, toB };
}

/** Parts of a region that can be matched one by one: between anchors, or, without any, its halves. */
function split(sides: Sides, region: Region, kept: { indexA: number[]; indexB: number[] }): Region[] {
  const { fromA, toA, fromB, toB } = region;
  const anchors = findAnchors(sides, kept.indexA, kept.indexB);
  if (anchors.length === 0) {
    const [middleA, middleB] = [(fromA + toA) >> 1, (fromB + toB) >> 1];
    return [{ fromA, toA: middleA, fromB, toB: middleB }, { fromA: middleA, toA, fromB: middleB, toB }];
  }
  const regions: Region[] = [];
  let [nextA, nextB] = [fromA, fromB];
  for (const [i, j] of [...anchors, [toA, toB] as const]) {
    if (i < toA) sides.matches[i] = j;
    regions.push({ fromA: nextA, toA: i, fromB: nextB, toB: j });
    [nextA, nextB] = [i + 1, j + 1];
  }
  return regions;
}

/**
 * Aligns two sequences of small numbers (from 0 on; negative ones match nothing). What stands on one side only is set aside; sequences
 * without repetition are solved by a longest ascending subsequence, few edits by Myers, the rest by a bit-parallel table. All three give a
 * longest common subsequence. Beyond 200 million pairs the sequences are cut at unique anchors (patience), then in halves along the
 * diagonal, and the result is approximate.
 */
export function alignSequences(a: Int32Array, b: Int32Array): SequenceAlignment {
  let classes = 0;
  for (const value of a) classes = Math.max(classes, value + 1);
  for (const value of b) classes = Math.max(classes, value + 1);
  const sides: Sides = { a, b, countA: new Int32Array(classes), countB: new Int32Array(classes), matches: new Int32Array(a.length).fill(-1) };
  const waiting: Region[] = [{ fromA: 0, toA: a.length, fromB: 0, toB: b.length }];
  let isApproximate = false;
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const region = trim(sides, next);
    if (region.fromA === region.toA || region.fromB === region.toB) continue;
    const kept = keepCommon(sides, region);
    if (kept.indexA.length === 0) continue;
    if (kept.isUnique) for (const [i, j] of findAnchors(sides, kept.indexA, kept.indexB)) sides.matches[i] = j;
    else if (!matchExactly(sides, kept.indexA, kept.indexB)) {
      isApproximate = true;
      waiting.push(...split(sides, region, kept));
    }
  }
  return { matches: sides.matches, isApproximate };
}

// Which elements of two arrays or sets belong together. Owns the pairing; what differs within a pair is diff-values.ts.
import { alignSequences, findAscending } from './align-sequences.ts';
import { findOwn, listPlainKeys } from './value-parts.ts';

/** An element on each side, or on one. `moved`: it stands at another place among those that are on both sides. */
export interface ElementPair {
  readonly expected: number;
  readonly actual: number;
  readonly isMoved: boolean;
}

export interface ElementPairs {
  readonly pairs: readonly ElementPair[];
  /** The property that identifies the elements; null where they were aligned. */
  readonly identity: string | null;
}

export interface Side {
  readonly items: readonly unknown[];
  /** Canonical numbers: the same for equal elements. Asked for where there is no identity only. */
  readonly listIds: () => readonly number[];
}

interface Numbered {
  readonly items: readonly unknown[];
  readonly ids: readonly number[];
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

/** A property that is unique on both sides and shared by at least half of the elements of the shorter one. */
function findIdentity(expected: readonly unknown[], actual: readonly unknown[], given: readonly string[]): { name: string; expected: Map<unknown, number>; actual: Map<unknown, number> } | null {
  if (expected.length === 0 || actual.length === 0) return null;
  const [first] = expected;
  // Names such as orderId, that begin with what the elements are.
  const own = typeof first === 'object' && first !== null ? (listPlainKeys(first) ?? []).filter((name) => /(?:Id|ID|_id|Key|Uuid)$/.test(name)) : [];
  for (const name of new Set([...given, ...IDENTITY_NAMES, ...own])) {
    const [left, right] = [listIdentities(expected, name), listIdentities(actual, name)];
    if (!left || !right) continue;
    let shared = 0;
    for (const value of left.keys()) if (right.has(value)) shared += 1;
    if (shared > 0 && shared * 2 >= Math.min(left.size, right.size)) return { name, expected: left, actual: right };
  }
  return null;
}

/** In the order of the actual elements, a missing one behind what precedes it. */
function orderPairs(both: readonly ElementPair[], sides: { readonly expected: number; readonly actual: number }): ElementPair[] {
  const [byExpected, byActual] = [new Map(both.map((pair) => [pair.expected, pair])), new Map(both.map((pair) => [pair.actual, pair]))];
  const pairs: ElementPair[] = [];
  const told = new Set<ElementPair>();
  let at = 0;
  const passActual = (until: number): void => {
    for (; at < until; at += 1) {
      const pair = byActual.get(at);
      if (!pair) pairs.push({ expected: -1, actual: at, isMoved: false });
      else if (!told.has(pair)) {
        told.add(pair);
        pairs.push(pair);
      }
    }
  };
  for (let expected = 0; expected < sides.expected; expected += 1) {
    const pair = byExpected.get(expected);
    if (!pair) pairs.push({ expected, actual: -1, isMoved: false });
    else if (!pair.isMoved) passActual(pair.actual + 1);
  }
  passActual(sides.actual);
  return pairs;
}

/** Pairs of indexes; those outside of a longest ascending subsequence have moved. */
function markMoved(both: readonly (readonly [number, number])[]): ElementPair[] {
  const sorted = [...both].sort(([a], [b]) => a - b);
  const kept = new Set(findAscending(sorted.map(([, actual]) => actual)));
  return sorted.map(([expected, actual], at) => ({ expected, actual, isMoved: !kept.has(at) }));
}

/** Pairs of elements in blocks that are not too large are chosen by likeness; in larger ones by their order. */
const BLOCK_LIMIT = 10_000;
/** Objects that are less alike than this are told as one missing and one unexpected. */
const LEAST_LIKENESS = 0.3;

interface Block {
  readonly expected: readonly number[];
  readonly actual: readonly number[];
}

/** The pairs of a block in order whose likenesses add up to most. */
function pairByLikeness({ expected, actual }: Block, likeness: (expected: number, actual: number) => number): [number, number][] {
  const width = actual.length + 1;
  if (expected.length * actual.length > BLOCK_LIMIT) return expected.slice(0, actual.length).map((item, at): [number, number] => [item, actual[at]!]).filter(([a, b]) => likeness(a, b) >= LEAST_LIKENESS);
  const best = new Float64Array((expected.length + 1) * width);
  const scores = expected.map((item) => actual.map((other) => likeness(item, other)));
  for (let i = expected.length - 1; i >= 0; i -= 1) {
    for (let j = actual.length - 1; j >= 0; j -= 1) {
      const score = scores[i]![j]!;
      const paired = score >= LEAST_LIKENESS ? score + best[(i + 1) * width + j + 1]! : 0;
      best[i * width + j] = Math.max(paired, best[(i + 1) * width + j]!, best[i * width + j + 1]!);
    }
  }
  const pairs: [number, number][] = [];
  for (let i = 0, j = 0; i < expected.length && j < actual.length; ) {
    const [here, score] = [best[i * width + j]!, scores[i]![j]!];
    if (score >= LEAST_LIKENESS && here === score + best[(i + 1) * width + j + 1]!) pairs.push([expected[i++]!, actual[j++]!]);
    else if (here === best[(i + 1) * width + j]!) i += 1;
    else j += 1;
  }
  return pairs;
}

/** Stretches between aligned elements in which both sides have some left. */
function listBlocks(matches: Int32Array, actualLength: number): Block[] {
  const blocks: Block[] = [];
  let [expected, from] = [[] as number[], 0];
  for (let at = 0; at <= matches.length; at += 1) {
    const partner = at === matches.length ? actualLength : matches[at]!;
    if (partner < 0) expected.push(at);
    else {
      if (expected.length > 0 && partner > from) blocks.push({ expected, actual: Array.from({ length: partner - from }, (_, n) => from + n) });
      [expected, from] = [[], partner + 1];
    }
  }
  return blocks;
}

/** Elements that are equal and stand on both sides without a partner. */
function pairMoved(expected: Numbered, actual: Numbered, taken: { readonly expected: Set<number>; readonly actual: Set<number> }): [number, number][] {
  const places = new Map<number, number[]>();
  for (let at = actual.items.length - 1; at >= 0; at -= 1) {
    if (taken.actual.has(at)) continue;
    const same = places.get(actual.ids[at]!);
    if (same) same.push(at);
    else places.set(actual.ids[at]!, [at]);
  }
  const moved: [number, number][] = [];
  for (const [at, id] of expected.ids.entries()) {
    const partner = taken.expected.has(at) ? undefined : places.get(id)?.pop();
    if (partner !== undefined) moved.push([at, partner]);
  }
  return moved;
}

export interface PairingOptions {
  /** Names of identifying properties that are tried first. */
  readonly identityKeys: readonly string[];
  readonly isUnordered: boolean;
  /** From 0 to 1. */
  readonly likeness: (expected: unknown, actual: unknown) => number;
}

/**
 * Pairs the elements of two arrays. Objects with an identifying property (a given one, id, key, uuid, name ...) that is unique on both sides
 * are paired by it; other elements are aligned by equality (a longest common subsequence), then by likeness between those that are equal.
 * Equal elements that the alignment left on both sides have moved. Without order all that is equal belongs together, wherever it stands.
 */
export function pairElements(expected: Side, actual: Side, options: PairingOptions): ElementPairs {
  const identity = findIdentity(expected.items, actual.items, options.identityKeys);
  if (!identity) return { pairs: pairByEquality({ items: expected.items, ids: expected.listIds() }, { items: actual.items, ids: actual.listIds() }, options), identity: null };
  const sides = { expected: expected.items.length, actual: actual.items.length };
  const both: [number, number][] = [];
  for (const [value, at] of identity.expected) if (identity.actual.has(value)) both.push([at, identity.actual.get(value)!]);
  const pairs = markMoved(both).map((pair) => ({ ...pair, isMoved: pair.isMoved && !options.isUnordered }));
  return { pairs: options.isUnordered ? listUnordered(pairs, sides) : orderPairs(pairs, sides), identity: identity.name };
}

function pairByEquality(expected: Numbered, actual: Numbered, options: PairingOptions): ElementPair[] {
  const sides = { expected: expected.items.length, actual: actual.items.length };
  const likeness = (a: number, b: number): number => options.likeness(expected.items[a], actual.items[b]);
  const taken = { expected: new Set<number>(), actual: new Set<number>() };
  const take = (found: readonly (readonly [number, number])[], isMoved: boolean): ElementPair[] => found.map(([a, b]) => {
    taken.expected.add(a);
    taken.actual.add(b);
    return { expected: a, actual: b, isMoved };
  });
  const leave = (block: Block): Block => ({ expected: block.expected.filter((at) => !taken.expected.has(at)), actual: block.actual.filter((at) => !taken.actual.has(at)) });
  if (options.isUnordered) {
    const equal = take(pairMoved(expected, actual, taken), false);
    const left = leave({ expected: [...expected.items.keys()], actual: [...actual.items.keys()] });
    return listUnordered([...equal, ...take(pairByLikeness(left, likeness), false)], sides);
  }
  const { matches } = alignSequences(...numberDensely(expected.ids, actual.ids));
  const aligned: [number, number][] = [];
  for (const [at, partner] of matches.entries()) if (partner >= 0) aligned.push([at, partner]);
  const equal = take(aligned, false);
  const moved = take(pairMoved(expected, actual, taken), true);
  const alike = listBlocks(matches, actual.items.length).flatMap((block) => take(pairByLikeness(leave(block), likeness), false));
  return orderPairs([...equal, ...moved, ...alike], sides);
}

/** Small numbers for the alignment, whose tables grow with the greatest. */
function numberDensely(expected: readonly number[], actual: readonly number[]): [Int32Array, Int32Array] {
  const dense = new Map<number, number>();
  const number = (id: number): number => {
    const known = dense.get(id) ?? dense.size;
    dense.set(id, known);
    return known;
  };
  return [Int32Array.from(expected, number), Int32Array.from(actual, number)];
}

function listUnordered(both: readonly ElementPair[], sides: { readonly expected: number; readonly actual: number }): ElementPair[] {
  const byExpected = new Map(both.map((pair) => [pair.expected, pair]));
  const paired = new Set(both.map((pair) => pair.actual));
  const pairs: ElementPair[] = [];
  for (let at = 0; at < sides.expected; at += 1) pairs.push(byExpected.get(at) ?? { expected: at, actual: -1, isMoved: false });
  for (let at = 0; at < sides.actual; at += 1) if (!paired.has(at)) pairs.push({ expected: -1, actual: at, isMoved: false });
  return pairs;
}

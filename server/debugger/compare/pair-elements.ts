// Which elements of two arrays or sets belong together. Owns the pairing; what differs within a pair is diff-values.ts.
import { alignSequences, findAscending } from './align-sequences.ts';
import { type ElementIdentity, findIdentity } from './element-identity.ts';

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

interface Lengths {
  readonly expected: number;
  readonly actual: number;
}

/** In the order of the actual elements, a missing one behind what precedes it. */
function orderPairs(both: readonly ElementPair[], sides: Lengths): ElementPair[] {
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
  /** From 0 to 1. The same the other way round. */
  readonly likeness: (expected: unknown, actual: unknown) => number;
  /** A number that depends on what a canonical number stands for and on nothing else. */
  readonly printOf: (id: number) => number;
}

/**
 * Pairs the elements of two arrays. Objects with an identifying property (a given one, id, key, uuid, name ...) that is unique on both sides
 * are paired by it; other elements are aligned by equality (a longest common subsequence), then by likeness between those that are equal.
 * Equal elements that the alignment left on both sides have moved. Without order all that is equal belongs together, wherever it stands.
 * The other way round the same elements are paired: of ways that are as good, the content of the sides decides, not which one is expected.
 */
export function pairElements(expected: Side, actual: Side, options: PairingOptions): ElementPairs {
  const identity = findIdentity(expected.items, actual.items, options.identityKeys);
  const found = identity ? pairByIdentity(identity, options) : pairByEquality({ items: expected.items, ids: expected.listIds() }, { items: actual.items, ids: actual.listIds() }, options);
  const sides = { expected: expected.items.length, actual: actual.items.length };
  return { pairs: options.isUnordered ? listUnordered(found, sides) : orderPairs(found, sides), identity: identity?.name ?? null };
}

/** Below 0 where the left side comes first: the shorter one, else the one with less where they first differ. */
function compareSides<T>(left: readonly T[], right: readonly T[], compare: (a: T, b: T) => number): number {
  let order = left.length - right.length;
  for (let at = 0; order === 0 && at < left.length; at += 1) order = compare(left[at]!, right[at]!);
  return order;
}

const compareIdentities = (a: unknown, b: unknown): number => {
  if (a === b) return 0;
  const [left, right] = [`${typeof a} ${String(a)}`, `${typeof b} ${String(b)}`];
  return left === right ? 0 : left < right ? -1 : 1;
};

const turn = (pairs: readonly ElementPair[]): ElementPair[] => pairs.map(({ expected, actual, isMoved }) => ({ expected: actual, actual: expected, isMoved }));

function pairByIdentity({ expected, actual }: ElementIdentity, { isUnordered }: PairingOptions): ElementPair[] {
  const pairUp = (left: ReadonlyMap<unknown, number>, right: ReadonlyMap<unknown, number>): ElementPair[] => {
    const both: [number, number][] = [];
    for (const [value, at] of left) if (right.has(value)) both.push([at, right.get(value)!]);
    return isUnordered ? both.map(([a, b]) => ({ expected: a, actual: b, isMoved: false })) : markMoved(both);
  };
  return compareSides([...expected.keys()], [...actual.keys()], compareIdentities) > 0 ? turn(pairUp(actual, expected)) : pairUp(expected, actual);
}

function pairByEquality(expected: Numbered, actual: Numbered, options: PairingOptions): ElementPair[] {
  const isTurned = compareSides(expected.ids, actual.ids, (a, b) => options.printOf(a) - options.printOf(b)) > 0;
  return isTurned ? turn(pairInTurn(actual, expected, options)) : pairInTurn(expected, actual, options);
}

/** The pairs by equality and by likeness; which of several good ways it takes depends on which side is the first. */
function pairInTurn(first: Numbered, second: Numbered, options: PairingOptions): ElementPair[] {
  const likeness = (a: number, b: number): number => options.likeness(first.items[a], second.items[b]);
  const taken = { expected: new Set<number>(), actual: new Set<number>() };
  const take = (found: readonly (readonly [number, number])[], isMoved: boolean): ElementPair[] => found.map(([a, b]) => {
    taken.expected.add(a);
    taken.actual.add(b);
    return { expected: a, actual: b, isMoved };
  });
  const leave = (block: Block): Block => ({ expected: block.expected.filter((at) => !taken.expected.has(at)), actual: block.actual.filter((at) => !taken.actual.has(at)) });
  if (options.isUnordered) {
    const equal = take(pairMoved(first, second, taken), false);
    const left = leave({ expected: [...first.items.keys()], actual: [...second.items.keys()] });
    return [...equal, ...take(pairByLikeness(left, likeness), false)];
  }
  const { matches } = alignSequences(...numberDensely(first.ids, second.ids));
  const aligned: [number, number][] = [];
  for (const [at, partner] of matches.entries()) if (partner >= 0) aligned.push([at, partner]);
  const equal = take(aligned, false);
  const moved = take(pairMoved(first, second, taken), true);
  const alike = listBlocks(matches, second.items.length).flatMap((block) => take(pairByLikeness(leave(block), likeness), false));
  return [...equal, ...moved, ...alike];
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

function listUnordered(both: readonly ElementPair[], sides: Lengths): ElementPair[] {
  const byExpected = new Map(both.map((pair) => [pair.expected, pair]));
  const paired = new Set(both.map((pair) => pair.actual));
  const pairs: ElementPair[] = [];
  for (let at = 0; at < sides.expected; at += 1) pairs.push(byExpected.get(at) ?? { expected: at, actual: -1, isMoved: false });
  for (let at = 0; at < sides.actual; at += 1) if (!paired.has(at)) pairs.push({ expected: -1, actual: at, isMoved: false });
  return pairs;
}

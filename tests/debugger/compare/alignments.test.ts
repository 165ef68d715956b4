import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { alignSequences, findAscending } from '../../../server/debugger/compare/align-sequences.ts';
import { matchByBits } from '../../../server/debugger/compare/bit-lcs.ts';
import { matchMaximum } from '../../../server/debugger/compare/match-groups.ts';
import { matchByMyers } from '../../../server/debugger/compare/myers.ts';

/** The textbook table. */
function measureCommon(a: readonly number[], b: readonly number[]): number {
  let above = new Array<number>(b.length + 1).fill(0);
  for (const value of a) {
    const row = [0];
    for (const [j, other] of b.entries()) row.push(value === other && value >= 0 ? above[j]! + 1 : Math.max(above[j + 1]!, row[j]!));
    above = row;
  }
  return above.at(-1)!;
}

/** The number of matches; throws where they are not ascending pairs of equal elements. */
function countMatches(a: readonly number[], b: readonly number[], matches: Int32Array): number {
  let [last, count] = [-1, 0];
  for (const [i, j] of matches.entries()) {
    if (j < 0) continue;
    if (j <= last || a[i] !== b[j]) throw new Error(`element ${i} does not belong to ${j}`);
    [last, count] = [j, count + 1];
  }
  return count;
}

const sequence = fc.integer({ min: 1, max: 8 }).chain((classes) => fc.tuple(fc.array(fc.nat(classes), { maxLength: 80 }), fc.array(fc.nat(classes), { maxLength: 80 })));

describe('a longest common subsequence', () => {
  test('is found by Myers', () => {
    fc.assert(fc.property(sequence, ([a, b]) => {
      expect(countMatches(a, b, matchByMyers(Int32Array.from(a), Int32Array.from(b), 1_000)!)).toBe(measureCommon(a, b));
    }));
  });

  test('is found by the bit-parallel table', () => {
    fc.assert(fc.property(sequence, ([a, b]) => {
      expect(countMatches(a, b, matchByBits(Int32Array.from(a), Int32Array.from(b), 9))).toBe(measureCommon(a, b));
    }));
  });

  test('is found whatever way is chosen, also where numbers are negative and match nothing', () => {
    fc.assert(fc.property(sequence, ([a, b]) => {
      const [left, right] = [a.map((value) => value - 1), b.map((value) => value - 1)];
      const { matches, isApproximate } = alignSequences(Int32Array.from(left), Int32Array.from(right));
      expect([countMatches(left, right, matches), isApproximate]).toEqual([measureCommon(left, right), false]);
    }));
  });

  test('of sequences without repetition is found however long they are', () => {
    const a = Int32Array.from({ length: 100_000 }, (_, at) => at);
    const { matches, isApproximate } = alignSequences(a, a.slice(50_000).reverse());
    expect([matches.filter((partner) => partner >= 0).length, isApproximate]).toEqual([1, false]);
  });

  test('is given up by Myers at its cap', () => {
    const match = (cap: number): Int32Array | null => matchByMyers(Int32Array.of(1, 2, 3), Int32Array.of(4, 5, 6), cap);
    expect([match(5), match(6)]).toEqual([null, Int32Array.of(-1, -1, -1)]);
  });
});

test('sequences too large to be exact are cut at their anchors and in halves, and said to be approximate', () => {
  // Short periods, so that Myers gives up; one element in the middle stands once on each side.
  const half = (period: number): number[] => Array.from({ length: 8_000 }, (_, at) => at % period);
  const [a, b] = [[...half(5), 9, ...half(7)], [...half(7), 9, ...half(5)]];
  const { matches, isApproximate } = alignSequences(Int32Array.from(a), Int32Array.from(b));
  expect([isApproximate, matches[8_000]]).toEqual([true, 8_000]);
  expect(countMatches(a, b, matches)).toBeGreaterThan(5_000);
});

test('an ascending subsequence is a longest one', () => {
  expect(findAscending([3, 1, 2, 5, 4, 6])).toHaveLength(4);
  expect(findAscending([])).toEqual([]);
});

test('a matching of a group is as large as one can be', () => {
  const edges = fc.array(fc.uniqueArray(fc.nat(6), { maxLength: 4 }), { maxLength: 7 });
  const best = (candidates: readonly (readonly number[])[], used: ReadonlySet<number>): number => {
    const [first, ...rest] = candidates;
    if (!first) return 0;
    return Math.max(best(rest, used), ...first.filter((call) => !used.has(call)).map((call) => 1 + best(rest, new Set([...used, call]))));
  };
  fc.assert(fc.property(edges, (candidates) => {
    const found = matchMaximum(candidates.length, (member) => candidates[member]!);
    expect(new Set(found.values()).size).toBe(found.size);
    for (const [member, call] of found) expect(candidates[member]).toContain(call);
    expect(found.size).toBe(best(candidates, new Set()));
  }));
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ExpectedCall, ExpectedPath, PathCall } from '../../../server/debugger/behavior.ts';
import { comparePaths, type PathMismatch } from '../../../server/debugger/compare/paths.ts';

const name = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const names = fc.array(name, { maxLength: 40 });
const toCalls = (list: readonly string[]): PathCall[] => list.map((called, id) => ({ name: called, id, calls: [] }));

const tree = fc.letrec<{ forest: PathCall[]; call: PathCall }>((tie) => ({
  forest: fc.array(tie('call'), { maxLength: 4 }),
  call: fc.record({ name, id: fc.constant(null), calls: fc.oneof({ depthSize: 'small', withCrossShrink: true }, fc.constant([]), tie('forest')) }),
}));
const toExpected = (calls: readonly PathCall[]): ExpectedPath => calls.map(({ name: call, calls: inner }): ExpectedCall => (inner.length === 0 ? call : { call, calls: toExpected(inner) }));

/** Rows of calls that were compared, without the calls around them. */
const sideOf = (mismatch: PathMismatch, side: 'expected' | 'actual'): string[] => mismatch.rows.map((row) => row[side]).filter((label) => label !== null);
const countRows = (mismatch: PathMismatch | null, side: 'expected' | 'actual'): number => (mismatch?.rows ?? []).filter((row) => row.difference !== null && row[side] !== null && row.difference !== 'reordered').length;

test('a path that is expected as it was recorded has no differences', () => {
  fc.assert(fc.property(tree.forest, (calls) => {
    expect(comparePaths(toExpected(calls), calls)).toBeNull();
  }));
});

test('the rows give back both sides in their order', () => {
  fc.assert(fc.property(names, names, (expected, actual) => {
    const mismatch = comparePaths(expected, toCalls(actual));
    if (mismatch) expect([sideOf(mismatch, 'expected'), sideOf(mismatch, 'actual')]).toEqual([expected, actual]);
    else expect(actual).toEqual(expected);
  }));
});

test('as many calls are missing from one side as are unexpected on the other', () => {
  fc.assert(fc.property(names, names, (left, right) => {
    const [there, back] = [comparePaths(left, toCalls(right)), comparePaths(right, toCalls(left))];
    expect([countRows(there, 'expected'), countRows(there, 'actual')]).toEqual([countRows(back, 'actual'), countRows(back, 'expected')]);
  }));
});

test('every difference has its rows and the first divergence comes first', () => {
  fc.assert(fc.property(tree.forest, tree.forest, (expected, actual) => {
    const mismatch = comparePaths(toExpected(expected), actual);
    if (!mismatch) return;
    const kinds = new Set(mismatch.rows.map(({ difference }) => difference).filter((kind) => kind !== null));
    expect(new Set(mismatch.differences.map(({ kind }) => kind))).toEqual(kinds);
    expect(mismatch.firstDivergence.difference).toBe(mismatch.differences[0]);
    expect(mismatch.rows.find(({ difference }) => difference !== null)?.difference).toBe(mismatch.differences[0]?.kind);
  }));
});

test('groups, gaps and wildcards that the calls fulfil are no difference', () => {
  const item: fc.Arbitrary<{ expected: ExpectedCall; actual: readonly string[] }> = fc.oneof(
    name.map((call) => ({ expected: call, actual: [call] })),
    fc.array(fc.constantFrom('x', 'y'), { maxLength: 3 }).map((actual) => ({ expected: '...', actual })),
    name.map((call) => ({ expected: '*', actual: [call] })),
    fc.tuple(name, fc.integer({ min: 1, max: 3 })).map(([call, times]) => ({ expected: { call, times }, actual: new Array<string>(times).fill(call) })),
    fc.array(name, { minLength: 1, maxLength: 4 }).map((list) => ({ expected: { anyOrder: list }, actual: list.toReversed() })),
  );
  fc.assert(fc.property(fc.array(item, { minLength: 1, maxLength: 8 }), (items) => {
    expect(comparePaths(items.map(({ expected }) => expected), toCalls(items.flatMap(({ actual }) => [...actual])))).toBeNull();
  }));
});

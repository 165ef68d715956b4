import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diffValues } from '../../../server/debugger/compare/diff-values.ts';
import { decodeValue } from '../../../server/debugger/decode-value.ts';
import { encodeValue } from '../../../server/debugger/values.ts';

const anything = fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withTypedArray: true, withSparseArray: true, withNullPrototype: true, withBoxedValues: true, maxDepth: 4 });

/** A value and another one that is nearly the same. */
const nearly = fc.jsonValue({ maxDepth: 4 }).chain((value) => fc.tuple(fc.constant(value), fc.nat(30), fc.jsonValue({ maxDepth: 1 })).map(([original, at, other]) => {
  let count = 0;
  const change = (part: unknown): unknown => {
    if (count++ === at) return other;
    if (Array.isArray(part)) return part.map(change);
    return typeof part === 'object' && part !== null ? Object.fromEntries(Object.entries(part).map(([key, item]) => [key, change(item)])) : part;
  };
  return [original, change(original)] as const;
}));

/** Values of few sorts, which often are equal or nearly so. */
const leaf = fc.constantFrom<unknown>(0, -0, 1, NaN, '1', null, undefined, true, 1n);
const small = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: 'small', withCrossShrink: true }, leaf, fc.array(tie('value'), { maxLength: 2 }), fc.dictionary(fc.constantFrom('a', 'b'), tie('value'), { maxKeys: 2, noNullPrototype: true }), fc.array(tie('value'), { maxLength: 2 }).map((items) => new Set(items)), fc.array(fc.tuple(tie('value'), tie('value')), { maxLength: 2 }).map((entries) => new Map(entries))),
})).value;

describe('equality', () => {
  test('agrees with node:util for arbitrary values, which are rarely equal', () => {
    fc.assert(fc.property(anything, anything, (a, b) => {
      expect(diffValues(a, b, { isSignedZero: true }).differences.length === 0).toBe(isDeepStrictEqual(a, b));
    }), { numRuns: 400 });
  });

  test('agrees with node:util for small values, which often are', () => {
    fc.assert(fc.property(small, small, (a, b) => {
      expect(diffValues(a, b, { isSignedZero: true }).differences.length === 0).toBe(isDeepStrictEqual(a, b));
    }), { numRuns: 1_000 });
  });

  test('agrees with node:util for values that were changed in one place', () => {
    fc.assert(fc.property(nearly, ([a, b]) => {
      expect(diffValues(a, b, { isSignedZero: true }).differences.length === 0).toBe(isDeepStrictEqual(a, b));
    }));
  });

  test('of a value and itself, and of it and its recording, holds', () => {
    fc.assert(fc.property(anything, (value) => {
      expect(diffValues(value, value).differences).toEqual([]);
    }));
    fc.assert(fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
      expect(diffValues(value, decodeValue(encodeValue(value))).differences).toEqual([]);
    }));
  });
});

describe('differences', () => {
  test('are as many the other way round, with missing and unexpected exchanged', () => {
    const exchange: Readonly<Record<string, string>> = { missing: 'unexpected', unexpected: 'missing' };
    const assertMirrored = ([a, b]: readonly [unknown, unknown]): void => {
      const [there, back] = [diffValues(a, b, { limit: 10_000 }), diffValues(b, a, { limit: 10_000 })];
      expect(back.differences.map(({ kind }) => exchange[kind] ?? kind).sort()).toEqual(there.differences.map(({ kind }) => kind).sort());
    };
    const wide = (from: number, count: number): Record<string, number> => Object.fromEntries(Array.from({ length: count }, (_, n) => [`field${from + n}`, from === 0 ? 1 : 2]));
    fc.assert(fc.property(nearly, assertMirrored), {
      examples: [[[
        [[null, 1, false, null, true, null, 2], 3, 4, [5]],
        [[false, null, false], 3, 4, [5]],
      ]], [[
        // Two names of the elements that could identify them, in another order on each side.
        [{ orderId: 1, userId: 1 }, { orderId: 2, userId: 2 }],
        [{ userId: 2, orderId: 1 }, { userId: 3, orderId: 2 }],
      ]], [[
        // More fields than the likeness looks at; which come first is not the same on each side.
        [wide(0, 60), 0],
        [1, { ...wide(60, 60), ...wide(0, 30) }],
      ]]],
    });
    // Few different leaves in deep lists: many pairings are as good as each other.
    const lists = fc.array(fc.letrec((tie) => ({ value: fc.oneof({ depthSize: 'medium' }, fc.constantFrom<unknown>(0, 1, 2), fc.array(tie('value'), { maxLength: 6 })) })).value);
    fc.assert(fc.property(fc.tuple(lists, lists), assertMirrored), {
      examples: [[[[[], [[], [], [0]]], [[[], [0]], [[], [[]]]]]]],
    });
    fc.assert(fc.property(fc.tuple(small, small), assertMirrored), {
      examples: [[[new Set<unknown>([new Map(), new Set(), [0]]), new Set<unknown>([new Set([0]), new Map([[0, 0], [NaN, 0]]), []])]]],
    });
  });

  test('of one changed field name its path and nothing else', () => {
    const path = fc.array(fc.oneof(fc.constantFrom('a', 'b', 'c'), fc.nat(3)), { minLength: 1, maxLength: 6 });
    fc.assert(fc.property(path, (segments) => {
      // Every array is filled up to the index, so that the element is the only one that differs.
      const build = (value: unknown): unknown => segments.reduceRight<unknown>((inner, segment) => (typeof segment === 'string' ? { [segment]: inner, other: 0 } : [...new Array<number>(segment).fill(7), inner, 8]), value);
      const written = segments.map((segment) => (typeof segment === 'string' ? `.${segment}` : `[${segment}]`)).join('').replace(/^\./, '');
      expect(diffValues(build('old'), build('new')).differences.map(({ kind, path: found }) => [kind, found])).toEqual([['value', written]]);
    }));
  });

  test('of an insertion into an array are one', () => {
    fc.assert(fc.property(fc.uniqueArray(fc.nat(), { minLength: 1 }), fc.nat(), (items, at) => {
      const place = at % (items.length + 1);
      expect(diffValues(items, items.toSpliced(place, 0, -1)).differences.map(({ kind, path }) => [kind, path])).toEqual([['unexpected', `[${place}]`]]);
    }));
  });
});

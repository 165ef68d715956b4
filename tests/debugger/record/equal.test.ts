import { describe, expect, test } from 'vitest';
import { isEqual } from '../../../server/debugger/record/child/equal.ts';

class Cart {
  items = [1];
}
const cyclic = (): unknown => {
  const value: Record<string, unknown> = { a: 1 };
  value['self'] = value;
  return value;
};
const deep = (): unknown => {
  let value: unknown = 0;
  for (let level = 0; level < 50_000; level += 1) value = [value];
  return value;
};

describe.each([[false], [true]])('with an expected value that is JSON: %s', (isJson) => {
  test.each<[what: string, actual: unknown, expected: unknown, isSame: boolean]>([
    ['numbers', 1, 1, true],
    ['NaN', Number.NaN, Number.NaN, true],
    ['zeros of both signs', -0, 0, true],
    ['a number and its text', 1, '1', false],
    ['null and undefined', null, undefined, false],
    ['nested arrays', [1, [2, { a: 3 }]], [1, [2, { a: 3 }]], true],
    ['arrays of different length', [1], [1, 2], false],
    ['keys in another order', { a: 1, b: 2 }, { b: 2, a: 1 }, true],
    ['another key', { a: 1 }, { b: 1 }, false],
    ['an array and an object', [], {}, false],
    ['dates', new Date(5), new Date(5), true],
    ['other dates', new Date(5), new Date(6), false],
    ['regular expressions', /a/g, /a/g, true],
    ['flags', /a/g, /a/i, false],
    ['maps in any order', new Map([[1, 'a'], [2, 'b']]), new Map([[2, 'b'], [1, 'a']]), true],
    ['maps with objects as keys', new Map([[{ k: 1 }, 'a']]), new Map([[{ k: 1 }, 'a']]), true],
    ['maps with other values', new Map([[1, 'a']]), new Map([[1, 'b']]), false],
    ['maps with undefined as key', new Map([[undefined, 1]]), new Map([[undefined, 1]]), true],
    ['sets in any order', new Set([1, { a: 1 }]), new Set([{ a: 1 }, 1]), true],
    ['sets with other members', new Set([1]), new Set([2]), false],
    ['typed arrays', new Uint8Array([1, 2]), new Uint8Array([1, 2]), true],
    ['typed arrays of another type', new Uint8Array([1]), new Int8Array([1]), false],
    ['errors', new TypeError('x'), new TypeError('x'), true],
    ['errors with other messages', new Error('x'), new Error('y'), false],
    ['bigints', 1n, 1n, true],
    ['cycles', cyclic(), cyclic(), true],
    ['very deep values', deep(), deep(), true],
    ['functions', () => 1, () => 1, false],
    ['boxed values', Object(1), Object(2), false],
    ['objects without prototype', Object.assign(Object.create(null) as object, { a: 1 }), { a: 1 }, true],
  ])('%s', (_, actual, expected, isSame) => {
    expect(isEqual(actual, expected, { isJson })).toBe(isSame);
    expect(isEqual(expected, actual, { isJson })).toBe(isSame);
  });

  test('classes and undefined count only where JSON did not have to stand for them', () => {
    expect(isEqual(new Cart(), { items: [1] }, { isJson })).toBe(isJson);
    expect(isEqual({ a: 1, b: undefined }, { a: 1 }, { isJson })).toBe(isJson);
    expect(isEqual(new Cart(), new Cart(), { isJson })).toBe(true);
    expect(isEqual([undefined], [null], { isJson })).toBe(false);
  });

  test('a getter that throws is no reason to fail', () => {
    const trap = (): object => Object.defineProperty({}, 'x', { enumerable: true, get: () => { throw new Error('trap'); } });
    expect(isEqual(trap(), trap(), { isJson })).toBe(true);
    expect(isEqual(trap(), { x: 1 }, { isJson })).toBe(false);
  });
});

import { describe, expect, test } from 'vitest';
import { type DiffOptions, diffValues } from '../../../server/debugger/compare/diff-values.ts';
import { decodeValue } from '../../../server/debugger/decode-value.ts';
import { encodeValue } from '../../../server/debugger/values.ts';

type Case = [what: string, expected: unknown, actual: unknown, differences: readonly string[], options?: DiffOptions];

const differences = (expected: unknown, actual: unknown, options?: DiffOptions): string[] => diffValues(expected, actual, options).differences.map(({ kind, path }) => `${kind} ${path}`.trim());

class Cart { total = 1; }
class Basket { total = 1; }
const named = { function: { f: function f() {} }, other: { f: function g() {} } };

describe('values are told apart', () => {
  test.each<Case>([
    ['a number and its text', { id: 1 }, { id: '1' }, ['type id']],
    ['null and undefined', { a: null }, { a: undefined }, ['type a']],
    ['undefined and a missing key', { a: undefined }, {}, ['missing a']],
    ['a missing key and undefined', {}, { a: undefined }, ['unexpected a']],
    ['NaN and itself', [NaN], [NaN], []],
    ['-0 and 0 when asked', 0, -0, ['value'], { isSignedZero: true }],
    ['-0 and 0', 0, -0, []],
    ['a bigint and a number', 10n, 10, ['type']],
    ['bigints', 10n, 11n, ['value']],
    ['symbols by description', [Symbol('a'), Symbol('a')], [Symbol('a'), Symbol('b')], ['value [1]']],
    ['symbol keys by description', { [Symbol('k')]: 1 }, { [Symbol('k')]: 2 }, ['value [Symbol(k)]']],
    ['functions by name', named.function, named.other, ['value f']],
    ['a hole and undefined', [1, , 3], [1, undefined, 3], ['type [1]']], // eslint-disable-line no-sparse-arrays
    ['holes', [1, , 3], [1, , 3], []], // eslint-disable-line no-sparse-arrays
    ['dates by time', [new Date(0), new Date(1)], [new Date(0), new Date(2)], ['value [1]']],
    ['invalid dates', new Date(NaN), new Date(NaN), []],
    ['a date and its text', new Date(0), '1970-01-01T00:00:00.000Z', ['type']],
    ['regular expressions by source and flags', [/a/g, /b/], [/a/i, /b/], ['value [0]']],
    ['errors by message', new Error('a'), new Error('b'), ['value message']],
    ['errors by class and name', new TypeError('a'), new RangeError('a'), ['type', 'value name']],
    ['causes of errors', new Error('a', { cause: 1 }), new Error('a', { cause: 2 }), ['value cause']],
    ['fields of errors', Object.assign(new Error('a'), { code: 1 }), Object.assign(new Error('a'), { code: 2 }), ['value code']],
    ['classes', new Cart(), new Basket(), ['type']],
    ['a class and a plain object', { total: 1 }, new Cart(), ['type']],
    ['classes when they do not matter', { total: 1 }, new Cart(), [], { hasClassNames: false }],
    ['typed arrays by element', new Uint8Array([1, 2, 3]), new Uint8Array([1, 9, 3]), ['value [1]']],
    ['typed arrays by type', new Uint8Array([1]), new Int8Array([1]), ['type']],
    ['typed arrays by length', new Uint8Array([1]), new Uint8Array([1, 2]), ['unexpected [1]']],
    ['an array and an object', [], {}, ['type']],
    ['fields of arrays', Object.assign([1], { a: 1 }), Object.assign([1], { a: 2 }), ['value a']],
    ['boxed primitives', Object(1), Object(2), ['value']],
    ['objects whatever the order of their keys', { a: 1, b: 2 }, { b: 2, a: 1 }, []],
    ['keys that are no identifiers', { 'a b': 1, 'c.d': 1 }, { 'a b': 2, 'c.d': 2 }, ['value ["a b"]', 'value ["c.d"]']],
    ['huge sparse arrays', Object.assign(new Array<number>(1_000_000_000), { 5: 1 }), Object.assign(new Array<number>(1_000_000_000), { 5: 2 }), ['value ["5"]']],
  ])('%s', (_, expected, actual, wanted, options) => {
    expect(differences(expected, actual, options)).toEqual(wanted);
  });

  test.each<Case>([
    ['entries by key', new Map([['a', 1], ['b', 2]]), new Map([['a', 2], ['c', 2]]), ['value get("a")', 'missing get("b")', 'unexpected get("c")']],
    ['entries by deeply equal keys', new Map([[{ x: 1 }, [1]]]), new Map([[{ x: 1 }, [2]]]), ['value get({x: 1})[0]']],
    ['entries in any order', new Map([['a', 1], ['b', 2]]), new Map([['b', 2], ['a', 1]]), []],
    ['members in any order', new Set([{ a: 1 }, 2]), new Set([2, { a: 1 }]), []],
    ['members', new Set([1, 2]), new Set([2, 3]), ['value has(1)']],
    ['members that are alike', new Set([{ id: 1, a: 1 }]), new Set([{ id: 1, a: 2 }]), ['value [id=1].a']],
    ['more equal members', new Set([{ a: 1 }, { a: 1 }]), new Set([{ a: 1 }]), ['missing has({a: 1})']],
  ])('Map and Set: %s', (_, expected, actual, wanted) => {
    expect(differences({ at: expected }, { at: actual })).toEqual(wanted.map((text) => text.replace(/ (?=\[)/, ' at').replace(/ (?=get|has)/, ' at.')));
  });
});

describe('elements of arrays', () => {
  const items = [{ id: 1, price: 1 }, { id: 2, price: 2 }, { id: 3, price: 3 }];

  test.each<Case>([
    ['an insertion at the front is one difference', items, [{ id: 0, price: 0 }, ...items], ['unexpected [id=0]']],
    ['a removal is one difference', items, items.slice(1), ['missing [id=1]']],
    ['objects with an id are paired by it', items, [items[0], { id: 2, price: 9 }, items[2]], ['value [id=2].price']],
    ['a changed object may have moved as well', items, [{ id: 3, price: 9 }, items[0], items[1]], ['moved [id=3]', 'value [id=3].price']],
    ['an id is no identity where it is not unique', [{ id: 1, a: 1 }, { id: 1, a: 2 }], [{ id: 1, a: 1 }, { id: 1, a: 3 }], ['value [1].a']],
    ['an id is no identity where nothing shares it', [{ id: 1, a: 1 }], [{ id: 2, a: 1 }], ['value [0].id']],
    ['a given key goes before id', [{ id: 1, sku: 'a', n: 1 }, { id: 2, sku: 'b', n: 1 }], [{ id: 2, sku: 'a', n: 1 }, { id: 1, sku: 'b', n: 1 }], ['value [sku="a"].id', 'value [sku="b"].id'], { identityKeys: ['sku'] }],
    ['a key with the name of the element is found', [{ orderId: 'x', n: 1 }, { orderId: 'y', n: 1 }], [{ orderId: 'y', n: 1 }, { orderId: 'x', n: 2 }], ['moved [orderId="x"]', 'value [orderId="x"].n']],
    ['primitives are aligned', [1, 2, 3, 4], [0, 1, 2, 3, 4], ['unexpected [0]']],
    ['a replaced primitive is one difference', [1, 2, 3], [1, 9, 3], ['value [1]']],
    ['a moved primitive is one difference', [1, 2, 3, 4], [4, 1, 2, 3], ['moved [3]']],
    ['objects without id are aligned by likeness', [{ x: 1, y: 1 }, { x: 2, y: 2 }], [{ x: 0, y: 0 }, { x: 1, y: 1 }, { x: 2, y: 3 }], ['unexpected [0]', 'value [1].y']],
    ['objects that have nothing in common are no pair', [{ a: 1 }, 1], [{ b: 2 }, 1, 2], ['missing [0]', 'unexpected [0]', 'unexpected [2]']],
    ['nested arrays', [[1, 2], [3]], [[1, 2], [3, 4]], ['unexpected [1][1]']],
  ])('%s', (_, expected, actual, wanted, options) => {
    expect(differences(expected, actual, options)).toEqual(wanted);
  });
});

describe('cycles and shared references', () => {
  const makeRing = (value: number): Record<string, unknown> => {
    const ring: Record<string, unknown> = { value };
    ring['self'] = ring;
    return ring;
  };

  test('are equal where both sides go round alike', () => {
    expect(differences(makeRing(1), makeRing(1))).toEqual([]);
    expect(differences(makeRing(1), makeRing(2))).toEqual(['value value']);
  });

  test('a cycle on one side only is told with what it refers to', () => {
    const [difference] = diffValues(makeRing(1), { value: 1, self: makeRing(1) }).differences;
    expect(difference).toMatchObject({ path: 'self', message: '`self`: expected a reference back to the root, but got a value of its own.' });
  });

  test('a shared object equals a copy, and what differs in it is told once', () => {
    const shared = { a: 1 };
    expect(differences([shared, shared], [{ a: 1 }, { a: 1 }])).toEqual([]);
    const other = { a: 2 };
    expect(differences({ x: shared, y: shared }, { x: other, y: other })).toEqual(['value x.a']);
  });

  test('children that refer to their parent are compared in their own time', () => {
    const makeTree = (last: number): object => {
      const parent: { children: object[] } = { children: [] };
      for (let n = 0; n < 2_000; n += 1) parent.children.push({ n, parent, value: n === 1_999 ? last : 0 });
      return parent;
    };
    expect(differences(makeTree(1), makeTree(2))).toEqual(['value children[1999].value']);
  });

  test('the same name for two places is no equality', () => {
    const [first, second] = [{ next: {} as object }, {} as { prev?: object }];
    Object.assign(second, { prev: first });
    first.next = second;
    const root: Record<string, unknown> = { first: { next: {} } };
    root['second'] = { prev: root };
    const own = { next: { prev: {} as object } };
    own.next.prev = own;
    root['first'] = own;
    expect(differences({ first, second }, root)).not.toEqual([]);
  });
});

describe('values that were cut when they were recorded', () => {
  const cut = (value: unknown, limits: Parameters<typeof encodeValue>[1]): unknown => decodeValue(encodeValue(value, limits));

  test.each<Case>([
    ['the same beginning of a text cannot be told apart', 'abcdef', cut('abcdef', { stringLength: 3 }), ['unknown']],
    ['another beginning of a text differs', 'xbcdef', cut('abcdef', { stringLength: 3 }), ['value']],
    ['another length of a text differs', 'abcdefg', cut('abcdef', { stringLength: 3 }), ['value']],
    ['a cut text is no number', 5, cut('abcdef', { stringLength: 3 }), ['type']],
    ['kept elements are compared', [1, 2, 3, 4], cut([1, 9, 3, 4], { entries: 2 }), ['unknown', 'value [1]']],
    ['another length of an array differs', [1, 2, 3], cut([1, 2, 3, 4], { entries: 2 }), ['value']],
    ['keys that were not kept are not missing', { a: 1, b: 2, c: 3 }, cut({ a: 1, b: 2, c: 3 }, { entries: 2 }), ['unknown']],
    ['what is too deep cannot be told', { a: { b: { c: 1 } } }, cut({ a: { b: { c: 1 } } }, { depth: 2 }), ['unknown a.b']],
    ['what is too deep is no number', { a: { b: 1 } }, cut({ a: { b: { c: 1 } } }, { depth: 2 }), ['type a.b']],
    ['both cut alike cannot be told', cut('abcdef', { stringLength: 3 }), cut('abcxyz', { stringLength: 3 }), ['unknown']],
  ])('%s', (_, expected, actual, wanted) => {
    expect(differences(expected, actual)).toEqual(wanted);
  });
});

describe('limits', () => {
  test('more differences than are told are counted as truncated', () => {
    const numbers = Array.from({ length: 50 }, (_, n) => n);
    const diff = diffValues({ ...numbers }, { ...numbers.map((n) => n + 1) }, { limit: 10 });
    expect([diff.differences.length, diff.isTruncated]).toEqual([10, true]);
    expect(diffValues({ ...numbers }, { ...numbers.map((n) => n + 1) }, { limit: 50 }).isTruncated).toBe(false);
  });

  test('nesting of 20,000 levels does not overflow the stack, and its path is shortened', () => {
    let [left, right]: [unknown, unknown] = [1, 2];
    for (let depth = 0; depth < 20_000; depth += 1) [left, right] = depth % 2 === 0 ? [[left], [right]] : [{ x: left }, { x: right }];
    const [difference] = diffValues(left, right).differences;
    expect(difference?.path).toMatch(/^x\[0\]\.x.*….*\.x\[0\]$/);
    expect(difference?.path.length).toBeLessThan(200);
  });

  test('getters that throw and revoked proxies are values like others', () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    const hostile = { get a(): never { throw new Error('no'); } };
    expect(differences({ a: 1 }, hostile)).toEqual(['type a']);
    expect(differences([proxy], [{}])).toEqual(['type [0]']);
  });
});

test.each<[expected: unknown, actual: unknown, message: string]>([
  [10, 12, 'The value: expected 10, but got 12.'],
  [{ a: { b: 10 } }, { a: { b: '10' } }, '`a.b`: expected 10, but got "10" (string instead of number).'],
  [{ a: 1, b: 1 }, { a: 1 }, '`b`: expected 1, but it is missing.'],
  [[1], [1, { x: 1 }], '`[1]`: {x: 1} was not expected.'],
  [[1, 2, 3], [3, 1, 2], '`[2]`: stands at index 0 instead of 2.'],
  [new Cart(), new Basket(), 'The value: expected class Cart, but got Basket.'],
  [new Error('a'), new TypeError('a'), 'The value: expected class Error, but got TypeError.'],
  ['abcdef', decodeValue(encodeValue('abcdef', { stringLength: 2 })), 'The value: cannot be told: 4 of its entries or characters were not kept when it was recorded.'],
])('%j and %j in words', (expected, actual, message) => {
  expect(diffValues(expected, actual).differences[0]?.message).toBe(message);
});

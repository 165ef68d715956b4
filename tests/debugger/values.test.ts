// Encoding, decoding and describing values.
import fc from 'fast-check';
import { runInNewContext } from 'node:vm';
import { types } from 'node:util';
import { describe, expect, it } from 'vitest';
import { CLASS_NAME, OpaqueMark, TRUNCATION, TruncationMark, decodeValue } from '../../server/debugger/decode-value.ts';
import { describeValue } from '../../server/debugger/describe-value.ts';
import { encodeValue, type EncodeLimits, type EncodedValue } from '../../server/debugger/values.ts';

class Cart {
  readonly items: number[] = [];
  get total(): number {
    throw new Error('a getter of the prototype ran');
  }
}
class Names extends Map<string, number> {}

/** What a `jsonb` column does to it: keys in another order, NUL and lone surrogates refused. */
function throughDatabase(encoded: EncodedValue): EncodedValue {
  const sortKeys = (_: string, value: unknown): unknown => {
    if (typeof value === 'string') expect(value).not.toMatch(/\0|[\ud800-\udfff]/u);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => a.length - b.length || (a < b ? -1 : 1))) : value;
  };
  return JSON.parse(JSON.stringify(encoded, sortKeys)) as EncodedValue;
}
const roundTrip = (value: unknown, limits?: Partial<EncodeLimits>): unknown => decodeValue(throughDatabase(encodeValue(value, limits)));

const cycle: Record<string, unknown> = { name: 'a' };
cycle['self'] = cycle;
const shared = { x: 1 };
// eslint-disable-next-line no-sparse-arrays
const holes = [1, , 3, ,];

describe('values come back as they were', () => {
  const cases: readonly [name: string, value: unknown][] = [
    ['undefined', undefined], ['null', null], ['NaN', NaN], ['minus zero', -0], ['infinities', [Infinity, -Infinity]], ['bigint', 12345678901234567890n],
    ['text with NUL and a lone surrogate', ['a\0b', '\ud800', 'x\udc00', '\u{1F600}']], ['keys with NUL', { 'a\0': 1 }], ['well-known symbol', Symbol.iterator], ['registered symbol', Symbol.for('x')],
    ['date', new Date(5)], ['regexp', /a\/b/giu], ['map with object keys', new Map<unknown, unknown>([[{ a: 1 }, new Set([1, 'x'])]])], ['url', new URL('https://example.org/a?b#c')],
    ['typed arrays', [new Uint8Array([1, 255]), new Float64Array([NaN, -0, 1.5]), new BigInt64Array([-1n])]], ['buffer', Buffer.from('abc')], ['array buffer', new Uint8Array([7, 8]).buffer],
    ['boxed', [Object(1), Object('x'), Object(false)]], ['order of properties', { long: 1, b: 2, a: 3 }], ['a key named __proto__', JSON.parse('{"__proto__": 1}')], ['empty things', [[], {}, new Map(), new Set(), '']],
    ['null prototype', Object.assign(Object.create(null), { a: 1 })], ['an object that looks like an encoding', { kind: 'undefined', items: [] }], ['match result', /(?<l>b)/.exec('abc')],
  ];
  it.each(cases)('%s', (_, value) => {
    expect(roundTrip(value)).toStrictEqual(value);
  });

  it('holes stay holes', () => {
    const back = roundTrip(holes) as unknown[];
    expect([back.length, 1 in back, 3 in back, 2 in back]).toEqual([4, false, false, true]);
  });
  it('the order of properties is kept', () => {
    expect(Object.keys(roundTrip({ zz: 1, a: 2, 'a b': 3, __proto__x: 4 }) as object)).toEqual(['zz', 'a', 'a b', '__proto__x']);
  });
  it('cycles and shared objects keep their identity', () => {
    const back = roundTrip({ cycle, list: [shared, shared], map: new Map([[shared, cycle]]) }) as { cycle: { self: object }; list: object[]; map: Map<object, object> };
    expect(back.cycle.self).toBe(back.cycle);
    expect(back.list[0]).toBe(back.list[1]);
    expect([...back.map.entries()][0]).toEqual([back.list[0], back.cycle]);
    expect(back.map.get(back.list[0]!)).toBe(back.cycle);
  });
  it('errors keep class, name, message, cause and own fields', () => {
    const back = roundTrip(Object.assign(new RangeError('too far', { cause: new Error('deep') }), { code: 'E1' })) as RangeError & { code: string; [CLASS_NAME]: string };
    expect(back).toBeInstanceOf(Error);
    expect([back.name, back.message, back.code, (back.cause as Error).message, back[CLASS_NAME]]).toEqual(['RangeError', 'too far', 'E1', 'deep', 'RangeError']);
  });
  it('instances keep the name of their class', () => {
    const [cart, names] = roundTrip([new Cart(), new Names([['a', 1]])]) as [{ items: [] } & Record<symbol, unknown>, Map<string, number> & Record<symbol, unknown>];
    expect([cart[CLASS_NAME], cart.items, Object.keys(cart)]).toEqual(['Cart', [], ['items']]);
    expect([names[CLASS_NAME], names.get('a')]).toEqual(['Names', 1]);
  });
  it('values of another realm are told as well', () => {
    const value = runInNewContext('({ d: new Date(5), m: new Map([[1, [2]]]), r: /x/g, e: new TypeError("no"), u: new Uint8Array([1]), n: {} })') as object;
    const back = roundTrip(value) as Record<string, unknown>;
    expect([back['d'], back['m'], back['r'], back['u'], back['n']]).toEqual([new Date(5), new Map([[1, [2]]]), /x/g, new Uint8Array([1]), {}]);
    expect((back['e'] as Error).message).toBe('no');
    expect((back['n'] as Record<symbol, unknown>)[CLASS_NAME]).toBeUndefined();
  });
  it('any value of fast-check comes back', () => {
    const anything = fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withSparseArray: true, withTypedArray: true, withNullPrototype: true, withBoxedValues: true, withUnicodeString: true });
    fc.assert(fc.property(anything, (value) => void expect(roundTrip(value)).toStrictEqual(value)), { numRuns: 500 });
  });
});

describe('what cannot be kept is marked', () => {
  it('getters do not run', () => {
    const trap = { get a(): number { throw new Error('ran'); }, toJSON: () => 'no' };
    const back = roundTrip({ trap, cart: new Cart() }) as { trap: Record<string, OpaqueMark> };
    expect([back.trap['a'], back.trap['toJSON']]).toEqual([new OpaqueMark('accessor', ''), new OpaqueMark('function', 'toJSON')]);
  });
  it('functions, promises and proxies are marks with a name', () => {
    const proxy = new Proxy({}, { ownKeys: () => { throw new Error('ran'); } });
    expect(roundTrip([function total() {}, Promise.resolve(1), proxy], { isProxy: types.isProxy })).toEqual([new OpaqueMark('function', 'total'), new OpaqueMark('object', 'Promise'), new OpaqueMark('object', 'Proxy')]);
    expect((roundTrip(proxy) as TruncationMark).why).toBe('unreadable');
  });
  const cases: readonly [name: string, value: unknown, limits: Partial<EncodeLimits>, read: (back: never) => unknown, expected: unknown][] = [
    ['entries of an array', [1, 2, 3, 4], { entries: 3 }, (back: number[] & Record<symbol, unknown>) => [[...back], back[TRUNCATION]], [[1, 2, 3], new TruncationMark('entries', 1)]],
    ['properties', { a: 1, b: 2, c: 3 }, { entries: 1 }, (back: Record<PropertyKey, unknown>) => [{ ...back }, back[TRUNCATION]], [{ a: 1 }, new TruncationMark('entries', 2)]],
    ['entries of a map', new Map([[1, 1], [2, 2]]), { entries: 1 }, (back: Map<number, number> & Record<symbol, unknown>) => [back.size, back[TRUNCATION]], [1, new TruncationMark('entries', 1)]],
    ['levels', [[[1]]], { depth: 2 }, (back: unknown) => back, [[new TruncationMark('depth', 1)]]],
    ['text', 'abcdef', { stringLength: 4 }, (back: unknown) => back, new TruncationMark('string', 2, 'abcd')],
    ['text cut inside a pair', 'ab\u{1F600}', { stringLength: 3 }, (back: unknown) => back, new TruncationMark('string', 1, 'ab\ud83d')],
    ['an array of a milliard holes', Array(1e9), { entries: 2 }, (back: unknown[] & Record<symbol, unknown>) => [back.length, back[TRUNCATION]], [2, new TruncationMark('entries', 1e9 - 2)]],
  ];
  it.each(cases)('%s', (_, value, limits, read, expected) => {
    expect(read(roundTrip(value, limits) as never)).toStrictEqual(expected);
  });
  it('depth without end and a great size end', () => {
    let deep: unknown = 1;
    for (let level = 0; level < 100_000; level += 1) deep = [deep];
    expect(JSON.stringify(encodeValue(deep, { depth: 1e9 }))).toContain('"depth"');
    const wide = Array.from({ length: 5000 }, (_, at) => ({ at, text: 'x'.repeat(100) }));
    expect(JSON.stringify(encodeValue(wide, { size: 10_000 })).length).toBeLessThan(40_000);
  });
});

describe('values are described for reading', () => {
  const cases: readonly [value: unknown, text: string][] = [
    [{ id: 3, 'a b': ['x', undefined, -0] }, '{id: 3, "a b": ["x", undefined, -0]}'],
    [new Map<unknown, unknown>([['a', new Set([1n])]]), 'Map {"a" => Set {1n}}'],
    [new Cart(), 'Cart {items: []}'],
    [cycle, '*0 {name: "a", self: *0}'],
    [new TypeError('no'), 'TypeError: no'],
    [Object.assign(new Error('no'), { code: 1 }), 'Error: no {code: 1}'],
    [[new Date(0), /x/g, Symbol('s'), () => 1, Object(1), new Uint8Array([1, 2])], '[Date 1970-01-01T00:00:00.000Z, /x/g, Symbol(s), (function anonymous), Object (1), Uint8Array [1, 2]]'],
    [holes, '[1, (empty), 3, (empty)]'],
    [Object.create(null), '(no prototype) {}'],
    [[], '[]'],
  ];
  it.each(cases)('%#', (value, text) => {
    expect(describeValue(encodeValue(value), 200)).toBe(text);
  });
  it('a long value is cut at the asked length', () => {
    const text = describeValue(encodeValue(Array.from({ length: 1000 }, (_, at) => at)), 20);
    expect([text, text.length]).toEqual(['[0, 1, 2, 3, 4, 5, …', 20]);
  });
  it('what is missing is told', () => {
    expect(describeValue(encodeValue([1, 2, 'abc'], { entries: 2 }), 99)).toBe('[1, 2, … 1 more]');
    expect(describeValue(encodeValue('abcdef', { stringLength: 3 }), 99)).toBe('"abc" … 3 more');
  });
});

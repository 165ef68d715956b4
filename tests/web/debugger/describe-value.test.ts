import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeValue } from '../../../server/debugger/values.ts';
import { describeValue } from '../../../web/debugger/describe-value.ts';

class Cart {
  items = [1];
}

const cyclic: Record<string, unknown> = { name: 'a' };
cyclic['self'] = cyclic;

test.each<[unknown, string]>([
  [null, 'null'],
  [undefined, 'undefined'],
  [true, 'true'],
  [-0, '-0'],
  [NaN, 'NaN'],
  [1.5, '1.5'],
  ['a "b"', '"a \\"b\\""'],
  ['nul \0', '"nul \\u0000"'],
  [10n, '10n'],
  [Symbol('s'), 'Symbol(s)'],
  [function total() {}, '[Function total]'],
  [{}, '{}'],
  [[], '[]'],
  [{ id: 3, 'two words': [1, undefined] }, '{ id: 3, "two words": [1, undefined] }'],
  [{ [Symbol('key')]: 1 }, '{ [Symbol(key)]: 1 }'],
  [[1, , 3], '[1, <empty>, 3]'],
  [new Map([['a', { b: 1 }]]), 'Map { "a" => { b: 1 } }'],
  [new Set([1, 'x']), 'Set { 1, "x" }'],
  [new Uint8Array([1, 2]), 'Uint8Array [1, 2]'],
  [new Date('2026-01-02T03:04:05.000Z'), 'Date 2026-01-02T03:04:05.000Z'],
  [new Date(NaN), 'Invalid Date'],
  [/a+/gi, '/a+/gi'],
  [new URL('https://example.com/a'), 'URL https://example.com/a'],
  [new TypeError('no'), 'TypeError: no'],
  [Object.assign(new Error('no'), { code: 'E1' }), 'Error: no { code: "E1" }'],
  [new Cart(), 'Cart { items: [1] }'],
  [Object.create(null), '[no prototype] {}'],
  [Promise.resolve(1), '[Promise]'],
  [cyclic, '#0 { name: "a", self: <the same as #0> }'],
])('%o is told as %s', (value, text) => {
  expect(describeValue(encodeValue(value))).toBe(text);
});

test.each<[unknown, string]>([
  [encodeValue('abcdef', { stringLength: 2 }), '"ab"…(4 more characters)'],
  [encodeValue([1, 2, 3], { entries: 1 }), '[1, … 2 more]'],
  [encodeValue({ a: { b: 1 } }, { depth: 1 }), '{ a: …(nested deeper) }'],
  [encodeValue(new Map([[1, 2], [3, 4]]), { entries: 1 }), 'Map { 1 => 2, … 1 more }'],
])('what was not kept is told: %o', (encoded, text) => {
  expect(describeValue(encoded)).toBe(text);
});

test('plain JSON that is handed in is told like an encoding of it', () => {
  expect(describeValue({ total: 90, items: ['a', { id: 1 }] })).toBe('{ total: 90, items: ["a", { id: 1 }] }');
});

test('a text is never longer than asked for and ends with a mark where it is cut', () => {
  const long = encodeValue(Array.from({ length: 1_000 }, (_, at) => ({ at })));
  expect(describeValue(long, 50)).toHaveLength(50);
  expect(describeValue(long, 50)).toMatch(/…$/);
});

test('nesting of any depth is told without an end of the stack', () => {
  let json = '0';
  for (let depth = 0; depth < 5_000; depth += 1) json = `[${json}]`;
  expect(describeValue(JSON.parse(json))).toMatch(/^\[+…\]+$/);
});

test('no JSON makes it throw', () => {
  const kinds = ['object', 'array', 'map', 'set', 'typed', 'date', 'regexp', 'error', 'boxed', 'ref', 'truncated', 'symbol', 'string', 'number', 'bigint', 'constructor', '__proto__'];
  const encoding = fc.record({ kind: fc.constantFrom(...kinds), items: fc.jsonValue(), entries: fc.jsonValue(), fields: fc.jsonValue(), left: fc.jsonValue(), class: fc.jsonValue(), json: fc.jsonValue(), name: fc.jsonValue(), ms: fc.jsonValue(), value: fc.jsonValue() }, { requiredKeys: ['kind'] });
  fc.assert(fc.property(fc.oneof(fc.jsonValue(), encoding), (value) => typeof describeValue(value, 200) === 'string'));
});

import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { nameCost, wordsOf } from '../../../../server/debugger/repair/data-mapping/names.ts';
import { DEFAULT_STYLE, detectStyle } from '../../../../server/debugger/repair/data-mapping/source-style.ts';
import { typeSource } from '../../../../server/debugger/repair/data-mapping/type-source.ts';
import { findValueSource } from '../../../../server/debugger/repair/data-mapping/value-source.ts';

const evaluate = (source: string): unknown => new Function(`return (${source})`)();

describe('the source of a value', () => {
  const holed = [1, , 3]; // eslint-disable-line no-sparse-arrays
  it.each([
    [undefined, 'undefined'], [null, 'null'], [Number.NaN, 'NaN'], [-0, '-0'], [-Infinity, '-Infinity'], [12n, '12n'], ["it's", '"it\'s"'], ['a\n"b"', `'a\\n"b"'`],
    [new Date('2024-01-02T03:04:05.006Z'), "new Date('2024-01-02T03:04:05.006Z')"], [/a\/b/gi, '/a\\/b/gi'], [new Map<unknown, unknown>([['a', new Set([1])]]), "new Map([['a', new Set([1])]])"],
    [{ a: 1, 'b c': [true], 0: 'x' }, "{ 0: 'x', a: 1, 'b c': [true] }"], [holed, '[1, , 3]'], [new Uint8Array([1, 2]), 'new Uint8Array([1, 2])'], [new TypeError('no'), "new TypeError('no')"],
    [new URL('https://example.org/a'), "new URL('https://example.org/a')"], [JSON.parse('{"__proto__":1}'), "{ ['__proto__']: 1 }"],
  ])('%s is %s and makes an equal one', (value, source) => {
    expect(findValueSource(value)).toBe(source);
    expect(evaluate(source)).toStrictEqual(value);
  });

  it('of an invalid Date makes an invalid Date', () => {
    expect(evaluate(findValueSource(new Date(Number.NaN)) ?? '')).toStrictEqual(new Date(Number.NaN));
  });

  it('is on several lines where one is too long', () => {
    const value = { first: 'x'.repeat(60), second: 'y'.repeat(60) };
    expect(findValueSource(value)).toBe(`{\n  first: '${'x'.repeat(60)}',\n  second: '${'y'.repeat(60)}',\n}`);
    expect(evaluate(findValueSource(value) ?? '')).toStrictEqual(value);
  });

  const loop: Record<string, unknown> = {};
  loop['self'] = loop;
  class Point {}
  it.each([[() => 1], [Symbol('a')], [loop], [new Point()], [{ get a() { return 1; } }], [[() => 1]]])('is not made up for %s', (value) => {
    expect(findValueSource(value)).toBeNull();
  });

  it('makes an equal value, whatever it is', () => {
    const anything = fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withTypedArray: true, withNullPrototype: true, maxDepth: 3 });
    fc.assert(fc.property(anything, (value) => {
      const source = findValueSource(value);
      if (source !== null) expect(evaluate(source)).toStrictEqual(value);
    }), { numRuns: 300 });
  });
});

describe('the style of a file', () => {
  it.each([
    ['double quotes, no semicolons, four blanks', 'import a from "a"\nfunction f() {\n    return a("x")\n}\n', { quote: '"', hasSemicolons: false, indent: '    ' }],
    ['single quotes, semicolons, two blanks', "const a = 'b';\nif (a) {\n  f('c');\n}\n", { quote: "'", hasSemicolons: true, indent: '  ' }],
    ['tabs', 'if (a) {\n\tb();\n}\n', { indent: '\t' }],
    ['CRLF', 'a();\r\nb();\r\n', { lineEnd: '\r\n' }],
    ['no trailing commas', 'const a = {\n  b: 1\n};\nf({\n  c: 2\n});\n', { hasTrailingCommas: false }],
    ['nothing to see', '', DEFAULT_STYLE],
  ] as const)('is seen: %s', (_, text, style) => {
    expect(detectStyle([text])).toMatchObject(style);
  });
});

describe('the type of values', () => {
  it.each([
    [[1, 'a'], 'number | string'],
    [[{ a: 1 }, { a: null, b: 'x' }], '{ a: number | null; b?: string }'],
    [[[{ id: 1 }]], '({ id: number })[]'],
    [[new Map([['a', new Date(0)]])], 'Map<string, Date>'],
    [[[]], 'unknown[]'],
    [[], 'unknown'],
  ])('%j is %s', (values, type) => {
    expect(typeSource(values)).toBe(type);
  });
});

describe('names', () => {
  it.each([['userID', ['user', 'id']], ['user_id', ['user', 'id']], ['HTTPServer', ['http', 'server']], ['a-b c', ['a', 'b', 'c']]])('%s has the words %j', (name, words) => {
    expect(wordsOf(name)).toEqual(words);
  });

  it('that are nearer cost less', () => {
    const costs = ['userId', 'user_id', 'id', 'uid', 'zebra'].map((key) => nameCost(['userId'], [key]));
    expect(costs).toEqual([...costs].sort((a, b) => a - b));
    expect(costs[0]).toBe(0);
    expect(nameCost(['address', 'city'], ['address_city'])).toBeLessThan(nameCost(['city'], ['capital']));
  });
});

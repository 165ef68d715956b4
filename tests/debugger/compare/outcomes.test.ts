import { describe, expect, test } from 'vitest';
import { compareOutcomes } from '../../../server/debugger/compare/outcomes.ts';
import { encodeValue } from '../../../server/debugger/values.ts';

type Error = { readonly name: string; readonly message: string; readonly stack: null } | null;

const compare = (expected: { status?: string | null; data?: unknown }, actual: { status?: string; data?: unknown; error?: Error }, scrubbers: Parameters<typeof compareOutcomes>[2] = []) => compareOutcomes(
  { status: expected.status ?? null, data: encodeValue(expected.data), hasData: 'data' in expected },
  { status: actual.status ?? 'success', data: encodeValue(actual.data), error: actual.error ?? null },
  scrubbers,
);

class Order { readonly id = 123; }

describe('a status', () => {
  test.each<[expected: string | null, actual: string, isSame: boolean]>([
    ['success', 'success', true],
    ['Success', 'success', true],
    ['success', 'error', false],
    ['200', '200', true],
    ['200', '404', false],
    ['success', '204', true],
    ['success', '404', false],
    ['error', '500', true],
    ['error', '302', false],
    ['200', 'success', false],
    [null, 'error', true],
  ])('%s against %s', (expected, actual, isSame) => {
    expect(compare({ status: expected }, { status: actual }) === null).toBe(isSame);
  });

  test('that differs is told with the error behind it', () => {
    expect(compare({ status: 'success' }, { status: 'error', error: { name: 'TypeError', message: 'x is undefined', stack: null } })?.differences).toEqual([
      { kind: 'status', path: '', expected: 'success', actual: 'error', message: 'The status is `error` instead of `success`: TypeError: x is undefined.' },
    ]);
  });
});

describe('data', () => {
  test('is not looked at where none is expected', () => {
    expect(compare({ status: 'success' }, { data: { id: 1 } })).toBeNull();
  });

  test('that is expected as null is looked at', () => {
    expect(compare({ data: null }, { data: null })).toBeNull();
    expect(compare({ data: null }, { data: undefined })?.differences[0]?.kind).toBe('type');
  });

  test('differs with path, both values and a sentence', () => {
    expect(compare({ data: { order: { id: 123 } } }, { data: { order: { id: '123' } } })).toEqual({
      type: 'outcome_mismatch', isTruncated: false,
      differences: [{ kind: 'type', path: 'order.id', expected: 123, actual: '123', message: '`order.id`: expected 123, but got "123" (string instead of number).' }],
    });
  });

  test('has no value on the side where there is none', () => {
    expect(compare({ data: { a: 1 } }, { data: { b: undefined, c: new Map([[1, 2]]) } })?.differences.map(({ kind, expected, actual }) => [kind, expected, actual])).toEqual([
      ['missing', 1, null],
      ['unexpected', null, { kind: 'map', entries: [[1, 2]] }],
    ]);
  });

  test('that is expected as JSON asks for no classes and no undefined', () => {
    expect(compare({ data: { id: 123 } }, { data: new Order() })).toBeNull();
    expect(compare({ data: [{ id: 1 }] }, { data: [{ id: 1, note: undefined }] })).toBeNull();
    expect(compare({ data: { id: 1, at: undefined } }, { data: { id: 1 } })?.differences[0]?.kind).toBe('missing');
    expect(compare({ data: { order: new Order(), list: new Set() } }, { data: { order: { id: 123 }, list: new Set() } })?.differences[0]).toMatchObject({ kind: 'type', path: 'order' });
  });

  test('takes scrubbers, and the options of the comparison', () => {
    expect(compare({ data: [1, 2] }, { data: [2, 1] }, [{ kind: 'order' }])).toBeNull();
    expect(compare({ data: { id: 123 } }, { data: new Order() }, { hasClassNames: true })?.differences[0]?.kind).toBe('type');
  });

  test('tells functions, classes and cut parts as the recording had them', () => {
    const wide = { call: function run() {}, order: new Order(), text: 'x'.repeat(5) };
    const difference = compareOutcomes({ status: null, data: encodeValue({ a: 1 }), hasData: true }, { status: 'success', data: encodeValue({ a: wide }, { stringLength: 3 }), error: null })?.differences[0];
    expect(difference?.actual).toMatchObject({ fields: [['call', { kind: 'function', name: 'run' }], ['order', { class: 'Order' }], ['text', { kind: 'truncated', why: 'string', left: 2, kept: 'xxx' }]] });
  });

  test('is stored in small parts', () => {
    const large = Array.from({ length: 5_000 }, (_, n) => ({ n, text: 'x'.repeat(100) }));
    const mismatch = compare({ data: { a: 1 } }, { data: { a: large } });
    expect(JSON.stringify(mismatch).length).toBeLessThan(60_000);
  });
});

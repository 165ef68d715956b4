import { describe, expect, test } from 'vitest';
import { diffValues } from '../../../server/debugger/compare/diff-values.ts';
import type { Scrubber } from '../../../server/debugger/compare/scrubbers.ts';

const differences = (expected: unknown, actual: unknown, ...scrubbers: Scrubber[]): string[] => diffValues(expected, actual, { scrubbers }).differences.map(({ kind, path }) => `${kind} ${path}`.trim());

const [UUID, OTHER_UUID] = ['3f2504e0-4f89-41d3-9a0c-0305e82c3301', '9b2504e0-4f89-41d3-9a0c-0305e82c33ff'];

describe('ids', () => {
  test.each<[what: string, expected: unknown, actual: unknown, wanted: readonly string[]]>([
    ['UUIDs', UUID, OTHER_UUID, []],
    ['UUIDs within a text', `/users/${UUID}/edit`, `/users/${OTHER_UUID}/edit`, []],
    ['what is around them', `/users/${UUID}/edit`, `/users/${OTHER_UUID}/show`, ['value']],
    ['ULIDs', '01ARZ3NDEKTSV4RRFFQ69G5FAV', '01BX5ZZKBKACTAV9WEVGEMMVS0', []],
    ['nanoids', 'V1StGXR8_Z5jdHi6B-myT', 'Uakgb_J5m9g-0JDMbcJqL', []],
    ['ObjectIds', '507f1f77bcf86cd799439011', '507f191e810c19729de860ea', []],
    ['a UUID and a word', UUID, 'none', ['value']],
    ['a UUID and a ULID', UUID, '01ARZ3NDEKTSV4RRFFQ69G5FAV', ['value']],
    ['words of the length of an id', 'aaaaaaaaaaaaaaaaaaaaa', 'bbbbbbbbbbbbbbbbbbbbb', ['value']],
    ['numbers', 123456, 123457, ['value']],
    ['keys of objects, with what they hold', { [UUID]: { a: 1 }, n: 1 }, { [OTHER_UUID]: { a: 2 }, n: 1 }, [`value ["${UUID}"].a`]],
    ['keys of objects, those with equal values first', { [UUID]: 1, [OTHER_UUID]: 2 }, { '11111111-4f89-41d3-9a0c-0305e82c3301': 2, '22222222-4f89-41d3-9a0c-0305e82c3301': 1 }, []],
    ['keys of Maps', new Map([[UUID, 1]]), new Map([[OTHER_UUID, 1]]), []],
  ])('%s', (_, expected, actual, wanted) => {
    expect(differences(expected, actual, { kind: 'ids' })).toEqual(wanted);
  });

  test('are compared without the scrubber', () => {
    expect(differences(UUID, OTHER_UUID)).toEqual(['value']);
  });
});

describe('dates', () => {
  test.each<[what: string, expected: unknown, actual: unknown, wanted: readonly string[]]>([
    ['Date objects', new Date(0), new Date(1), []],
    ['ISO texts', '2024-01-01T00:00:00.000Z', '2025-12-31T23:59:59+01:00', []],
    ['days', '2024-01-01', '2024-02-02', []],
    ['within a text', 'made 2024-01-01 by me', 'made 2025-01-01 by me', []],
    ['milliseconds', { at: 1_700_000_000_000 }, { at: 1_700_000_000_001 }, []],
    ['small numbers', { at: 1 }, { at: 2 }, ['value at']],
    ['a Date and its text', new Date(0), '1970-01-01T00:00:00.000Z', ['type']],
    ['a text that is no date', '2024-13-01', '2024-14-01', ['value']],
  ])('%s', (_, expected, actual, wanted) => {
    expect(differences(expected, actual, { kind: 'dates' })).toEqual(wanted);
  });
});

describe('order', () => {
  test.each<[what: string, scrubber: Scrubber, expected: unknown, actual: unknown, wanted: readonly string[]]>([
    ['everywhere', { kind: 'order' }, { a: [1, 2], b: [[3, 4], [5]] }, { a: [2, 1], b: [[5], [4, 3]] }, []],
    ['at a path only', { kind: 'order', path: 'a' }, { a: [1, 2], b: [1, 2, 3] }, { a: [2, 1], b: [3, 1, 2] }, ['moved b[2]']],
    ['not the number of equal elements', { kind: 'order' }, [1, 1, 2], [1, 2, 2], ['value [1]']],
    ['elements are paired by what they are', { kind: 'order' }, [{ id: 1, a: 1 }, { id: 2, a: 1 }], [{ id: 2, a: 2 }, { id: 1, a: 1 }], ['value [id=2].a']],
  ])('%s', (_, scrubber, expected, actual, wanted) => {
    expect(differences(expected, actual, scrubber)).toEqual(wanted);
  });
});

describe('paths', () => {
  const order = { id: 7, items: [{ id: 1, price: 1, tax: { rate: 1 } }, { id: 2, price: 2, tax: { rate: 2 } }], meta: new Map([['at', 1]]) };
  const other = { id: 8, items: [{ id: 1, price: 9, tax: { rate: 9 } }, { id: 2, price: 8, tax: { rate: 8 } }], meta: new Map([['at', 2]]) };

  test.each<[path: string, wanted: readonly string[]]>([
    ['id', ['value items[id=1].price', 'value items[id=1].tax.rate', 'value items[id=2].price', 'value items[id=2].tax.rate', 'value meta.get("at")']],
    ['items.*.price', ['value id', 'value items[id=1].tax.rate', 'value items[id=2].tax.rate', 'value meta.get("at")']],
    ['items[*].tax.rate', ['value id', 'value items[id=1].price', 'value items[id=2].price', 'value meta.get("at")']],
    ['items[0]', ['value id', 'value items[id=2].price', 'value items[id=2].tax.rate', 'value meta.get("at")']],
    ['items[id=2].price', ['value id', 'value items[id=1].price', 'value items[id=1].tax.rate', 'value items[id=2].tax.rate', 'value meta.get("at")']],
    ['items', ['value id', 'value meta.get("at")']],
    ['*', []],
    ['meta.at', ['value id', 'value items[id=1].price', 'value items[id=1].tax.rate', 'value items[id=2].price', 'value items[id=2].tax.rate']],
    ['nothing.here', ['value id', 'value items[id=1].price', 'value items[id=1].tax.rate', 'value items[id=2].price', 'value items[id=2].tax.rate', 'value meta.get("at")']],
  ])('%s is not looked at', (path, wanted) => {
    expect(differences(order, other, { kind: 'path', path })).toEqual(wanted);
  });

  test('that are ignored may be missing on one side', () => {
    expect(differences({ a: 1, at: 5 }, { a: 1 }, { kind: 'path', path: 'at' })).toEqual([]);
    expect(differences({ a: 1 }, { a: 1, at: 5 }, { kind: 'path', path: 'at' })).toEqual([]);
  });

  test('do not hide that elements are the same ones', () => {
    const list = (...ids: number[]): object => ({ list: ids.map((n) => ({ n, at: Math.random() })) });
    expect(differences(list(1, 2, 3), list(0, 1, 2, 3), { kind: 'path', path: 'list.*.at' })).toEqual(['unexpected list[0]']);
  });
});

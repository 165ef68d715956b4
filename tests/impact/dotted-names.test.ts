import { expect, test } from 'vitest';
import { GrowingNames, namesOf, touches, type Members } from '../../server/impact/dotted-names.ts';

const tree = (value: { readonly [name: string]: unknown } | null): Members =>
  value === null ? null : new Map(Object.entries(value).map(([name, behind]) => [name, tree(behind as { readonly [name: string]: unknown } | null)]));
const names = (value: { readonly [name: string]: unknown }) => tree(value) ?? namesOf([]);

test.each([
  { members: { a: { b: null } }, chain: [], is: true },
  { members: { a: { b: null } }, chain: ['a'], is: true },
  { members: { a: { b: null } }, chain: ['a', 'b', 'c'], is: true },
  { members: { a: { b: null } }, chain: ['a', 'c'], is: false },
  { members: { a: { b: null } }, chain: ['b'], is: false },
  { members: null, chain: ['b'], is: true },
])('whether $chain is part of $members', ({ members, chain, is }) => {
  expect(touches(tree(members), chain)).toBe(is);
});

test('names grow by what was not among them', () => {
  const growing = new GrowingNames();
  expect(growing.add(names({ a: { b: null, c: null }, d: null }))).toEqual(names({ a: { b: null, c: null }, d: null }));
  expect(growing.add(names({ a: { b: { x: null }, e: null }, d: { y: null } }))).toEqual(names({ a: { e: null } }));
  expect(growing.add(names({ a: null }))).toEqual(names({ a: null }));
  expect(growing.add(names({ a: { z: null } }))).toEqual(namesOf([]));
  expect(growing.names).toEqual(names({ a: null, d: null }));
});

test('what is added later does not change what was handed out', () => {
  const growing = new GrowingNames();
  const given = names({ a: { b: null } });
  const waiting = new GrowingNames();
  waiting.add(growing.add(given));
  growing.add(names({ a: { c: null } }));
  expect(waiting.names).toEqual(names({ a: { b: null } }));
  expect(given).toEqual(names({ a: { b: null } }));
});

test('a namespace that holds itself comes to an end', () => {
  const growing = new GrowingNames();
  let rounds = 0;
  for (let fresh = growing.add(namesOf(['f'])); fresh.size > 0 && rounds < 100; rounds += 1) fresh = growing.add(new Map([['self', fresh]]));
  expect(rounds).toBeLessThan(10);
  expect(touches(growing.names, ['self', 'self', 'self', 'self', 'self', 'self', 'f'])).toBe(true);
});

import { expect, test } from 'vitest';
import { countOf, durationBetween, formatAgo, formatDuration, inWords } from '../../../web/shared/format.ts';

test.each([
  [-5, '0 ms'],
  [0.4, '0 ms'],
  [840, '840 ms'],
  [3_240, '3.2 s'],
  [59_940, '59.9 s'],
  [59_960, '1 min 0 s'],
  [125_000, '2 min 5 s'],
])('%d milliseconds are %s', (durationMs, words) => {
  expect(formatDuration(durationMs)).toBe(words);
});

const start = Date.parse('2026-01-10T12:00:00Z');
test.each([
  [0, 'just now'],
  [-1_000, 'just now'],
  [59_999, 'just now'],
  [60_000, '1 minute ago'],
  [7_200_000, '2 hours ago'],
  [86_400_000, 'yesterday'],
  [3 * 86_400_000, '3 days ago'],
])('%d milliseconds later it is %s', (laterMs, words) => {
  expect(formatAgo('2026-01-10T12:00:00Z', start + laterMs)).toBe(words);
});

test('a duration needs both ends', () => {
  expect(durationBetween('2026-01-10T12:00:00Z', '2026-01-10T12:00:01Z')).toBe(1_000);
  expect(durationBetween(null, '2026-01-10T12:00:01Z')).toBeNull();
  expect(durationBetween('2026-01-10T12:00:00Z', null)).toBeNull();
});

test('one is singular, the rest is plural', () => {
  expect([0, 1, 1_200].map((count) => countOf(count, 'file'))).toEqual(['0 files', '1 file', '1,200 files']);
});

test('an enum value is read as words', () => {
  expect(inWords('CREATE_COMPATIBILITY_SHIM')).toBe('Create compatibility shim');
});

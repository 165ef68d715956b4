import { expect, test } from 'vitest';
import { daysOf, describeToken, EXPIRIES, splitTokens } from '../../../web/settings/token-list.ts';

const NOW = Date.parse('2026-03-01T12:00:00Z');
const token = { createdAt: '2026-02-20T12:00:00Z', lastUsedAt: null, expiresAt: null, revokedAt: null };

test.each([
  ['that nobody used', token, /^Created 9 days ago, never used, does not expire\.$/, true],
  ['in use', { ...token, lastUsedAt: '2026-03-01T11:58:00Z', expiresAt: '2026-03-08T12:00:00Z' }, /last used 2 minutes ago, expires March 8, 2026 at/, true],
  ['whose time is over', { ...token, expiresAt: '2026-03-01T12:00:00Z' }, /never used, expired March 1, 2026 at/, false],
  ['that was revoked before its time was over', { ...token, expiresAt: '2026-04-01T00:00:00Z', revokedAt: '2026-02-25T12:00:00Z' }, /revoked February 25, 2026 at/, false],
])('a token %s is told in a line', (_what, dates, words, isHolding) => {
  expect(describeToken(dates, NOW)).toMatch(words);
  expect(splitTokens([dates], NOW)).toEqual(isHolding ? { holding: [dates], ended: [] } : { holding: [], ended: [dates] });
});

test('every time to live is a number of days, or none', () => {
  expect(EXPIRIES.map(({ value }) => daysOf(value))).toEqual([7, 30, 90, null]);
});

import { expect, test } from 'vitest';
import { comparisonLimitMs } from '../../server/healing/compare-prediction.ts';

test.each([
  [0, 30_000],
  [800, 30_000],
  [15_000.2, 30_001],
  [40_000, 80_000],
  [90_000, 120_000],
])('after a verification of %d ms the whole project may be checked for %d ms', (verificationMs, limitMs) => {
  expect(comparisonLimitMs(verificationMs)).toBe(limitMs);
});

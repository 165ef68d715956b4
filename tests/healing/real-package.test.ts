import { expect, it } from 'vitest';
import { tryChanges } from '../bench/change-series.ts';

// The same series with more changes of every kind, and other packages: npm run bench:changes.
it.each(['move', 'rename', 'default-to-named', 'retire-shim'] as const)('seeded random changes of kind %s on the sources of rxjs heal with no new problem and roll back to the same tree hash', async (kind) => {
  const outcomes = await tryChanges({ name: 'rxjs', kind, count: 2, seed: 7 });
  expect(outcomes.filter((outcome) => !outcome.isClean || !outcome.isRestored)).toEqual([]);
  expect(outcomes).toHaveLength(2);
  expect(outcomes.reduce((sum, outcome) => sum + outcome.predicted, 0)).toBeGreaterThan(0);
}, 120_000);

import { expect, test, vi } from 'vitest';
import { comparePrediction, comparisonLimitMs } from '../../server/healing/compare-prediction.ts';
import type { StepRequest } from '../../server/healing/steps/step.ts';
import { openCodebase, STRICT } from '../support/open-codebase.ts';

test.each([
  [0, 30_000],
  [800, 30_000],
  [15_000.2, 30_001],
  [40_000, 80_000],
  [90_000, 120_000],
])('after a verification of %d ms the whole project may be checked for %d ms', (verificationMs, limitMs) => {
  expect(comparisonLimitMs(verificationMs)).toBe(limitMs);
});

test('a comparison that comes to no end in its time says so, and a cancelled run stays one', async () => {
  const codebase = await openCodebase({ 'tsconfig.json': STRICT, 'src/a.ts': 'export const a = 1;\n' });
  const cancel = new AbortController();
  const request = { input: { predicted: [], withoutHealing: [] }, context: { signal: cancel.signal, progress: () => Promise.resolve() }, codebase } as unknown as StepRequest;
  const before = { images: new Map(), before: new Map(), verificationMs: 0 };
  expect(await comparePrediction(request, before)).toMatchObject({ notCompared: null, happened: 0 });
  const limit = vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => AbortSignal.abort(new Error('late')));
  expect(await comparePrediction(request, before)).toMatchObject({ notCompared: expect.stringContaining('in 30 s'), happened: 0, precision: null });
  cancel.abort(new Error('enough'));
  await expect(comparePrediction(request, before)).rejects.toThrow('enough');
  limit.mockRestore();
});

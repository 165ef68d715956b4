import { describe, expect, test } from 'vitest';
import { DEFAULT_THRESHOLDS } from '../../../server/debugger/behavior.ts';
import { countMissingRuns, judgePerformance, MOST_RUNS } from '../../../server/debugger/compare/performance.ts';
import { describeSampling, planSamples } from '../../../server/debugger/record/sample-plan.ts';
import { createRandom } from '../../bench/seeded-random.ts';

test.each<[what: string, taken: number, missing: number, most: number, wanted: number]>([
  ['what is decided needs no more', 12, 0, 200, 12],
  ['a few that are missing are rounded up to half as many again', 12, 1, 200, 18],
  ['as many as are missing', 12, 9, 200, 21],
  ['a far estimate is looked at again at the double', 12, 188, 200, 24],
  ['no more than are allowed', 120, 188, 200, 200],
  ['none beyond what is allowed', 200, 50, 200, 200],
  ['more than allowed from the start stay as they are', 240, 50, 200, 240],
  ['nothing was taken, so nothing can be estimated', 0, 6, 200, 0],
])('%s', (_, taken, missing, most, wanted) => {
  expect(planSamples({ taken, missing, most })).toBe(wanted);
});

test.each<[taken: number, looked: Parameters<typeof describeSampling>[2], words: string]>([
  [6, null, 'Measuring: 6 of 12 samples.'],
  [12, { taken: 12, missing: 30, most: 200 }, 'Measuring: 12 of 42 samples, 30 more needed.'],
  [18, { taken: 12, missing: 30, most: 200 }, 'Measuring: 18 of 42 samples, 24 more needed.'],
  [12, { taken: 12, missing: 200, most: 200 }, 'Measuring: 12 of 200 samples, 188 more needed.'],
  [16, { taken: 12, missing: 2, most: 200 }, 'Measuring: 16 of 17 samples, 1 more needed.'],
])('%d samples are told with what is missing', (taken, looked, words) => {
  expect(describeSampling(taken, 12, looked)).toBe(words);
});

describe('measuring until it is decided', () => {
  const expected = { responseTime: 100, memoryUsage: null };
  const performanceOf = (responseTimes: readonly number[]) => ({ responseTime: null, memoryUsage: null, samples: { responseTimes, memoryUsages: [], baseline: { responseTimes: [], memoryUsages: [] } } });

  /** Samples around `middle` until the verdict holds or no more are allowed. */
  function measure(middle: number, random: () => number) {
    const runs: number[] = [];
    const looks: number[] = [];
    for (let target = 12; runs.length < target; ) {
      while (runs.length < target) runs.push(middle * (1 + 0.6 * (random() - 0.5)));
      looks.push(runs.length);
      target = planSamples({ taken: runs.length, missing: countMissingRuns(expected, performanceOf(runs), DEFAULT_THRESHOLDS), most: MOST_RUNS });
    }
    return { looks, verdict: judgePerformance(expected, performanceOf(runs), DEFAULT_THRESHOLDS)[0]?.verdict };
  }

  test.each<[middle: number, wanted: string, wrong: string]>([[138, 'within', 'exceeds'], [163, 'exceeds', 'within']])('a median of %d against a limit of 150 is mostly decided, and rarely wrong', (middle, wanted, wrong) => {
    const random = createRandom(11);
    const ends = Array.from({ length: 200 }, () => measure(middle, random));
    const share = (verdict: string) => ends.filter((end) => end.verdict === verdict).length / ends.length;
    expect(share(wanted)).toBeGreaterThan(0.8);
    expect(share(wrong)).toBeLessThan(0.05);
    expect(ends.filter(({ looks }) => looks.length > 1).length).toBeGreaterThan(50);
    expect(Math.max(...ends.map(({ looks }) => looks.length))).toBeLessThanOrEqual(8);
  });

  test('what stays in doubt ends with all that is allowed', () => {
    const random = createRandom(3);
    const doubtful = Array.from({ length: 50 }, () => measure(150, random)).filter(({ verdict }) => verdict === 'not-enough-evidence');
    expect(doubtful.length).toBeGreaterThan(20);
    expect(new Set(doubtful.map(({ looks }) => looks.at(-1)))).toEqual(new Set([MOST_RUNS]));
  });
});

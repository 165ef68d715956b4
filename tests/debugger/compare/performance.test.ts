import { describe, expect, test } from 'vitest';
import { DEFAULT_THRESHOLDS } from '../../../server/debugger/behavior.ts';
import { comparePerformance, judgePerformance } from '../../../server/debugger/compare/performance.ts';
import { findMedian, findMedianInterval } from '../../../server/debugger/compare/ratio-interval.ts';
import { createRandom } from '../../bench/seeded-random.ts';

const expected = { responseTime: 100, memoryUsage: null };
const single = (responseTime: number | null, memoryUsage: number | null = null) => ({ responseTime, memoryUsage, samples: null });
const measured = (responseTimes: readonly number[], baseline: readonly number[] = []) => ({ responseTime: null, memoryUsage: null, samples: { responseTimes, memoryUsages: [], baseline: { responseTimes: baseline, memoryUsages: [] } } });
const judge = (runs: readonly number[], baseline: readonly number[] = []) => judgePerformance(expected, measured(runs, baseline), DEFAULT_THRESHOLDS)[0]!;

describe('a single figure', () => {
  test.each<[time: number, memory: number, wanted: readonly string[]]>([
    [149, 64, []],
    [150, 65, []],
    [151, 65, ['response_time']],
    [150, 66, ['memory_usage']],
    [400, 400, ['response_time', 'memory_usage']],
  ])('%d ms and %d MB against 100 ms and 50 MB', (time, memory, wanted) => {
    expect(comparePerformance({ responseTime: 100, memoryUsage: 50 }, single(time, memory), DEFAULT_THRESHOLDS)?.differences.map(({ metric }) => metric) ?? []).toEqual(wanted);
  });

  test('is told with its verdict also where it is within', () => {
    expect(judgePerformance(expected, single(120), DEFAULT_THRESHOLDS)).toEqual([
      { metric: 'response_time', verdict: 'within', moreRuns: 0, expected: 100, actual: 120, threshold: 1.5, ratio: null, message: 'The response time of 120 ms is within 1.50 times the expected 100 ms.' },
    ]);
  });

  test('that is not there, or not expected, is not judged', () => {
    expect(judgePerformance({ responseTime: 1, memoryUsage: null }, single(null, 5), DEFAULT_THRESHOLDS)).toEqual([]);
  });

  test('follows the thresholds of the session', () => {
    expect(comparePerformance(expected, single(110), { responseTime: 1.05, memoryUsage: 1 })?.differences[0]?.verdict).toBe('exceeds');
  });
});

describe('runs', () => {
  const around = (middle: number, spread: number, count: number): number[] => Array.from({ length: count }, (_, n) => middle + spread * ((2 * n) / (count - 1) - 1));

  test.each<[what: string, runs: readonly number[], baseline: readonly number[], verdict: string]>([
    ['far above the threshold exceed it', around(200, 10, 10), [], 'exceeds'],
    ['far below are within', around(100, 10, 10), [], 'within'],
    ['on both sides of it are not enough evidence', around(150, 20, 10), [], 'not-enough-evidence'],
    ['fewer than six are not enough evidence', around(400, 1, 5), [], 'not-enough-evidence'],
    ['just above are enough with a quiet baseline', around(160, 5, 12), around(100, 1, 12), 'exceeds'],
    ['just above are not enough with a noisy baseline', around(160, 5, 12), around(100, 30, 12), 'not-enough-evidence'],
  ])('%s', (_, runs, baseline, verdict) => {
    expect(judge(runs, baseline).verdict).toBe(verdict);
  });

  test('too few of them tell how many are missing', () => {
    expect(judge([100, 100])).toMatchObject({ moreRuns: 4, ratio: null });
  });

  test('an outlier moves nothing', () => {
    expect(judge([...around(100, 5, 10), 5_000])).toMatchObject({ verdict: 'within' });
  });

  test('the nearer the threshold the more runs are needed, 200 at most', () => {
    const needed = [130, 140, 146, 150].map((middle) => judge(around(middle, 30, 10)).moreRuns);
    expect(needed).toEqual([...needed].sort((a, b) => a - b));
    expect([needed[0]! > 0, needed.at(-1)]).toEqual([true, 200]);
  });

  test('as many more as were asked for decide most cases', () => {
    const random = createRandom(7);
    const draw = (count: number): number[] => Array.from({ length: count }, () => 140 + 60 * (random() - 0.5));
    let [asked, decided] = [0, 0];
    for (let n = 0; n < 200; n += 1) {
      const runs = draw(10);
      const { verdict, moreRuns } = judge(runs);
      if (verdict !== 'not-enough-evidence') continue;
      asked += 1;
      if (judge([...runs, ...draw(moreRuns)]).verdict !== 'not-enough-evidence') decided += 1;
    }
    expect(asked).toBeGreaterThan(50);
    expect(decided / asked).toBeGreaterThan(0.5);
  });

  test('a zero expectation is exceeded by anything and divides nothing', () => {
    expect(judgePerformance({ responseTime: 0, memoryUsage: null }, measured([1, 1, 1, 1, 1, 1]), DEFAULT_THRESHOLDS)[0]).toMatchObject({ verdict: 'exceeds', ratio: null });
  });
});

describe('the interval of a median', () => {
  test.each<[count: number, ranks: readonly [number, number] | null]>([
    [5, null], [6, [1, 6]], [8, [1, 8]], [9, [2, 8]], [12, [3, 10]], [20, [6, 15]], [100, [40, 61]],
  ])('of %d runs has the ranks of the binomial tables', (count, ranks) => {
    const interval = findMedianInterval(Array.from({ length: count }, (_, n) => n + 1));
    expect(interval && [interval.low, interval.high]).toEqual(ranks);
  });

  test('of very many runs is a number', () => {
    const interval = findMedianInterval(Array.from({ length: 5_000 }, (_, n) => n));
    expect(interval!.low).toBeGreaterThan(2_400);
    expect(interval!.high).toBeLessThan(2_600);
  });

  test('holds the true median at least 95 times of 100', () => {
    const random = createRandom(3);
    let held = 0;
    for (let n = 0; n < 2_000; n += 1) {
      const { low, high } = findMedianInterval(Array.from({ length: 11 }, () => random() ** 3))!;
      if (low <= 0.125 && high >= 0.125) held += 1;
    }
    expect(held / 2_000).toBeGreaterThan(0.95);
  });

  test('surrounds the median', () => {
    expect([findMedian([3, 1, 2]), findMedian([4, 1, 2, 3])]).toEqual([2, 2.5]);
  });
});

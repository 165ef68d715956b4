// Compares expected and measured time and memory. Owns the verdict and how many more runs it needs.
import type { ActualBehavior, ExpectedBehavior, Thresholds } from '../behavior.ts';
import type { Discrepancy, PerformanceDifference } from '../discrepancy.ts';
import { findMedian, findMedianInterval, type Interval, LEAST_RUNS } from './ratio-interval.ts';

export type PerformanceIssue = Extract<Discrepancy, { type: 'performance_issue' }>;
type ExpectedPerformance = NonNullable<ExpectedBehavior['performance']>;
type ActualPerformance = NonNullable<ActualBehavior['performance']>;

/** More than these are never asked for: what they do not decide is too near the threshold to matter. */
export const MOST_RUNS = 200;

interface Figures {
  readonly metric: PerformanceDifference['metric'];
  readonly expected: number;
  readonly threshold: number;
  readonly single: number | null;
  readonly runs: readonly number[];
  readonly baseline: readonly number[];
}

const round = (value: number): string => (Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(value === Math.trunc(value) ? 0 : Math.abs(value) >= 1 ? 2 : 3));
const write = (metric: Figures['metric'], value: number): string => `${round(value)} ${metric === 'response_time' ? 'ms' : 'MB'}`;
const nameOf = (metric: Figures['metric']): string => (metric === 'response_time' ? 'response time' : 'memory usage');

/** Two figures that were handed in: no evidence beyond them, so they are compared as they are. */
function judgeSingle({ metric, expected, threshold }: Figures, actual: number): PerformanceDifference {
  const exceeds = actual > expected * threshold;
  const message = `The ${nameOf(metric)} of ${write(metric, actual)} is ${exceeds ? 'more than' : 'within'} ${round(threshold)} times the expected ${write(metric, expected)}.`;
  return { metric, verdict: exceeds ? 'exceeds' : 'within', moreRuns: 0, expected, actual, threshold, ratio: null, message };
}

/** The interval of the median over what was expected, widened by as much as the baseline, which does the same work every time, was unsure. */
function findRatio({ runs, baseline, expected }: Figures): Interval | null {
  const interval = findMedianInterval(runs);
  if (!interval || expected <= 0) return null;
  const [middle, noise] = [findMedian(baseline), findMedianInterval(baseline)];
  const [down, up] = noise && middle > 0 && noise.low > 0 ? [noise.low / middle, noise.high / middle] : [1, 1];
  return { low: (interval.low * down) / expected, high: (interval.high * up) / expected };
}

/** Runs after which the interval, which narrows with the square root of their number, should no longer hold the threshold; at most 200. */
function estimateMoreRuns(runs: number, ratio: Interval, { middle, threshold }: { middle: number; threshold: number }): number {
  const distance = Math.abs(threshold - middle);
  const width = middle < threshold ? ratio.high - middle : middle - ratio.low;
  if (distance === 0) return MOST_RUNS;
  return Math.max(1, Math.min(MOST_RUNS, Math.ceil(runs * ((width / distance) ** 2 - 1))));
}

function judgeRuns(figures: Figures): PerformanceDifference {
  const { metric, expected, threshold, runs } = figures;
  const actual = findMedian(runs);
  if (expected <= 0) return judgeSingle(figures, actual);
  const ratio = findRatio(figures);
  const measured = `The ${nameOf(metric)} of ${write(metric, actual)} (median of ${runs.length} runs)`;
  const common = { metric, expected, actual, threshold, ratio };
  const limit = `${round(threshold)} times the expected ${write(metric, expected)}`;
  if (!ratio) {
    const moreRuns = LEAST_RUNS - runs.length;
    return { ...common, verdict: 'not-enough-evidence', moreRuns, message: `${measured} cannot be judged yet: at least ${LEAST_RUNS} runs are needed, ${moreRuns} more.` };
  }
  const bounds = `the ratio is ${round(ratio.low)} to ${round(ratio.high)} with 95 %`;
  if (ratio.low > threshold) return { ...common, verdict: 'exceeds', moreRuns: 0, message: `${measured} is more than ${limit}: ${bounds}.` };
  if (ratio.high <= threshold) return { ...common, verdict: 'within', moreRuns: 0, message: `${measured} is within ${limit}: ${bounds}.` };
  const moreRuns = estimateMoreRuns(runs.length, ratio, { middle: actual / expected, threshold });
  return { ...common, verdict: 'not-enough-evidence', moreRuns, message: `${measured} may or may not be more than ${limit}: ${bounds}. About ${moreRuns} more runs are needed.` };
}

/**
 * The verdict on each figure that is expected and was measured, also where it is within. Milliseconds and megabytes. With samples: the exact
 * binomial interval of the median, so that `exceeds` and `within` are said only when all of it lies on one side of the threshold; widened by
 * the interval of the interleaved baseline. A single figure exceeds where it is greater than expected times the threshold.
 */
export function judgePerformance(expected: ExpectedPerformance, actual: ActualPerformance, thresholds: Thresholds): PerformanceDifference[] {
  const { samples } = actual;
  const all: (Omit<Figures, 'expected'> & { readonly expected: number | null })[] = [
    { metric: 'response_time', expected: expected.responseTime, threshold: thresholds.responseTime, single: actual.responseTime, runs: samples?.responseTimes ?? [], baseline: samples?.baseline.responseTimes ?? [] },
    { metric: 'memory_usage', expected: expected.memoryUsage, threshold: thresholds.memoryUsage, single: actual.memoryUsage, runs: samples?.memoryUsages ?? [], baseline: samples?.baseline.memoryUsages ?? [] },
  ];
  return all.flatMap((figures) => {
    const { expected: wanted } = figures;
    if (wanted === null) return [];
    if (figures.runs.length > 0) return [judgeRuns({ ...figures, expected: wanted })];
    return figures.single === null ? [] : [judgeSingle({ ...figures, expected: wanted }, figures.single)];
  });
}

/** The figures that exceed what is expected, or of which it cannot be told; null where all are within. */
export function comparePerformance(expected: ExpectedPerformance, actual: ActualPerformance, thresholds: Thresholds): PerformanceIssue | null {
  const differences = judgePerformance(expected, actual, thresholds).filter(({ verdict }) => verdict !== 'within');
  return differences.length === 0 ? null : { type: 'performance_issue', differences };
}

/** How many more samples of each side every verdict would have; 0 where all are decided. */
export function countMissingRuns(expected: ExpectedPerformance, actual: ActualPerformance, thresholds: Thresholds): number {
  return Math.max(0, ...judgePerformance(expected, actual, thresholds).map(({ moreRuns }) => moreRuns));
}

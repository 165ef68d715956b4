// Time and memory of a session as they are plotted. Owns the joining of samples, expectation and verdict.
import { describeSamples } from './distribution.ts';
import { readExpected, type ActualView } from './read-behavior.ts';
import type { DiscrepancyView, PerformanceDifference } from './read-discrepancies.ts';

export interface Series {
  name: string;
  values: number[];
  /** False for reference work on another scale, which would leave no room for the runs of this code. */
  isPlotted: boolean;
}

export interface Measure {
  metric: PerformanceDifference['metric'];
  title: string;
  unit: 'ms' | 'MB';
  /** Those that have samples: what was recorded, and the reference work that ran in between and shows the noise of the machine. */
  series: Series[];
  actual: number | null;
  expected: number | null;
  threshold: number;
  verdict: PerformanceDifference['verdict'] | null;
  moreRuns: number;
  ratio: PerformanceDifference['ratio'];
  message: string;
}

interface Source {
  actual: ActualView | null;
  differences: DiscrepancyView[] | null;
  expectedBehavior: unknown;
  thresholds: { responseTime: number; memoryUsage: number };
}

const METRICS = [
  { metric: 'response_time', title: 'Response time', unit: 'ms', field: 'responseTime', samples: 'responseTimes' },
  { metric: 'memory_usage', title: 'Memory', unit: 'MB', field: 'memoryUsage', samples: 'memoryUsages' },
] as const;

/** True where the medians differ at most fivefold, so that both can be read on one axis. */
function isOfOneScale(own: readonly number[], reference: readonly number[]): boolean {
  const [a, b] = [describeSamples(own)?.median ?? 0, describeSamples(reference)?.median ?? 0];
  return Math.max(a, b) <= 5 * Math.min(a, b);
}

/** The measures there is anything to say about. */
export function readMeasures({ actual, differences, expectedBehavior, thresholds }: Source): Measure[] {
  const told = differences?.flatMap((discrepancy) => (discrepancy.type === 'performance' ? discrepancy.differences : [])) ?? [];
  const expected = readExpected(expectedBehavior).performance;
  const seen = actual?.performance;
  return METRICS.flatMap(({ metric, title, unit, field, samples }): Measure[] => {
    const difference = told.find((entry) => entry.metric === metric);
    const own = seen?.samples?.[samples] ?? [];
    const reference = seen?.samples?.baseline[samples] ?? [];
    const series = [
      { name: 'This code', values: own, isPlotted: true },
      { name: 'Reference', values: reference, isPlotted: isOfOneScale(own, reference) },
    ].filter(({ values }) => values.length > 0);
    const figure = difference?.actual ?? seen?.[field] ?? null;
    if (figure === null && series.length === 0) return [];
    return [
      {
        metric, title, unit, series,
        actual: figure,
        expected: difference?.expected ?? expected?.[field] ?? null,
        threshold: difference?.threshold ?? thresholds[field],
        verdict: difference?.verdict ?? null,
        moreRuns: difference?.moreRuns ?? 0,
        ratio: difference?.ratio ?? null,
        message: difference?.message ?? '',
      },
    ];
  });
}

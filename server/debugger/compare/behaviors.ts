// Compares expected and actual behaviour as a whole. Owns what is compared with what; each comparison is a file of its own.
import type { ActualBehavior, ExpectedBehavior, Thresholds } from '../behavior.ts';
import type { Discrepancy } from '../discrepancy.ts';
import type { Trace } from '../trace.ts';
import { compareOutcomes } from './outcomes.ts';
import { comparePaths } from './paths.ts';
import { comparePerformance } from './performance.ts';
import type { Scrubber } from './scrubbers.ts';

export interface ComparisonOptions {
  readonly thresholds: Thresholds;
  readonly scrubbers?: readonly Scrubber[];
  /** Of the recording that `actual` was made from; null where the behaviour was handed in. */
  readonly trace?: Trace | null;
}

/** Path, outcome, performance: each is compared where both sides have it. Empty where the behaviour is as expected in all of them. */
export function findDiscrepancies(expected: ExpectedBehavior, actual: ActualBehavior, { thresholds, scrubbers = [], trace = null }: ComparisonOptions): Discrepancy[] {
  const found = [
    expected.executionPath && actual.executionPath ? comparePaths(expected.executionPath, actual.executionPath, trace) : null,
    expected.outcome && actual.outcome ? compareOutcomes(expected.outcome, actual.outcome, scrubbers) : null,
    expected.performance && actual.performance ? comparePerformance(expected.performance, actual.performance, thresholds) : null,
  ];
  return found.filter((discrepancy) => discrepancy !== null);
}

// Judges candidates by running the whole scenario: for scripts, tests and requests, and functions without a table of examples. Owns that judgement.
import { findDiscrepancies } from '../compare/behaviors.ts';
import { recordScenario } from '../record/record.ts';
import { runTests } from '../record/run-tests.ts';
import type { Evaluate } from '../repair/search-by-runs.ts';
import type { FindRequest } from './find-patches.ts';

/** For a test: its passing tests. For anything else: 1 of 1 where the run is as expected. A function with examples is judged by them instead. */
export function evaluateRuns({ source, parts, expected }: Pick<FindRequest, 'source' | 'parts' | 'expected'>): { readonly evaluate?: Evaluate } {
  const { scenario, settings } = parts;
  if (!scenario || (scenario.kind === 'FUNCTION' && (scenario.examples.length > 0 || !expected.outcome))) return {};
  const { limits, thresholds, scrubbers } = settings;
  if (scenario.kind === 'TEST') {
    return {
      async evaluate(overlay, signal) {
        const end = await runTests({ source, files: [scenario.file], overlay, runner: scenario.runner, testName: scenario.testName, options: { limits, signal } });
        return end.kind === 'ran' ? { passed: end.passed, total: end.passed + end.failed } : { passed: 0, total: 1 };
      },
    };
  }
  return {
    async evaluate(overlay, signal) {
      const { report, actual, trace } = await recordScenario({ source, scenario, expectedNames: [], overlay, options: { limits, signal } });
      const differences = findDiscrepancies(expected, actual, { thresholds, scrubbers, trace }).filter(({ type }) => type !== 'performance_issue');
      return { passed: report.end === 'completed' && differences.length === 0 ? 1 : 0, total: 1 };
    },
  };
}

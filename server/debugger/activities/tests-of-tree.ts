// Runs tests of the project that nobody asked to be run: those by which a prediction is judged. Owns under which conditions that is done.
import { findIsolation } from '../record/isolation.ts';
import { runTests } from '../record/run-tests.ts';
import type { TestFailure } from '../record/test-report.ts';
import { DEFAULT_SANDBOX_LIMITS } from '../scenario.ts';
import type { Source } from '../deps.ts';

export interface TestsOfTree extends Source {
  /** New contents that make the tree of the room's; null for what is not in it. The graph is that of the tree. */
  readonly overlay: ReadonlyMap<string, string | null>;
  /** Room paths of test files. */
  readonly files: readonly string[];
  readonly timeMs: number;
}

export type TreeTestsEnd =
  | { readonly kind: 'ran'; readonly passed: number; readonly failures: readonly TestFailure[]; /** Files in which a test passed. */ readonly passedIn: readonly string[] }
  | { readonly kind: 'not-run'; readonly reason: string };

/** Only where a file system and a network of their own hold the tests: the person announced a change and asked for no test. Throws `signal.reason` when aborted. */
export async function runTestsOfTree({ tree, graph, overlay, files, timeMs }: TestsOfTree, signal: AbortSignal): Promise<TreeTestsEnd> {
  const isolation = await findIsolation();
  if (isolation.namespaces === null) return { kind: 'not-run', reason: `Tests are run after a change only in a sandbox with a file system and a network of its own, which does not work here: ${isolation.why.namespaces ?? 'it was refused'}` };
  const limits = { ...DEFAULT_SANDBOX_LIMITS, wallClockMs: timeMs, cpuSeconds: Math.ceil(timeMs / 1_000) };
  const end = await runTests({ source: { tree, graph }, files, overlay, options: { limits, signal, isolation } });
  if (end.kind !== 'ran') return { kind: 'not-run', reason: end.message };
  return { kind: 'ran', passed: end.passed, failures: end.failures, passedIn: end.passedIn };
}

// Runs what a patch claims: the scenario, its examples, the related tests, the compiler. Owns what counts as evidence and as verified.
import type { ExpectedBehavior } from '../behavior.ts';
import { findDiscrepancies } from '../compare/behaviors.ts';
import { explainDiscrepancies } from '../compare/explain.ts';
import type { DebuggerDeps, Source } from '../deps.ts';
import type { Evidence } from '../fix.ts';
import { recordScenario } from '../record/record.ts';
import { runTests } from '../record/run-tests.ts';
import type { Scenario } from '../scenario.ts';
import type { SessionSettings } from '../settings.ts';

export interface Claim {
  readonly source: Source;
  readonly roomId: string;
  readonly scenario: Scenario;
  readonly expected: ExpectedBehavior;
  readonly settings: SessionSettings;
  /** Indexes of the examples that the search did not see. */
  readonly heldBack: ReadonlySet<number>;
  /** Test files of the project that reach the patched files. */
  readonly tests: readonly string[];
  /** Tests that failed before the patch too, as `file\\nname`: they say nothing about it. */
  readonly failedBefore: ReadonlySet<string>;
}

const SHOWN = 1_000;
const TEST_WALL_CLOCK_MS = 120_000;

/** Runs the related tests as they are on disk, or with an overlay; names of those that fail, null where they could not be run. */
export async function failingTests({ source, tests, settings }: Pick<Claim, 'source' | 'tests' | 'settings'>, overlay: ReadonlyMap<string, string>, signal: AbortSignal) {
  if (tests.length === 0) return null;
  const limits = { ...settings.limits, wallClockMs: Math.max(settings.limits.wallClockMs, TEST_WALL_CLOCK_MS), cpuSeconds: Math.max(settings.limits.cpuSeconds, TEST_WALL_CLOCK_MS / 1_000) };
  const end = await runTests({ source, files: tests, overlay, options: { limits, signal } });
  if (end.kind !== 'ran') return null;
  return { total: end.passed + end.failed, failures: end.failures };
}

async function scenarioEvidence(claim: Claim, overlay: ReadonlyMap<string, string>, signal: AbortSignal): Promise<Evidence[]> {
  const { source, scenario, expected, settings, heldBack } = claim;
  const recording = await recordScenario({ source, scenario, expectedNames: [], overlay, options: { limits: settings.limits, signal } });
  const found = findDiscrepancies(expected, recording.actual, { thresholds: settings.thresholds, scrubbers: settings.scrubbers, trace: recording.trace }).filter(({ type }) => type !== 'performance_issue');
  const isAsExpected = recording.report.end === 'completed' && found.length === 0;
  const details = recording.report.end !== 'completed' ? recording.report.message : found.length === 0 ? 'It ran as expected.' : explainDiscrepancies(found).slice(0, SHOWN);
  const evidence: Evidence[] = [{ check: 'scenario', passed: isAsExpected ? 1 : 0, total: 1, details }];
  const passed = recording.examples.map((example) => example.passed);
  const count = (check: 'examples' | 'held-back-examples', isWanted: (index: number) => boolean) => {
    const wanted = passed.filter((_, index) => isWanted(index));
    const right = wanted.filter(Boolean).length;
    if (wanted.length > 0) evidence.push({ check, passed: right, total: wanted.length, details: `${right} of ${wanted.length} ${check === 'examples' ? 'examples' : 'examples that the search did not see'} give what is expected.` });
  };
  count('examples', (index) => !heldBack.has(index));
  count('held-back-examples', (index) => heldBack.has(index));
  return evidence;
}

async function testEvidence(claim: Claim, overlay: ReadonlyMap<string, string>, signal: AbortSignal): Promise<Evidence[]> {
  const ran = await failingTests(claim, overlay, signal);
  if (!ran) return [];
  const broken = ran.failures.filter(({ file, name }) => !claim.failedBefore.has(`${file}\n${name}`));
  const known = ran.failures.length - broken.length;
  const details = [`${claim.tests.slice(0, 5).join(', ')}${claim.tests.length > 5 ? ` and ${claim.tests.length - 5} more` : ''}.`, known > 0 ? `${known} failed before too and are not counted.` : '', ...broken.slice(0, 5).map(({ file, name, message }) => `${file}: ${name}: ${message}`)].filter(Boolean).join('\n').slice(0, SHOWN);
  const total = ran.total - known;
  return total === 0 && broken.length === 0 ? [] : [{ check: 'related-tests', passed: total - broken.length, total, details }];
}

async function typeEvidence({ findNewProblems }: Pick<DebuggerDeps, 'findNewProblems'>, claim: Claim, overlay: ReadonlyMap<string, string>, signal: AbortSignal): Promise<Evidence[]> {
  if (overlay.size === 0) return [];
  const problems = await findNewProblems(claim.roomId, overlay, signal);
  if (problems === null) return [];
  const details = problems.length === 0 ? 'No new problem of the compiler.' : problems.slice(0, 5).map(({ file, line, message }) => `${file}:${line}: ${message}`).join('\n').slice(0, SHOWN);
  return [{ check: 'types', passed: problems.length === 0 ? 1 : 0, total: 1, details }];
}

/** What the checks of a patch say, on the room with `overlay` over it. An overlay without files checks the room as it is. */
export async function checkPatch(deps: Pick<DebuggerDeps, 'findNewProblems'>, claim: Claim, overlay: ReadonlyMap<string, string>, signal: AbortSignal): Promise<Evidence[]> {
  const scenario = await scenarioEvidence(claim, overlay, signal);
  // Whatever else would say, a patch that fails its own scenario is done.
  if (!isPassed(scenario)) return scenario;
  return [...scenario, ...(await typeEvidence(deps, claim, overlay, signal)), ...(await testEvidence(claim, overlay, signal))];
}

/** True where every check passed in full. */
export const isPassed = (evidence: readonly Evidence[]): boolean => evidence.every(({ passed, total }) => passed === total);

/** Verified: everything passed, and something passed that the search did not see. */
export const isVerified = (evidence: readonly Evidence[]): boolean => isPassed(evidence) && evidence.some(({ check, total }) => (check === 'held-back-examples' || check === 'related-tests') && total > 0);

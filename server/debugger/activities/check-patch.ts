// Runs what a patch claims: the scenario, its examples, the related tests, the compiler. Owns what counts as evidence and as verified.
import type { ActualBehavior, ExpectedBehavior } from '../behavior.ts';
import { findDiscrepancies } from '../compare/behaviors.ts';
import { explainDiscrepancies } from '../compare/explain.ts';
import { decodeValue } from '../decode-value.ts';
import type { DebuggerDeps, Source } from '../deps.ts';
import type { Evidence } from '../fix.ts';
import { recordScenario } from '../record/record.ts';
import type { Scenario } from '../scenario.ts';
import type { SessionSettings } from '../settings.ts';
import type { RelatedTests } from './related-tests-of-patch.ts';

export interface Claim {
  readonly source: Source;
  readonly roomId: string;
  readonly scenario: Scenario;
  readonly expected: ExpectedBehavior;
  readonly settings: SessionSettings;
  /** Indexes of the examples that the search did not see. */
  readonly heldBack: ReadonlySet<number>;
  readonly tests: RelatedTests;
}

/** What is checked: new contents over the room, and the files that the patch changes, also where they are written already. */
export interface CheckedFiles {
  readonly overlay: ReadonlyMap<string, string>;
  readonly files: readonly string[];
}

const SHOWN = 1_000;

/** How many tests a TEST scenario itself is: the search saw them. */
function testsOf(scenario: Scenario, { outcome }: ActualBehavior): number {
  if (scenario.kind !== 'TEST' || !outcome?.data) return 0;
  const { passed = 0, failed = 0 } = decodeValue(outcome.data) as { passed?: number; failed?: number };
  return passed + failed;
}

async function scenarioEvidence(claim: Claim, overlay: ReadonlyMap<string, string>, signal: AbortSignal): Promise<{ evidence: Evidence[]; seenTests: number }> {
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
  return { evidence, seenTests: testsOf(scenario, recording.actual) };
}

async function typeEvidence({ findNewProblems }: Pick<DebuggerDeps, 'findNewProblems'>, claim: Claim, overlay: ReadonlyMap<string, string>, signal: AbortSignal): Promise<Evidence[]> {
  if (overlay.size === 0) return [];
  const problems = await findNewProblems(claim.roomId, overlay, signal);
  if (problems === null) return [];
  const details = problems.length === 0 ? 'No new problem of the compiler.' : problems.slice(0, 5).map(({ file, line, message }) => `${file}:${line}: ${message}`).join('\n').slice(0, SHOWN);
  return [{ check: 'types', passed: problems.length === 0 ? 1 : 0, total: 1, details }];
}

/** What the checks of a patch say. An overlay without files checks the room as it is. Tests are run only for what passes everything before them. */
export async function checkPatch(deps: Pick<DebuggerDeps, 'findNewProblems'>, claim: Claim, { overlay, files }: CheckedFiles, signal: AbortSignal): Promise<Evidence[]> {
  const { evidence: scenario, seenTests } = await scenarioEvidence(claim, overlay, signal);
  if (!isPassed(scenario)) return scenario;
  const evidence = [...scenario, ...(await typeEvidence(deps, claim, overlay, signal))];
  return isPassed(evidence) ? [...evidence, ...(await claim.tests.evidenceOf({ overlay, files, seen: seenTests }, signal))] : evidence;
}

/** True where every check that was run passed in full. */
export const isPassed = (evidence: readonly Evidence[]): boolean => evidence.every(({ passed, total }) => passed === total);

/** Verified: everything was run and passed, and something passed that the search did not see. */
export const isVerified = (evidence: readonly Evidence[]): boolean =>
  isPassed(evidence) && evidence.every(({ total }) => total > 0) && evidence.some(({ check }) => check === 'held-back-examples' || check === 'related-tests');

// The last step of an applied fix: runs on the room as it is now what the fix claims. Owns that step's outcome.
import type { StepOutcome } from '../../engine/contract.ts';
import type { FileEdit } from '../../edits/file-edit.ts';
import type { DebuggerDeps } from '../deps.ts';
import { findRelatedTests } from '../related-tests.ts';
import { getFix } from '../sessions/apply.ts';
import { checkPatch, isPassed } from './check-patch.ts';
import { evaluateExpectation } from './expectation.ts';
import { partsOf } from './session-parts.ts';

/** Completed only when the scenario, every example and the related tests pass; skipped where the session has nothing to run. */
export async function verifyStoredFix(deps: DebuggerDeps, fixId: string, signal: AbortSignal): Promise<StepOutcome> {
  const fix = await getFix(deps.prisma, fixId);
  const { scenario, expectation, settings } = partsOf(fix.session);
  if (!scenario) return { kind: 'skipped', reason: 'The behaviour of the session was handed in, so there is nothing to run.' };
  const source = await deps.openSource(fix.session.roomId);
  const expected = await evaluateExpectation(expectation, signal);
  const files = (fix.edits as unknown as FileEdit[]).map(({ path }) => path);
  const { failedBefore = [] } = fix.features as unknown as { failedBefore?: readonly string[] };
  const evidence = await checkPatch(deps, { source, roomId: fix.session.roomId, scenario, expected, settings, heldBack: new Set(), tests: findRelatedTests(source.graph, files), failedBefore: new Set(failedBefore) }, new Map(), signal);
  if (signal.aborted) return { kind: 'cancelled' };
  const result = { evidence };
  if (isPassed(evidence)) return { kind: 'completed', result };
  const failed = evidence.find(({ passed, total }) => passed < total);
  return { kind: 'failed', code: 'FIX_NOT_CONFIRMED', message: `On the fixed code the check '${failed?.check}' passes ${failed?.passed} of ${failed?.total}: ${failed?.details.split('\n')[0]}`, hint: 'The files are put back. Search for fixes again on the code as it is now.', files, result };
}

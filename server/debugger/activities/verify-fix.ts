// The last step of an applied fix: runs on the room as it is now what the fix claims. Owns that step's outcome.
import type { StepOutcome } from '../../engine/contract.ts';
import type { FileEdit } from '../../edits/file-edit.ts';
import type { DebuggerDeps } from '../deps.ts';
import { getFix } from '../sessions/apply.ts';
import { checkPatch, isPassed } from './check-patch.ts';
import { evaluateExpectation } from './expectation.ts';
import { openRelatedTests } from './related-tests-of-patch.ts';
import { partsOf } from './session-parts.ts';

/** `before`: what the fixed files held before the run. Completed only when the scenario, every example and the related tests pass; skipped where the session has nothing to run. */
export async function verifyStoredFix(deps: DebuggerDeps, fixId: string, before: ReadonlyMap<string, string>, signal: AbortSignal): Promise<StepOutcome> {
  const fix = await getFix(deps.prisma, fixId);
  const { scenario, expectation, settings } = partsOf(fix.session);
  if (!scenario) return { kind: 'skipped', reason: 'The behaviour of the session was handed in, so there is nothing to run.' };
  const source = await deps.openSource(fix.session.roomId);
  const expected = await evaluateExpectation(expectation, signal);
  const files = (fix.edits as unknown as FileEdit[]).map(({ path }) => path);
  const tests = openRelatedTests({ source, settings, before, timeMs: Number.POSITIVE_INFINITY });
  const evidence = await checkPatch(deps, { source, roomId: fix.session.roomId, scenario, expected, settings, heldBack: new Set(), tests }, { overlay: new Map(), files }, signal);
  if (signal.aborted) return { kind: 'cancelled' };
  const result = { evidence };
  if (isPassed(evidence)) return { kind: 'completed', result };
  const failed = evidence.find(({ passed, total }) => passed < total);
  return { kind: 'failed', code: 'FIX_NOT_CONFIRMED', message: `On the fixed code the check '${failed?.check}' passes ${failed?.passed} of ${failed?.total}: ${failed?.details.split('\n')[0]}`, hint: 'The files are put back. Search for fixes again on the code as it is now.', files, result };
}

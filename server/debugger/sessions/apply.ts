// Accepted fixes and regression tests become runs of the engine. Owns the link between session, fix and run; writes no file itself.
import { InvalidInputError, NotFoundError } from '../../errors.ts';
import type { FileEdit } from '../../edits/file-edit.ts';
import { hashText } from '../../edits/text-edits.ts';
import type { AskedBy } from '../../engine/commands.ts';
import { inTransaction } from '../../engine/transaction.ts';
import type { HealingRun, IntentDebuggerSession, Prisma, PrismaClient } from '../../generated/prisma/client.ts';
import { evaluateExpectation } from '../activities/expectation.ts';
import { examplesOf, partsOf } from '../activities/session-parts.ts';
import type { DebuggerDeps, DecidedEdits } from '../deps.ts';
import { runTests } from '../record/run-tests.ts';
import { regressionTest, type RegressionRequest } from '../regression-test.ts';
import type { SandboxLimits } from '../scenario.ts';
import type { AppliedFix } from '../stored.ts';
import { withAnswers } from './answers.ts';
import { appendSessionEvent } from './events.ts';
import { getSession, refuseState } from './moves.ts';

export interface Planner {
  planEdits(roomId: string, decided: DecidedEdits): Promise<HealingRun>;
  triggerHealing(runId: string, asked?: AskedBy): Promise<HealingRun>;
}

const STATUS_WORDS = { VERIFIED: 'verified: scenario, held-back examples and related tests passed', PLAUSIBLE: 'plausible: what was run passed, but not everything that would prove it', REFUTED: 'refuted by an answer' } as const;

/** Throws NotFoundError where there is no such fix. */
export async function getFix(prisma: PrismaClient, fixId: string) {
  const fix = await prisma.suggestedFix.findUnique({ where: { id: fixId }, include: { session: true } });
  if (!fix) throw new NotFoundError(`There is no fix ${fixId}.`, 'Read the fixes of the session again.');
  return fix;
}

/** Plans and starts the run that writes a fix. Throws NotFoundError, SessionStateError, InvalidInputError, FileConflictError, RunStateError. */
export async function applyStored(prisma: PrismaClient, planner: Planner, { fixId, asked }: { readonly fixId: string; readonly asked?: AskedBy | undefined }): Promise<HealingRun> {
  const fix = await getFix(prisma, fixId);
  const { session } = fix;
  if (session.status !== 'OPEN') throw refuseState(session, 'apply a fix of');
  if (fix.status === 'REFUTED') throw new InvalidInputError('This fix was refuted by an answer.', 'Apply another one, or search again.');
  const title = `Apply the fix: ${fix.description}`;
  const reasons = [`It is meant to make this true: ${session.userIntent}`, `It is ${STATUS_WORDS[fix.status]}.`];
  const run = await planner.planEdits(session.roomId, { title, reasons, edits: fix.edits as unknown as FileEdit[], fixId });
  await inTransaction(prisma, async (tx) => {
    const { count } = await tx.intentDebuggerSession.updateMany({ where: { id: session.id, status: 'OPEN' }, data: { heartbeatAt: null } });
    const current = await getSession(tx, session.id);
    if (count === 0) throw refuseState(current, 'apply a fix of');
    const applied: AppliedFix = { fixId, runId: run.id, appliedAt: new Date().toISOString() };
    const fixesApplied = [...(current.fixesApplied as unknown as AppliedFix[]), applied];
    await tx.intentDebuggerSession.update({ where: { id: session.id }, data: { fixesApplied: fixesApplied as unknown as Prisma.InputJsonArray } });
    await tx.suggestedFix.update({ where: { id: fixId }, data: { runId: run.id } });
    await appendSessionEvent(tx, session.id, { type: 'FIX_APPLIED', payload: { message: fix.description } });
  });
  return planner.triggerHealing(run.id, asked);
}

const TIMEOUT_MS = 60_000;

/** The test as text that the compiler takes and that passes now. Throws InvalidInputError where there is no such text. */
async function writeGreenTest(deps: DebuggerDeps, request: RegressionRequest & { readonly roomId: string; readonly limits: SandboxLimits }) {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const refuse = (why: string): never => {
    throw new InvalidInputError(`The session cannot be kept as a test: ${why}`, 'Resolve the session without keeping it.');
  };
  const strict = regressionTest(request);
  if (strict.kind === 'refused') return refuse(strict.why);
  const problemsOf = async (text: string) => (await deps.findNewProblems(request.roomId, new Map([[strict.path, text]]), signal)) ?? [];
  const loose = (await problemsOf(strict.text)).length > 0 ? regressionTest({ ...request, isLoose: true }) : strict;
  const test = loose.kind === 'written' ? loose : strict;
  const [problem] = test === strict ? [] : await problemsOf(test.text);
  if (problem) return refuse(`the compiler does not take it: ${problem.message}`);
  if (test.runner === 'mocha') return test;
  const ran = await runTests({ source: request.source, files: [test.path], overlay: new Map([[test.path, test.text]]), runner: test.runner, options: { limits: { ...request.limits, wallClockMs: TIMEOUT_MS }, signal } });
  if (ran.kind !== 'ran') return refuse(ran.message);
  if (ran.failed > 0) return refuse(`it does not pass yet: ${ran.failures[0]?.name}: ${ran.failures[0]?.message.split('\n')[0]}`);
  return test;
}

/** Plans the run that writes a resolved session as a test of the project. Throws InvalidInputError where the session cannot be one. */
export async function keepAsTest(deps: DebuggerDeps, planner: Planner, session: IntentDebuggerSession): Promise<HealingRun> {
  const { expectation, scenario: given, settings } = partsOf(session);
  if (!given) throw new InvalidInputError('The behaviour of the session was handed in, so there is nothing that a test could run.', 'Resolve the session without keeping it.');
  const scenario = await withAnswers(deps.prisma, session.id, given);
  const source = await deps.openSource(session.roomId);
  const expected = await evaluateExpectation(expectation, AbortSignal.timeout(TIMEOUT_MS));
  const test = await writeGreenTest(deps, { roomId: session.roomId, limits: settings.limits, source, scenario, userIntent: session.userIntent, expected, examples: examplesOf(scenario) });
  const edits: FileEdit[] = [{ kind: 'create', path: test.path, after: hashText(test.text), text: test.text }];
  return planner.planEdits(session.roomId, { title: `Keep as a regression test: ${test.path}`, reasons: [`It checks that this stays true: ${session.userIntent}`, ...test.left], edits, fixId: null });
}

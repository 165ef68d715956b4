// Retries and adopts runs that did not end well, and leaves steps out. Owns what is checked before the engine is asked.
import { InvalidInputError } from '../../errors.ts';
import type { NextStep, Statement } from '../../engine/attempts.ts';
import { getRun, RunStateError, type AskedBy } from '../../engine/commands.ts';
import type { Engine } from '../../engine/service.ts';
import type { PrismaClient } from '../../generated/prisma/client.ts';
import type { RunStatus } from '../../generated/prisma/enums.ts';
import type { Codebases } from '../../impact/codebases.ts';
import { FileConflictError } from '../errors.ts';
import { findConflictsOnDisk } from '../find-conflicts.ts';
import { findMissedFiles, planAdoption, planRetry, type PastStep } from '../next-attempt.ts';
import type { StepInput } from '../planned.ts';

const [SHORTEST, LONGEST, LONGEST_NAME] = [3, 500, 100];

export interface RetryRequest extends AskedBy {
  /** Key of a step of the newest attempt: those before it that only looked keep what they found. */
  readonly fromStep?: string | null | undefined;
  /** Leaves the step that failed out, for this reason. */
  readonly skipFailed?: { readonly reason: string; readonly by?: string | null | undefined } | null | undefined;
}

export interface Attempts {
  /** Queues a failed or cancelled run again. Throws NotFoundError, RunStateError, InvalidInputError, FileConflictError. */
  retryRun(runId: string, request?: RetryRequest): Promise<void>;
  /** Leaves out a step that has not started. Throws NotFoundError, RunStateError, InvalidInputError. */
  skipStep(executionId: string, statement: GivenStatement): Promise<void>;
  /** Writes again what a failed or cancelled run had completed, and keeps it without a proof. Throws the same as retryRun. */
  adoptRun(runId: string, statement: GivenStatement): Promise<void>;
}

export interface GivenStatement {
  readonly reason: string;
  readonly by?: string | null | undefined;
}

/** Throws InvalidInputError for a reason that says nothing or too much. */
export function readStatement({ reason, by }: GivenStatement): Statement {
  const words = reason.trim();
  if (words.length < SHORTEST || words.length > LONGEST) throw new InvalidInputError(`The reason has ${words.length} characters; it must have ${SHORTEST} to ${LONGEST}.`, 'Say in a sentence why, for whoever reads the run later.');
  const name = by?.trim() ?? '';
  if (name.length > LONGEST_NAME) throw new InvalidInputError(`The name has ${name.length} characters; it may have ${LONGEST_NAME}.`, 'Give a shorter name.');
  return { reason: words, by: name === '' ? null : name };
}

/** The steps of the newest attempt in the order of execution, restores left out. */
export async function loadSteps(prisma: PrismaClient, runId: string): Promise<{ readonly status: RunStatus; readonly attempt: number; readonly roomId: string; readonly steps: readonly PastStep[] }> {
  await getRun(prisma, runId);
  const run = await prisma.healingRun.findUniqueOrThrow({
    where: { id: runId },
    select: { status: true, attempt: true, roomId: true, actions: { where: { actionType: { not: 'ROLLBACK' } }, orderBy: { position: 'asc' }, select: { executions: { orderBy: { stepNumber: 'asc' } } } } },
  });
  const { status, attempt, roomId } = run;
  const rows = run.actions.flatMap(({ executions }) => executions.filter((row) => row.attempt === attempt));
  const steps = rows.map((row, i): PastStep => ({ executionId: row.id, number: i + 1, stepType: row.stepType, status: row.status, edits: (row.input as unknown as Partial<StepInput>).edits ?? [], skipReason: row.skipReason, skippedBy: row.skippedBy }));
  return { status, attempt, roomId, steps };
}

function assertEnded(verb: string, runId: string, status: RunStatus): void {
  if (status !== 'FAILED' && status !== 'CANCELLED') throw new RunStateError(`Cannot ${verb} run ${runId}: it is ${status}.`, `Only a run that failed or was cancelled can be ${verb === 'adopt' ? 'adopted' : 'retried'}.`, status);
}

function assertNothingMissed(steps: readonly PastStep[], isLeftOut: (step: PastStep) => boolean): void {
  const files = findMissedFiles(steps, isLeftOut);
  if (files.length > 0) throw new InvalidInputError(`The step cannot be left out: later steps build on what it writes in ${files.length === 1 ? files[0] : `${files.length} files`}.`, 'Leave out those later steps first, or change the code by hand and analyse again.');
}

export function createAttempts({ prisma, codebases, engine }: { readonly prisma: PrismaClient; readonly codebases: Codebases; readonly engine: Pick<Engine, 'beginNextAttempt' | 'skipStep'> }): Attempts {
  async function assertStillFits(roomId: string, steps: readonly PastStep[], next: readonly NextStep[]): Promise<void> {
    const edits = next.flatMap(({ kind }, i) => (kind === 'execute' ? (steps[i]?.edits ?? []) : []));
    const files = await findConflictsOnDisk(await codebases.get(roomId), edits);
    if (files.length > 0) throw new FileConflictError(`The run was planned for another content of ${files.length === 1 ? files[0] : `${files.length} files`}.`, 'Take those changes back and retry, or analyse the change again; nothing was written.', files);
  }

  return {
    async retryRun(runId, { fromStep = null, skipFailed = null, by } = {}) {
      const statement = skipFailed && readStatement(skipFailed);
      const { status, attempt, roomId, steps } = await loadSteps(prisma, runId);
      assertEnded('retry', runId, status);
      if (fromStep !== null && !steps.some(({ executionId }) => executionId === fromStep)) throw new InvalidInputError('The step to begin from is no step of the newest attempt of this run.', 'Read the run again for the ids of its steps.');
      if (statement && !steps.some((step) => step.status === 'FAILED')) throw new RunStateError(`No step of run ${runId} failed, so none can be left out.`, 'Retry the run without leaving a step out.', status);
      const next = planRetry(steps, { fromExecutionId: fromStep, skipFailed: statement });
      assertNothingMissed(steps, (step) => next.some(({ kind, executionId }) => kind === 'leave-out' && executionId === step.executionId));
      await assertStillFits(roomId, steps, next);
      await engine.beginNextAttempt({ runId, attempt, steps: next, adoption: null, by });
    },
    async skipStep(executionId, given) {
      const statement = readStatement(given);
      const step = await prisma.healingExecution.findUnique({ where: { id: executionId }, select: { status: true, healingAction: { select: { runId: true } } } });
      if (step?.status === 'PENDING') {
        const { steps } = await loadSteps(prisma, step.healingAction.runId);
        assertNothingMissed(steps, (each) => each.executionId === executionId || each.status === 'SKIPPED');
      }
      await engine.skipStep(executionId, statement);
    },
    async adoptRun(runId, given) {
      const adoption = readStatement(given);
      const { status, attempt, roomId, steps } = await loadSteps(prisma, runId);
      assertEnded('adopt', runId, status);
      const next = planAdoption(steps);
      if (!next) throw new RunStateError(`Run ${runId} has nothing to adopt: no step of its newest attempt had written anything.`, 'Retry it, or analyse the change again.', status);
      await assertStillFits(roomId, steps, next);
      await engine.beginNextAttempt({ runId, attempt, steps: next, adoption, by: adoption.by });
    },
  };
}

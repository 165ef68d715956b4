// What people ask of the steps of a run: begin them again as the next attempt, or leave one out. Owns the rows of an attempt; what becomes of each step is decided by the domain.
import { Prisma, type HealingExecution, type PrismaClient } from '../generated/prisma/client.ts';
import { NotFoundError } from '../errors.ts';
import { namedIn, queueRun, refusal, RunStateError, type AskedBy } from './commands.ts';
import type { JsonObject } from './contract.ts';
import { moveStep } from './moves.ts';
import { ACTION_MOVES, assertLegal, SKIPPABLE_RUNS } from './states.ts';
import { databaseTime, inTransaction, type Tx } from './transaction.ts';

/** What becomes of a step of the newest attempt in the next one. */
export type NextStep = { readonly executionId: string } & (
  | { readonly kind: 'execute' }
  /** Its result counts again. */
  | { readonly kind: 'keep' }
  | { readonly kind: 'leave-out'; readonly reason: string; readonly by: string | null }
);

/** Why somebody wants what he wants, and who that is as he names himself. */
export interface Statement {
  readonly reason: string;
  readonly by: string | null;
}

export interface NextAttempt extends AskedBy {
  readonly runId: string;
  /** The attempt that `steps` were read from: another one in the meantime makes this stale. */
  readonly attempt: number;
  /** One for each step of that attempt that is no restore. */
  readonly steps: readonly NextStep[];
  /** Set where the run is adopted instead of healed again. */
  readonly adoption: Statement | null;
  readonly maxPickups: number;
}

/**
 * Queues a FAILED or CANCELLED run again: every step gets a new row, the old rows stay as they ended. Of several requests at once one wins.
 * Throws NotFoundError and RunStateError.
 */
export async function beginNextAttempt(prisma: PrismaClient, next: NextAttempt): Promise<void> {
  const { runId, adoption, maxPickups } = next;
  const attempt = next.attempt + 1;
  const reset = {
    attempt, startedAt: null, completedAt: null, cancelRequestedAt: null, treeHashBefore: null, treeHashAfter: null,
    error: Prisma.DbNull, accuracy: Prisma.DbNull, adoptReason: adoption?.reason ?? null, adoptedBy: adoption?.by ?? null,
  };
  const event = { type: 'RUN_QUEUED', payload: { attempt, ...(adoption ? { message: adoption.reason } : {}), ...namedIn(next) } } as const;
  await inTransaction(prisma, async (tx) => {
    const now = await databaseTime(tx);
    const run = await tx.healingRun.findUnique({ where: { id: runId }, select: { status: true } });
    const from = run?.status === 'CANCELLED' ? 'CANCELLED' : 'FAILED';
    const moved = await queueRun(tx, { runId, from, to: 'QUEUED', attempt: next.attempt, data: { ...reset, queuedAt: now }, maxPickups, event });
    const verb = adoption ? 'adopt' : 'retry';
    if (moved.kind === 'stale') throw refusal({ verb, runId, status: moved.found, hint: 'Only the newest attempt of a run that failed or was cancelled can be retried or adopted. Read the run again.' });
    await resetActions(tx, runId);
    await createSteps(tx, next.steps, { attempt, now });
  });
}

async function resetActions(tx: Tx, runId: string): Promise<void> {
  const where = { runId, actionType: { not: 'ROLLBACK' } } as const;
  for (const { status } of await tx.healingAction.findMany({ where, select: { status: true } })) assertLegal(ACTION_MOVES, status, 'PENDING');
  await tx.healingAction.updateMany({ where, data: { status: 'PENDING', executedAt: null, completedAt: null } });
}

async function createSteps(tx: Tx, steps: readonly NextStep[], { attempt, now }: { readonly attempt: number; readonly now: Date }): Promise<void> {
  const rows = await tx.healingExecution.findMany({ where: { id: { in: steps.map(({ executionId }) => executionId) }, attempt: attempt - 1 } });
  const earlier = new Map(rows.map((row) => [row.id, row]));
  await tx.healingExecution.createMany({
    data: steps.map((step) => {
      const row = earlier.get(step.executionId);
      if (!row) throw new Error(`execution ${step.executionId} is no step of attempt ${attempt - 1}`);
      return rowOf(step, row, { attempt, now });
    }),
  });
}

function rowOf(step: NextStep, earlier: HealingExecution, { attempt, now }: { readonly attempt: number; readonly now: Date }): Prisma.HealingExecutionCreateManyInput {
  const { healingActionId, stepNumber, stepType, stepDescription, input, diff, size, estimate } = earlier;
  const row = { healingActionId, stepNumber, attempt, stepType, stepDescription, input: input as Prisma.InputJsonValue, diff, size, estimate: estimate ?? Prisma.DbNull };
  if (step.kind === 'execute') return row;
  if (step.kind === 'keep') return { ...row, status: 'COMPLETED', result: { ...(earlier.result as JsonObject | null), carriedOver: true } as Prisma.InputJsonObject };
  return { ...row, status: 'SKIPPED', skipReason: step.reason, skippedBy: step.by, result: { reason: step.reason }, completedAt: now };
}

/**
 * Leaves out a step that waits, in a run that has not ended. A step that is being started at this moment has started. Throws NotFoundError
 * and RunStateError.
 */
export async function skipStep(prisma: PrismaClient, executionId: string, { reason, by }: Statement): Promise<void> {
  await inTransaction(prisma, async (tx) => {
    const step = await tx.healingExecution.findUnique({ where: { id: executionId }, select: { healingAction: { select: { id: true, runId: true } } } });
    if (!step) throw new NotFoundError(`There is no step ${executionId}.`, 'Read the run again for the ids of its steps.');
    const { id: actionId, runId } = step.healingAction;
    // The run before its step, as a worker does that starts the step.
    await tx.$executeRaw`SELECT 1 FROM healing_runs WHERE id = ${runId}::uuid FOR NO KEY UPDATE`;
    const { status } = await tx.healingRun.findUniqueOrThrow({ where: { id: runId }, select: { status: true } });
    if (!(SKIPPABLE_RUNS as readonly string[]).includes(status)) {
      throw new RunStateError(`Cannot skip a step of run ${runId}: it is ${status}.`, 'Steps are left out before they start; a failed step is left out in a retry.', status);
    }
    const moved = await moveStep(tx, { runId, actionId, executionId, from: 'PENDING', to: 'SKIPPED', data: { skipReason: reason, skippedBy: by, result: { reason } }, details: { message: reason } });
    if (moved.kind === 'stale') throw new RunStateError(`Cannot skip the step: it is ${moved.found}.`, 'Cancel the run, or wait until it has ended.', status);
  });
}

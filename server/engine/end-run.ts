// Ends what a run was doing and plans putting its files back, in one transaction. Owns those writes; executes no step.
import type { HealingRun, Prisma } from '../generated/prisma/client.ts';
import type { RunStatus } from '../generated/prisma/enums.ts';
import type { JsonObject, RestoreInput } from './contract.ts';
import { appendEvents, type NewEvent } from './events.ts';
import type { StepFailure } from './execute-step.ts';
import { cancelPending, moveAction, moveRun, moveStep, type MoveResult } from './moves.ts';
import { databaseTime, type Tx } from './transaction.ts';

/** What is stored in `error` of a run and sent in the events of its failure. */
export type RunError = { readonly code: string; readonly message: string; readonly hint: string; readonly files: readonly string[] };

/** The failure of a step as the run and its events carry it. */
export function toRunError(failure: StepFailure): RunError {
  const { code, message, hint, files = [] } = failure;
  return { code, message, hint, files };
}

/** Ends the step and the action that are being executed, if any, as failed or, without a failure, as cancelled. */
export async function endCurrent(tx: Tx, runId: string, failure: StepFailure | null): Promise<void> {
  const to = failure ? 'FAILED' : 'CANCELLED';
  const action = await tx.healingAction.findFirst({
    where: { runId, status: 'EXECUTING' },
    select: { id: true, executions: { where: { status: 'RUNNING' }, select: { id: true } } },
  });
  if (!action) return;
  const data = failure ? { errorMessage: failure.message, result: { ...toRunError(failure), ...failure.result } as Prisma.InputJsonObject } : {};
  for (const execution of action.executions) {
    const details = failure ? toRunError(failure) : {};
    assertMoved(await moveStep(tx, { runId, actionId: action.id, executionId: execution.id, from: 'RUNNING', to, data, details }));
  }
  await cancelPending(tx, runId, action.id);
  assertMoved(await moveAction(tx, { runId, actionId: action.id, from: 'EXECUTING', to }));
}

/** RUNNING to RESTORING because of a failure, or because the run was cancelled: what runs ends, what waits is cancelled, a restore is planned. */
export async function beginRestore(tx: Tx, run: HealingRun, failure: StepFailure | null): Promise<MoveResult<RunStatus>> {
  const error = failure && toRunError(failure);
  const moved = await moveRun(tx, { runId: run.id, from: 'RUNNING', to: 'RESTORING', data: error ? { error } : {}, events: [] });
  if (moved.kind === 'stale') return moved;
  await endCurrent(tx, run.id, failure);
  await cancelPending(tx, run.id);
  await planRestore(tx, run, { type: 'RUN_RESTORING', payload: { status: 'RESTORING', ...(error ?? { message: 'The run was cancelled.' }) } });
  return moved;
}

/** Appends an action of type ROLLBACK with one RESTORE step to the run, and `event`. A rollback is told to touch nothing when it cannot do all of it. */
export async function planRestore(tx: Tx, run: HealingRun, event: NewEvent): Promise<void> {
  const { _max } = await tx.healingAction.aggregate({ where: { runId: run.id }, _max: { position: true } });
  const description = 'Put every file of this run back';
  const isRollback = event.type === 'ROLLBACK_STARTED';
  const input: RestoreInput = { isAllOrNothing: isRollback, isMerging: isRollback && run.mergesOnRollback };
  await tx.healingAction.create({
    data: {
      roomId: run.roomId,
      runId: run.id,
      intentCaptureId: run.intentCaptureId,
      position: (_max.position ?? 0) + 1,
      actionType: 'ROLLBACK',
      description,
      priority: 'HIGH',
      executionPlan: [{ stepType: 'RESTORE', description, input: input as Prisma.InputJsonObject }],
      executions: { create: { stepNumber: 1, attempt: run.attempt, stepType: 'RESTORE', stepDescription: description, input: input as Prisma.InputJsonObject } },
    },
  });
  await appendEvents(tx, run.id, [event]);
}

interface LastMove {
  readonly from: RunStatus;
  readonly to: RunStatus;
  readonly data: Omit<Prisma.HealingRunUncheckedUpdateManyInput, 'status'>;
  readonly event: { readonly type: NewEvent['type']; readonly payload: JsonObject };
  /** How the step that is being executed failed, if it did. */
  readonly failure?: StepFailure;
}

/** Moves a run to where it stays; its event is the last one. What never started is cancelled. */
export async function endRun(tx: Tx, run: HealingRun, { from, to, data, event, failure }: LastMove): Promise<MoveResult<RunStatus>> {
  // A rollback leaves the time at which the run itself ended.
  const times = from === 'ROLLING_BACK' ? {} : { completedAt: await databaseTime(tx) };
  const unlessCancelled = from === 'RUNNING' && (to === 'COMPLETED' || to === 'ADOPTED');
  const moved = await moveRun(tx, { runId: run.id, from, to, data: { ...data, ...times }, unlessCancelled, events: [] });
  if (moved.kind === 'stale') return moved;
  if (failure) await endCurrent(tx, run.id, failure);
  await cancelPending(tx, run.id);
  await appendEvents(tx, run.id, [{ type: event.type, payload: { status: to, ...event.payload } }]);
  return moved;
}

/** The run was moved in this transaction, so nobody else may have moved its parts. */
function assertMoved(result: MoveResult<string>): void {
  if (result.kind === 'stale') throw new Error(`a part of a run was moved by somebody else: found ${result.found}`);
}

// Moves runs, actions and steps from state to state. Owns the compare-and-set, its times (by the clock of the database) and its events; `states.ts` owns what is legal.
import type { Prisma } from '../generated/prisma/client.ts';
import type { ActionStatus, RunStatus, StepStatus } from '../generated/prisma/enums.ts';
import { appendEvents, type NewEvent } from './events.ts';
import { ACTION_MOVES, assertLegal, RUN_MOVES, STEP_MOVES } from './states.ts';
import { databaseTime, type Tx } from './transaction.ts';

/** A lost race is an outcome: `found` is the state at that time, null where the row is gone. */
export type MoveResult<S extends string> = { readonly kind: 'moved' } | { readonly kind: 'stale'; readonly found: S | null };

const MOVED = { kind: 'moved' } as const;

export interface RunMove {
  readonly runId: string;
  readonly from: RunStatus;
  readonly to: RunStatus;
  readonly data?: Omit<Prisma.HealingRunUncheckedUpdateManyInput, 'status'>;
  /** Moves only a run that nobody asked to cancel. */
  readonly unlessCancelled?: boolean;
  /** Moves only a run that is still at this attempt. */
  readonly attempt?: number;
  /** Appended in the same transaction, only when the run moved. */
  readonly events: readonly NewEvent[];
}

/** Moves a run. Throws on a move that the table does not list. */
export async function moveRun(tx: Tx, move: RunMove): Promise<MoveResult<RunStatus>> {
  assertLegal(RUN_MOVES, move.from, move.to);
  const { count } = await tx.healingRun.updateMany({
    where: { id: move.runId, status: move.from, ...(move.unlessCancelled ? { cancelRequestedAt: null } : {}), ...(move.attempt === undefined ? {} : { attempt: move.attempt }) },
    data: { ...move.data, status: move.to },
  });
  if (count === 0) {
    const run = await tx.healingRun.findUnique({ where: { id: move.runId }, select: { status: true } });
    return { kind: 'stale', found: run?.status ?? null };
  }
  if (move.events.length > 0) await appendEvents(tx, move.runId, move.events);
  return MOVED;
}

export interface ActionMove {
  readonly runId: string;
  readonly actionId: string;
  readonly from: ActionStatus;
  readonly to: ActionStatus;
}

/** Moves an action, sets its times and appends ACTION_STARTED or ACTION_ENDED. Throws on a move that the table does not list. */
export async function moveAction(tx: Tx, move: ActionMove): Promise<MoveResult<ActionStatus>> {
  assertLegal(ACTION_MOVES, move.from, move.to);
  const starts = move.to === 'EXECUTING';
  const count = await tx.$executeRaw`
    UPDATE healing_actions SET status = ${move.to}::action_status, executed_at = CASE WHEN ${starts} THEN now() ELSE executed_at END,
      completed_at = CASE WHEN ${starts} THEN NULL ELSE now() END
    WHERE id = ${move.actionId}::uuid AND status = ${move.from}::action_status`;
  if (count === 0) {
    const action = await tx.healingAction.findUnique({ where: { id: move.actionId }, select: { status: true } });
    return { kind: 'stale', found: action?.status ?? null };
  }
  await appendEvents(tx, move.runId, [{ type: starts ? 'ACTION_STARTED' : 'ACTION_ENDED', actionId: move.actionId, payload: { status: move.to } }]);
  return MOVED;
}

export interface StepMove {
  readonly runId: string;
  readonly actionId: string;
  readonly executionId: string;
  readonly from: StepStatus;
  readonly to: StepStatus;
  readonly data?: Omit<Prisma.HealingExecutionUncheckedUpdateManyInput, 'status'>;
  /** More for the event's payload, such as `message`. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** Moves a step, sets its times and appends STEP_STARTED or STEP_ENDED. Throws on a move that the table does not list. */
export async function moveStep(tx: Tx, move: StepMove): Promise<MoveResult<StepStatus>> {
  assertLegal(STEP_MOVES, move.from, move.to);
  const starts = move.to === 'RUNNING';
  const count = await tx.$executeRaw`
    UPDATE healing_executions SET status = ${move.to}::step_status, started_at = CASE WHEN ${starts} THEN now() ELSE started_at END,
      completed_at = CASE WHEN ${starts} THEN NULL ELSE now() END
    WHERE id = ${move.executionId}::uuid AND status = ${move.from}::step_status`;
  if (count === 0) {
    const step = await tx.healingExecution.findUnique({ where: { id: move.executionId }, select: { status: true } });
    return { kind: 'stale', found: step?.status ?? null };
  }
  const { actionId, executionId, data } = move;
  if (data) await tx.healingExecution.update({ where: { id: executionId }, data });
  await appendEvents(tx, move.runId, [{ type: starts ? 'STEP_STARTED' : 'STEP_ENDED', actionId, executionId, payload: { status: move.to, ...move.details } }]);
  return MOVED;
}

/**
 * Cancels the actions and steps of a run that have not started, and says so in one event each. With `actionId` only the steps of that
 * action. An action that is EXECUTING stays so: how it ended is said by `moveAction`.
 */
export async function cancelPending(tx: Tx, runId: string, actionId?: string): Promise<void> {
  const scope = { runId, ...(actionId === undefined ? {} : { id: actionId }) };
  const actions = await tx.healingAction.findMany({
    where: { ...scope, status: { in: ['PENDING', 'EXECUTING'] } },
    orderBy: { position: 'asc' },
    select: { id: true, status: true, executions: { where: { status: 'PENDING' }, orderBy: { stepNumber: 'asc' }, select: { id: true } } },
  });
  const events: NewEvent[] = [];
  for (const action of actions) {
    for (const step of action.executions) {
      events.push({ type: 'STEP_ENDED', actionId: action.id, executionId: step.id, payload: { status: 'CANCELLED' } });
    }
    if (action.status === 'PENDING') events.push({ type: 'ACTION_ENDED', actionId: action.id, payload: { status: 'CANCELLED' } });
  }
  if (events.length === 0) return;
  const ended = { status: 'CANCELLED', completedAt: await databaseTime(tx) } as const;
  await tx.healingExecution.updateMany({ where: { status: 'PENDING', healingAction: scope }, data: ended });
  await tx.healingAction.updateMany({ where: { ...scope, status: 'PENDING' }, data: ended });
  await appendEvents(tx, runId, events);
}

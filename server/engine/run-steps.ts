// Drives a run from the state it is found in to a final one. Owns the order of phases; a run is picked up here first and after every crash.
import { Prisma, type HealingRun } from '../generated/prisma/client.ts';
import type { RunStatus } from '../generated/prisma/enums.ts';
import { beginRestore, endRun, planRestore, toRunError } from './end-run.ts';
import { type ActionEnd, type ActionWithSteps, executeAction } from './execute-action.ts';
import { internalFailure, type StepFailure } from './execute-step.ts';
import { FencedError, inHold } from './hold.ts';
import { moveRun } from './moves.ts';
import type { EngineDeps } from './options.ts';
import type { RunControl } from './run-control.ts';
import { databaseTime } from './transaction.ts';

/** `interrupted`: must be picked up again. `stale`: somebody else executes this run, so this pick-up lets go of it. */
export type DriveEnd = 'done' | 'interrupted' | 'stale';

export interface Pickup {
  readonly control: RunControl;
  /** This run was picked up too often without an end: put it back instead of trying its steps again. */
  readonly isLast: boolean;
}

/** `next`: read the run again and go on with the state it is in. */
type PhaseEnd = 'next' | 'interrupted' | 'stale';
type Phase = (deps: EngineDeps, run: HealingRun, pickup: Pickup) => Promise<PhaseEnd>;

const PHASES: { readonly [S in RunStatus]?: Phase } = {
  QUEUED: start,
  RUNNING: runActions,
  RESTORING: restore,
  ROLLBACK_QUEUED: startRollback,
  ROLLING_BACK: rollBack,
};

/** Drives a run until nothing moves by itself any more. A run that is gone or final is done. Throws FencedError when somebody else picked it up since, else only on a bug or when the database is away. */
export async function driveRun(deps: EngineDeps, pickup: Pickup): Promise<DriveEnd> {
  let found: Pick<HealingRun, 'status' | 'attempt'> | null = null;
  for (;;) {
    const run = await deps.prisma.healingRun.findUnique({ where: { id: pickup.control.hold.runId } });
    const phase = run && PHASES[run.status];
    if (!phase) return 'done';
    if (pickup.control.halted.aborted) return 'interrupted';
    found ??= run;
    // It ended and was retried since: that attempt has a job of its own, and what stopped this one must not stop it.
    if (run.attempt !== found.attempt) return 'done';
    // A run that had not started yet is not what interrupted the earlier pick-ups.
    const end = await phase(deps, run, { ...pickup, isLast: pickup.isLast && found.status === 'RUNNING' });
    if (end !== 'next') return end;
  }
}

async function start({ prisma }: EngineDeps, run: HealingRun, { control }: Pickup): Promise<PhaseEnd> {
  const event = { type: 'RUN_STARTED', payload: { status: 'RUNNING' } } as const;
  await inHold(prisma, control.hold, async (tx) => moveRun(tx, { runId: run.id, from: 'QUEUED', to: 'RUNNING', data: { startedAt: await databaseTime(tx) }, events: [event] }));
  return 'next';
}

async function runActions(deps: EngineDeps, run: HealingRun, { control, isLast }: Pickup): Promise<PhaseEnd> {
  const { prisma, limits } = deps;
  const stop = async (failure: StepFailure | null): Promise<PhaseEnd> => {
    await inHold(prisma, control.hold, (tx) => beginRestore(tx, run, failure));
    return 'next';
  };
  if (run.cancelRequestedAt) return stop(null);
  if (isLast) return stop({ kind: 'failed', code: 'INTERRUPTED', message: `The run was interrupted ${limits.maxPickups - 1} times before it could end.`, hint: 'The log of the server says why it stopped. Heal again when that is solved.' });
  if (run.treeHashBefore === null && !(await begin(deps, run, control))) return 'next';
  const actions = await prisma.healingAction.findMany({
    where: { runId: run.id, actionType: { not: 'ROLLBACK' } },
    orderBy: { position: 'asc' },
    include: { executions: { where: { attempt: run.attempt }, orderBy: { stepNumber: 'asc' } } },
  });
  for (const action of actions) {
    const end = await executeAction(deps, action, control);
    if (end.kind === 'failed') return stop(end.failure);
    if (end.kind === 'cancelled') return stop(null);
    if (end.kind !== 'completed') return end.kind;
  }
  const completed = await complete(deps, run, control);
  if (completed.kind === 'failed') return stop(completed);
  const treeHashAfter = await finish(deps, run, control);
  if (treeHashAfter === null) return stop(internalFailure('The end of the run'));
  if (control.halted.aborted) return 'interrupted';
  const data = { treeHashAfter };
  const to = stateOfKept(run);
  const event = { type: `RUN_${to}`, payload: { treeHash: treeHashAfter } } as const;
  await inHold(prisma, control.hold, (tx) => endRun(tx, run, { from: 'RUNNING', to, data, event }));
  return 'next';
}

/** What a run is whose files stay as it wrote them. */
function stateOfKept(run: HealingRun): 'COMPLETED' | 'ADOPTED' {
  return run.adoptReason === null ? 'COMPLETED' : 'ADOPTED';
}

/** True when the run may execute its steps; otherwise it was ended as FAILED, with nothing written. */
async function begin({ prisma, runner, logger }: EngineDeps, run: HealingRun, { hold }: RunControl): Promise<boolean> {
  const answer = await runner.begin({ ...hold, roomId: run.roomId }).catch((error: unknown) => {
    logger.error({ err: error, runId: run.id }, 'the begin of a run threw');
    return internalFailure('The begin of the run');
  });
  if (answer.kind === 'ready') {
    await inHold(prisma, hold, (tx) => tx.healingRun.updateMany({ where: { id: run.id, status: 'RUNNING' }, data: { treeHashBefore: answer.treeHash } }));
    return true;
  }
  const error = toRunError({ ...answer, kind: 'failed' });
  const data = { error };
  await inHold(prisma, hold, (tx) => endRun(tx, run, { from: 'RUNNING', to: 'FAILED', data, event: { type: 'RUN_FAILED', payload: error } }));
  return false;
}

async function complete({ runner, logger }: EngineDeps, run: HealingRun, { hold }: RunControl) {
  try {
    return (await runner.complete?.({ ...hold, roomId: run.roomId })) ?? ({ kind: 'completed' } as const);
  } catch (error) {
    if (error instanceof FencedError) throw error;
    logger.error({ err: error, runId: run.id }, 'the completion of a run threw');
    return internalFailure('The end of the run');
  }
}

/** The tree hash after the run, null when computing it threw. */
async function finish({ runner, logger }: EngineDeps, run: HealingRun, { hold }: RunControl): Promise<string | null> {
  try {
    return (await runner.finish({ ...hold, roomId: run.roomId })).treeHash;
  } catch (error) {
    logger.error({ err: error, runId: run.id }, 'the end of a run threw');
    return null;
  }
}

async function restore(deps: EngineDeps, run: HealingRun, { control }: Pickup): Promise<PhaseEnd> {
  const end = await executeRestore(deps, run, control);
  if (end.kind === 'interrupted' || end.kind === 'stale') return end.kind;
  const treeHashAfter = await finish(deps, run, control);
  if (control.halted.aborted) return 'interrupted';
  const data = { treeHashAfter };
  await inHold(deps.prisma, control.hold, async (tx) => {
    if (end.kind === 'failed') {
      const error = incompleteRestore(run, end.failure);
      return endRun(tx, run, { from: 'RESTORING', to: 'FAILED', data: { ...data, error }, event: { type: 'RUN_FAILED', payload: error }, failure: end.failure });
    }
    if (run.error === null) return endRun(tx, run, { from: 'RESTORING', to: 'CANCELLED', data, event: { type: 'RUN_CANCELLED', payload: { treeHash: treeHashAfter } } });
    return endRun(tx, run, { from: 'RESTORING', to: 'FAILED', data, event: { type: 'RUN_FAILED', payload: { ...(run.error as object), treeHash: treeHashAfter } } });
  });
  return 'next';
}

function incompleteRestore(run: HealingRun, failure: StepFailure) {
  const cause = run.error === null ? 'The run was cancelled' : `The run failed (${(run.error as { message: string }).message})`;
  return { ...toRunError(failure), code: 'RESTORE_INCOMPLETE', message: `${cause}, and its files could not all be put back: ${failure.message}` };
}

async function startRollback({ prisma }: EngineDeps, run: HealingRun, { control }: Pickup): Promise<PhaseEnd> {
  await inHold(prisma, control.hold, async (tx) => {
    const moved = await moveRun(tx, { runId: run.id, from: 'ROLLBACK_QUEUED', to: 'ROLLING_BACK', events: [] });
    if (moved.kind === 'moved') await planRestore(tx, run, { type: 'ROLLBACK_STARTED', payload: { status: 'ROLLING_BACK' } });
  });
  return 'next';
}

async function rollBack(deps: EngineDeps, run: HealingRun, { control }: Pickup): Promise<PhaseEnd> {
  const end = await executeRestore(deps, run, control);
  if (end.kind === 'interrupted' || end.kind === 'stale') return end.kind;
  if (end.kind === 'failed') {
    const { failure } = end;
    const error = toRunError(failure);
    const event = { type: 'ROLLBACK_REFUSED', payload: error } as const;
    await inHold(deps.prisma, control.hold, (tx) => endRun(tx, run, { from: 'ROLLING_BACK', to: stateOfKept(run), data: { error }, event, failure }));
    return 'next';
  }
  const treeHashAfter = await finish(deps, run, control);
  if (control.halted.aborted) return 'interrupted';
  const event = { type: 'ROLLBACK_COMPLETED', payload: { treeHash: treeHashAfter } } as const;
  await inHold(deps.prisma, control.hold, (tx) => endRun(tx, run, { from: 'ROLLING_BACK', to: 'ROLLED_BACK', data: { treeHashAfter, error: Prisma.DbNull }, event }));
  return 'next';
}

/** Executes the newest restore of the run, from where it was interrupted. */
async function executeRestore(deps: EngineDeps, run: HealingRun, control: RunControl): Promise<ActionEnd> {
  const action: ActionWithSteps = await deps.prisma.healingAction.findFirstOrThrow({
    where: { runId: run.id, actionType: 'ROLLBACK' },
    orderBy: { position: 'desc' },
    include: { executions: { orderBy: { stepNumber: 'asc' } } },
  });
  return executeAction(deps, action, control);
}

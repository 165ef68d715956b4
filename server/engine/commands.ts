// What people ask of a run: start it, cancel it, roll it back. Owns those decisions and their errors; the work is done by a worker, and `attempts.ts` begins a run again.
import type { PrismaClient } from '../generated/prisma/client.ts';
import type { RunStatus } from '../generated/prisma/enums.ts';
import { DomainError, NotFoundError } from '../errors.ts';
import { appendEvents, type NewEvent } from './events.ts';
import { addFairJob, findPosition, removeJob } from './jobs.ts';
import { cancelPending, moveRun, type MoveResult, type RunMove } from './moves.ts';
import { databaseTime, inTransaction, type Tx } from './transaction.ts';

/** The run is not in a state in which it can do what was asked. */
export class RunStateError extends DomainError {
  readonly code = 'RUN_STATE';
  readonly status: RunStatus;

  constructor(message: string, hint: string, status: RunStatus) {
    super(message, hint);
    this.status = status;
  }
}

/** What is asked of a run that then waits for its room. */
export interface QueueMove extends Omit<RunMove, 'events'> {
  readonly maxPickups: number;
  readonly event: NewEvent;
}

/**
 * Moves a run to where it waits behind the other runs of its room: state, job and event with its place, in the caller's transaction.
 * Throws NotFoundError.
 */
export async function queueRun(tx: Tx, { maxPickups, event, ...move }: QueueMove): Promise<MoveResult<RunStatus>> {
  const { runId } = move;
  const { roomId } = await getRun(tx, runId);
  const moved = await moveRun(tx, { ...move, events: [] });
  if (moved.kind === 'stale') return moved;
  // One at a time per room, so that the positions that are told are those in which the queue serves them. After the run, as `appendEvents` does.
  await tx.$executeRaw`SELECT 1 FROM rooms WHERE id = ${roomId}::uuid FOR NO KEY UPDATE`;
  await addFairJob(tx, { runId, roomId }, maxPickups);
  await appendEvents(tx, runId, [{ ...event, payload: { status: move.to, position: await findPosition(tx, runId), ...event.payload } }]);
  return moved;
}

/** Who wants something of a run, where that is known: the event that tells it names him. */
export interface AskedBy {
  readonly by?: string | null | undefined;
}

export const namedIn = ({ by }: AskedBy): { readonly by?: string } => (by == null ? {} : { by });

/** Queues a planned run; `data` is stored with the move. Throws NotFoundError and RunStateError. */
export async function enqueueRun(prisma: PrismaClient, { runId, maxPickups, data = {}, ...asked }: AskedBy & { readonly runId: string; readonly maxPickups: number; readonly data?: RunMove['data'] }): Promise<void> {
  await inTransaction(prisma, async (tx) => {
    const moved = await queueRun(tx, { runId, from: 'PLANNED', to: 'QUEUED', data: { ...data, queuedAt: await databaseTime(tx) }, maxPickups, event: { type: 'RUN_QUEUED', payload: namedIn(asked) } });
    if (moved.kind === 'stale') throw refusal({ verb: 'start', runId, status: moved.found, hint: 'Plan the healing again to get a run that can be started.' });
  });
}

/** Queues the rollback of a completed or adopted run; with `isMerging` what was changed since is merged. Throws NotFoundError and RunStateError. */
export async function enqueueRollback(prisma: PrismaClient, { runId, isMerging, maxPickups, ...asked }: AskedBy & { readonly runId: string; readonly isMerging: boolean; readonly maxPickups: number }): Promise<void> {
  await inTransaction(prisma, async (tx) => {
    const { status } = await getRun(tx, runId);
    const from = status === 'ADOPTED' ? status : 'COMPLETED';
    const event = { type: 'ROLLBACK_QUEUED', payload: { ...(isMerging ? { isMerging } : {}), ...namedIn(asked) } } as const;
    const moved = await queueRun(tx, { runId, from, to: 'ROLLBACK_QUEUED', data: { mergesOnRollback: isMerging }, maxPickups, event });
    if (moved.kind === 'stale') throw refusal({ verb: 'roll back', runId, status: moved.found, hint: 'Only a completed or adopted run can be rolled back, and only once.' });
  });
}

/**
 * Cancels a run: one that waits is CANCELLED at once; one that is running is asked to stop, which the worker that runs it, in whatever
 * process, learns through the event. To ask twice is to ask once. Throws NotFoundError and RunStateError.
 */
export async function cancelRun(prisma: PrismaClient, runId: string, asking: AskedBy = {}): Promise<void> {
  await inTransaction(prisma, async (tx) => {
    await getRun(tx, runId);
    const now = await databaseTime(tx);
    const moved = await moveRun(tx, { runId, from: 'QUEUED', to: 'CANCELLED', data: { completedAt: now, cancelRequestedAt: now }, events: [] });
    if (moved.kind === 'moved') {
      await removeJob(tx, runId);
      await cancelPending(tx, runId);
      await appendEvents(tx, runId, [{ type: 'RUN_CANCELLED', payload: { status: 'CANCELLED', ...namedIn(asking) } }]);
      return;
    }
    const asked = await tx.healingRun.updateMany({ where: { id: runId, status: 'RUNNING', cancelRequestedAt: null }, data: { cancelRequestedAt: now } });
    if (asked.count > 0) {
      await appendEvents(tx, runId, [{ type: 'CANCEL_REQUESTED', payload: { status: 'RUNNING', ...namedIn(asking) } }]);
      return;
    }
    const run = await getRun(tx, runId);
    if (run.cancelRequestedAt && (run.status === 'RUNNING' || run.status === 'RESTORING')) return;
    throw refusal({ verb: 'cancel', runId, status: run.status, hint: 'Only a run that waits or is running can be cancelled.' });
  });
}

/** The run's place among those of its room that wait, 1 being next; null when it does not wait. Throws NotFoundError. */
export async function queuePosition(prisma: PrismaClient, runId: string): Promise<number | null> {
  await getRun(prisma, runId);
  return findPosition(prisma, runId);
}

/** Throws NotFoundError where there is no such run. */
export async function getRun(tx: Tx, runId: string) {
  const run = await tx.healingRun.findUnique({ where: { id: runId }, select: { roomId: true, status: true, cancelRequestedAt: true } });
  if (!run) throw runNotFound(runId);
  return run;
}

function runNotFound(runId: string): NotFoundError {
  return new NotFoundError(`There is no run ${runId}.`, 'Read healingStatus of the room for the ids of its runs.');
}

/** Why a run cannot do what was asked; null stands for a run that is gone. */
export function refusal({ verb, runId, status, hint }: { readonly verb: string; readonly runId: string; readonly status: RunStatus | null; readonly hint: string }): DomainError {
  if (status === null) return runNotFound(runId);
  return new RunStateError(`Cannot ${verb} run ${runId}: it is ${status}.`, hint, status);
}

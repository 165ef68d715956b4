// What people ask of a run: start it, cancel it, roll it back. Owns those decisions and their errors; the work is done by a worker.
import type { PrismaClient } from '../generated/prisma/client.ts';
import type { RunStatus } from '../generated/prisma/enums.ts';
import { DomainError, NotFoundError } from '../errors.ts';
import { appendEvents } from './events.ts';
import { addJob, findPosition, removeJob } from './jobs.ts';
import { cancelPending, moveRun, type RunMove } from './moves.ts';
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

interface Enqueue {
  readonly runId: string;
  readonly maxPickups: number;
  readonly what: 'run' | 'rollback';
  /** More of the run that is stored with the move. */
  readonly data?: RunMove['data'];
}

const ENQUEUE_MOVES = {
  run: { from: 'PLANNED', to: 'QUEUED', event: 'RUN_QUEUED', verb: 'start', hint: 'Plan the healing again to get a run that can be started.' },
  rollback: { from: 'COMPLETED', to: 'ROLLBACK_QUEUED', event: 'ROLLBACK_QUEUED', verb: 'roll back', hint: 'Only a completed run can be rolled back, and only once.' },
} as const;

/**
 * Queues a planned run, or the rollback of a completed one, behind the other runs of its room: state, event and job in one transaction.
 * Throws NotFoundError and RunStateError.
 */
export async function enqueue(prisma: PrismaClient, { runId, maxPickups, what, data: more = {} }: Enqueue): Promise<void> {
  const { from, to, event, verb, hint } = ENQUEUE_MOVES[what];
  await inTransaction(prisma, async (tx) => {
    const { roomId } = await getRun(tx, runId);
    const data = what === 'run' ? { ...more, queuedAt: await databaseTime(tx) } : more;
    const moved = await moveRun(tx, { runId, from, to, data, events: [] });
    if (moved.kind === 'stale') throw refusal({ verb, runId, status: moved.found, hint });
    // One at a time per room, so that the positions that are told are those in which the queue serves them. After the run, as `appendEvents` does.
    await tx.$executeRaw`SELECT 1 FROM rooms WHERE id = ${roomId}::uuid FOR NO KEY UPDATE`;
    await addJob(tx, { runId, roomId }, { maxPickups });
    await appendEvents(tx, runId, [{ type: event, payload: { status: to, position: await findPosition(tx, runId) } }]);
  });
}

/**
 * Cancels a run: one that waits is CANCELLED at once; one that is running is asked to stop, which the worker that runs it, in whatever
 * process, learns through the event. To ask twice is to ask once. Throws NotFoundError and RunStateError.
 */
export async function cancelRun(prisma: PrismaClient, runId: string): Promise<void> {
  await inTransaction(prisma, async (tx) => {
    await getRun(tx, runId);
    const now = await databaseTime(tx);
    const moved = await moveRun(tx, { runId, from: 'QUEUED', to: 'CANCELLED', data: { completedAt: now, cancelRequestedAt: now }, events: [] });
    if (moved.kind === 'moved') {
      await removeJob(tx, runId);
      await cancelPending(tx, runId);
      await appendEvents(tx, runId, [{ type: 'RUN_CANCELLED', payload: { status: 'CANCELLED' } }]);
      return;
    }
    const asked = await tx.healingRun.updateMany({ where: { id: runId, status: 'RUNNING', cancelRequestedAt: null }, data: { cancelRequestedAt: now } });
    if (asked.count > 0) {
      await appendEvents(tx, runId, [{ type: 'CANCEL_REQUESTED', payload: { status: 'RUNNING' } }]);
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

function refusal({ verb, runId, status, hint }: { readonly verb: string; readonly runId: string; readonly status: RunStatus | null; readonly hint: string }): DomainError {
  if (status === null) return runNotFound(runId);
  return new RunStateError(`Cannot ${verb} run ${runId}: it is ${status}.`, hint, status);
}

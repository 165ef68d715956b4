// Who may write to a run: the worker that picked it up last. Owns the run's epoch and the refusal of everybody before; moves no state.
import type { PrismaClient } from '../generated/prisma/client.ts';
import type { RunStatus } from '../generated/prisma/enums.ts';
import { isUnfinishedRun } from './states.ts';
import { inTransaction, type Tx } from './transaction.ts';

/** One pick-up of a run. `epoch` is a fencing token (Kleppmann): each pick-up gets a higher one, and only the highest may write. */
export interface Hold {
  readonly runId: string;
  readonly epoch: number;
}

/** Somebody else has picked the run up since, or it is gone: nothing was written, and this pick-up has to end. */
export class FencedError extends Error {
  override readonly name = 'FencedError';

  constructor({ runId, epoch }: Hold) {
    super(`pick-up ${epoch} of run ${runId} is stale: somebody else has picked it up since`);
  }
}

/** What the queue says about a job that it gave to a pool. */
export interface JobOwner {
  readonly jobId: string;
  readonly poolId: string;
}

/**
 * Picks a run up and fences everybody who did before. `done`: it needs no worker any more, or is gone. `stale`: the job is not that pool's
 * any more, so the run is left to whoever has it. Locks the run before the job, as enqueueing and cancelling do.
 */
export function takeHold(prisma: PrismaClient, runId: string, { jobId, poolId }: JobOwner): Promise<Hold | 'done' | 'stale'> {
  return inTransaction(prisma, async (tx) => {
    const [run] = await tx.$queryRaw<{ status: RunStatus }[]>`SELECT status::text FROM healing_runs WHERE id = ${runId}::uuid FOR NO KEY UPDATE`;
    if (!run || !isUnfinishedRun(run.status)) return 'done';
    // Locked, so that it is not given to another pool before this pick-up has its number.
    const owned = await tx.$queryRaw<object[]>`SELECT id FROM graphile_worker._private_jobs WHERE id = ${jobId}::bigint AND locked_by = ${poolId} FOR SHARE`;
    if (owned.length === 0) return 'stale';
    const { epoch } = await tx.healingRun.update({ where: { id: runId }, data: { epoch: { increment: 1 } }, select: { epoch: true } });
    return { runId, epoch };
  });
}

/** `inTransaction` for the writes of a worker. The run stays locked until the end, so nobody picks it up in between. Throws FencedError. */
export function inHold<T>(prisma: PrismaClient, hold: Hold, work: (tx: Tx) => Promise<T>): Promise<T> {
  return inTransaction(prisma, async (tx) => {
    const held = await tx.$queryRaw<object[]>`SELECT id FROM healing_runs WHERE id = ${hold.runId}::uuid AND epoch = ${hold.epoch}::int FOR NO KEY UPDATE`;
    if (held.length === 0) throw new FencedError(hold);
    return work(tx);
  });
}

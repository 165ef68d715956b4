// What a worker does with a job: drives the run of the job, and first the runs of its room that were interrupted. Owns the runs this process executes.
import { isConnectionLoss } from './connection-loss.ts';
import { FencedError, takeHold, type JobOwner } from './hold.ts';
import { IN_SERVICE } from './fair-priority.ts';
import { addJob, type RunJob } from './jobs.ts';
import type { Wake } from './listen.ts';
import type { EngineDeps } from './options.ts';
import { createRunControl, type HaltReason, type RunControl } from './run-control.ts';
import { driveRun, type DriveEnd } from './run-steps.ts';
import { ACTIVE_RUNS } from './states.ts';
import { inTransaction } from './transaction.ts';

/** One pick-up of a job by the queue. */
export interface TakenJob extends RunJob, JobOwner {
  readonly isLast: boolean;
}

export interface PickUps {
  /** Drives the runs of a job. Rejects where the queue has to try again. */
  take(job: TakenJob): Promise<void>;
  /** Passes on that somebody cancelled a run, from whatever process. */
  wake(wake: Wake): Promise<void>;
  /** Stops all runs of this process and every one that is taken later. */
  halt(reason: HaltReason): void;
}

/** Creates the pick-ups of one worker pool. */
export function createPickUps(deps: EngineDeps): PickUps {
  const { prisma } = deps;
  const running = new Map<string, RunControl>();
  let haltedBecause: HaltReason | null = null;

  async function drive(runId: string, job: TakenJob): Promise<DriveEnd> {
    const hold = await takeHold(prisma, runId, job);
    if (typeof hold === 'string') return hold;
    const control = createRunControl(hold);
    if (haltedBecause) control.halt(haltedBecause);
    running.set(runId, control);
    try {
      return await driveRun(deps, { control, isLast: job.isLast });
    } catch (error) {
      if (error instanceof FencedError) return 'stale';
      if (isConnectionLoss(error)) throw new Error(`the connection to the database was lost, this worker let go of the run ${runId}`, { cause: error });
      throw error;
    } finally {
      running.delete(runId);
    }
  }

  return {
    async take(job) {
      // Whoever holds the room's queue is alone in the room. A run that is active in it was left by a worker that died or gave up.
      const left = await prisma.healingRun.findMany({
        where: { roomId: job.roomId, status: { in: [...ACTIVE_RUNS] }, id: { not: job.runId } },
        orderBy: { startedAt: 'asc' },
        select: { id: true },
      });
      for (const runId of [...left.map((run) => run.id), job.runId]) {
        const end = await drive(runId, job);
        if (end === 'done') continue;
        // A fenced worker may not own the job any more: only the queue knows, so it must not be completed here.
        if (end === 'stale') throw new Error(`another worker picked the run up, this one let go of the run ${runId}`);
        if (haltedBecause === 'fenced') throw new Error('this worker lost its liveness lock and let go of the run');
        return inTransaction(prisma, (tx) => addJob(tx, job, { maxPickups: deps.limits.maxPickups, priority: IN_SERVICE }));
      }
    },
    async wake(wake) {
      if (wake.kind === 'event') {
        if (wake.notice.type === 'CANCEL_REQUESTED') running.get(wake.notice.runId)?.cancel();
        return;
      }
      const cancelled = await prisma.healingRun.findMany({ where: { id: { in: [...running.keys()] }, cancelRequestedAt: { not: null } }, select: { id: true } });
      for (const run of cancelled) running.get(run.id)?.cancel();
    },
    halt(reason) {
      haltedBecause ??= reason;
      for (const control of running.values()) control.halt(reason);
    },
  };
}

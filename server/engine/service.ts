// The engine as others see it: durable runs of steps. Owns what the process holds open for it (worker, sweep, listener); knows no domain and no GraphQL.
import type { PrismaClient, RunEvent, Worker } from '../generated/prisma/client.ts';
import { beginNextAttempt, skipStep, type NextAttempt, type Statement } from './attempts.ts';
import { cancelRun, enqueueRollback, enqueueRun, queuePosition, type AskedBy } from './commands.ts';
import type { StepRunner } from './contract.ts';
import { EVENTS_CHANNEL } from './events.ts';
import { listWaiting } from './jobs.ts';
import { createEventListener } from './listen.ts';
import type { RunMove } from './moves.ts';
import { DEFAULT_LIMITS, type EngineLimits, type EngineLogger } from './options.ts';
import { createEventReader } from './read-events.ts';
import { sweepUntilAborted } from './sweep.ts';
import { workUntilAborted } from './worker.ts';
import { listWorkers } from './workers.ts';

export interface EngineOptions {
  readonly prisma: PrismaClient;
  /** The database of `prisma`, for the connections that the engine opens itself. */
  readonly url: string;
  readonly runner: StepRunner;
  readonly logger: EngineLogger;
  readonly limits?: Partial<EngineLimits>;
}

export interface Engine {
  /**
   * Looks after runs whose process died and, unless `executesRuns` is false, executes runs in this process. Resolves when runs are taken,
   * or are known to be taken by others only. Once only.
   */
  start(role?: { readonly executesRuns: boolean }): Promise<void>;
  /**
   * Lets go of running steps, which are executed again by whoever starts next, and closes every connection of the engine. Streams end.
   * Waits `stopTimeoutMs` for steps that do not listen to their signal.
   */
  stop(): Promise<void>;
  /** Queues a PLANNED run; `data` is stored with the move. Throws NotFoundError and RunStateError. */
  enqueueRun(runId: string, data?: RunMove['data'], asked?: AskedBy): Promise<void>;
  /** Cancels a run that is QUEUED or RUNNING. Throws NotFoundError and RunStateError. */
  cancelRun(runId: string, asked?: AskedBy): Promise<void>;
  /** Queues the rollback of a COMPLETED or ADOPTED run. Throws NotFoundError and RunStateError. */
  enqueueRollback(runId: string, options?: AskedBy & { readonly isMerging?: boolean }): Promise<void>;
  /** Queues a FAILED or CANCELLED run as its next attempt. Throws NotFoundError and RunStateError. */
  beginNextAttempt(next: Omit<NextAttempt, 'maxPickups'>): Promise<void>;
  /** Leaves out a step that has not started. Throws NotFoundError and RunStateError. */
  skipStep(executionId: string, statement: Statement): Promise<void>;
  /** 1 is next, null does not wait. Changes when a run of the room starts or ends, which `roomActivity` tells. Throws NotFoundError. */
  queuePosition(runId: string): Promise<number | null>;
  /** The runs of a room that wait, the next one first, at most `limit`. */
  waitingRuns(roomId: string, limit: number): Promise<string[]>;
  /** The workers that live, in whatever process, the oldest first. */
  workers(): Promise<Worker[]>;
  /** Stored events after that number, then live ones, each once and in order; stays open. Throws NotFoundError when first read. */
  runEvents(runId: string, after: number, signal?: AbortSignal): AsyncGenerator<RunEvent, void>;
  /** The same for all runs of a room, by `roomNumber`; null begins with the newest one. */
  roomActivity(roomId: string, after: number | null, signal?: AbortSignal): AsyncGenerator<RunEvent, void>;
}

/** Creates the engine of a process. A process that only reads and commands need not start it, but must stop it. */
export function createEngine(options: EngineOptions): Engine {
  const { prisma, url, runner, logger } = options;
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const { maxPickups } = limits;
  const listener = createEventListener(url, EVENTS_CHANNEL, logger);
  const events = createEventReader(prisma, listener);
  const stopping = new AbortController();
  let working: Promise<unknown> | null = null;
  const untilStop = (signal: AbortSignal = stopping.signal) => AbortSignal.any([signal, stopping.signal]);
  return {
    start({ executesRuns } = { executesRuns: true }) {
      if (working) throw new Error('the engine was started already');
      return new Promise((resolve, reject) => {
        const shared = { prisma, url, limits, logger, signal: stopping.signal };
        const work = executesRuns ? workUntilAborted({ ...shared, runner, listener, onReady: resolve }) : resolve();
        working = Promise.all([work, sweepUntilAborted(shared)]);
        working.then(() => reject(new Error('the engine was stopped before it was ready')), reject);
      });
    },
    async stop() {
      stopping.abort();
      await working;
      await listener.close();
    },
    enqueueRun: (runId, data = {}, asked = {}) => enqueueRun(prisma, { ...asked, runId, maxPickups, data }),
    cancelRun: (runId, asked) => cancelRun(prisma, runId, asked),
    enqueueRollback: (runId, { isMerging = false, by } = {}) => enqueueRollback(prisma, { runId, isMerging, maxPickups, by }),
    beginNextAttempt: (next) => beginNextAttempt(prisma, { ...next, maxPickups }),
    skipStep: (executionId, statement) => skipStep(prisma, executionId, statement),
    queuePosition: (runId) => queuePosition(prisma, runId),
    waitingRuns: (roomId, limit) => listWaiting(prisma, roomId, limit),
    workers: () => listWorkers(prisma),
    runEvents: (runId, after, signal) => events.runEvents(runId, after, untilStop(signal)),
    roomActivity: (roomId, after, signal) => events.roomActivity(roomId, after, untilStop(signal)),
  };
}

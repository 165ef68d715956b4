// The worker of a process: takes jobs from the queue as long as it can prove that it is alive. Owns the pool; `liveness.ts` is its sign of life, `pick-up.ts` does the work.
import { EventEmitter } from 'node:events';
import { Logger, run, type WorkerEvents } from 'graphile-worker';
import { pause, whenAborted } from './abort.ts';
import { RUN_TASK, type RunJob } from './jobs.ts';
import type { EventListener } from './listen.ts';
import { openSignOfLife, type SignOfLife } from './liveness.ts';
import type { EngineDeps, EngineLogger } from './options.ts';
import { createPickUps, type PickUps } from './pick-up.ts';

const POLL_INTERVAL_MS = 250;
const RESTART_MS = 500;

interface Worker extends EngineDeps {
  readonly url: string;
  readonly listener: EventListener;
  readonly signal: AbortSignal;
  /** Called each time a pool takes jobs. */
  readonly onReady: () => void;
}

/**
 * Works until the signal is aborted; resolves when everything is closed. A pool that loses the connection of its liveness lock counts as
 * dead for the others, so it lets go of its runs and a new pool takes its place.
 */
export async function workUntilAborted(worker: Worker): Promise<void> {
  while (!worker.signal.aborted) {
    try {
      await workWithOnePool(worker);
    } catch (error) {
      if (!worker.signal.aborted) worker.logger.error({ err: error }, 'the worker stopped, it is started again');
    }
    await pause(RESTART_MS, worker.signal);
  }
}

async function workWithOnePool(worker: Worker): Promise<void> {
  const { url, limits, logger, listener, signal } = worker;
  const ended = new AbortController();
  let failure: unknown = null;
  const fail = (error: unknown) => {
    failure ??= error;
    ended.abort();
  };
  const pickUps = createPickUps(worker);
  const unsubscribe = listener.subscribe((wake) => void pickUps.wake(wake).catch((error: unknown) => logger.warn({ err: error }, 'cancelled runs could not be read')));
  const takeBack = whenAborted(signal, () => ended.abort());
  let life: SignOfLife | null = null;
  try {
    life = await openSignOfLife({ url, limits, lose: fail });
    const runner = await startPool(worker, { life, pickUps, ended: ended.signal, fail });
    if (!ended.signal.aborted) await new Promise<void>((resolve) => ended.signal.addEventListener('abort', () => resolve(), { once: true }));
    const stopped = runner.stop().catch((error: unknown) => logger.warn({ err: error }, 'the worker pool did not stop cleanly'));
    pickUps.halt(failure ? 'fenced' : 'stopping');
    await stopWithin(worker, { stopped, kill: () => runner.kill('did not stop in time') });
  } finally {
    takeBack();
    unsubscribe();
    await life?.end();
  }
  if (failure) throw failure;
}

interface Session {
  readonly life: SignOfLife;
  readonly pickUps: PickUps;
  readonly ended: AbortSignal;
  readonly fail: (error: unknown) => void;
}

async function startPool({ url, limits, logger, onReady }: Worker, { life, pickUps, ended, fail }: Session) {
  const events = new EventEmitter() as WorkerEvents;
  let openGate = () => {};
  const gate = new Promise<void>((resolve) => {
    openGate = resolve;
  });
  whenAborted(ended, openGate);
  events.on('pool:create', ({ workerPool }) => {
    life.begin(workerPool.id).then(() => {
      openGate();
      onReady();
    }, fail);
  });
  const runner = await run({
    connectionString: url,
    concurrency: limits.concurrency,
    maxPoolSize: limits.concurrency + 1,
    pollInterval: POLL_INTERVAL_MS,
    noHandleSignals: true,
    events,
    logger: quietLogger(logger),
    // Completing a job in a batch reports its errors; completing it alone would leave them as unhandled rejections.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    // Asked before each job: none is taken before the lock is held, or a sweep would take it away from a pool that looks dead.
    forbiddenFlags: async () => {
      await gate;
      return null;
    },
    taskList: {
      [RUN_TASK]: (payload, { job }) => pickUps.take({ ...(payload as RunJob), jobId: job.id, poolId: job.locked_by ?? '', isLast: job.attempts >= job.max_attempts }),
    },
  });
  runner.promise.then(() => fail(new Error('the worker pool ended by itself')), fail);
  return runner;
}

async function stopWithin({ limits }: Worker, { stopped, kill }: { readonly stopped: Promise<void>; readonly kill: () => Promise<void> }): Promise<void> {
  const done = new AbortController();
  const finished = stopped.then(() => done.abort());
  await pause(limits.stopTimeoutMs, done.signal);
  if (!done.signal.aborted) await kill();
  else await finished;
}

function quietLogger(logger: EngineLogger): Logger {
  return new Logger(() => (level, message, meta) => {
    if (level === 'error') logger.error({ ...meta }, message);
    if (level === 'warning') logger.warn({ ...meta }, message);
  });
}

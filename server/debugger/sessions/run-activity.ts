// Runs the work of a session in this process. Owns its turn, its sign of life, its cancellation and its end; knows nothing of what is done.
import { whenAborted } from '../../engine/abort.ts';
import type { EventListener } from '../../engine/listen.ts';
import type { EngineLogger } from '../../engine/options.ts';
import { inTransaction, type Tx } from '../../engine/transaction.ts';
import { DomainError } from '../../errors.ts';
import type { Prisma, PrismaClient } from '../../generated/prisma/client.ts';
import type { SessionNotice } from '../notices.ts';
import type { SessionEventPayload } from '../stored.ts';
import { appendSessionEvent } from './events.ts';
import { beat, beginActivity, endActivity } from './moves.ts';
import { END_EVENTS, type Activity } from './states.ts';
import { createTurns } from './turns.ts';

const BEAT_MS = 3_000;
const PROGRESS_MS = 200;

/** What an activity leaves in the session. */
export interface ActivityResult {
  readonly data: Prisma.IntentDebuggerSessionUncheckedUpdateManyInput;
  readonly message: string;
  /** More rows of the transaction that ends it. */
  readonly write?: (tx: Tx) => Promise<void>;
}

export interface ActivityContext {
  /** Aborted by cancelDebugging, by the end of the process, and when the session was taken away. */
  readonly signal: AbortSignal;
  /** Tells how far it is; what comes too fast is dropped. Never rejects. */
  progress(payload: SessionEventPayload): void;
}

export type Work = (context: ActivityContext) => Promise<ActivityResult>;

export interface ActivityDeps {
  readonly prisma: PrismaClient;
  readonly listener: EventListener<SessionNotice>;
  readonly logger: EngineLogger;
  /** Activities that run at the same time in this process; the others wait for their turn. */
  readonly concurrency: number;
}

export interface Activities {
  /** Moves the session into the activity and starts `work`; resolves as soon as it is started or waits. Throws NotFoundError, SessionStateError. */
  begin(sessionId: string, activity: Activity, work: Work): Promise<void>;
  /** Aborts what runs here and waits for its end. */
  stop(): Promise<void>;
}

const PROGRESS_EVENTS = { RECORDING: 'RECORDING_PROGRESS', SEARCHING: 'SEARCH_PROGRESS' } as const;

/** Progress as events, at most one in `PROGRESS_MS` and one at a time. */
function createProgress(deps: ActivityDeps, sessionId: string, activity: Activity) {
  let writing: Promise<unknown> = Promise.resolve();
  let isWriting = false;
  let last = 0;
  return {
    tell(payload: SessionEventPayload) {
      if (isWriting || Date.now() - last < PROGRESS_MS) return;
      last = Date.now();
      isWriting = true;
      writing = inTransaction(deps.prisma, (tx) => appendSessionEvent(tx, sessionId, { type: PROGRESS_EVENTS[activity], payload }))
        .catch((error: unknown) => deps.logger.warn({ err: error, sessionId }, 'the progress of a session could not be stored'))
        .finally(() => {
          isWriting = false;
        });
    },
    settled: () => writing,
  };
}

interface Running {
  readonly sessionId: string;
  readonly activity: Activity;
  readonly activityId: string;
  readonly controller: AbortController;
}

/** Creates what runs activities; nothing runs yet. */
export function createActivities(deps: ActivityDeps): Activities {
  const { prisma, listener, logger } = deps;
  const stopping = new AbortController();
  const running = new Set<Promise<void>>();
  const turns = createTurns(deps.concurrency);

  async function finish(run: Running, work: Work): Promise<ActivityResult> {
    const progress = createProgress(deps, run.sessionId, run.activity);
    const { signal } = run.controller;
    const hasTurn = await turns.take(signal);
    try {
      if (!hasTurn) return { data: {}, message: 'Cancelled before it began.' };
      return await work({ signal, progress: progress.tell });
    } catch (error) {
      if (signal.aborted) return { data: {}, message: stopping.signal.aborted ? 'It was interrupted: the server stopped. Start it again.' : 'Cancelled.' };
      if (error instanceof DomainError) return { data: {}, message: `${error.message} ${error.hint}` };
      logger.error({ err: error, sessionId: run.sessionId }, 'an activity of a debugger session threw');
      return { data: {}, message: 'It failed because of a mistake in Supernova; the log of the server says which.' };
    } finally {
      if (hasTurn) turns.give();
      await progress.settled();
    }
  }

  async function drive(run: Running, work: Work): Promise<void> {
    const { sessionId, activity, activityId, controller } = run;
    const beating = setInterval(() => {
      beat(prisma, sessionId, activityId).then(
        (isOurs) => isOurs || controller.abort(),
        (error: unknown) => logger.warn({ err: error, sessionId }, 'a session could not be kept alive'),
      );
    }, BEAT_MS);
    const takeBack = whenAborted(stopping.signal, () => controller.abort());
    try {
      const { data, message, write } = await finish(run, work);
      await endActivity(prisma, { sessionId, activity, activityId, data, payload: { message }, ...(write ? { write } : {}) });
    } catch (error) {
      logger.error({ err: error, sessionId }, `a session could not be moved on with ${END_EVENTS[activity]}`);
    } finally {
      clearInterval(beating);
      takeBack();
    }
  }

  return {
    async begin(sessionId, activity, work) {
      const controller = new AbortController();
      // Listening starts before the session moves, so that no cancellation is missed.
      const leave = listener.subscribe((wake) => {
        if (wake.kind === 'event' && wake.notice.sessionId === sessionId && wake.notice.type === 'CANCEL_REQUESTED') controller.abort();
      });
      try {
        const activityId = await beginActivity(prisma, sessionId, activity);
        const run = drive({ sessionId, activity, activityId, controller }, work).finally(() => {
          leave();
          running.delete(run);
        });
        running.add(run);
      } catch (error) {
        leave();
        throw error;
      }
    },
    async stop() {
      stopping.abort();
      await Promise.allSettled(running);
    },
  };
}

// The workers of all processes as others see them: who lives, who is silent, who is dead. Owns the SQL on `workers` and on the liveness locks.
import type pg from 'pg';
import type { PrismaClient, Worker } from '../generated/prisma/client.ts';

/** First key of the advisory locks that say which worker pools live; the second is the hash of the pool's id. */
export const LIVENESS_LOCK = 7001;

/** More than a list on the page can show. */
const MOST_LISTED = 200;

/** The workers that live, the oldest first. */
export function listWorkers(prisma: PrismaClient): Promise<Worker[]> {
  return prisma.$queryRaw<Worker[]>`
    SELECT w.id, w.hostname, w.pid, w.concurrency, w.started_at AS "startedAt", w.seen_at AS "seenAt"
    FROM workers w WHERE EXISTS (
      SELECT FROM pg_locks l WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 2 AND l.classid::bigint = ${LIVENESS_LOCK}::bigint
        AND l.objid = hashtext(w.id)::oid AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database()))
    ORDER BY w.started_at, w.id LIMIT ${MOST_LISTED}::int`;
}

/** When a beat was first seen, by the stopwatch of this process. */
interface Beat {
  readonly seenAt: string;
  readonly sinceMs: number;
}

export interface SilenceWatch {
  /** Looks once: a worker whose beat has not changed for the limit loses its connection, and with it its lock, its jobs and its row. */
  look(client: pg.Pool): Promise<void>;
}

/**
 * Creates a watch over the beats. A frozen process and a half-open connection keep their lock, so only their silence tells. A beat is
 * compared with the one before, never with a clock: neither the clock of this machine nor that of the database may be right.
 */
export function createSilenceWatch(silenceLimitMs: number): SilenceWatch {
  let beats = new Map<string, Beat>();
  return {
    async look(client) {
      // Before the question: if this process is frozen while it waits for the answer, that time is nobody's silence.
      const nowMs = performance.now();
      const { rows } = await client.query<{ id: string; seenAt: string }>('SELECT id, seen_at::text AS "seenAt" FROM workers');
      beats = new Map(rows.map(({ id, seenAt }) => {
        const known = beats.get(id);
        return [id, known?.seenAt === seenAt ? known : { seenAt, sinceMs: nowMs }];
      }));
      for (const [id, { seenAt, sinceMs }] of beats) if (nowMs - sinceMs >= silenceLimitMs) await endWorker(client, id, seenAt);
      await client.query('DELETE FROM workers w WHERE pg_try_advisory_xact_lock($1, hashtext(w.id))', [LIVENESS_LOCK]);
    },
  };
}

/** Ends the connection that holds the lock of a worker, unless it has given a sign of life since. */
async function endWorker(client: pg.Pool, id: string, seenAt: string): Promise<void> {
  await client.query(
    `SELECT pg_terminate_backend(l.pid) FROM pg_locks l JOIN workers w ON l.objid = hashtext(w.id)::oid
     WHERE w.id = $2 AND w.seen_at = $3::timestamptz AND l.locktype = 'advisory' AND l.granted AND l.objsubid = 2
       AND l.classid::bigint = $1::bigint AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    [LIVENESS_LOCK, id, seenAt],
  );
}

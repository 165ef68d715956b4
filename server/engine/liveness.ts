// The sign of life of a worker pool: an advisory lock and a row in `workers`, both on one connection. Owns that connection; `workers.ts` judges the others.
import { hostname } from 'node:os';
import pg from 'pg';
import { pause } from './abort.ts';
import type { EngineLimits } from './options.ts';
import { LIVENESS_LOCK } from './workers.ts';

const CLOSE_LIMIT_MS = 2_000;

interface Liveness {
  readonly url: string;
  readonly limits: EngineLimits;
  /** Called once when the others may take this pool for dead: it must stop to write. */
  readonly lose: (error: unknown) => void;
}

export interface SignOfLife {
  /** Takes the lock of a pool and tells of it once a second from now on. The pool must not take a job before this resolves. */
  begin(poolId: string): Promise<void>;
  /** Ends in order: nobody has to wait for the silence. */
  end(): Promise<void>;
}

/**
 * Opens the connection. A connection that is lost or does not answer, and a row that somebody else has removed, both mean that this pool
 * counts as dead. The beat is a time of the database, so the clock of this machine may be wrong or jump.
 */
export async function openSignOfLife({ url, limits, lose }: Liveness): Promise<SignOfLife> {
  const client = new pg.Client({ connectionString: url, keepAlive: true, connectionTimeoutMillis: 10_000, query_timeout: limits.silenceLimitMs, application_name: 'supernova liveness' });
  client.on('error', lose);
  client.on('end', () => lose(new Error('the connection of the liveness lock was lost')));
  await client.connect();
  let beating: NodeJS.Timeout | null = null;
  let poolId: string | null = null;
  let isAnswered = true;
  const beat = async () => {
    if (!isAnswered) return;
    isAnswered = false;
    const { rowCount } = await client.query('UPDATE workers SET seen_at = clock_timestamp() WHERE id = $1', [poolId]);
    isAnswered = true;
    if (rowCount === 0) lose(new Error('this worker was silent for too long and was taken for dead'));
  };
  return {
    async begin(id) {
      poolId = id;
      await client.query('SELECT pg_advisory_lock($1, hashtext($2))', [LIVENESS_LOCK, id]);
      await client.query('INSERT INTO workers (id, hostname, pid, concurrency) VALUES ($1, $2, $3, $4)', [id, hostname(), process.pid, limits.concurrency]);
      beating = setInterval(() => void beat().catch(lose), limits.heartbeatMs);
    },
    async end() {
      if (beating) clearInterval(beating);
      await client.query('DELETE FROM workers WHERE id = $1', [poolId]).catch(() => {});
      const closed = new AbortController();
      await Promise.race([client.end().catch(() => {}), pause(CLOSE_LIMIT_MS, closed.signal)]);
      closed.abort();
      // The other side of a half-open connection never says goodbye.
      client.connection.stream.destroy();
    },
  };
}

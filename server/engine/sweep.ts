// Looks every second for work that nobody does. Owns its connection and its rhythm; `workers.ts` and `jobs.ts` own what is looked for.
import pg from 'pg';
import type { PrismaClient } from '../generated/prisma/client.ts';
import { pause } from './abort.ts';
import { rebasePriorities } from './fair-priority.ts';
import { addMissingJobs, freeJobsOfDeadPools } from './jobs.ts';
import type { EngineLimits, EngineLogger } from './options.ts';
import { createSilenceWatch } from './workers.ts';

interface Sweep {
  readonly prisma: PrismaClient;
  readonly url: string;
  readonly limits: EngineLimits;
  readonly logger: EngineLogger;
  readonly signal: AbortSignal;
}

/**
 * Sweeps until the signal is aborted; resolves when its connection is closed. Uses a connection of its own: on the one that holds the
 * liveness lock the pool of this process would look dead, because a connection may take its own lock again.
 */
export async function sweepUntilAborted({ prisma, url, limits, logger, signal }: Sweep): Promise<void> {
  const pool = new pg.Pool({ connectionString: url, max: 1, connectionTimeoutMillis: 5_000, query_timeout: 10_000, application_name: 'supernova sweep' });
  pool.on('error', (error) => logger.warn({ err: error }, 'the connection of the sweep was lost'));
  const silence = createSilenceWatch(limits.silenceLimitMs);
  try {
    while (!signal.aborted) {
      try {
        await silence.look(pool);
        await freeJobsOfDeadPools(pool);
        await addMissingJobs(prisma, limits.maxPickups);
        await rebasePriorities(pool);
      } catch (error) {
        if (!signal.aborted) logger.warn({ err: error }, 'the sweep for abandoned runs failed, it is tried again');
      }
      await pause(limits.sweepIntervalMs, signal);
    }
  } finally {
    await pool.end();
  }
}

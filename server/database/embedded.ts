// One process's use of the embedded server: comes, stays, leaves. Who starts and who stops it is decided here, how is `cluster.ts`.
//
// Every process that uses the server holds a shared advisory lock on a connection of its own. The first to come starts the
// server; whoever leaves tries to take that lock for itself alone, and who gets it was the last and stops the server.
// A process that is killed leaves the server running, and the next to come attaches to it.
import type pg from 'pg';
import { connectToCluster, describeCluster, ensureRunning, stopCluster, withClusterLock } from './cluster.ts';
import { EmbeddedServerError } from './errors.ts';
import { socketUrl } from './url.ts';

export interface EmbeddedServer {
  /** Whether this process found it running or started it. */
  readonly arrival: 'attached' | 'started';
  /** The connection URL of one of its databases. */
  urlOf(database: string): string;
  /** Leaves; the last process to leave stops the server. May be called again. */
  close(): Promise<'stopped' | 'left running'>;
}

// In the maintenance database, which nothing but this launcher uses.
const presenceKey = 4_000_018;

/** Attaches to the embedded server in `dataDir`, or starts it. Throws EmbeddedUnavailableError or EmbeddedServerError. */
export async function openEmbedded(dataDir: string, options: { readonly durable?: boolean } = {}): Promise<EmbeddedServer> {
  const cluster = await withReadableErrors(dataDir, async () => describeCluster(dataDir, options));
  const { arrival, presence } = await withReadableErrors(dataDir, () =>
    withClusterLock(cluster, async () => {
      const arrival = await ensureRunning(cluster);
      const presence = await connectToCluster(cluster);
      await presence.query('select pg_advisory_lock_shared($1)', [presenceKey]);
      return { arrival, presence };
    }),
  );
  let closing: Promise<'stopped' | 'left running'> | undefined;
  return {
    arrival,
    urlOf: (database) => socketUrl(cluster.home.socketFolder, database),
    close: () =>
      (closing ??= withClusterLock(cluster, async () => {
        if (!(await leave(presence))) return 'left running';
        await stopCluster(cluster);
        return 'stopped';
      })),
  };
}

/** Ends this process's presence and says whether it was the last. */
async function leave(presence: pg.Client): Promise<boolean> {
  try {
    await presence.query('select pg_advisory_unlock_shared($1)', [presenceKey]);
    const { rows } = await presence.query<{ alone: boolean }>('select pg_try_advisory_lock($1) as alone', [presenceKey]);
    return rows[0]?.alone === true;
  } catch {
    // The server is gone already, or its end has begun: there is nothing to stop.
    return false;
  } finally {
    await presence.end().catch(() => undefined);
  }
}

async function withReadableErrors<T>(dataDir: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === undefined || !['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'ENOTDIR'].includes(code)) throw error;
    throw new EmbeddedServerError(`Could not use ${dataDir} for the embedded database: ${message}`, 'Set SUPERNOVA_DATA to a folder that this user can write to.');
  }
}

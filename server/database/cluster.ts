// Starts and stops one embedded PostgreSQL server that several processes share. Knows its folders, its process and its socket; no schema and no client code.
//
// A server is in one of these conditions, whoever asks:
//   answers          it is attached to, also when the process that started it was killed (an orphan)
//   starting/ending  postmaster.pid names a living postgres that does not answer: wait
//   stale            postmaster.pid names a process that is gone or is no postgres: start
//   absent           no postmaster.pid: start; without data, make it first
// Moves between them happen under the lock of the home, so a start never meets a stop.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { FileLockTimeout, isAlive, withFileLock } from '../launch/file-lock.mjs';
import { findAccount, preparePrograms, runProgram, type Account, type Programs } from './binaries.ts';
import { prepareClusterHome, type ClusterHome } from './cluster-home.ts';
import { EmbeddedServerError } from './errors.ts';
import { socketUrl } from './url.ts';

export interface Cluster {
  readonly home: ClusterHome;
  readonly account: Account | null;
  /** False trades safety against a crash of the machine for speed: for tests. */
  readonly durable: boolean;
}

const initLimitMs = 60_000;
const startLimitMs = 60_000;
const stopLimitMs = 40_000;
const lockLimitMs = 90_000;
const lockAbandonedAfterMs = 180_000;
const pollMs = 100;
const maxFailedStarts = 20;

export function describeCluster(dataDir: string, { durable = true } = {}): Cluster {
  const account = findAccount();
  return { home: prepareClusterHome(dataDir, account), account, durable };
}

/** Runs `action` while no other process starts, attaches to or stops this server. */
export async function withClusterLock<T>({ home }: Cluster, action: () => Promise<T>): Promise<T> {
  try {
    return await withFileLock({ path: home.lock, limitMs: lockLimitMs, abandonedAfterMs: lockAbandonedAfterMs }, action);
  } catch (error) {
    if (!(error instanceof FileLockTimeout)) throw error;
    throw new EmbeddedServerError('Could not reach the embedded database: another process has been starting or stopping it for too long.', `If no other Supernova runs on this folder, remove ${home.lock} and try again.`);
  }
}

/** Makes the server answer: attaches, waits for it, or starts it. Call under the lock. Throws EmbeddedServerError. */
export async function ensureRunning(cluster: Cluster): Promise<'attached' | 'started'> {
  if (await answers(cluster)) return 'attached';
  const programs = preparePrograms(cluster.home.folder, cluster.account);
  if (!existsSync(join(cluster.home.data, 'PG_VERSION'))) await createData(cluster, programs);
  const deadline = performance.now() + startLimitMs;
  let failures = 0;
  let reason = 'it did not answer in time';
  while (performance.now() < deadline && failures < maxFailedStarts) {
    if (isHeldByPostgres(cluster.home)) await delay(pollMs);
    else {
      try {
        await start(cluster, programs);
      } catch (error) {
        // Processes of a killed server hold its memory for a moment; the next attempt succeeds.
        failures += 1;
        reason = outputOf(error);
        await delay(pollMs * 2);
      }
    }
    if (await answers(cluster)) return 'started';
  }
  throw startError(cluster, reason);
}

/** Stops the server and disconnects whoever uses it. Call under the lock. */
export async function stopCluster({ home, account }: Cluster): Promise<void> {
  const { pgCtl } = preparePrograms(home.folder, account);
  try {
    await runProgram(pgCtl, ['-D', home.data, '-m', 'fast', '-w', '-t', '30', 'stop'], { account, cwd: home.folder, timeoutMs: stopLimitMs });
  } catch (error) {
    if (!isHeldByPostgres(home)) return;
    throw new EmbeddedServerError(`Could not stop the embedded database in ${home.folder}: ${outputOf(error)}`, `Look into ${home.log}.`);
  }
}

/** A connection to the maintenance database of a running server. */
export async function connectToCluster({ home }: Cluster): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: socketUrl(home.socketFolder, 'postgres'), connectionTimeoutMillis: 5000, application_name: 'supernova' });
  // Without a listener a server that goes away would end this process.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

async function answers(cluster: Cluster): Promise<boolean> {
  try {
    await (await connectToCluster(cluster)).end();
    return true;
  } catch {
    return false;
  }
}

async function createData({ home, account, durable }: Cluster, { initdb }: Programs): Promise<void> {
  const unfinished = `${home.data}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  // One locale that every build of PostgreSQL 17 and newer brings itself, so that sorting does not depend on the machine.
  const locale = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const args = ['-D', unfinished, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', ...locale, '--no-instructions', ...(durable ? [] : ['--no-sync'])];
  try {
    await runProgram(initdb, args, { account, cwd: home.folder, timeoutMs: initLimitMs });
  } catch (error) {
    throw new EmbeddedServerError(`Could not create the embedded database in ${home.folder}: ${outputOf(error)}`, 'Free the cause named above, or set DATABASE_URL to a PostgreSQL server.');
  }
  renameSync(unfinished, home.data);
}

async function start({ home, account, durable }: Cluster, { pgCtl }: Programs): Promise<void> {
  const settings = [
    `-k ${quote(home.socketFolder)}`,
    `-c listen_addresses=''`,
    '-c unix_socket_permissions=0700',
    '-c max_connections=200',
    '-c log_checkpoints=off',
    ...(durable ? [] : ['-c fsync=off', '-c synchronous_commit=off', '-c full_page_writes=off']),
  ].join(' ');
  await runProgram(pgCtl, ['-D', home.data, '-l', home.log, '-w', '-t', '55', '-o', settings, 'start'], { account, cwd: home.folder, timeoutMs: startLimitMs });
}

// After a reboot the id in postmaster.pid can belong to any program; PostgreSQL would refuse to start because of it.
function isHeldByPostgres({ data }: ClusterHome): boolean {
  const file = join(data, 'postmaster.pid');
  const pid = existsSync(file) ? Number.parseInt(readFileSync(file, 'utf8'), 10) : Number.NaN;
  if (!(pid > 0) || !isAlive(pid)) return false;
  if (/postgres/.test(commandOf(pid))) return true;
  rmSync(file, { force: true });
  return false;
}

function commandOf(pid: number): string {
  try {
    if (existsSync('/proc/self/comm')) return readFileSync(`/proc/${pid}/comm`, 'utf8');
    return execFileSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8', timeout: 5000 });
  } catch {
    return '';
  }
}

function startError({ home }: Cluster, reason: string): EmbeddedServerError {
  const log = existsSync(home.log) ? readFileSync(home.log, 'utf8').trimEnd().split('\n').slice(-3).join('\n') : '';
  return new EmbeddedServerError(`Could not start the embedded database in ${home.folder}: ${reason}\n${log}`.trimEnd(), `The whole log is in ${home.log}. Set SUPERNOVA_DATA to another folder, or DATABASE_URL to a PostgreSQL server.`);
}

function outputOf(error: unknown): string {
  const { stderr, message } = error as { stderr?: string; message?: string };
  return (stderr?.trim() === '' ? undefined : stderr?.trim()) ?? message ?? String(error);
}

// pg_ctl hands these words to a shell.
function quote(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

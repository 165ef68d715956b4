// The programs of the product as child processes: the server and the command line, as they are built, on data of the test.
import { execFileSync, spawn, type ChildProcess, type ChildProcessByStdio } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { findPackageRoot } from '../../server/config.ts';
import { describeCluster, stopCluster, withClusterLock } from '../../server/database/cluster.ts';
import { isAlive } from '../../server/launch/file-lock.mjs';

export interface Ended {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Program {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Resolves with the match once standard output has it; rejects when the program ends before. */
  untilSays(pattern: RegExp): Promise<RegExpExecArray>;
}

interface Start {
  readonly entry: 'main' | 'cli';
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** Standard input; by default there is none. */
  readonly input?: string;
}

/** Builds page, server and command line where the sources changed since; for `beforeAll`. */
export function buildProduct(): void {
  execFileSync(process.execPath, [join(findPackageRoot(), 'server/launch.mjs'), 'build'], { stdio: ['ignore', 'ignore', 'inherit'] });
}

/** Starts a program without a wrapper, so that a signal reaches it; the caller waits for `ended`. Needs `buildProduct`. */
export function startProgram({ entry, args, env, input }: Start): Program {
  const { INIT_CWD: _, DATABASE_URL: __, VITEST: ___, ...inherited } = process.env;
  const child = spawn(process.execPath, ['--enable-source-maps', join(findPackageRoot(), `dist/server/${entry}.js`), ...args], { cwd: findPackageRoot(), env: { ...inherited, NO_COLOR: '1', ...env }, stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'] }) as ChildProcessByStdio<Writable | null, Readable, Readable>;
  child.stdin?.end(input);
  const said = { stdout: '', stderr: '' };
  const listeners = new Set<() => void>();
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.stderr += text));
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said.stdout += text;
    for (const listener of listeners) listener();
  });
  const ended = new Promise<Ended>((resolve) => child.on('close', (status, signal) => resolve({ status, signal, ...said })));
  return {
    child,
    ended,
    untilSays: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const match = pattern.exec(said.stdout);
          if (!match) return;
          listeners.delete(look);
          resolve(match);
        };
        listeners.add(look);
        void ended.then(({ status, signal }) => reject(new Error(`the program ended (${status ?? signal}) before it said ${pattern}: ${said.stdout}${said.stderr}`)));
        look();
      }),
  };
}

/** Kills a program that still runs and waits for its end. */
export async function endProgram({ child, ended }: Program): Promise<void> {
  child.kill('SIGKILL');
  await ended;
}

export async function runCli(args: readonly string[], env: NodeJS.ProcessEnv, input?: string): Promise<Ended> {
  return startProgram({ entry: 'cli', args, env, ...(input === undefined ? {} : { input }) }).ended;
}

/** The port the server says it serves. */
export async function portOf(server: Program): Promise<number> {
  const [, port] = await server.untilSays(/http:\/\/localhost:(\d+)/);
  return Number(port);
}

/** The process id of the embedded database of a data folder; null when it does not run. */
export function findDatabasePid(dataDir: string): number | null {
  const file = join(dataDir, 'postgres/data/postmaster.pid');
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : null;
}

/** Resolves when a process is gone, or has only to be collected by its parent. */
export async function untilGone(pid: number): Promise<void> {
  while (isAlive(pid) && !isZombie(pid)) await delay(20);
}

function isZombie(pid: number): boolean {
  try {
    return / Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

/** Stops a database that a killed program left and removes what it may have put elsewhere. */
export async function removeDatabase(dataDir: string): Promise<void> {
  if (!existsSync(join(dataDir, 'postgres'))) return;
  const cluster = describeCluster(dataDir);
  await withClusterLock(cluster, () => stopCluster(cluster));
  const { socketFolder, folder } = cluster.home;
  if (!socketFolder.startsWith(folder)) rmSync(socketFolder, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
}

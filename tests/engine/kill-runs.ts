// A run of 200 files that can be started again from the same state as often as wanted, and what must be true of it at its end.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pino } from 'pino';
import { expect, onTestFinished } from 'vitest';
import { createApp, type App } from '../../server/app.ts';
import { connectPrisma } from '../../server/db.ts';
import type { PrismaClient } from '../../server/generated/prisma/client.ts';
import type { RunEventType, RunStatus } from '../../server/generated/prisma/enums.ts';
import { hashTree } from '../../server/rooms/tree-hash.ts';
import { builtProgram } from '../support/built-programs.ts';
import { wideProject, writeFiles } from '../support/projects.ts';
import { connectApi } from '../support/api-client.ts';
import { describeTree } from '../support/tree.ts';
import type { Order } from './kill-worker.ts';

/** Which events may be the last one. */
export type Ending = 'healing' | 'rollback';

const LAST: Readonly<Record<Ending, readonly RunEventType[]>> = {
  healing: ['RUN_COMPLETED', 'RUN_FAILED', 'RUN_CANCELLED'],
  rollback: ['ROLLBACK_COMPLETED', 'ROLLBACK_REFUSED'],
};
const HEALED: readonly RunStatus[] = ['COMPLETED'];
const FINAL: readonly RunStatus[] = ['COMPLETED', 'FAILED', 'CANCELLED', 'ROLLED_BACK'];
const DEPENDENTS = 198;
/** All points take so many hours that other work goes on beside them. */
const END_LIMIT_MS = process.env['KILL_POINTS'] === undefined ? 120_000 : 20 * 60_000;

/** 200 files: one is moved, all others import it and the one before them; some have other permission bits, line ends, a mark of their byte order. */
export function writeProject(root: string): void {
  mkdirSync(root, { recursive: true });
  const part = (n: number) => `src/part-${String(n).padStart(3, '0')}.ts`;
  const files: Record<string, string> = { ...wideProject(DEPENDENTS) };
  for (let n = 2; n <= DEPENDENTS; n += 1) files[part(n)] += `export { part${n - 1} } from './part-${String(n - 1).padStart(3, '0')}';\n`;
  files[part(7)] = files[part(7)]?.replaceAll('\n', '\r\n') ?? '';
  files[part(8)] = `\uFEFF${files[part(8)]}`;
  files[part(9)] = `${files[part(9)]}// größe 👍🏽\n`;
  writeFiles(root, files);
  chmodSync(join(root, part(10)), 0o755);
  chmodSync(join(root, part(11)), 0o600);
  chmodSync(join(root, 'src/origin.ts'), 0o750);
}

export const INTENT = 'move src/origin.ts to src/kept/deep/origin.ts';

export interface Worker {
  readonly app: App;
  readonly prisma: PrismaClient;
  /** Executes what the queue has until the run has ended. Rejects when that takes longer than two minutes, or 20 where KILL_POINTS are named. */
  untilEnded(runId: string, ending: Ending): Promise<void>;
  close(): Promise<void>;
}

/** A worker on that database. Outages of it are waited for. */
export function openWorker(url: string, root: string): Worker {
  const prisma = connectPrisma(url);
  const app = createApp({ database: { prisma, url }, allowedRoots: [root], logger: pino({ level: process.env['KILL_LOG'] ?? 'silent' }, pino.destination(2)) });
  return {
    app,
    prisma,
    async untilEnded(runId, ending) {
      const limit = AbortSignal.timeout(END_LIMIT_MS);
      await app.start();
      while (!limit.aborted) {
        try {
          // A rollback has the events of the healing before it; those that may end it are its own.
          for await (const event of app.engine.runEvents(runId, 0, limit)) if (LAST[ending].includes(event.type)) return;
        } catch {
          // The database was away.
        }
      }
      throw new Error(`run ${runId} did not end`);
    },
    async close() {
      await app.close();
      await prisma.$disconnect();
    },
  };
}

/** Plans the move on a database. */
export async function planMove(url: string, root: string): Promise<string> {
  const { app, close } = openWorker(url, root);
  try {
    const { id: roomId } = await app.rooms.createRoom({ rootPath: root });
    const intent = await app.intents.captureIntent({ roomId, userAction: INTENT });
    await app.impact.analyzeImpact(intent.id);
    const run = await app.healing.planHealing(intent.id);
    return run.id;
  } finally {
    await close();
  }
}

/** Gives one command to the service; nobody works. */
export async function command(url: string, root: string, give: (healing: App['healing']) => Promise<unknown>): Promise<void> {
  const { app, close } = openWorker(url, root);
  try {
    await give(app.healing);
  } finally {
    await close();
  }
}

/** In memory where that can be: every file is flushed, hundreds of times. */
export const createFolder = (): string => realpathSync(mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'supernova-kills-')));

/** Makes the folder what it was. */
export function resetFolder(root: string, original: string): void {
  rmSync(root, { recursive: true, force: true });
  cpSync(original, root, { recursive: true });
}

export interface Killed {
  /** Null where the work was over before the point. */
  readonly point: string | null;
  readonly signal: NodeJS.Signals | null;
}

/** Starts a worker that does its order; `onKill` is called when it says that it comes to it. Resolves when the process is gone. */
export async function runKillWorker(order: Order, onKill?: () => Promise<void>): Promise<Killed> {
  const child = spawn(process.execPath, [await builtProgram('tests/engine/kill-worker.ts'), JSON.stringify(order)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  let point: string | null = null;
  for await (const line of createInterface(child.stdout)) {
    point = line;
    await onKill?.();
  }
  const [status, signal] = await exited;
  if (status !== 0 && signal !== 'SIGKILL') throw new Error(`the worker ended with ${status ?? signal} after ${point}`);
  return { point, signal };
}

/** Starts a server without a worker; it kills itself at a point, 0 is none. Gone at the end of the test at the latest. */
export async function startServer(url: string, root: string, at: number) {
  const child = spawn(process.execPath, [await builtProgram('tests/engine/kill-server.ts'), url, root, String(at)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit').then(([, signal]) => signal as NodeJS.Signals | null);
  const [port] = (await Promise.race([once(child.stdout, 'data'), ended.then(() => [])])) as unknown[];
  const api = connectApi(Number(String(port)));
  const end = async () => {
    await api.dispose();
    child.kill('SIGKILL');
    await ended;
  };
  onTestFinished(end);
  return { api, ended, end };
}

export interface Trees {
  readonly before: readonly string[];
  readonly healed: readonly string[];
}

/** The end of a run, whatever happened to it on the way: final, in one of two trees, every event there once, nothing left over. */
export async function assertSound({ prisma }: Worker, runId: string, { root, trees, ending }: { readonly root: string; readonly trees: Trees; readonly ending: Ending }): Promise<RunStatus> {
  const run = await prisma.healingRun.findUniqueOrThrow({ where: { id: runId }, include: { events: { orderBy: { number: 'asc' } }, actions: { include: { executions: true } } } });
  expect(FINAL).toContain(run.status);
  expect(await describeTree(root)).toEqual(HEALED.includes(run.status) ? trees.healed : trees.before);
  expect(run.treeHashAfter).toBe(run.startedAt === null ? null : await hashTree(root));
  expect(run.events.map(({ number }) => number)).toEqual(run.events.map((_, index) => index + 1));
  expect(run.lastEventNumber).toBe(run.events.length);
  expect(run.events.filter(({ type }) => LAST[ending].includes(type)).map(({ type }) => type)).toEqual([run.events.at(-1)?.type]);
  const open = run.actions.flatMap((action) => [action, ...action.executions]).filter(({ status }) => ['PENDING', 'EXECUTING', 'RUNNING'].includes(status));
  expect(open).toEqual([]);
  expect(readdirSync(root, { recursive: true }).filter((path) => String(path).includes('.supernova-'))).toEqual([]);
  return run.status;
}

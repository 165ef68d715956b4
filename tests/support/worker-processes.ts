// Workers as processes that a test can freeze, kill and start, on the test's database and on real files.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { createApp, type App } from '../../server/app.ts';
import type { EngineLimits } from '../../server/engine/options.ts';
import type { RunEvent } from '../../server/generated/prisma/client.ts';
import type { RunEventType } from '../../server/generated/prisma/enums.ts';
import { builtProgram } from './built-programs.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { writeFiles, type Files } from './projects.ts';
import { makeTempFolder } from './temp-folder.ts';

/** What a test cannot wait for is shorter; the order of things is the same. */
export const FAST: Partial<EngineLimits> = { heartbeatMs: 300, silenceLimitMs: 6_000, sweepIntervalMs: 300 };

export interface WorkerProcess {
  readonly child: ChildProcess;
  /** Resolves when the process has said this, before or from now on. */
  untilSays(text: string): Promise<void>;
}

export interface Site {
  readonly database: TestDatabase;
  /** Plans, commands and reads; executes nothing. */
  readonly app: App;
  /** A room of its own with these files. */
  openRoom(files: Files): Promise<{ readonly roomId: string; readonly root: string }>;
  /** Captures, predicts, plans and queues. */
  heal(roomId: string, words: string): Promise<string>;
  startWorker(options?: { readonly env?: NodeJS.ProcessEnv; readonly name?: string; readonly limits?: Partial<EngineLimits> }): Promise<WorkerProcess>;
  /** The events of a run up to the first of these types. */
  eventsUntil(runId: string, types: readonly RunEventType[]): Promise<RunEvent[]>;
}

const LIMIT_MS = 120_000;

/** Everything is ended when the test ends. */
export async function openSite(): Promise<Site> {
  const database = await createTestDatabase();
  const folder = makeTempFolder();
  const app = createApp({ database, allowedRoots: [folder], logger: pino({ level: 'silent' }) });
  const workers: WorkerProcess[] = [];
  onTestFinished(async () => {
    for (const { child } of workers) await end(child);
    await app.close();
    await database.close();
  });
  let rooms = 0;
  return {
    database,
    app,
    async openRoom(files) {
      rooms += 1;
      const root = `${folder}/room-${rooms}`;
      writeFiles(root, files);
      return { roomId: (await app.rooms.createRoom({ rootPath: root })).id, root };
    },
    async heal(roomId, words) {
      const intent = await app.intents.captureIntent({ roomId, userAction: words, wish: undefined });
      await app.impact.analyzeImpact(intent.id);
      const run = await app.healing.planHealing(intent.id);
      await app.healing.triggerHealing(run.id);
      return run.id;
    },
    async startWorker({ env = {}, name, limits = FAST } = {}) {
      const url = new URL(database.url);
      // What a test calls its worker, its connections are called.
      if (name !== undefined) url.searchParams.set('application_name', name);
      const child = spawn(process.execPath, [await builtProgram('tests/support/worker-process.ts'), url.href, JSON.stringify(limits)], { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, ...env } });
      const worker = { child, untilSays: listenTo(child) };
      workers.push(worker);
      await worker.untilSays('ready');
      return worker;
    },
    async eventsUntil(runId, types) {
      const seen: RunEvent[] = [];
      for await (const event of app.engine.runEvents(runId, 0, AbortSignal.timeout(LIMIT_MS))) {
        seen.push(event);
        if (types.includes(event.type)) return seen;
      }
      throw new Error(`no ${types.join(' or ')}; seen: ${seen.map((event) => event.type).join(' ')}`);
    },
  };
}

function listenTo(child: ChildProcess): (text: string) => Promise<void> {
  let said = '';
  const ended = once(child, 'exit');
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (said += text));
  return async (text) => {
    const signal = AbortSignal.timeout(LIMIT_MS);
    while (!said.includes(text)) {
      const more = child.stdout ? once(child.stdout, 'data', { signal }).then(() => true, () => { throw new Error(`the worker did not say "${text}" in time: ${said}`); }) : Promise.resolve(false);
      if (!(await Promise.race([more, ended.then(() => false)]))) throw new Error(`the worker ended before it said "${text}": ${said}`);
    }
  };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  // A frozen process ends only of this.
  child.kill('SIGKILL');
  await ended;
}

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { builtProgram } from '../support/built-programs.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { countFrom } from '../support/walk-through.ts';
import { createRoom, createRunner, openEngine, planRun, type Opened } from './plans.ts';

const LIMIT_MS = 240_000;
const ROOMS = 50;
const RUNS_EACH = 3;

let database: TestDatabase;
let commands: Opened;
const fleet: ChildProcess[] = [];

beforeEach(async () => {
  database = await createTestDatabase();
  commands = openEngine({ prisma: database.prisma, url: database.url, runner: createRunner() });
});
afterEach(async () => {
  for (const child of fleet.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  await commands.engine.stop();
  await database.close();
});

async function startWorker(env: NodeJS.ProcessEnv = {}): Promise<ChildProcess> {
  const child = spawn(process.execPath, [await builtProgram('tests/engine/fleet-worker.ts'), database.url, JSON.stringify({ sweepIntervalMs: 300 })], { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, ...env } });
  fleet.push(child);
  await once(child.stdout, 'data');
  return child;
}

test('50 rooms with 4 workers, one of which is killed: every run ends, one at a time per room, with events without gap', { timeout: LIMIT_MS }, async () => {
  const { prisma } = database;
  const rooms = await Promise.all(Array.from({ length: ROOMS }, () => createRoom(prisma)));
  const workers = await Promise.all(Array.from({ length: 4 }, () => startWorker()));
  expect((await commands.engine.workers()).map(({ pid }) => pid).sort()).toEqual(workers.map(({ pid }) => pid).sort());
  const enqueueAll = async () => {
    for (let count = 0; count < RUNS_EACH; count += 1) {
      for (const roomId of rooms) await commands.engine.enqueueRun(await planRun(prisma, roomId, [{ steps: ['work', 'work'] }]));
    }
  };
  const ended = (status: string) => prisma.healingRun.count({ where: { status: status as 'COMPLETED' } });
  const queueing = enqueueAll();
  await expect.poll(() => ended('COMPLETED'), { timeout: LIMIT_MS / 2, interval: 100 }).toBeGreaterThan(10);
  workers[0]!.kill('SIGKILL');
  await queueing;
  await expect.poll(() => ended('COMPLETED'), { timeout: LIMIT_MS / 2, interval: 300 }).toBe(ROOMS * RUNS_EACH);
  for (const roomId of rooms) {
    const events = await prisma.runEvent.findMany({ where: { roomId }, orderBy: { roomNumber: 'asc' } });
    expect(events.map((event) => event.roomNumber)).toEqual(countFrom(1, events.length));
    let active: string | null = null;
    for (const { type, runId } of events) {
      if (type === 'RUN_STARTED') {
        expect(active).toBeNull();
        active = runId;
      }
      if (type === 'RUN_COMPLETED') active = null;
    }
    for (const runId of new Set(events.map((event) => event.runId))) {
      const own = events.filter((event) => event.runId === runId);
      expect(own.map((event) => event.number)).toEqual(countFrom(1, own.length));
      expect(own.filter((event) => event.type === 'STEP_ENDED')).toHaveLength(2);
    }
  }
});

const libraries = ['/usr/lib', ...(existsSync('/usr/lib') ? readdirSync('/usr/lib').map((name) => `/usr/lib/${name}`) : [])];
const faketime = libraries.map((folder) => join(folder, 'faketime/libfaketimeMT.so.1')).find((path) => existsSync(path)) ?? null;

describe.skipIf(faketime === null)(faketime === null ? 'clocks (skipped: apt-get install faketime)' : 'clocks', () => {
  test('a clock that jumps hours ahead and back in the middle of a run fences nobody, repeats nothing and makes no duration negative', { timeout: LIMIT_MS }, async () => {
    const clock = join(makeTempFolder(), 'clock');
    const setClock = (offset: string) => writeFileSync(clock, `${offset}\n`);
    setClock('+0');
    const worker = await startWorker({ LD_PRELOAD: faketime!, FAKETIME_TIMESTAMP_FILE: clock, FAKETIME_NO_CACHE: '1', DONT_FAKE_MONOTONIC: '1' });
    const [before] = await commands.engine.workers();
    const runId = await planRun(database.prisma, await createRoom(database.prisma), [{ steps: ['work', 'watchClock', 'work'] }]);
    await commands.engine.enqueueRun(runId);
    const offsets = ['+5h', '-5h'];
    for await (const { type } of commands.engine.runEvents(runId, 0, AbortSignal.timeout(LIMIT_MS))) {
      if (type === 'STEP_PROGRESS') setClock(offsets.shift() ?? '-5h');
      if (type === 'RUN_COMPLETED' || type === 'RUN_FAILED') break;
    }
    const run = await database.prisma.healingRun.findUniqueOrThrow({ where: { id: runId }, include: { actions: { include: { executions: true } }, events: { orderBy: { number: 'asc' } } } });
    expect(run).toMatchObject({ status: 'COMPLETED', epoch: 1 });
    expect(run.events.filter((event) => event.type === 'STEP_STARTED').map((event) => event.payload)).toEqual(Array.from({ length: 3 }, () => ({ status: 'RUNNING' })));
    const times = [...run.actions, ...run.actions.flatMap((action) => action.executions)].map((part) => [('executedAt' in part ? part.executedAt : part.startedAt)!.getTime(), part.completedAt!.getTime()] as const);
    for (const [from, to] of [...times, [run.startedAt!.getTime(), run.completedAt!.getTime()] as const]) {
      expect(to).toBeGreaterThanOrEqual(from);
      expect(to - from).toBeLessThan(LIMIT_MS);
    }
    expect((await commands.engine.workers()).map(({ id }) => id)).toEqual([before!.id]);
    const said = once(worker.stdout!, 'data') as Promise<[Buffer]>;
    worker.kill('SIGTERM');
    expect(JSON.parse(String((await said)[0]))).toEqual([]);
  });
});

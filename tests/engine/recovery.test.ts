import { spawn } from 'node:child_process';
import { once } from 'node:events';
import pg from 'pg';
import { expect, test } from 'vitest';
import type { StepRunner } from '../../server/engine/contract.ts';
import { addMissingJobs, freeJobsOfDeadPools } from '../../server/engine/jobs.ts';
import type { EngineLimits } from '../../server/engine/options.ts';
import { builtProgram } from '../support/built-programs.ts';
import { completed, createLatch, createRoom, createRunner, openEngine, type Opened, planRun, untilAborted } from './plans.ts';
import { useEngines } from './use-engines.ts';

const database = useEngines();

async function startEngine(runner: StepRunner, limits: Partial<EngineLimits> = {}): Promise<Opened> {
  const opened = database.open(runner, limits);
  await opened.engine.start();
  return opened;
}

async function query(text: string, values: unknown[] = []): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    return await client.query(text, values);
  } finally {
    await client.end();
  }
}

/** Queues a run and executes it in a process of its own, which is killed when one of its steps holds. */
async function crashIn(steps: string[], maxPickups: number): Promise<string> {
  const runId = await planRun(database.prisma, await createRoom(database.prisma), [{ steps }]);
  const commands = openEngine({ prisma: database.prisma, url: database.url, runner: createRunner(), limits: { maxPickups } });
  await commands.engine.enqueueRun(runId);
  await commands.engine.stop();
  const child = spawn(process.execPath, [await builtProgram('tests/engine/crash-worker.ts'), database.url, String(maxPickups)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const held = await Promise.race([once(child.stdout, 'data').then(() => true), exited.then(() => false)]);
  expect(held).toBe(true);
  child.kill('SIGKILL');
  await exited;
  return runId;
}

test('a run whose process was killed goes on at the step it was in', async () => {
  const runId = await crashIn(['a', 'hold', 'c'], 6);
  const runner = createRunner();
  const { eventsUntil, log } = await startEngine(runner);
  const events = await eventsUntil(runId, 'RUN_COMPLETED');
  expect(runner.began).toEqual(['hold', 'c']);
  const started = events.filter((event) => event.type === 'STEP_STARTED').map((event) => event.payload);
  const once = { status: 'RUNNING' };
  expect(started).toEqual([once, once, { status: 'RUNNING', resumed: true }, once]);
  const steps = await database.prisma.healingExecution.findMany({ where: { healingAction: { runId } } });
  expect(steps.map((step) => `${step.status} ${step.attempt}`)).toEqual(['COMPLETED 1', 'COMPLETED 1', 'COMPLETED 1']);
  expect(log).toEqual([]);
});

test('a run whose process was killed while it put files back goes on putting them back', async () => {
  const runId = await crashIn(['fail', 'b'], 6);
  const runner = createRunner();
  const { eventsUntil } = await startEngine(runner);
  await eventsUntil(runId, 'RUN_FAILED');
  expect(runner.began).toEqual(['restore']);
  expect(await database.prisma.healingRun.findUniqueOrThrow({ where: { id: runId } })).toMatchObject({ status: 'FAILED', error: { code: 'CONFLICT' } });
});

test('a run that was interrupted too often is put back instead of tried again', async () => {
  const runId = await crashIn(['a', 'hold', 'c'], 2);
  const runner = createRunner();
  const { eventsUntil } = await startEngine(runner, { maxPickups: 2 });
  await eventsUntil(runId, 'RUN_FAILED');
  expect(runner.began).toEqual(['restore']);
  expect(await database.prisma.healingRun.findUniqueOrThrow({ where: { id: runId } })).toMatchObject({ error: { code: 'INTERRUPTED' } });
});

test('an interrupted run ends before the next run of its room begins', async () => {
  const runId = await crashIn(['hold'], 6);
  const { roomId } = await database.prisma.healingRun.findUniqueOrThrow({ where: { id: runId } });
  // The job of the interrupted run is gone, as after a lost pick-up, so the next run of the room comes first.
  await query('DELETE FROM graphile_worker._private_jobs');
  await query('UPDATE graphile_worker._private_job_queues SET locked_by = NULL, locked_at = NULL');
  const next = await planRun(database.prisma, roomId, [{ steps: ['next'] }]);
  const runner = createRunner();
  await openEngine({ prisma: database.prisma, url: database.url, runner }).engine.enqueueRun(next);
  const { eventsUntil } = await startEngine(runner);
  await eventsUntil(next, 'RUN_COMPLETED');
  expect(runner.began).toEqual(['hold', 'next']);
});

test('a run without a job gets one', async () => {
  const runId = await planRun(database.prisma, await createRoom(database.prisma), [{ steps: ['a'] }]);
  await database.prisma.healingRun.update({ where: { id: runId }, data: { status: 'QUEUED' } });
  const { eventsUntil } = await startEngine(createRunner());
  await eventsUntil(runId, 'RUN_COMPLETED');
});

test('a worker that stops in order lets go of its run, and the next one goes on with it', async () => {
  const reached = createLatch();
  const first = createRunner({
    b: async ({ signal }) => {
      reached.open();
      await untilAborted(signal);
      return { kind: 'cancelled' };
    },
  });
  const { engine, log } = await startEngine(first);
  const runId = await planRun(database.prisma, await createRoom(database.prisma), [{ steps: ['a', 'b', 'c'] }]);
  await engine.enqueueRun(runId);
  await reached.opened;
  await engine.stop();
  expect(log).toEqual([]);
  expect(await database.prisma.healingRun.findUniqueOrThrow({ where: { id: runId } })).toMatchObject({ status: 'RUNNING', cancelRequestedAt: null });
  const second = createRunner();
  const { eventsUntil } = await startEngine(second);
  await eventsUntil(runId, 'RUN_COMPLETED');
  expect([...first.began, ...second.began]).toEqual(['a', 'b', 'b', 'c']);
});

test('a step that does not listen does not keep the engine from stopping', async () => {
  const reached = createLatch();
  const runner = createRunner({
    a: () => {
      reached.open();
      return new Promise<never>(() => {});
    },
  });
  const { engine } = await startEngine(runner, { abortGraceMs: 10 });
  const runId = await planRun(database.prisma, await createRoom(database.prisma), [{ steps: ['a'] }]);
  await engine.enqueueRun(runId);
  await reached.opened;
  await engine.stop();
  expect(await database.prisma.healingExecution.findFirstOrThrow({ where: { healingAction: { runId } } })).toMatchObject({ status: 'RUNNING' });
});

test('a worker that loses its liveness lock aborts its step, and a new pool executes it again', async () => {
  const reached = createLatch();
  const reasons: unknown[] = [];
  const runner = createRunner({
    a: async ({ signal }) => {
      if (reasons.length > 0) return completed;
      reached.open();
      await untilAborted(signal);
      reasons.push(signal.reason);
      return completed;
    },
  });
  const { engine, eventsUntil } = await startEngine(runner);
  const runId = await planRun(database.prisma, await createRoom(database.prisma), [{ steps: ['a', 'b'] }]);
  await engine.enqueueRun(runId);
  await reached.opened;
  await query("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'supernova liveness'");
  await eventsUntil(runId, 'RUN_COMPLETED');
  expect(reasons).toEqual(['fenced']);
  expect(runner.began).toEqual(['a', 'a', 'b']);
});

test('a sweep takes nothing away from a worker that lives', async () => {
  const reached = createLatch();
  const goOn = createLatch();
  const runner = createRunner({
    a: async () => {
      reached.open();
      await goOn.opened;
      return completed;
    },
  });
  const { engine, eventsUntil } = await startEngine(runner);
  const runId = await planRun(database.prisma, await createRoom(database.prisma), [{ steps: ['a'] }]);
  await engine.enqueueRun(runId);
  await reached.opened;
  const pool = new pg.Pool({ connectionString: database.url, max: 1 });
  for (let count = 0; count < 5; count += 1) {
    await freeJobsOfDeadPools(pool);
    await addMissingJobs(database.prisma, 6);
  }
  await pool.end();
  const { rows } = await query('SELECT count(*)::int AS jobs, count(locked_by)::int AS locked FROM graphile_worker.jobs');
  expect(rows).toEqual([{ jobs: 1, locked: 1 }]);
  goOn.open();
  await eventsUntil(runId, 'RUN_COMPLETED');
  expect(runner.began).toEqual(['a']);
});

test('a stopped engine leaves no connection open', async () => {
  const { engine } = await startEngine(createRunner());
  const stream = engine.roomActivity(await createRoom(database.prisma), null, new AbortController().signal);
  const next = stream.next();
  await engine.stop();
  expect(await next).toEqual({ done: true, value: undefined });
  await database.prisma.$disconnect();
  // The server takes a moment to end the process behind a connection that was closed.
  const connections = async () => (await query('SELECT application_name FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()')).rows;
  await expect.poll(connections, { timeout: 20_000 }).toEqual([]);
});

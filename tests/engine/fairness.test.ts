import pg from 'pg';
import { expect, test } from 'vitest';
import { rebasePriorities } from '../../server/engine/fair-priority.ts';
import { createRoom, createRunner, type Opened, planRun } from './plans.ts';
import { useEngines } from './use-engines.ts';

const database = useEngines();

function open(steps: Parameters<typeof createRunner>[0] = {}) {
  const runner = createRunner(steps);
  return { ...database.open(runner, { concurrency: 1 }), runner };
}

/** Queues runs of one step each; the step has the name of the run. */
async function enqueue({ engine }: Opened, roomId: string, names: readonly string[]): Promise<string[]> {
  const runs: string[] = [];
  for (const name of names) {
    const runId = await planRun(database.prisma, roomId, [{ steps: [name] }]);
    await engine.enqueueRun(runId);
    runs.push(runId);
  }
  return runs;
}

const numbered = (name: string, count: number) => Array.from({ length: count }, (_, index) => `${name}${index + 1}`);

test('a room with 20 runs that wait does not hold back rooms that come later with one', async () => {
  const opened = open();
  const { prisma } = database;
  const [busy, ...others] = [await createRoom(prisma), await createRoom(prisma), await createRoom(prisma), await createRoom(prisma)];
  await enqueue(opened, busy!, numbered('busy', 20));
  const late = (await Promise.all(others.map((roomId, index) => enqueue(opened, roomId, [`late${index + 1}`])))).flat();
  await opened.engine.start();
  await Promise.all(late.map((runId) => opened.eventsUntil(runId, 'RUN_COMPLETED')));
  const { began } = opened.runner;
  // Each of the three waits for one run of the busy room at most, and the busy room goes on in its own order.
  expect(began.slice(0, 4).sort()).toEqual(['busy1', 'late1', 'late2', 'late3']);
  await expect.poll(() => began.length, { timeout: 30_000 }).toBe(23);
  expect(began.filter((name) => name.startsWith('busy'))).toEqual(numbered('busy', 20));
});

test('rooms that always have work take turns, also when one of them was alone for long', async () => {
  const first: string[] = [];
  const opened = open({
    alone8: async () => {
      // While the room that was alone is in service another one comes with as much work.
      await enqueue(opened, other, numbered('other', 8));
      first.push(...(await enqueue(opened, alone, numbered('more', 8))));
      return { kind: 'completed', result: {} };
    },
  });
  const alone = await createRoom(database.prisma);
  const other = await createRoom(database.prisma);
  await enqueue(opened, alone, numbered('alone', 8));
  await opened.engine.start();
  await expect.poll(() => opened.runner.began.length, { timeout: 30_000 }).toBe(24);
  const turns = opened.runner.began.slice(8).map((name) => name.slice(0, 4));
  for (let at = 0; at < turns.length; at += 2) expect(turns.slice(at, at + 2).sort()).toEqual(['more', 'othe']);
});

test('positions in the queue are those in which a room is served, and numbers that have become large are made small again in the same order', async () => {
  const opened = open();
  const roomId = await createRoom(database.prisma);
  const runs = await enqueue(opened, roomId, numbered('run', 3));
  const [other] = await enqueue(opened, await createRoom(database.prisma), ['other']);
  const pool = new pg.Pool({ connectionString: database.url, max: 1 });
  const priorities = async () => (await pool.query<{ priority: number }>('SELECT priority FROM graphile_worker._private_jobs ORDER BY id')).rows.map((row) => row.priority);
  expect(await priorities()).toEqual([1, 2, 3, 1]);
  await pool.query('UPDATE graphile_worker._private_jobs SET priority = priority + 20000');
  await rebasePriorities(pool);
  expect(await priorities()).toEqual([1, 2, 3, 1]);
  await pool.end();
  expect(await Promise.all([...runs, other!].map((runId) => opened.engine.queuePosition(runId)))).toEqual([1, 2, 3, 1]);
  expect(await opened.engine.waitingRuns(roomId, 10)).toEqual(runs);
  await opened.engine.cancelRun(runs[0]!);
  expect(await opened.engine.waitingRuns(roomId, 10)).toEqual(runs.slice(1));
});

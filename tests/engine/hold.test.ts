import pg from 'pg';
import { expect, test } from 'vitest';
import type { StepRunner } from '../../server/engine/contract.ts';
import { appendEvents } from '../../server/engine/events.ts';
import { inHold, takeHold } from '../../server/engine/hold.ts';
import { savePreImages } from '../../server/engine/pre-images.ts';
import { storeAccuracy } from '../../server/healing/service.ts';
import { completed, createLatch, createRoom, createRunner, planRun, type StepCode } from './plans.ts';
import { useEngines } from './use-engines.ts';

const database = useEngines();

/** With one room at once, a worker that is busy takes nothing that is given back to the queue. */
const open = (runner: StepRunner) => database.open(runner, { concurrency: 1 });

async function query(text: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    return await client.query(text);
  } finally {
    await client.end();
  }
}

/** A queued run whose job was given to the pool `first`. */
async function queueForPool() {
  const runId = await planRun(database.prisma, await createRoom(database.prisma), [{ steps: ['a'] }]);
  await open(createRunner()).engine.enqueueRun(runId);
  const { rows } = await query("UPDATE graphile_worker._private_jobs SET locked_by = 'first', locked_at = now() RETURNING id");
  return { runId, jobId: String((rows[0] as { id: string }).id) };
}

test('each pick-up gets a higher number, and what an earlier one writes is refused and leaves nothing', async () => {
  const { prisma } = database;
  const { runId, jobId } = await queueForPool();
  const first = await takeHold(prisma, runId, { jobId, poolId: 'first' });
  const second = await takeHold(prisma, runId, { jobId, poolId: 'first' });
  expect([first, second]).toEqual([{ runId, epoch: 1 }, { runId, epoch: 2 }]);
  if (typeof first === 'string' || typeof second === 'string') return;
  const executionId = (await prisma.healingExecution.findFirstOrThrow({ where: { healingAction: { runId } } })).id;
  const image = { path: 'a.ts', hashBefore: null, hashAfter: 'x', contentBefore: null, modeBefore: null };
  const progress = { type: 'STEP_PROGRESS', payload: {} } as const;
  const writes = [
    (hold: typeof first) => inHold(prisma, hold, (tx) => appendEvents(tx, runId, [progress])),
    (hold: typeof first) => savePreImages(prisma, { hold, executionId }, [image]),
    (hold: typeof first) => storeAccuracy(prisma, hold, {} as Parameters<typeof storeAccuracy>[2]),
  ];
  const left = async () => [await prisma.runEvent.count({ where: { runId } }), await prisma.fileSnapshot.count(), (await prisma.healingRun.findUniqueOrThrow({ where: { id: runId } })).accuracy];
  const before = await left();
  for (const write of writes) await expect(write(first)).rejects.toMatchObject({ name: 'FencedError' });
  expect(await left()).toEqual(before);
  for (const write of writes) await write(second);
  expect(await left()).toEqual([2, 1, {}]);
});

test('a pool whose job was given to another one does not get the run', async () => {
  const { runId, jobId } = await queueForPool();
  expect(await takeHold(database.prisma, runId, { jobId, poolId: 'second' })).toBe('stale');
  expect(await database.prisma.healingRun.findUniqueOrThrow({ where: { id: runId } })).toMatchObject({ epoch: 0, status: 'QUEUED' });
});

test('a run that has ended is picked up by nobody', async () => {
  const { runId, jobId } = await queueForPool();
  await database.prisma.healingRun.update({ where: { id: runId }, data: { status: 'CANCELLED' } });
  expect(await takeHold(database.prisma, runId, { jobId, poolId: 'first' })).toBe('done');
});

test('of two workers that fight over one run the later one ends it, and the earlier one is refused at its next write', async () => {
  const { prisma } = database;
  const reached = [createLatch(), createLatch()];
  const goOn = [createLatch(), createLatch()];
  const hold = (index: 0 | 1): StepCode => async ({ progress }) => {
    reached[index]!.open();
    await goOn[index]!.opened;
    await progress({ path: `written by ${index}`, done: 1, total: 1 });
    return completed;
  };
  const runners = [createRunner({ b: hold(0) }), createRunner({ b: hold(1) })];
  const runId = await planRun(prisma, await createRoom(prisma), [{ steps: ['a', 'b', 'c'] }]);
  const first = open(runners[0]!);
  await first.engine.start();
  await first.engine.enqueueRun(runId);
  await reached[0]!.opened;
  const second = open(runners[1]!);
  await second.engine.start();
  // The queue is told that the first one is dead, while it works on.
  await query('SELECT graphile_worker.force_unlock_workers(array_agg(locked_by)) FROM graphile_worker._private_jobs WHERE locked_by IS NOT NULL');
  await reached[1]!.opened;
  goOn[0]!.open();
  await expect.poll(() => first.log.map((line) => line.message), { timeout: 20_000 }).toEqual([expect.stringMatching(/let go of the run/)]);
  goOn[1]!.open();
  const events = await second.eventsUntil(runId, 'RUN_COMPLETED');
  expect(runners.map((runner) => runner.began)).toEqual([['a', 'b'], ['b', 'c']]);
  expect(events.map((event) => event.number)).toEqual(events.map((_, index) => index + 1));
  expect(events.filter((event) => event.type === 'STEP_PROGRESS').map((event) => (event.payload as { path: string }).path)).toEqual(['written by 1']);
  expect(events.filter((event) => event.type === 'STEP_ENDED')).toHaveLength(3);
  expect(await prisma.healingRun.findUniqueOrThrow({ where: { id: runId } })).toMatchObject({ status: 'COMPLETED', epoch: 2 });
});

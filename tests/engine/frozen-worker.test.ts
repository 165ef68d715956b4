import { once } from 'node:events';
import pg from 'pg';
import { expect, test } from 'vitest';
import type { RunEvent } from '../../server/generated/prisma/client.ts';
import { hashTree } from '../../server/rooms/tree-hash.ts';
import { wideIntent, wideProject } from '../support/projects.ts';
import { countFrom } from '../support/walk-through.ts';
import { openSite, type Site } from '../support/worker-processes.ts';

const FILES = 80;
const LIMIT_MS = 300_000;

/** What every run must show, however it was interrupted: numbers without gap, and each step ended once. */
async function expectWhole({ database }: Site, runId: string, events: readonly RunEvent[]): Promise<void> {
  expect(events.map((event) => event.number)).toEqual(countFrom(1, events.length));
  const ends = events.filter((event) => event.type === 'STEP_ENDED').map((event) => event.executionId);
  expect(new Set(ends).size).toBe(ends.length);
  const steps = await database.prisma.healingExecution.findMany({ where: { healingAction: { runId } } });
  expect(steps.filter((step) => step.status === 'PENDING' || step.status === 'RUNNING')).toEqual([]);
  for (const { startedAt, completedAt } of steps) if (startedAt && completedAt) expect(completedAt.getTime()).toBeGreaterThanOrEqual(startedAt.getTime());
}

test('a worker that is frozen in the middle of a step loses its run to another one, and is refused when it wakes up', { timeout: LIMIT_MS }, async () => {
  const site = await openSite();
  const { prisma } = site.database;
  const { roomId, root } = await site.openRoom(wideProject(FILES));
  const original = await hashTree(root);
  const frozen = await site.startWorker();
  const runId = await site.heal(roomId, wideIntent);
  await site.eventsUntil(runId, ['STEP_PROGRESS']);
  frozen.child.kill('SIGSTOP');
  const running = await prisma.healingExecution.findMany({ where: { healingAction: { runId }, status: 'RUNNING' } });
  expect(running).toHaveLength(1);

  await site.startWorker();
  const events = await site.eventsUntil(runId, ['RUN_COMPLETED', 'RUN_FAILED']);
  expect(events.at(-1)?.type).toBe('RUN_COMPLETED');
  const healed = await hashTree(root);
  const run = await prisma.healingRun.findUniqueOrThrow({ where: { id: runId } });
  expect(run).toMatchObject({ epoch: 2, treeHashBefore: original, treeHashAfter: healed });
  expect(events.filter((event) => event.type === 'STEP_STARTED' && event.executionId === running[0]!.id).map((event) => event.payload)).toEqual([{ status: 'RUNNING' }, { status: 'RUNNING', resumed: true }]);

  frozen.child.kill('SIGCONT');
  await frozen.untilSays('let go of the run');
  // It lives on as a worker like any other.
  await expect.poll(async () => (await site.app.engine.workers()).map((worker) => worker.pid).includes(frozen.child.pid!), { timeout: 60_000 }).toBe(true);
  const { lastEventNumber } = await prisma.healingRun.findUniqueOrThrow({ where: { id: runId } });
  expect(lastEventNumber).toBe(events.length);
  expect(await hashTree(root)).toBe(healed);
  await expectWhole(site, runId, events);

  await site.app.healing.rollbackRun(runId);
  await expect.poll(async () => (await prisma.healingRun.findUniqueOrThrow({ where: { id: runId } })).status, { timeout: 60_000 }).toBe('ROLLED_BACK');
  expect(await hashTree(root)).toBe(original);
});

test('a worker whose database connections are all cut lives on and ends its run', { timeout: LIMIT_MS }, async () => {
  const site = await openSite();
  const { prisma } = site.database;
  const { roomId, root } = await site.openRoom(wideProject(FILES));
  const worker = await site.startWorker({ name: 'to be cut' });
  const runId = await site.heal(roomId, wideIntent);
  await site.eventsUntil(runId, ['STEP_PROGRESS']);
  const client = new pg.Client({ connectionString: site.database.url });
  await client.connect();
  const { rowCount } = await client.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'to be cut' AND datname = current_database()");
  await client.end();
  expect(rowCount).toBeGreaterThan(3);
  const events = await site.eventsUntil(runId, ['RUN_COMPLETED', 'RUN_FAILED']);
  const run = await prisma.healingRun.findUniqueOrThrow({ where: { id: runId } });
  expect(run).toMatchObject({ status: 'COMPLETED', error: null, treeHashAfter: await hashTree(root) });
  expect(run.epoch).toBeGreaterThan(1);
  await expectWhole(site, runId, events);
  expect((await site.app.engine.workers()).map(({ pid }) => pid)).toEqual([worker.child.pid]);
});

test('a worker that is told to end lets go of its run at once, and leaves no trace among the workers', { timeout: LIMIT_MS }, async () => {
  const site = await openSite();
  const { roomId, root } = await site.openRoom(wideProject(FILES));
  const first = await site.startWorker();
  const runId = await site.heal(roomId, wideIntent);
  await site.eventsUntil(runId, ['STEP_PROGRESS']);
  first.child.kill('SIGTERM');
  expect(await once(first.child, 'exit')).toEqual([0, null]);
  expect(await site.app.engine.workers()).toEqual([]);
  expect(await site.database.prisma.worker.count()).toBe(0);
  await site.startWorker();
  const events = await site.eventsUntil(runId, ['RUN_COMPLETED', 'RUN_FAILED']);
  expect(await site.database.prisma.healingRun.findUniqueOrThrow({ where: { id: runId } })).toMatchObject({ status: 'COMPLETED', epoch: 2, treeHashAfter: await hashTree(root) });
  await expectWhole(site, runId, events);
});

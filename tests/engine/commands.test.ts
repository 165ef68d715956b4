import { expect, test } from 'vitest';
import { completed, createLatch, createRoom, createRunner, planRun, untilAborted } from './plans.ts';
import { useEngines } from './use-engines.ts';

const NOBODY = '00000000-0000-7000-8000-000000000000';

const database = useEngines();
const { open } = database;

async function planIn(roomId: string, ...steps: string[]): Promise<string> {
  return planRun(database.prisma, roomId, [{ steps }]);
}

async function statusesOf(runId: string): Promise<string[]> {
  const run = await database.prisma.healingRun.findUniqueOrThrow({ where: { id: runId }, include: { actions: { orderBy: { position: 'asc' }, include: { executions: { orderBy: { stepNumber: 'asc' } } } } } });
  return [run.status, ...run.actions.flatMap((action) => [action.status, ...action.executions.map((step) => step.status)])];
}

test('runs of a room wait for each other and know their place', async () => {
  const reached = createLatch();
  const goOn = createLatch();
  const runner = createRunner({
    hold: async () => {
      reached.open();
      await goOn.opened;
      return completed;
    },
  });
  const { engine, eventsUntil } = open(runner);
  const roomId = await createRoom(database.prisma);
  const first = await planIn(roomId, 'hold');
  const second = await planIn(roomId, 'second');
  const third = await planIn(roomId, 'third');
  expect(await engine.queuePosition(first)).toBeNull();
  await engine.enqueueRun(first);
  expect(await engine.queuePosition(first)).toBe(1);
  await engine.start();
  await reached.opened;
  await engine.enqueueRun(second);
  await engine.enqueueRun(third);
  expect(await Promise.all([first, second, third].map((id) => engine.queuePosition(id)))).toEqual([null, 1, 2]);
  expect((await eventsUntil(third, 'RUN_QUEUED')).at(-1)?.payload).toEqual({ status: 'QUEUED', position: 2 });
  expect(runner.began).toEqual(['hold']);
  goOn.open();
  await eventsUntil(third, 'RUN_COMPLETED');
  expect(runner.began).toEqual(['hold', 'second', 'third']);
  expect(await engine.queuePosition(third)).toBeNull();
});

test('rooms are healed at the same time, each one run at a time', async () => {
  const busy = new Map<string, number>();
  let most = 0;
  const both = createLatch();
  const runner = createRunner({
    work: async ({ roomId }) => {
      busy.set(roomId, (busy.get(roomId) ?? 0) + 1);
      most = Math.max(most, ...busy.values());
      if ([...busy.values()].filter((count) => count > 0).length === 2) both.open();
      await both.opened;
      busy.set(roomId, (busy.get(roomId) ?? 0) - 1);
      return completed;
    },
  });
  const { engine, eventsUntil } = open(runner);
  const rooms = [await createRoom(database.prisma), await createRoom(database.prisma)];
  const runs: string[] = [];
  for (const roomId of rooms) for (let count = 0; count < 3; count += 1) runs.push(await planIn(roomId, 'work', 'work'));
  for (const runId of runs) await engine.enqueueRun(runId);
  await engine.start();
  await Promise.all(runs.map((runId) => eventsUntil(runId, 'RUN_COMPLETED')));
  expect(most).toBe(1);
});

test('a run that waits is cancelled at once and never begins', async () => {
  const runner = createRunner();
  const { engine, eventsUntil } = open(runner);
  const roomId = await createRoom(database.prisma);
  const cancelled = await planIn(roomId, 'a');
  const other = await planIn(roomId, 'b');
  await engine.enqueueRun(cancelled);
  await engine.enqueueRun(other);
  await engine.cancelRun(cancelled);
  expect(await engine.queuePosition(other)).toBe(1);
  const events = await eventsUntil(cancelled, 'RUN_CANCELLED');
  expect(events.map((event) => event.type)).toEqual(['RUN_QUEUED', 'STEP_ENDED', 'ACTION_ENDED', 'RUN_CANCELLED']);
  await engine.start();
  await eventsUntil(other, 'RUN_COMPLETED');
  expect(runner.began).toEqual(['b']);
  expect(await statusesOf(cancelled)).toEqual(['CANCELLED', 'CANCELLED', 'CANCELLED']);
});

test('a running run is cancelled by another process, its files are put back, and what was not reached is cancelled', async () => {
  const reached = createLatch();
  const runner = createRunner({
    b: async ({ signal }) => {
      reached.open();
      await untilAborted(signal);
      return { kind: 'cancelled' };
    },
  });
  const worker = open(runner);
  const reader = open(createRunner());
  const runId = await planIn(await createRoom(database.prisma), 'a', 'b', 'c');
  await worker.engine.start();
  await reader.engine.enqueueRun(runId);
  await reached.opened;
  await reader.engine.cancelRun(runId);
  await reader.engine.cancelRun(runId);
  const events = await reader.eventsUntil(runId, 'RUN_CANCELLED');
  expect(runner.began).toEqual(['a', 'b', 'restore']);
  expect(await statusesOf(runId)).toEqual(['CANCELLED', 'CANCELLED', 'COMPLETED', 'CANCELLED', 'CANCELLED', 'COMPLETED', 'COMPLETED']);
  expect(events.filter((event) => event.type === 'CANCEL_REQUESTED')).toHaveLength(1);
  await expect(reader.engine.cancelRun(runId)).rejects.toMatchObject({ code: 'RUN_STATE', status: 'CANCELLED' });
  expect(worker.log).toEqual([]);
});

test('a cancel that comes during the last step still cancels the run, even when the step completes', async () => {
  const { engine, eventsUntil } = open(
    createRunner({
      last: async ({ runId }) => {
        await engine.cancelRun(runId);
        return completed;
      },
    }),
  );
  const runId = await planIn(await createRoom(database.prisma), 'last');
  await engine.start();
  await engine.enqueueRun(runId);
  await eventsUntil(runId, 'RUN_CANCELLED');
  expect(await statusesOf(runId)).toEqual(['CANCELLED', 'COMPLETED', 'COMPLETED', 'COMPLETED', 'COMPLETED']);
});

test('what a run cannot do in its state is refused and changes nothing', async () => {
  const { engine } = open(createRunner());
  const runId = await planIn(await createRoom(database.prisma), 'a');
  await expect(engine.cancelRun(runId)).rejects.toMatchObject({ code: 'RUN_STATE', status: 'PLANNED' });
  await expect(engine.enqueueRollback(runId)).rejects.toMatchObject({ code: 'RUN_STATE', status: 'PLANNED' });
  expect(await database.prisma.runEvent.count()).toBe(0);
  await engine.enqueueRun(runId);
  await expect(engine.enqueueRun(runId)).rejects.toMatchObject({ code: 'RUN_STATE', status: 'QUEUED' });
  expect(await database.prisma.runEvent.count()).toBe(1);
});

test('of ten requests to start a run one wins', async () => {
  const { engine } = open(createRunner());
  const runId = await planIn(await createRoom(database.prisma), 'a');
  const answers = await Promise.allSettled(Array.from({ length: 10 }, () => engine.enqueueRun(runId)));
  expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(1);
});

test('a run that does not exist is not found', async () => {
  const { engine } = open(createRunner());
  const { signal } = new AbortController();
  for (const ask of [engine.enqueueRun, engine.cancelRun, engine.enqueueRollback, engine.queuePosition]) {
    await expect(ask(NOBODY)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  }
  await expect(engine.runEvents(NOBODY, 0, signal).next()).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

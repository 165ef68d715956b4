import { afterEach, beforeEach, expect, test } from 'vitest';
import type { StepRunner } from '../../server/engine/contract.ts';
import type { EngineLimits } from '../../server/engine/options.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { completed, createRoom, createRunner, type FakeRunner, openEngine, type Opened, planRun, type StepCode, untilAborted } from './plans.ts';

let database: TestDatabase;
let opened: Opened | null = null;

beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(async () => {
  await opened?.engine.stop();
  opened = null;
  await database.close();
});

async function startEngine(runner: StepRunner, limits: Partial<EngineLimits> = {}): Promise<Opened> {
  opened = openEngine({ prisma: database.prisma, url: database.url, runner, limits });
  await opened.engine.start();
  return opened;
}

function readRun(runId: string) {
  return database.prisma.healingRun.findUniqueOrThrow({
    where: { id: runId },
    include: { actions: { orderBy: { position: 'asc' }, include: { executions: { orderBy: { stepNumber: 'asc' } } } } },
  });
}

async function statesOf(runId: string): Promise<string> {
  const run = await readRun(runId);
  const actions = run.actions.map((action) => `${action.actionType} ${action.status} [${action.executions.map((step) => step.status).join(' ')}]`);
  return [run.status, ...actions].join(', ');
}

/** Plans and queues a run of two actions with two steps each in a room of its own. */
async function runFourSteps({ engine }: Opened): Promise<string> {
  const runId = await planRun(database.prisma, await createRoom(database.prisma), [{ steps: ['a', 'b'] }, { steps: ['c', 'd'] }]);
  await engine.enqueueRun(runId);
  return runId;
}

test('a run executes its actions and steps in order and tells every move', async () => {
  const runner = createRunner({
    a: () => ({ kind: 'completed', result: { touched: 3 }, diff: '--- a' }),
    b: () => ({ kind: 'skipped', reason: 'nothing to do' }),
  });
  const running = await startEngine(runner);
  const runId = await runFourSteps(running);
  const events = await running.eventsUntil(runId, 'RUN_COMPLETED');
  expect(runner.began).toEqual(['a', 'b', 'c', 'd']);
  const step = ['STEP_STARTED', 'STEP_ENDED'];
  const action = ['ACTION_STARTED', ...step, ...step, 'ACTION_ENDED'];
  expect(events.map((event) => event.type)).toEqual(['RUN_QUEUED', 'RUN_STARTED', ...action, ...action, 'RUN_COMPLETED']);
  expect(events.map((event) => event.number)).toEqual(events.map((_, index) => index + 1));
  expect(events[0]?.payload).toEqual({ status: 'QUEUED', position: 1 });
  expect(await statesOf(runId)).toBe('COMPLETED, MIGRATION COMPLETED [COMPLETED SKIPPED], MIGRATION COMPLETED [COMPLETED COMPLETED]');
  const run = await readRun(runId);
  expect(run).toMatchObject({ treeHashBefore: 'before', treeHashAfter: 'after', error: null });
  expect(run.actions[0]?.executions[0]).toMatchObject({ result: { touched: 3 }, diff: '--- a', startedAt: expect.any(Date), completedAt: expect.any(Date) });
  expect(run.actions[0]?.executions[1]).toMatchObject({ result: { reason: 'nothing to do' } });
});

test('progress is told in order, completely, and before the end of its step', async () => {
  const runner = createRunner({
    a: async (context) => {
      for (let done = 1; done <= 120; done += 1) await context.progress({ path: `f${done}.ts`, done, total: 120 });
      return completed;
    },
  });
  const running = await startEngine(runner);
  const runId = await runFourSteps(running);
  const events = await running.eventsUntil(runId, 'STEP_ENDED');
  const progress = events.filter((event) => event.type === 'STEP_PROGRESS').map((event) => (event.payload as { done: number }).done);
  expect(progress).toEqual(Array.from({ length: 120 }, (_, index) => index + 1));
});

const FAILURES: { name: string; step: StepCode; limits?: Partial<EngineLimits>; error: object; logged: number }[] = [
  {
    name: 'a failed step',
    step: () => ({ kind: 'failed', code: 'CONFLICT', message: 'b.ts has changed.', hint: 'Plan again.', files: ['b.ts'] }),
    error: { code: 'CONFLICT', message: 'b.ts has changed.', hint: 'Plan again.', files: ['b.ts'] },
    logged: 0,
  },
  {
    name: 'a step that throws',
    step: () => {
      throw new Error('secret detail');
    },
    error: { code: 'INTERNAL', message: 'The step UPDATE_IMPORTS stopped because of an internal error.', files: [] },
    logged: 1,
  },
  {
    name: 'a step over its time limit',
    step: async ({ signal }) => {
      await untilAborted(signal);
      return { kind: 'cancelled' };
    },
    limits: { stepTimeoutMs: 30 },
    error: { code: 'STEP_TIMEOUT' },
    logged: 0,
  },
  {
    name: 'a step that does not listen to its signal',
    step: () => new Promise<never>(() => {}),
    limits: { stepTimeoutMs: 30, abortGraceMs: 20 },
    error: { code: 'STEP_TIMEOUT' },
    logged: 0,
  },
  { name: 'a step that calls itself cancelled', step: () => ({ kind: 'cancelled' }), error: { code: 'INTERNAL' }, logged: 1 },
];

test.each(FAILURES)('$name ends the run FAILED after the files were put back', async ({ step, limits, error, logged }) => {
  const runner = createRunner({ b: step });
  const running = await startEngine(runner, limits);
  const runId = await runFourSteps(running);
  const events = await running.eventsUntil(runId, 'RUN_FAILED');
  expect(runner.began).toEqual(['a', 'b', 'restore']);
  expect(await statesOf(runId)).toBe('FAILED, MIGRATION FAILED [COMPLETED FAILED], MIGRATION CANCELLED [CANCELLED CANCELLED], ROLLBACK COMPLETED [COMPLETED]');
  expect(await readRun(runId)).toMatchObject({ error, treeHashAfter: 'after', completedAt: expect.any(Date) });
  expect(events.at(-1)?.payload).toMatchObject({ status: 'FAILED', ...error });
  expect(events.filter((event) => event.type === 'STEP_ENDED')).toHaveLength(5);
  expect(events.filter((event) => event.type === 'ACTION_ENDED')).toHaveLength(3);
  expect(JSON.stringify(events)).not.toContain('secret detail');
  expect(running.log.filter((line) => line.level === 'error')).toHaveLength(logged);
});

test('a run whose files cannot be put back says which', async () => {
  const runner = createRunner({
    a: () => ({ kind: 'failed', code: 'CONFLICT', message: 'a.ts has changed.', hint: 'Plan again.' }),
    restore: () => ({ kind: 'failed', code: 'CONFLICT', message: 'c.ts has changed.', hint: 'Put it back by hand.', files: ['c.ts'] }),
  });
  const running = await startEngine(runner);
  const runId = await runFourSteps(running);
  await running.eventsUntil(runId, 'RUN_FAILED');
  expect(await statesOf(runId)).toBe('FAILED, MIGRATION FAILED [FAILED CANCELLED], MIGRATION CANCELLED [CANCELLED CANCELLED], ROLLBACK FAILED [FAILED]');
  const { error } = await readRun(runId);
  expect(error).toMatchObject({ code: 'RESTORE_INCOMPLETE', files: ['c.ts'], hint: 'Put it back by hand.' });
  expect((error as { message: string }).message).toContain('a.ts has changed.');
});

const REFUSALS: { name: string; begin: StepRunner['begin']; code: string; logged: number }[] = [
  { name: 'refused', begin: async () => ({ kind: 'refused', code: 'CONFLICT', message: 'a.ts has changed.', hint: 'Plan again.', files: ['a.ts'] }), code: 'CONFLICT', logged: 0 },
  { name: 'broken', begin: () => Promise.reject(new Error('bug')), code: 'INTERNAL', logged: 1 },
];

test.each(REFUSALS)('a run with a $name begin ends FAILED and executes nothing', async ({ begin, code, logged }) => {
  const runner = createRunner({}, { begin });
  const running = await startEngine(runner);
  const runId = await runFourSteps(running);
  await running.eventsUntil(runId, 'RUN_FAILED');
  expect(runner.began).toEqual([]);
  expect(await statesOf(runId)).toBe('FAILED, MIGRATION CANCELLED [CANCELLED CANCELLED], MIGRATION CANCELLED [CANCELLED CANCELLED]');
  expect(await readRun(runId)).toMatchObject({ error: { code } });
  expect(running.log.filter((line) => line.level === 'error')).toHaveLength(logged);
});

async function completeAndRollBack(runner: FakeRunner, end: 'ROLLBACK_COMPLETED' | 'ROLLBACK_REFUSED') {
  const running = await startEngine(runner);
  const runId = await runFourSteps(running);
  const events = await running.eventsUntil(runId, 'RUN_COMPLETED');
  await running.engine.enqueueRollback(runId);
  const later = await running.eventsUntil(runId, end, events.length);
  return { running, runId, later };
}

test('a completed run is rolled back once, with the images of its files in the order of its steps', async () => {
  const image = { hashBefore: 'h', hashAfter: 'i', modeBefore: 0o644 };
  const paths: string[] = [];
  const runner = createRunner({
    a: async (context) => {
      const images = ['z.ts', 'y.ts'].map((path) => ({ ...image, path, contentBefore: Buffer.from(path) }));
      await context.savePreImages(images);
      await context.savePreImages([{ ...image, path: 'z.ts', contentBefore: Buffer.from('later') }]);
      return completed;
    },
    c: async (context) => {
      await context.savePreImages([{ path: 'b.ts', hashBefore: null, hashAfter: 'j', contentBefore: null, modeBefore: null }]);
      return completed;
    },
    restore: async (context) => {
      for (const { path, contentBefore } of await context.loadPreImages()) paths.push(`${path}=${contentBefore && Buffer.from(contentBefore).toString()}`);
      return completed;
    },
  });
  const { running, runId, later } = await completeAndRollBack(runner, 'ROLLBACK_COMPLETED');
  expect(paths).toEqual(['y.ts=y.ts', 'z.ts=z.ts', 'b.ts=null']);
  expect(later.map((event) => event.type)).toEqual(['ROLLBACK_QUEUED', 'ROLLBACK_STARTED', 'ACTION_STARTED', 'STEP_STARTED', 'STEP_ENDED', 'ACTION_ENDED', 'ROLLBACK_COMPLETED']);
  expect(await statesOf(runId)).toMatch(/^ROLLED_BACK, .*, ROLLBACK COMPLETED \[COMPLETED\]$/);
  await expect(running.engine.enqueueRollback(runId)).rejects.toMatchObject({ code: 'RUN_STATE', status: 'ROLLED_BACK' });
});

test('a rollback that is refused leaves the run completed and can be tried again', async () => {
  let refuse = true;
  const runner = createRunner({
    restore: () => (refuse ? { kind: 'failed', code: 'CONFLICT', message: 'a.ts has changed.', hint: 'Save it elsewhere.', files: ['a.ts'] } : completed),
  });
  const { running, runId, later } = await completeAndRollBack(runner, 'ROLLBACK_REFUSED');
  expect(later.at(-1)?.payload).toEqual({ status: 'COMPLETED', code: 'CONFLICT', message: 'a.ts has changed.', hint: 'Save it elsewhere.', files: ['a.ts'] });
  expect(await statesOf(runId)).toMatch(/^COMPLETED, .*, ROLLBACK FAILED \[FAILED\]$/);
  refuse = false;
  await running.engine.enqueueRollback(runId);
  await running.eventsUntil(runId, 'ROLLBACK_COMPLETED');
  expect(await statesOf(runId)).toMatch(/^ROLLED_BACK, .*, ROLLBACK FAILED \[FAILED\], ROLLBACK COMPLETED \[COMPLETED\]$/);
});

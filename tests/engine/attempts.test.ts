import { expect, test } from 'vitest';
import type { NextStep } from '../../server/engine/attempts.ts';
import type { StepOutcome } from '../../server/engine/contract.ts';
import { completed, createLatch, createRoom, createRunner, type Opened, planRun } from './plans.ts';
import { useEngines } from './use-engines.ts';

const REASON = { reason: 'We check it by hand.', by: 'Ada' };
const broken: StepOutcome = { kind: 'failed', code: 'BROKEN', message: 'It broke.', hint: 'Mend it.' };

const database = useEngines();
const { open } = database;

/** A runner whose step `b` fails as often as is said. */
function failing(times: number) {
  let left = times;
  return createRunner({ b: () => (left-- > 0 ? broken : completed) });
}

async function stepsOf(runId: string, attempt: number) {
  return database.prisma.healingExecution.findMany({ where: { attempt, healingAction: { runId, actionType: { not: 'ROLLBACK' } } }, orderBy: [{ healingAction: { position: 'asc' } }, { stepNumber: 'asc' }] });
}

async function allAgain(runId: string, attempt: number): Promise<NextStep[]> {
  return (await stepsOf(runId, attempt)).map(({ id }) => ({ executionId: id, kind: 'execute' }));
}

const statusesOf = async (runId: string, attempt: number) => (await stepsOf(runId, attempt)).map(({ status }) => status).join(' ');
const readRun = (runId: string) => database.prisma.healingRun.findUniqueOrThrow({ where: { id: runId } });

/** A run of three steps in two actions that failed at its second. */
async function failOnce({ engine, eventsUntil }: Opened): Promise<{ runId: string; last: number }> {
  const runId = await planRun(database.prisma, await createRoom(database.prisma), [{ steps: ['a', 'b'] }, { steps: ['c'] }]);
  await engine.enqueueRun(runId);
  await engine.start();
  return { runId, last: (await eventsUntil(runId, 'RUN_FAILED')).length };
}

test('a failed run that is retried executes every step again, and what the first attempt did stays', async () => {
  const runner = failing(1);
  const opened = open(runner);
  const { runId, last } = await failOnce(opened);
  await opened.engine.beginNextAttempt({ runId, attempt: 1, steps: await allAgain(runId, 1), adoption: null });
  const events = await opened.eventsUntil(runId, 'RUN_COMPLETED', last);
  expect(runner.began).toEqual(['a', 'b', 'restore', 'a', 'b', 'c']);
  expect(await statusesOf(runId, 1)).toBe('COMPLETED FAILED CANCELLED');
  expect(await statusesOf(runId, 2)).toBe('COMPLETED COMPLETED COMPLETED');
  expect(await readRun(runId)).toMatchObject({ status: 'COMPLETED', attempt: 2, error: null, treeHashBefore: 'before', treeHashAfter: 'after' });
  expect(events[0]).toMatchObject({ type: 'RUN_QUEUED', number: last + 1, payload: { status: 'QUEUED', position: 1, attempt: 2 } });
  expect(events.map(({ number }) => number)).toEqual(events.map((_, i) => last + 1 + i));
});

test('a cancelled run that is retried is not stopped by the cancel of its earlier attempt', async () => {
  const reached = createLatch();
  let holds = true;
  const opened = open(createRunner({
    b: async ({ signal }) => {
      if (!holds) return completed;
      holds = false;
      reached.open();
      await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
      return { kind: 'cancelled' };
    },
  }));
  const runId = await planRun(database.prisma, await createRoom(database.prisma), [{ steps: ['a', 'b'] }]);
  await opened.engine.enqueueRun(runId);
  await opened.engine.start();
  await reached.opened;
  await opened.engine.cancelRun(runId);
  const { length } = await opened.eventsUntil(runId, 'RUN_CANCELLED');
  await opened.engine.beginNextAttempt({ runId, attempt: 1, steps: await allAgain(runId, 1), adoption: null });
  await opened.eventsUntil(runId, 'RUN_COMPLETED', length);
  expect(await statusesOf(runId, 1)).toBe('COMPLETED CANCELLED');
  expect(await readRun(runId)).toMatchObject({ status: 'COMPLETED', cancelRequestedAt: null });
});

test('a step that is kept or left out is not executed, and says why', async () => {
  const runner = failing(1);
  const opened = open(runner);
  const { runId, last } = await failOnce(opened);
  const [a, b, c] = await stepsOf(runId, 1);
  const steps: NextStep[] = [{ executionId: a?.id ?? '', kind: 'keep' }, { executionId: b?.id ?? '', kind: 'leave-out', ...REASON }, { executionId: c?.id ?? '', kind: 'execute' }];
  await opened.engine.beginNextAttempt({ runId, attempt: 1, steps, adoption: null });
  await opened.eventsUntil(runId, 'RUN_COMPLETED', last);
  expect(runner.began.slice(3)).toEqual(['c']);
  expect(await stepsOf(runId, 2)).toMatchObject([
    { status: 'COMPLETED', result: { carriedOver: true } },
    { status: 'SKIPPED', skipReason: REASON.reason, skippedBy: REASON.by, result: { reason: REASON.reason } },
    { status: 'COMPLETED', skipReason: null },
  ]);
});

test('an adopted run ends ADOPTED, and may be rolled back', async () => {
  const opened = open(failing(1));
  const { runId, last } = await failOnce(opened);
  const [a, b, c] = await stepsOf(runId, 1);
  const steps: NextStep[] = [{ executionId: a?.id ?? '', kind: 'execute' }, ...[b, c].map((step): NextStep => ({ executionId: step?.id ?? '', kind: 'leave-out', reason: 'It was not completed.', by: null }))];
  await opened.engine.beginNextAttempt({ runId, attempt: 1, steps, adoption: REASON });
  const adopted = await opened.eventsUntil(runId, 'RUN_ADOPTED', last);
  expect(await readRun(runId)).toMatchObject({ status: 'ADOPTED', adoptReason: REASON.reason, adoptedBy: REASON.by });
  await opened.engine.enqueueRollback(runId);
  await opened.eventsUntil(runId, 'ROLLBACK_COMPLETED', last + adopted.length);
  expect((await readRun(runId)).status).toBe('ROLLED_BACK');
});

test('a rollback that is refused leaves an adopted run adopted', async () => {
  let restores = 0;
  const opened = open(createRunner({ b: () => broken, restore: () => (++restores === 2 ? broken : completed) }));
  const { runId, last } = await failOnce(opened);
  const steps = (await stepsOf(runId, 1)).map(({ id }, i): NextStep => (i === 0 ? { executionId: id, kind: 'execute' } : { executionId: id, kind: 'leave-out', ...REASON }));
  await opened.engine.beginNextAttempt({ runId, attempt: 1, steps, adoption: REASON });
  const { length } = await opened.eventsUntil(runId, 'RUN_ADOPTED', last);
  await opened.engine.enqueueRollback(runId);
  await opened.eventsUntil(runId, 'ROLLBACK_REFUSED', last + length);
  expect((await readRun(runId)).status).toBe('ADOPTED');
});

test('a restore puts back what the newest attempt found, not what an earlier one did', async () => {
  const seen: string[][] = [];
  const image = (content: string) => ({ path: 'a.ts', hashBefore: content, hashAfter: 'new', contentBefore: Buffer.from(content), modeBefore: 0o644 });
  let attempt = 0;
  const opened = open(createRunner({
    a: async (context) => {
      attempt += 1;
      await context.savePreImages([image(`before ${attempt}`)]);
      return completed;
    },
    b: () => broken,
    restore: async (context) => {
      seen.push((await context.loadPreImages()).map(({ hashBefore }) => String(hashBefore)));
      await context.savePreImages([image('a restore')]);
      seen.push((await context.loadOwnPreImages()).map(({ hashBefore }) => String(hashBefore)));
      return completed;
    },
  }));
  const { runId, last } = await failOnce(opened);
  await opened.engine.beginNextAttempt({ runId, attempt: 1, steps: await allAgain(runId, 1), adoption: null });
  await opened.eventsUntil(runId, 'RUN_FAILED', last);
  expect(seen).toEqual([['before 1'], ['a restore'], ['before 2'], ['a restore']]);
});

test('of ten requests to retry or adopt a run one wins, and the others are told its state', async () => {
  const opened = open(failing(1));
  const { runId, last } = await failOnce(opened);
  const steps = await allAgain(runId, 1);
  const answers = await Promise.allSettled(Array.from({ length: 10 }, (_, i) => opened.engine.beginNextAttempt({ runId, attempt: 1, steps, adoption: i % 2 === 0 ? null : REASON })));
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const answer of answers) if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'RUN_STATE' });
  const run = await database.prisma.healingRun.findUniqueOrThrow({ where: { id: runId } });
  expect(run.attempt).toBe(2);
  await opened.eventsUntil(runId, run.adoptReason === null ? 'RUN_COMPLETED' : 'RUN_ADOPTED', last);
  expect(await stepsOf(runId, 2)).toHaveLength(3);
});

test('a retry that was decided on an earlier attempt is refused although the run failed again', async () => {
  const opened = open(failing(2));
  const { runId, last } = await failOnce(opened);
  const steps = await allAgain(runId, 1);
  await opened.engine.beginNextAttempt({ runId, attempt: 1, steps, adoption: null });
  await opened.eventsUntil(runId, 'RUN_FAILED', last);
  await expect(opened.engine.beginNextAttempt({ runId, attempt: 1, steps, adoption: null })).rejects.toMatchObject({ code: 'RUN_STATE', status: 'FAILED' });
  expect((await readRun(runId)).attempt).toBe(2);
});

test('a waiting step of a planned, waiting or running run is left out, and the run goes on without it', async () => {
  const reached = createLatch();
  const goOn = createLatch();
  const runner = createRunner({
    a: async () => {
      reached.open();
      await goOn.opened;
      return completed;
    },
  });
  const { engine, eventsUntil } = open(runner);
  const runId = await planRun(database.prisma, await createRoom(database.prisma), [{ steps: ['a', 'b', 'c'] }, { steps: ['d', 'e'] }]);
  const [a, b, c, d] = await stepsOf(runId, 1);
  await engine.skipStep(d?.id ?? '', REASON);
  await engine.enqueueRun(runId);
  await engine.skipStep(c?.id ?? '', REASON);
  await engine.start();
  await reached.opened;
  await engine.skipStep(b?.id ?? '', REASON);
  await expect(engine.skipStep(a?.id ?? '', REASON)).rejects.toMatchObject({ code: 'RUN_STATE', status: 'RUNNING' });
  await expect(engine.skipStep(b?.id ?? '', REASON)).rejects.toMatchObject({ code: 'RUN_STATE' });
  goOn.open();
  const events = await eventsUntil(runId, 'RUN_COMPLETED');
  expect(runner.began).toEqual(['a', 'e']);
  expect(await statusesOf(runId, 1)).toBe('COMPLETED SKIPPED SKIPPED SKIPPED COMPLETED');
  expect(events.filter(({ executionId }) => executionId === b?.id)).toMatchObject([{ type: 'STEP_ENDED', payload: { status: 'SKIPPED', message: REASON.reason } }]);
  await expect(engine.skipStep(c?.id ?? '', REASON)).rejects.toMatchObject({ code: 'RUN_STATE', status: 'COMPLETED' });
});

test('a step that is being started while it is left out is either executed or left out, never both', async () => {
  const runner = createRunner();
  const opened = open(runner);
  await opened.engine.start();
  const names = Array.from({ length: 12 }, (_, i) => `s${i}`);
  const runId = await planRun(database.prisma, await createRoom(database.prisma), [{ steps: names }]);
  const steps = await stepsOf(runId, 1);
  await opened.engine.enqueueRun(runId);
  const answers = await Promise.allSettled(steps.map(({ id }) => opened.engine.skipStep(id, REASON)));
  await opened.eventsUntil(runId, 'RUN_COMPLETED');
  const skipped = names.filter((_, i) => answers[i]?.status === 'fulfilled');
  for (const answer of answers) if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'RUN_STATE' });
  expect(runner.began).toEqual(names.filter((name) => !skipped.includes(name)));
  expect((await stepsOf(runId, 1)).filter(({ status }) => status === 'SKIPPED')).toHaveLength(skipped.length);
});

test('what does not exist is not found', async () => {
  const { engine } = open(createRunner());
  const nobody = '00000000-0000-7000-8000-000000000000';
  await expect(engine.skipStep(nobody, REASON)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(engine.beginNextAttempt({ runId: nobody, attempt: 1, steps: [], adoption: null })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

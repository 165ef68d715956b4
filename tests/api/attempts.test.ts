import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { hashTree } from '../../server/rooms/tree-hash.ts';
import { AdoptRun, CancelRun, PreviewRollback, ReadAttempts, RetryRun, RollbackRun, RunEvents, SkipStep, TriggerHealing } from '../support/documents.ts';
import { smallProject, writeFiles } from '../support/projects.ts';
import { countRows } from '../support/row-counts.ts';
import { closeStepGate } from '../support/step-gate.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { dataOf, heal, openRoom, planIntent, readEvents } from '../support/walk-through.ts';

const intent = 'rename total to grandTotal in src/prices.ts';
const reason = 'We keep the guide that we wrote.';
const SAVED = '// saved by a person\n';

let api: TestApp;
let roomId: string;
let original: string;

beforeEach(async () => {
  api = await startTestApp({ project: (folder) => writeFiles(folder, smallProject) });
  roomId = await openRoom(api, api.roomFolder);
  original = await hashTree(api.roomFolder);
});

const pathOf = (path: string) => join(api.roomFolder, path);
const read = (path: string) => readFileSync(pathOf(path), 'utf8');

async function readRun(runId: string, attempt?: number) {
  const { run } = await api.graphql(ReadAttempts, { id: runId });
  if (!run) throw new Error('the run is gone');
  const steps = run.actions.flatMap(({ actionType, executions }) => (actionType === 'ROLLBACK' ? [] : executions)).filter((step) => step.attempt === (attempt ?? run.attempt));
  return { run, steps };
}

const GUIDE = 'docs/migrations/rename-total-to-grandTotal.md';
const saveCart = () => appendFileSync(pathOf('src/cart.ts'), SAVED);
const writeGuide = () => writeFiles(api.roomFolder, { [GUIDE]: SAVED });

/** A run that failed because of what somebody wrote while its first step ran. */
async function failInTheMiddle(meddle = saveCart): Promise<{ runId: string; last: number }> {
  const { id: runId } = await planIntent(api, roomId, intent);
  const gate = await closeStepGate(api.databaseUrl);
  dataOf((await api.graphql(TriggerHealing, { runId })).triggerHealing);
  await readEvents(api, runId, { until: ['STEP_STARTED'] });
  meddle();
  await gate.open();
  const events = await readEvents(api, runId, { until: ['RUN_FAILED', 'RUN_COMPLETED'] });
  expect(events.at(-1)?.type).toBe('RUN_FAILED');
  return { runId, last: events.length };
}

const untilEnd = (runId: string, after: number) => readEvents(api, runId, { after, until: ['RUN_COMPLETED', 'RUN_ADOPTED', 'RUN_FAILED', 'RUN_CANCELLED'] });

test('a failed run is refused a retry while its files are not what it was planned for, and is healed by one when they are', async () => {
  const { runId, last } = await failInTheMiddle();
  const rows = await countRows(api.app.prisma);
  expect((await api.graphql(RetryRun, { runId })).retryRun).toMatchObject({ __typename: 'FileConflictError', files: ['src/cart.ts'] });
  expect(await countRows(api.app.prisma)).toEqual(rows);
  writeFileSync(pathOf('src/cart.ts'), smallProject['src/cart.ts'] ?? '');

  const first = await readRun(runId);
  const verify = first.steps.find(({ stepType }) => stepType === 'VERIFY');
  expect(dataOf((await api.graphql(RetryRun, { runId, fromStep: verify?.id ?? '' })).retryRun)).toMatchObject({ attempt: 2 });
  expect((await untilEnd(runId, last)).at(-1)?.type).toBe('RUN_COMPLETED');
  const { run, steps } = await readRun(runId);
  expect(run).toMatchObject({ status: 'COMPLETED', attempt: 2, isVerified: true, treeHashBefore: original, treeHashAfter: await hashTree(api.roomFolder) });
  expect(steps.map(({ stepType }) => stepType)).toEqual(first.steps.map(({ stepType }) => stepType));
  expect((await readRun(runId, 1)).steps).toEqual(first.steps);
  expect(read('src/cart.ts')).toContain('grandTotal');

  dataOf((await api.graphql(RollbackRun, { runId })).rollbackRun);
  await readEvents(api, runId, { after: last, until: ['ROLLBACK_COMPLETED'] });
  expect(await hashTree(api.roomFolder)).toBe(original);
});

test('the failed step is left out in a retry with a reason, and what a person wrote in its place stays', async () => {
  const { runId, last } = await failInTheMiddle(writeGuide);
  const failed = (await readRun(runId)).steps.find(({ status }) => status === 'FAILED');
  expect(failed?.files).toEqual([GUIDE]);
  dataOf((await api.graphql(RetryRun, { runId, skipFailedStep: reason, by: 'Ada' })).retryRun);
  expect((await untilEnd(runId, last)).at(-1)?.type).toBe('RUN_COMPLETED');
  const { run, steps } = await readRun(runId);
  expect(run.isVerified).toBe(true);
  expect(steps.filter(({ status }) => status === 'SKIPPED')).toMatchObject([{ stepType: 'CREATE_MIGRATION_GUIDE', skipReason: reason, skippedBy: 'Ada' }]);
  expect(read(GUIDE)).toBe(SAVED);
  expect(read('src/cart.ts')).toContain('grandTotal');
});

test('a failed step that later ones build on is not left out', async () => {
  const { runId } = await failInTheMiddle();
  const rows = await countRows(api.app.prisma);
  expect((await api.graphql(RetryRun, { runId, skipFailedStep: reason })).retryRun).toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining('later steps build on') });
  expect(await countRows(api.app.prisma)).toEqual(rows);
});

test('what a failed run had completed is adopted, is not called verified, and is rolled back to the byte', async () => {
  const { runId, last } = await failInTheMiddle();
  const saved = await hashTree(api.roomFolder);
  dataOf((await api.graphql(AdoptRun, { runId, reason, by: 'Ada' })).adoptRun);
  expect((await untilEnd(runId, last)).at(-1)).toMatchObject({ type: 'RUN_ADOPTED', status: 'ADOPTED' });
  const { run, steps } = await readRun(runId);
  expect(run).toMatchObject({ status: 'ADOPTED', adoptReason: reason, adoptedBy: 'Ada', isVerified: false, treeHashBefore: saved });
  expect(steps.filter(({ stepType }) => stepType === 'VERIFY').map(({ status }) => status)).toEqual(['SKIPPED']);
  expect(read('src/prices.ts')).toContain('grandTotal');
  expect(read('src/cart.ts')).toContain(SAVED);
  dataOf((await api.graphql(RollbackRun, { runId })).rollbackRun);
  await readEvents(api, runId, { after: last, until: ['ROLLBACK_COMPLETED'] });
  expect(await hashTree(api.roomFolder)).toBe(saved);
});

test('a run whose verification was left out is completed and not verified', async () => {
  const { id: runId } = await planIntent(api, roomId, intent);
  const verify = (await readRun(runId)).steps.find(({ stepType }) => stepType === 'VERIFY');
  dataOf((await api.graphql(SkipStep, { executionId: verify?.id ?? '', reason })).skipStep);
  dataOf((await api.graphql(TriggerHealing, { runId })).triggerHealing);
  expect((await untilEnd(runId, 0)).at(-1)?.type).toBe('RUN_COMPLETED');
  expect((await readRun(runId)).run).toMatchObject({ status: 'COMPLETED', isVerified: false });
});

test('a run is cancelled at each of its steps and retried, and every byte is as it was each time', { timeout: 600_000 }, async () => {
  const { id: runId, actions } = await planIntent(api, roomId, intent);
  const steps = actions.flatMap(({ executions }) => executions);
  expect(steps.length).toBeGreaterThan(4);
  let after = 0;
  for (const [i, { stepType }] of steps.entries()) {
    const gate = await closeStepGate(api.databaseUrl, stepType);
    if (i === 0) dataOf((await api.graphql(TriggerHealing, { runId })).triggerHealing);
    else dataOf((await api.graphql(RetryRun, { runId })).retryRun);
    let started = 0;
    for await (const { runEvents } of api.subscribe(RunEvents, { runId, after })) {
      after = runEvents.number;
      if (runEvents.type === 'STEP_STARTED' && ++started > i) break;
    }
    dataOf((await api.graphql(CancelRun, { runId })).cancelRun);
    await gate.open();
    const last = (await untilEnd(runId, after)).at(-1);
    expect(last?.type, stepType).toBe('RUN_CANCELLED');
    after = last?.number ?? 0;
    const { run, steps: done } = await readRun(runId);
    expect(run, stepType).toMatchObject({ status: 'CANCELLED', attempt: i + 1, treeHashBefore: original, treeHashAfter: original });
    expect(done.slice(i + 1).map(({ status }) => status), stepType).toEqual(done.slice(i + 1).map(() => 'CANCELLED'));
    for (const [path, text] of Object.entries(smallProject)) expect(read(path), stepType).toBe(text);
    expect(await hashTree(api.roomFolder), stepType).toBe(original);
  }
});

test('what cannot be done is refused with its reason, and no row is written', async () => {
  const { id: planned } = await planIntent(api, roomId, intent);
  const { runId: completed } = await heal(api, roomId, 'rename amount to count in src/lines.ts');
  const steps = (await readRun(planned)).steps;
  const [apply] = steps;
  const before = { tree: await hashTree(api.roomFolder), rows: await countRows(api.app.prisma) };
  expect((await api.graphql(RetryRun, { runId: planned })).retryRun).toMatchObject({ code: 'RUN_STATE', status: 'PLANNED', hint: expect.stringMatching(/\w/) });
  expect((await api.graphql(RetryRun, { runId: completed })).retryRun).toMatchObject({ code: 'RUN_STATE', status: 'COMPLETED' });
  expect((await api.graphql(AdoptRun, { runId: completed, reason })).adoptRun).toMatchObject({ code: 'RUN_STATE', status: 'COMPLETED' });
  for (const bad of ['', '  ab  ', 'x'.repeat(501)]) {
    expect((await api.graphql(AdoptRun, { runId: completed, reason: bad })).adoptRun).toMatchObject({ code: 'INVALID_INPUT' });
    expect((await api.graphql(SkipStep, { executionId: apply?.id ?? '', reason: bad })).skipStep).toMatchObject({ code: 'INVALID_INPUT' });
  }
  expect((await api.graphql(SkipStep, { executionId: apply?.id ?? '', reason })).skipStep).toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining('later steps build on') });
  expect((await api.graphql(SkipStep, { executionId: (await readRun(completed)).steps[0]?.id ?? '', reason })).skipStep).toMatchObject({ code: 'RUN_STATE', status: 'COMPLETED' });
  expect((await api.graphql(SkipStep, { executionId: planned, reason })).skipStep).toMatchObject({ code: 'INVALID_INPUT' });
  expect({ tree: await hashTree(api.roomFolder), rows: await countRows(api.app.prisma) }).toEqual(before);
});

test('a retry from a step of another run, or without a failed step to leave out, is refused', async () => {
  const { id: other } = await planIntent(api, roomId, intent);
  const { runId } = await failInTheMiddle();
  expect((await api.graphql(RetryRun, { runId, fromStep: (await readRun(other)).steps[0]?.id ?? '' })).retryRun).toMatchObject({ code: 'INVALID_INPUT' });
  const { id: cancelled } = await planIntent(api, roomId, 'rename currency to money in src/prices.ts');
  const gate = await closeStepGate(api.databaseUrl);
  dataOf((await api.graphql(TriggerHealing, { runId: cancelled })).triggerHealing);
  await readEvents(api, cancelled, { until: ['STEP_STARTED'] });
  dataOf((await api.graphql(CancelRun, { runId: cancelled })).cancelRun);
  await gate.open();
  await untilEnd(cancelled, 0);
  expect((await api.graphql(RetryRun, { runId: cancelled, skipFailedStep: reason })).retryRun).toMatchObject({ code: 'RUN_STATE', status: 'CANCELLED' });
});

test('a rollback over later changes is previewed, refused as it is, and merged; what conflicts is listed and nothing is overwritten', { timeout: 300_000 }, async () => {
  const longer = `${smallProject['src/receipt.ts']}\n// one\n// two\n`;
  writeFileSync(pathOf('src/receipt.ts'), longer);
  const { runId } = await heal(api, roomId, intent);
  const { runId: later } = await heal(api, roomId, 'rename currency to money in src/prices.ts');
  appendFileSync(pathOf('src/receipt.ts'), SAVED);
  const healed = read('src/cart.ts');
  writeFileSync(pathOf('src/cart.ts'), healed.replace('grandTotal([1, 2])', 'grandTotal([1, 2, 3])'));
  const preview = async () => (await api.graphql(PreviewRollback, { runId })).previewRollback;
  const fileOf = async (path: string) => (await preview()).files.find((file) => file.path === path);
  expect(await fileOf('src/cart.ts')).toMatchObject({ kind: 'CONFLICTS', conflicts: [{ now: expect.stringContaining('[1, 2, 3]'), beforeRun: expect.stringContaining('= total([1, 2])') }] });
  expect(await fileOf('src/receipt.ts')).toMatchObject({ kind: 'MERGES', diff: expect.stringContaining('+++ b/src/receipt.ts') });

  const before = { tree: await hashTree(api.roomFolder), rows: await countRows(api.app.prisma) };
  const asItIs = (await api.graphql(RollbackRun, { runId })).rollbackRun;
  expect(asItIs).toMatchObject({ __typename: 'FileConflictError', files: expect.arrayContaining(['src/cart.ts', 'src/receipt.ts']) });
  expect((await api.graphql(RollbackRun, { runId, merge: true })).rollbackRun).toMatchObject({ __typename: 'FileConflictError', files: expect.arrayContaining(['src/cart.ts']) });
  expect({ tree: await hashTree(api.roomFolder), rows: await countRows(api.app.prisma) }).toEqual(before);

  writeFileSync(pathOf('src/cart.ts'), healed);
  const { conflicts } = await preview();
  if (conflicts > 0) {
    // The later run changed the same lines: it goes first.
    dataOf((await api.graphql(RollbackRun, { runId: later, merge: true })).rollbackRun);
    await readEvents(api, later, { until: ['ROLLBACK_COMPLETED', 'ROLLBACK_REFUSED'] });
  }
  expect(await preview()).toMatchObject({ conflicts: 0 });
  dataOf((await api.graphql(RollbackRun, { runId, merge: true })).rollbackRun);
  expect((await readEvents(api, runId, { until: ['ROLLBACK_COMPLETED', 'ROLLBACK_REFUSED'] })).at(-1)?.type).toBe('ROLLBACK_COMPLETED');
  expect(read('src/receipt.ts')).toBe(`${longer}${SAVED}`);
  expect(read('src/cart.ts')).toBe(smallProject['src/cart.ts']);
  expect((await api.send('query($id: ID!) { previewRollback(runId: $id) { conflicts } }', { id: runId })).errors?.[0]?.extensions).toMatchObject({ code: 'RUN_STATE' });
});

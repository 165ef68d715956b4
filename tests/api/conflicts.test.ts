import { appendFileSync, readFileSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { hashTree } from '../../server/rooms/tree-hash.ts';
import { CancelRun, ReadRun, RollbackRun, TriggerHealing } from '../support/documents.ts';
import { smallProject, writeFiles } from '../support/projects.ts';
import { countRows } from '../support/row-counts.ts';
import { closeStepGate } from '../support/step-gate.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { dataOf, heal, openRoom, planIntent, readEvents } from '../support/walk-through.ts';

const intent = 'rename total to grandTotal in src/prices.ts';
const startSmall = () => startTestApp({ project: (folder) => writeFiles(folder, smallProject) });
const fileOf = (api: TestApp, path: string) => join(api.roomFolder, path);

async function stateOf(api: TestApp): Promise<object> {
  return { tree: await hashTree(api.roomFolder), rows: await countRows(api.app.prisma) };
}

/** Resolves when a file of a folder has a content. */
function untilFileSays(folder: string, name: string, text: string): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!readFileSync(join(folder, name), 'utf8').includes(text)) return;
      watcher.close();
      resolve();
    };
    const watcher = watch(folder, look);
    onTestFinished(() => watcher.close());
    look();
  });
}

test('a run that ended can be neither started again nor cancelled', async () => {
  const api = await startSmall();
  const { runId } = await heal(api, await openRoom(api, api.roomFolder), intent);
  const before = await stateOf(api);
  expect((await api.graphql(TriggerHealing, { runId })).triggerHealing).toMatchObject({ __typename: 'RunStateError', code: 'RUN_STATE', status: 'COMPLETED', hint: expect.stringMatching(/\w/) });
  expect((await api.graphql(CancelRun, { runId })).cancelRun).toMatchObject({ __typename: 'RunStateError', code: 'RUN_STATE', status: 'COMPLETED', hint: expect.stringMatching(/\w/) });
  expect(await stateOf(api)).toEqual(before);
});

test('a run that was only planned cannot be rolled back', async () => {
  const api = await startSmall();
  const { id: runId } = await planIntent(api, await openRoom(api, api.roomFolder), intent);
  const before = await stateOf(api);
  expect((await api.graphql(RollbackRun, { runId })).rollbackRun).toMatchObject({ __typename: 'RunStateError', code: 'RUN_STATE', status: 'PLANNED', hint: expect.stringMatching(/\w/) });
  expect(await stateOf(api)).toEqual(before);
});

test('a plan is refused when one of its files was saved since', async () => {
  const api = await startSmall();
  const { id: runId } = await planIntent(api, await openRoom(api, api.roomFolder), intent);
  appendFileSync(fileOf(api, 'src/cart.ts'), '// saved by a person\n');
  const before = await stateOf(api);
  expect((await api.graphql(TriggerHealing, { runId })).triggerHealing).toMatchObject({ __typename: 'FileConflictError', code: 'FILE_CONFLICT', files: ['src/cart.ts'], hint: expect.stringMatching(/\w/) });
  expect(await stateOf(api)).toEqual(before);
  expect((await api.graphql(ReadRun, { id: runId })).run?.status).toBe('PLANNED');
});

test('a rollback is refused when one of its files was edited since, and the edit survives', async () => {
  const api = await startSmall();
  const { runId } = await heal(api, await openRoom(api, api.roomFolder), intent);
  appendFileSync(fileOf(api, 'src/cart.ts'), '// edited by a person\n');
  const before = await stateOf(api);
  expect((await api.graphql(RollbackRun, { runId })).rollbackRun).toMatchObject({ __typename: 'FileConflictError', code: 'FILE_CONFLICT', files: ['src/cart.ts'], hint: expect.stringMatching(/\w/) });
  expect(await stateOf(api)).toEqual(before);
  expect(readFileSync(fileOf(api, 'src/cart.ts'), 'utf8')).toMatch(/grandTotal[\s\S]*edited by a person/);
});

test('a file that is saved by a person between two steps fails the run, keeps its bytes, and every other file is put back', async () => {
  const api = await startSmall();
  const { id: runId, actions } = await planIntent(api, await openRoom(api, api.roomFolder), intent);
  const [first, ...later] = actions.flatMap((action) => action.executions).filter((step) => step.files.length > 0);
  expect(first?.files).toContain('src/prices.ts');
  expect(first?.files).not.toContain('src/cart.ts');
  expect(later.flatMap((step) => step.files)).toContain('src/cart.ts');

  const gate = await closeStepGate(api.databaseUrl);
  dataOf((await api.graphql(TriggerHealing, { runId })).triggerHealing);
  await untilFileSays(fileOf(api, 'src'), 'prices.ts', 'grandTotal');
  const theirs = "import { total } from './prices';\n\nexport const due = total([1, 2, 3]);\n";
  writeFileSync(fileOf(api, 'src/cart.ts'), theirs);
  await gate.open();

  const events = await readEvents(api, runId, { until: ['RUN_FAILED', 'RUN_COMPLETED'] });
  expect(events.at(-1)).toMatchObject({ type: 'RUN_FAILED', status: 'FAILED' });
  expect((await api.graphql(ReadRun, { id: runId })).run).toMatchObject({ status: 'FAILED', error: { code: 'FILE_CONFLICT', files: ['src/cart.ts'], hint: expect.stringMatching(/\w/) } });
  for (const [path, text] of Object.entries(smallProject)) expect(readFileSync(fileOf(api, path), 'utf8'), path).toBe(path === 'src/cart.ts' ? theirs : text);
});

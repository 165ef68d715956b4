import { expect, test } from 'vitest';
import { hashTree } from '../../server/rooms/tree-hash.ts';
import { CancelRun, ReadRun, RoomActivity, TriggerHealing } from '../support/documents.ts';
import { smallProject, wideIntent, wideProject, writeFiles } from '../support/projects.ts';
import { closeStepGate } from '../support/step-gate.ts';
import { startTestApp } from '../support/test-app.ts';
import { countFrom, dataOf, openRoom, planIntent, readEvents } from '../support/walk-through.ts';

test('a second run of a room waits with its position, a third is cancelled while it waits, and the room tells of all of it', async () => {
  const api = await startTestApp({ project: (folder) => writeFiles(folder, { ...smallProject, ...wideProject(3), 'src/alone.ts': 'export const alone = 1;\n' }) });
  const roomId = await openRoom(api, api.roomFolder);
  const told: string[] = [];
  const queues: (string | null)[] = [];
  let lastToWaitFor = '';
  const activity = api.subscribe(RoomActivity, { roomId });
  const listening = (async () => {
    for await (const { roomActivity } of activity) {
      told.push(`${roomActivity.run.id} ${roomActivity.eventType}`);
      queues.push(roomActivity.waiting && roomActivity.waiting.map((run) => `${run.queuePosition} ${run.id}`).join());
      if (told.at(-1) === lastToWaitFor) return;
    }
  })();
  const first = await planIntent(api, roomId, 'rename total to grandTotal in src/prices.ts');
  const second = await planIntent(api, roomId, wideIntent);
  lastToWaitFor = `${second.id} RUN_COMPLETED`;
  const third = await planIntent(api, roomId, 'rename alone to single in src/alone.ts');

  const gate = await closeStepGate(api.databaseUrl);
  dataOf((await api.graphql(TriggerHealing, { runId: first.id })).triggerHealing);
  await readEvents(api, first.id, { until: ['STEP_STARTED'] });
  expect(dataOf((await api.graphql(TriggerHealing, { runId: second.id })).triggerHealing)).toMatchObject({ status: 'QUEUED', queuePosition: 1 });
  expect(dataOf((await api.graphql(TriggerHealing, { runId: third.id })).triggerHealing)).toMatchObject({ status: 'QUEUED', queuePosition: 2 });
  await expect.poll(() => queues[told.indexOf(`${third.id} RUN_QUEUED`)], { timeout: 20_000 }).toBe(`1 ${second.id},2 ${third.id}`);
  expect(dataOf((await api.graphql(CancelRun, { runId: third.id })).cancelRun).status).toBe('CANCELLED');
  await expect.poll(() => queues[told.indexOf(`${third.id} RUN_CANCELLED`)], { timeout: 20_000 }).toBe(`1 ${second.id}`);
  expect((await api.graphql(ReadRun, { id: second.id })).run).toMatchObject({ status: 'QUEUED', queuePosition: 1 });
  expect((await api.graphql(ReadRun, { id: first.id })).run).toMatchObject({ status: 'RUNNING', queuePosition: null });
  await gate.open();

  for (const { id } of [first, second]) expect((await readEvents(api, id, { until: ['RUN_COMPLETED', 'RUN_FAILED'] })).at(-1)?.type).toBe('RUN_COMPLETED');
  const cancelled = await readEvents(api, third.id, { until: ['RUN_CANCELLED'] });
  expect(cancelled.map((event) => event.type)).not.toContain('RUN_STARTED');
  await listening;
  expect(told).toEqual(expect.arrayContaining([`${first.id} RUN_STARTED`, `${second.id} RUN_QUEUED`, `${third.id} RUN_CANCELLED`]));
  expect(queues[told.indexOf(`${second.id} RUN_STARTED`)]).toBe('');
  expect(queues[told.indexOf(`${second.id} RUN_COMPLETED`)]).toBeNull();
  expect(told.indexOf(`${second.id} RUN_STARTED`)).toBeGreaterThan(told.indexOf(`${first.id} RUN_COMPLETED`));
});

test('a run of 300 files that is cancelled in the middle puts every byte back', { timeout: 90_000 }, async () => {
  const api = await startTestApp({ project: (folder) => writeFiles(folder, wideProject(300)) });
  const roomId = await openRoom(api, api.roomFolder);
  const original = await hashTree(api.roomFolder);
  const { id: runId } = await planIntent(api, roomId, wideIntent);
  dataOf((await api.graphql(TriggerHealing, { runId })).triggerHealing);
  const begun = await readEvents(api, runId, { until: ['STEP_PROGRESS'] });
  dataOf((await api.graphql(CancelRun, { runId })).cancelRun);

  const rest = await readEvents(api, runId, { after: begun.length, until: ['RUN_CANCELLED', 'RUN_FAILED', 'RUN_COMPLETED'] });
  const events = [...begun, ...rest];
  expect(events.map((event) => event.number)).toEqual(countFrom(1, events.length));
  expect(events.map((event) => event.type)).toEqual(expect.arrayContaining(['CANCEL_REQUESTED', 'RUN_RESTORING', 'RUN_CANCELLED']));
  expect(await hashTree(api.roomFolder)).toBe(original);
  const { run } = await api.graphql(ReadRun, { id: runId });
  expect(run).toMatchObject({ status: 'CANCELLED', treeHashBefore: original, treeHashAfter: original });
  const steps = run?.actions.flatMap((action) => action.executions) ?? [];
  expect(steps.some((step) => step.status === 'CANCELLED')).toBe(true);
  expect(steps.at(-1)).toMatchObject({ stepType: 'RESTORE', status: 'COMPLETED' });
});

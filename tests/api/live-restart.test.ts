import { beforeAll, expect, test } from 'vitest';
import { CreateRoom, ReadRun, TriggerHealing } from '../support/documents.ts';
import { openTab } from '../support/live-client.ts';
import { buildProduct, endProgram } from '../support/program.ts';
import { wideIntent, wideProject, writeFiles } from '../support/projects.ts';
import { makeHost } from '../support/server-host.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { countFrom, dataOf, planIntent } from '../support/walk-through.ts';

beforeAll(buildProduct, 240_000);

test('tabs that are open while the server is killed and started again in the middle of a run see each of its events once and in order', { timeout: 240_000 }, async () => {
  const project = makeTempFolder();
  writeFiles(project, wideProject(120));
  const host = makeHost(project);
  const first = await host.start();
  const roomId = dataOf((await first.api.graphql(CreateRoom, { rootPath: project })).createRoom).id;
  const { id: runId } = await planIntent(first.api, roomId, wideIntent);
  const tabs = [openTab({ port: first.port }), openTab({ port: first.port })];
  const followed = tabs.flatMap((tab) => [tab.followRun(runId), tab.followRoom(roomId, 0)]);
  const begun = Promise.all(followed.map((each) => each.until('STEP_PROGRESS')));
  dataOf((await first.api.graphql(TriggerHealing, { runId })).triggerHealing);
  await begun;
  await endProgram(first.server);
  await first.api.dispose();

  const second = await host.start(first.port);
  await Promise.all(followed.map((each) => each.until('RUN_COMPLETED')));
  const { run } = await second.api.graphql(ReadRun, { id: runId });
  expect(run?.status).toBe('COMPLETED');
  for (const { numbers } of followed) expect(numbers).toEqual(countFrom(1, numbers.length));
  expect(new Set(followed.map(({ numbers }) => numbers.length)).size).toBe(1);
});

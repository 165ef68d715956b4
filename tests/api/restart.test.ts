import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { isAlive } from '../../server/launch/file-lock.mjs';
import { hashTree } from '../../server/rooms/tree-hash.ts';
import { CreateRoom, ReadRun, TriggerHealing } from '../support/documents.ts';
import { buildProduct, endProgram, findDatabasePid, untilGone } from '../support/program.ts';
import { makeHost } from '../support/server-host.ts';
import { wideIntent, wideProject, writeFiles } from '../support/projects.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { countFrom, dataOf, planIntent, readEvents } from '../support/walk-through.ts';

const FILES = 300;

beforeAll(buildProduct, 120_000);

test('a server that is killed in the middle of a run is started again and ends the run, without a gap in its events', { timeout: 120_000 }, async () => {
  const project = makeTempFolder();
  writeFiles(project, wideProject(FILES));
  const original = await hashTree(project);
  const host = makeHost(project);
  const first = await host.start();
  const roomId = dataOf((await first.api.graphql(CreateRoom, { rootPath: project })).createRoom).id;
  const { id: runId } = await planIntent(first.api, roomId, wideIntent);
  dataOf((await first.api.graphql(TriggerHealing, { runId })).triggerHealing);
  const seen = await readEvents(first.api, runId, { until: ['STEP_PROGRESS'] });
  await endProgram(first.server);
  await first.api.dispose();
  // Not a run that was over before it was killed.
  expect(readFileSync(join(project, `src/part-${FILES}.ts`), 'utf8')).toContain('origin + ');

  const second = await host.start();
  const rest = await readEvents(second.api, runId, { after: seen.length, until: ['RUN_COMPLETED', 'RUN_FAILED'] });
  const events = [...seen, ...rest];
  expect(events.map((event) => event.number)).toEqual(countFrom(1, events.length));
  const { run } = await second.api.graphql(ReadRun, { id: runId });
  expect(run).toMatchObject({ status: 'COMPLETED', treeHashBefore: original, treeHashAfter: await hashTree(project) });
  for (let i = 1; i <= FILES; i++) expect(readFileSync(join(project, `src/part-${String(i).padStart(3, '0')}.ts`), 'utf8')).toBe(`import { start } from './origin';\n\nexport const part${i} = start + ${i};\n`);

  const databasePid = findDatabasePid(host.dataDir) ?? 0;
  expect(isAlive(databasePid)).toBe(true);
  second.server.child.kill('SIGTERM');
  expect(await second.server.ended).toMatchObject({ status: 0, signal: null });
  expect(findDatabasePid(host.dataDir)).toBeNull();
  await untilGone(databasePid);
});

import { join } from 'node:path';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { ReadRun, TriggerHealing } from '../support/documents.ts';
import { buildProduct, endProgram, portOf, removeDatabase, startProgram, type Program } from '../support/program.ts';
import { smallProject, writeFiles } from '../support/projects.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { connectApi } from '../support/api-client.ts';
import { dataOf, openRoom, planIntent, readEvents } from '../support/walk-through.ts';

beforeAll(buildProduct, 240_000);

test('a server executes nothing and says so, a worker beside it does, and each ends on its own', { timeout: 240_000 }, async () => {
  const folder = makeTempFolder();
  const project = join(folder, 'project');
  writeFiles(project, smallProject);
  const env = { SUPERNOVA_DATA: join(folder, 'data'), SUPERNOVA_LOG_LEVEL: 'warn' };
  const programs: Program[] = [];
  onTestFinished(async () => {
    for (const program of programs) await endProgram(program);
    await removeDatabase(env.SUPERNOVA_DATA);
  });
  const start = (...args: string[]) => {
    const program = startProgram({ entry: 'main', args, env });
    programs.push(program);
    return program;
  };
  const server = start('--role', 'server', '--project', project, '--port', '0');
  const api = connectApi(await portOf(server));
  await server.untilSays(/No worker is running, so runs will wait\. Start one with: npm run worker/);
  const workers = async () => ((await api.send('{ workers { pid concurrency } }')).data as { workers: { pid: number; concurrency: number }[] }).workers;
  expect(await workers()).toEqual([]);
  const { id: runId } = await planIntent(api, await openRoom(api, project), 'rename total to grandTotal in src/prices.ts');
  dataOf((await api.graphql(TriggerHealing, { runId })).triggerHealing);

  // The worker is told of no project: it heals what the server has opened.
  const worker = start('--role', 'worker', '--concurrency', '2');
  await worker.untilSays(/executes runs, in 2 rooms at once/);
  expect((await readEvents(api, runId, { until: ['RUN_COMPLETED', 'RUN_FAILED'] })).at(-1)?.type).toBe('RUN_COMPLETED');
  expect(await workers()).toEqual([{ pid: worker.child.pid, concurrency: 2 }]);
  worker.child.kill('SIGTERM');
  expect(await worker.ended).toMatchObject({ status: 0, signal: null });
  expect(await workers()).toEqual([]);
  expect((await api.graphql(ReadRun, { id: runId })).run?.status).toBe('COMPLETED');
  server.child.kill('SIGTERM');
  expect(await server.ended).toMatchObject({ status: 0, signal: null });
});

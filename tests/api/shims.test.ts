import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ReadShims, RollbackRun } from '../support/documents.ts';
import { wideProject, writeFiles } from '../support/projects.ts';
import { startTestApp } from '../support/test-app.ts';
import { dataOf, heal, openRoom, planIntent, readEvents } from '../support/walk-through.ts';
import { hashTree } from '../../server/rooms/tree-hash.ts';

test('a rename leaves a shim that counts its callers; retiring it rewrites the last ones, removes it, and can be taken back', async () => {
  const api = await startTestApp({ project: (folder) => writeFiles(folder, wideProject(12)) });
  const roomId = await openRoom(api, api.roomFolder);
  const read = (path: string) => readFileSync(join(api.roomFolder, path), 'utf8');
  const shims = async () => (await api.graphql(ReadShims, { roomId, first: 10 })).room?.shims;
  expect(await shims()).toEqual([]);

  await heal(api, roomId, 'rename origin to start in src/origin.ts');
  expect(await shims()).toEqual([{ file: 'src/origin.ts', name: 'origin', replacement: { file: 'src/origin.ts', name: 'start' }, callersLeft: 0, callers: [] }]);

  writeFiles(api.roomFolder, { 'src/late.ts': "import { origin } from './origin';\n\nexport const late = origin;\n" });
  expect(await shims()).toMatchObject([{ callersLeft: 2, callers: [{ file: 'src/late.ts', line: 1, column: 10 }, { file: 'src/late.ts', line: 3, column: 21 }] }]);

  const before = await hashTree(api.roomFolder);
  const { runId, events } = await heal(api, roomId, 'retire origin in src/origin.ts');
  expect(events.at(-1)?.type).toBe('RUN_COMPLETED');
  expect(read('src/late.ts')).toBe("import { start } from './origin';\n\nexport const late = start;\n");
  expect(read('src/origin.ts')).not.toContain('origin');
  expect(await shims()).toEqual([]);

  const last = events.at(-1)?.number ?? 0;
  dataOf((await api.graphql(RollbackRun, { runId })).rollbackRun);
  await readEvents(api, runId, { after: last, until: ['RUN_ROLLED_BACK', 'RUN_FAILED'] });
  expect(await hashTree(api.roomFolder)).toBe(before);
});

test('a moved export and a moved file leave shims that can be retired', async () => {
  const api = await startTestApp({ project: (folder) => writeFiles(folder, wideProject(12)) });
  const roomId = await openRoom(api, api.roomFolder);
  const shims = async () => (await api.graphql(ReadShims, { roomId, first: 10 })).room?.shims;

  await heal(api, roomId, 'move origin from src/origin.ts to src/lib/start.ts');
  expect(readFileSync(join(api.roomFolder, 'src/part-001.ts'), 'utf8')).toContain("import { origin } from './lib/start';");
  expect(await shims()).toMatchObject([{ file: 'src/origin.ts', name: null, replacement: { file: 'src/lib/start.ts', name: null }, callersLeft: 0 }]);
  const { events } = await heal(api, roomId, 'retire the shim src/origin.ts');
  expect(events.at(-1)?.type).toBe('RUN_COMPLETED');
  expect(existsSync(join(api.roomFolder, 'src/origin.ts'))).toBe(false);
  expect(await shims()).toEqual([]);
  expect((await planIntent(api, roomId, 'move origin from src/lib/start.ts to src/first.ts')).diff).toContain('src/first.ts');
});

import { encodeGlobalID } from '@pothos/plugin-relay';
import { print, type DocumentNode } from 'graphql';
import { expect, test } from 'vitest';
import { hashTree } from '../../server/rooms/tree-hash.ts';
import { PreviewFile, PreviewRun, TriggerHealing } from '../support/documents.ts';
import { smallProject, writeFiles } from '../support/projects.ts';
import { startTestApp } from '../support/test-app.ts';
import { dataOf, openRoom, planIntent, readEvents } from '../support/walk-through.ts';

const WRONG = { line: 4, code: 'TS2322', message: "Type 'string' is not assignable to type 'number'." };

test('a planned run shows its files beside the healed ones with the errors of both, writes nothing, and shows nothing once it began or a file changed', async () => {
  const project = { ...smallProject, 'src/cart.ts': `${smallProject['src/cart.ts']}export const count: number = 'one';\n` };
  const api = await startTestApp({ project: (folder) => writeFiles(folder, project) });
  const roomId = await openRoom(api, api.roomFolder);
  const { id: runId } = await planIntent(api, roomId, 'rename total to sum in src/prices.ts');
  const untouched = await hashTree(api.roomFolder);

  const { runPreview } = await api.graphql(PreviewRun, { runId });
  expect(runPreview?.unchecked).toBe(0);
  const byPath = new Map(runPreview?.files.map((file) => [file.path, file]));
  expect(byPath.get('src/prices.ts')).toEqual({ kind: 'CHANGED', path: 'src/prices.ts', from: null, before: { count: 0, first: [] }, after: { count: 0, first: [] } });
  expect(byPath.get('src/cart.ts')).toMatchObject({ kind: 'CHANGED', before: { count: 1, first: [WRONG] }, after: { count: 1, first: [WRONG] } });

  const { runPreviewFile } = await api.graphql(PreviewFile, { runId, path: 'src/cart.ts' });
  expect(runPreviewFile?.isWhole).toBe(true);
  expect(runPreviewFile?.diff).toContain("\n-export const due = total([1, 2]);\n+export const due = sum([1, 2]);\n export const count: number = 'one';\n");
  expect((await api.graphql(PreviewFile, { runId, path: 'src/lines.ts' })).runPreviewFile).toBeNull();
  expect(await hashTree(api.roomFolder)).toBe(untouched);

  const refusal = async (id: string) => (await api.send(print(PreviewRun as DocumentNode), { runId: id })).errors?.[0]?.extensions?.['code'];
  writeFiles(api.roomFolder, { 'src/cart.ts': 'export {};\n' });
  expect(await refusal(runId)).toBe('FILE_CONFLICT');
  writeFiles(api.roomFolder, { 'src/cart.ts': project['src/cart.ts'] });
  dataOf((await api.graphql(TriggerHealing, { runId })).triggerHealing);
  await readEvents(api, runId, { until: ['RUN_COMPLETED', 'RUN_FAILED'] });
  expect(await refusal(runId)).toBe('RUN_STATE');
  expect(await refusal(encodeGlobalID('HealingRun', '01890000-0000-7000-8000-000000000000'))).toBe('NOT_FOUND');
  expect(await refusal('nonsense')).toBe('INVALID_INPUT');
});

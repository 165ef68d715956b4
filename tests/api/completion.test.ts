import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ExportFieldDocument, FileFieldDocument } from '../../web/debugger/debugger-documents.ts';
import { writeTill } from '../support/debug-walk.ts';
import { startTestApp } from '../support/test-app.ts';
import { openRoom } from '../support/walk-through.ts';

it('the files of a room and their exports are found while somebody types, as they are on disk now', async () => {
  const api = await startTestApp({ project: writeTill });
  const room = await openRoom(api, api.roomFolder);
  const files = async (matching: string, first = 10) => (await api.graphql(FileFieldDocument, { room, matching, first })).room?.files.map(({ path }) => path);
  const exportsOf = async (path: string) => (await api.graphql(ExportFieldDocument, { room, path })).room?.file?.exports;
  expect(await files('total')).toEqual(['src/total.ts', 'src/total.test.ts']);
  expect(await files('', 2)).toEqual(['src/discount.ts', 'src/line.ts']);
  expect(await exportsOf('src/line.ts')).toEqual(['subtotal']);
  writeFileSync(join(api.roomFolder, 'src/total-of-all.ts'), "export * from './line';\nexport type Name = string;\nexport default class Sum {}\n");
  expect(await files('total', 3)).toEqual(['src/total.ts', 'src/total.test.ts', 'src/total-of-all.ts']);
  expect(await exportsOf('src/total-of-all.ts')).toEqual(['default', 'subtotal']);
  expect(await exportsOf('package.json')).toBeUndefined();
  expect(await exportsOf('../outside.ts')).toBeUndefined();
  await expect(files('', 1_000)).rejects.toThrow('the operation failed');
});

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { graphql } from '../../web/graphql.ts';
import { smallProject, writeFiles } from '../support/projects.ts';
import { startTestApp } from '../support/test-app.ts';
import { dataOf, openRoom } from '../support/walk-through.ts';

const RoomChanges = graphql(`
  subscription RoomChanges($roomId: ID!) { roomChanges(roomId: $roomId) }
`);
const UpdateSettings = graphql(`
  mutation UpdateSettings($input: UpdateSettingsInput!) {
    updateSettings(input: $input) { __typename ... on MutationUpdateSettingsSuccess { data { id } } ... on DomainError { code message } }
  }
`);

test('a page is told that it may have missed something, and then of saved files, settings, rooms and workers, whoever changes them', async () => {
  const api = await startTestApp({ project: (folder) => writeFiles(folder, { ...smallProject, 'other/index.ts': 'export {};\n' }), isEngineStarted: false });
  const roomId = await openRoom(api, api.roomFolder);
  const stream = api.subscribe(RoomChanges, { roomId });
  onTestFinished(async () => void (await stream.return(undefined)));
  const told = new Set<string>();
  const until = async (...wanted: string[]) => {
    while (!wanted.every((change) => told.has(change))) {
      const { value, done } = await stream.next();
      if (done) throw new Error('the stream ended');
      told.add(value.roomChanges);
    }
    const all = [...told].sort();
    told.clear();
    return all;
  };
  expect(await until('MISSED')).toEqual(['MISSED']);
  writeFileSync(join(api.roomFolder, 'src/prices.ts'), '// saved\n');
  expect(await until('FILES')).toEqual(['FILES']);
  dataOf((await api.graphql(UpdateSettings, { input: { roomId, healFrom: 9 } })).updateSettings);
  expect(await until('SETTINGS', 'ROOMS')).toEqual(['ROOMS', 'SETTINGS']);
  const other = await openRoom(api, join(api.roomFolder, 'other'));
  expect(await until('ROOMS')).toEqual(['ROOMS']);
  expect(other).not.toBe(roomId);
  await api.app.prisma.room.deleteMany({ where: { rootPath: join(api.roomFolder, 'other') } });
  expect(await until('ROOMS')).toEqual(['ROOMS']);
  await api.app.start();
  expect(await until('WORKERS')).toEqual(['WORKERS']);
});

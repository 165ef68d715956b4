import { expect, test } from 'vitest';
import { addWatchEvent } from '../../../server/watch/watch-events.ts';
import { inTransaction } from '../../../server/engine/transaction.ts';
import { applyWatchEvent, followWatch, type WatchNews } from '../../../web/watch/follow-watch.ts';
import type { WatchEvent } from '../../../web/watch/watch-events.ts';
import { openTab } from '../../support/live-client.ts';
import { smallProject, writeFiles } from '../../support/projects.ts';
import { startTestApp } from '../../support/test-app.ts';
import { countFrom, openRoom } from '../../support/walk-through.ts';

const event = (number: number): WatchEvent => ({ number, type: 'CHECKED', message: '', isBurst: false, createdAt: '2026-01-01T00:00:00.000Z', error: null, run: null });
const at = (lastNumber: number): WatchNews => ({ lastNumber, event: null });

test.each([
  ['the next event is applied', 41, 42, { kind: 'applied', progress: { lastNumber: 42, event: event(42) } }],
  ['a number that was applied is a repeat', 42, 42, { kind: 'repeat' }],
  ['a number too far ahead is a gap', 42, 44, { kind: 'gap', after: 42 }],
] as const)('%s', (_, last, number, applied) => {
  expect(applyWatchEvent(at(last), event(number))).toEqual(applied);
});

test('the watch of a room is followed behind the newest known event, also over lost sockets', async () => {
  const api = await startTestApp({ project: (folder) => writeFiles(folder, smallProject), isEngineStarted: false });
  const roomId = await openRoom(api, api.roomFolder);
  const { id } = await api.app.prisma.room.findFirstOrThrow();
  const append = (count: number) => inTransaction(api.app.prisma, async (tx) => {
    for (let n = 0; n < count; n += 1) await addWatchEvent(tx, id, { type: 'CHECKED', message: 'fine', files: [] });
  });
  await append(3);
  const { connection } = openTab({ port: Number(new URL(api.url).port) });
  const follower = followWatch(connection.client, roomId, 2);
  const told: number[] = [];
  let reached = () => {};
  const until = (number: number) => new Promise<void>((resolve) => {
    reached = () => void (told.at(-1) === number && resolve());
    reached();
  });
  follower.onChange(() => {
    told.push(follower.getProgress().lastNumber);
    reached();
  });
  await until(3);
  for (const socket of api.connections) socket.destroy();
  await append(4);
  await until(7);
  follower.close();
  expect(told).toEqual(countFrom(3, 5));
});

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Client } from 'urql';
import { expect, onTestFinished, test } from 'vitest';
import { inTransaction } from '../../../server/engine/transaction.ts';
import { addWatchEvent } from '../../../server/watch/watch-events.ts';
import { ServerLinkProvider } from '../../../web/shared/ServerLinkProvider.tsx';
import { applyWatchEvent, type WatchNews } from '../../../web/watch/follow-watch.ts';
import { FollowWatch } from '../../../web/watch/FollowWatch.tsx';
import type { WatchEvent } from '../../../web/watch/watch-events.ts';
import { openHappyPage } from '../../support/happy-page.tsx';
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

test("a component that React's strict mode mounts twice is told every event behind the newest known one once and in order, also over lost sockets", async () => {
  const api = await startTestApp({ project: (folder) => writeFiles(folder, smallProject), isEngineStarted: false });
  const roomId = await openRoom(api, api.roomFolder);
  const { id } = await api.app.prisma.room.findFirstOrThrow();
  const append = (count: number) => inTransaction(api.app.prisma, async (tx) => {
    for (let n = 0; n < count; n += 1) await addWatchEvent(tx, id, { type: 'CHECKED', message: 'fine', files: [] });
  });
  await append(3);
  const { connection } = openTab({ port: Number(new URL(api.url).port) });
  const told: number[] = [];
  let reached = () => {};
  const until = (number: number) => new Promise<void>((resolve) => {
    reached = () => void (told.at(-1) === number && resolve());
    reached();
  });
  const note = (number: number) => {
    told.push(number);
    reached();
  };
  const root = createRoot(openHappyPage());
  onTestFinished(() => root.unmount());
  const client = new Client({ url: api.url, exchanges: [], preferGetMethod: false });
  root.render(<StrictMode><ServerLinkProvider link={{ client, plainClient: client, connection }}><FollowWatch roomId={roomId} newest={2} onEvent={({ number }) => note(number)} /></ServerLinkProvider></StrictMode>);
  await until(3);
  for (const socket of api.connections) socket.destroy();
  await append(4);
  await until(7);
  expect(told).toEqual(countFrom(3, 5));
});

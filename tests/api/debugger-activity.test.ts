import { expect, it } from 'vitest';
import { CancelDebugging, DebuggerActivity, RecordBehavior, ResolveSession } from '../support/debugger-documents.ts';
import { readSessionEvents, startSession, totalSession, writeTill, type SessionInput } from '../support/debug-walk.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { dataOf, openRoom } from '../support/walk-through.ts';

const LIMIT_MS = 60_000;
const idle: SessionInput = { triggerAction: 'a', userIntent: 'b', expectedBehavior: { executionPath: ['a'] } };

/** What one subscriber is told: number, event, session and its status. */
function listen(api: TestApp, roomId: string, after: number | null) {
  const stream = api.subscribe(DebuggerActivity, { roomId, after });
  return {
    async next(): Promise<string> {
      const { value, done } = await stream.next();
      if (done || !value) throw new Error('the stream ended');
      const { number, eventType, session } = value.debuggerActivity;
      return `${number} ${eventType} ${session.id} ${session.status}`;
    },
    close: () => stream.return(),
  };
}

it('a room tells of its sessions from anywhere: that one starts, moves and is resolved; not of its progress, nor of other rooms', async () => {
  const api = await startTestApp({ project: writeTill });
  const roomId = await openRoom(api, api.roomFolder);
  const elsewhere = await openRoom(api, `${api.roomFolder}/src`);
  const activity = listen(api, roomId, null);
  await startSession(api, elsewhere, idle);
  const sessionId = await startSession(api, roomId, totalSession);
  expect(await activity.next()).toBe(`1 SESSION_STARTED ${sessionId} OPEN`);
  dataOf((await api.graphql(RecordBehavior, { sessionId })).recordBehavior);
  expect(await activity.next()).toBe(`2 RECORDING_STARTED ${sessionId} RECORDING`);
  expect((await readSessionEvents(api, sessionId, { until: 'RECORDING_ENDED' })).map(({ type }) => type)).toContain('RECORDING_PROGRESS');
  expect(await activity.next()).toBe(`3 RECORDING_ENDED ${sessionId} OPEN`);
  dataOf((await api.graphql(ResolveSession, { sessionId })).resolveSession);
  expect(await activity.next()).toBe(`4 SESSION_RESOLVED ${sessionId} RESOLVED`);
  await activity.close();
}, LIMIT_MS);

it('who comes back with the last number it has, and who was cut off from the database, misses nothing', async () => {
  const api = await startTestApp({ project: writeTill });
  const roomId = await openRoom(api, api.roomFolder);
  const before = listen(api, roomId, null);
  const first = await startSession(api, roomId, idle);
  expect(await before.next()).toBe(`1 SESSION_STARTED ${first} OPEN`);
  await before.close();
  const missed = await startSession(api, roomId, idle);
  const seen = await startSession(api, roomId, idle);
  const activity = listen(api, roomId, 1);
  expect([await activity.next(), await activity.next()]).toEqual([`2 SESSION_STARTED ${missed} OPEN`, `3 SESSION_STARTED ${seen} OPEN`]);

  const { prisma } = api.app;
  const [cut] = await prisma.$queryRaw<{ count: number }[]>`SELECT count(pg_terminate_backend(pid))::int AS count FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'supernova events'`;
  expect(cut?.count).toBeGreaterThan(0);
  for (const sessionId of [missed, seen]) dataOf((await api.graphql(ResolveSession, { sessionId })).resolveSession);
  expect([await activity.next(), await activity.next()]).toEqual([`4 SESSION_RESOLVED ${missed} RESOLVED`, `5 SESSION_RESOLVED ${seen} RESOLVED`]);
  expect((await api.graphql(CancelDebugging, { sessionId: seen })).cancelDebugging).toMatchObject({ code: 'SESSION_STATE' });
  await activity.close();
}, LIMIT_MS);

import { expect, it } from 'vitest';
import { CancelDebugging, DebuggerActivity, RecordBehavior, ResolveSession } from '../support/debugger-documents.ts';
import { readSessionEvents, startSession, totalSession, writeTill, type SessionInput } from '../support/debug-walk.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { dataOf, openRoom } from '../support/walk-through.ts';

const LIMIT_MS = 60_000;
const idle: SessionInput = { triggerAction: 'a', userIntent: 'b', expectedBehavior: { executionPath: ['a'] } };

/** What one subscriber is told: event, session and its status, or `read again`. */
function listen(api: TestApp, roomId: string) {
  const stream = api.subscribe(DebuggerActivity, { roomId });
  return {
    async next(): Promise<string> {
      const { value, done } = await stream.next();
      if (done || !value) throw new Error('the stream ended');
      const { eventType, session } = value.debuggerActivity;
      return session ? `${eventType} ${session.id} ${session.status}` : 'read again';
    },
    close: () => stream.return(),
  };
}

it('a room tells of its sessions from anywhere: that one starts, moves and is resolved; not of its progress, nor of other rooms', async () => {
  const api = await startTestApp({ project: writeTill });
  const roomId = await openRoom(api, api.roomFolder);
  const elsewhere = await openRoom(api, `${api.roomFolder}/src`);
  const activity = listen(api, roomId);
  expect(await activity.next()).toBe('read again');
  await startSession(api, elsewhere, idle);
  const sessionId = await startSession(api, roomId, totalSession);
  expect(await activity.next()).toBe(`SESSION_STARTED ${sessionId} OPEN`);
  dataOf((await api.graphql(RecordBehavior, { sessionId })).recordBehavior);
  expect(await activity.next()).toBe(`RECORDING_STARTED ${sessionId} RECORDING`);
  expect((await readSessionEvents(api, sessionId, { until: 'RECORDING_ENDED' })).map(({ type }) => type)).toContain('RECORDING_PROGRESS');
  expect(await activity.next()).toBe(`RECORDING_ENDED ${sessionId} OPEN`);
  dataOf((await api.graphql(ResolveSession, { sessionId })).resolveSession);
  expect(await activity.next()).toBe(`SESSION_RESOLVED ${sessionId} RESOLVED`);
  await activity.close();
}, LIMIT_MS);

it('who comes back, and who was cut off from the database, is told to read the sessions again', async () => {
  const api = await startTestApp({ project: writeTill });
  const roomId = await openRoom(api, api.roomFolder);
  const before = listen(api, roomId);
  expect(await before.next()).toBe('read again');
  await before.close();
  const missed = await startSession(api, roomId, idle);
  const activity = listen(api, roomId);
  expect(await activity.next()).toBe('read again');
  const seen = await startSession(api, roomId, idle);
  expect(await activity.next()).toBe(`SESSION_STARTED ${seen} OPEN`);

  const { prisma } = api.app;
  const [cut] = await prisma.$queryRaw<{ count: number }[]>`SELECT count(pg_terminate_backend(pid))::int AS count FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'supernova events'`;
  expect(cut?.count).toBeGreaterThan(0);
  expect(await activity.next()).toBe('read again');
  dataOf((await api.graphql(ResolveSession, { sessionId: missed })).resolveSession);
  expect(await activity.next()).toBe(`SESSION_RESOLVED ${missed} RESOLVED`);
  expect((await api.graphql(CancelDebugging, { sessionId: seen })).cancelDebugging).toMatchObject({ code: 'SESSION_STATE' });
  await activity.close();
}, LIMIT_MS);

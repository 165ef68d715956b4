import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { appendSessionEvent } from '../../../server/debugger/sessions/events.ts';
import { createRoomSessionReader, type ReadRoomSessions } from '../../../server/debugger/sessions/read-events.ts';
import type { EventListener } from '../../../server/engine/listen.ts';
import { inTransaction } from '../../../server/engine/transaction.ts';
import type { DebuggerEventType } from '../../../server/generated/prisma/enums.ts';
import type { SessionNotice } from '../../../server/debugger/notices.ts';
import { createTestDatabase, onServer, type TestDatabase } from '../../support/database.ts';
import { countFrom } from '../../support/walk-through.ts';
import { createSession, listenTo } from './sessions.ts';

let database: TestDatabase;
let listener: EventListener<SessionNotice>;
let read: ReadRoomSessions;

beforeAll(async () => {
  database = await createTestDatabase();
  listener = listenTo(database.url);
  read = createRoomSessionReader(database.prisma, listener);
});
afterAll(async () => {
  await listener.close();
  await database.close();
});

const append = (sessionId: string, type: DebuggerEventType) => inTransaction(database.prisma, (tx) => appendSessionEvent(tx, sessionId, { type, payload: {} }));

/** A room with sessions that have no event yet. */
async function openSessions(count: number): Promise<{ roomId: string; sessions: string[] }> {
  const first = await createSession(database.prisma);
  const { roomId } = await database.prisma.intentDebuggerSession.findUniqueOrThrow({ where: { id: first } });
  const data = { roomId, triggerAction: 'call', userIntent: 'add', expectedBehavior: {}, settings: {} };
  const others = await Promise.all(countFrom(2, count - 1).map(() => database.prisma.intentDebuggerSession.create({ data })));
  return { roomId, sessions: [first, ...others.map(({ id }) => id)] };
}

/** Numbers in the room, and which event of which session each is, up to the number `last`. */
async function follow(roomId: string, after: number | null, last: number): Promise<{ numbers: number[]; events: string[] }> {
  const [numbers, events]: [number[], string[]] = [[], []];
  for await (const event of read(roomId, after, AbortSignal.timeout(30_000))) {
    numbers.push(event.roomNumber);
    events.push(`${event.sessionId} ${event.number}`);
    if (event.roomNumber === last) return { numbers, events };
  }
  throw new Error(`the stream ended after ${numbers.at(-1)}`);
}

const cutListener = () => onServer(database.url, (client: pg.Client) => client.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'supernova events'"));

test('readers from several places see each event of a room once and in order, without progress, while its sessions are written and the connection is lost', async () => {
  const { roomId, sessions } = await openSessions(3);
  const elsewhere = await createSession(database.prisma);
  const last = 3 * 20;
  const readers = [0, 0, 7, 31].map(async (after) => ({ after, ...(await follow(roomId, after, last)) }));
  const write = async (sessionId: string, index: number) => {
    for (let count = 0; count < 20; count += 1) {
      await append(sessionId, 'SEARCH_PROGRESS');
      await append(sessionId, 'RECORDING_ENDED');
      await append(elsewhere, 'RECORDING_ENDED');
      if (count === 5 * (index + 1)) await cutListener();
    }
  };
  await Promise.all(sessions.map(write));
  for (const { after, numbers, events } of await Promise.all(readers)) {
    expect(numbers).toEqual(countFrom(after + 1, last - after));
    expect(new Set(events).size).toBe(last - after);
  }
  expect(listener.size).toBe(0);
  const { numbers } = await follow((await database.prisma.intentDebuggerSession.findUniqueOrThrow({ where: { id: elsewhere } })).roomId, 0, last);
  expect(numbers).toEqual(countFrom(1, last));
});

test('without a number it begins with the newest event, or with the first one that comes', async () => {
  const { roomId, sessions: [id = ''] } = await openSessions(1);
  const fresh = follow(roomId, null, 2);
  await append(id, 'SESSION_STARTED');
  await append(id, 'RECORDING_STARTED');
  expect((await fresh).numbers.at(-1)).toBe(2);
  await append(id, 'RECORDING_PROGRESS');
  expect((await follow(roomId, null, 2)).numbers).toEqual([2]);
});

test('a room that is not there is told to whoever reads it', async () => {
  await expect(follow('00000000-0000-4000-8000-000000000000', null, 1)).rejects.toThrow('There is no room');
  await expect(follow('00000000-0000-4000-8000-000000000000', 5, 1)).rejects.toThrow('There is no room');
});

import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { appendEvents, EVENTS_CHANNEL, type NewEvent, type Notice } from '../../server/engine/events.ts';
import { createEventListener, type EventListener } from '../../server/engine/listen.ts';
import { addNotice, readRoomActivity, readRunEvents } from '../../server/engine/read-events.ts';
import { inTransaction } from '../../server/engine/transaction.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { createLog, createRoom, planRun } from './plans.ts';

let database: TestDatabase;
let listener: EventListener;

beforeEach(async () => {
  database = await createTestDatabase();
  listener = createEventListener(database.url, EVENTS_CHANNEL, createLog().logger);
});
afterEach(async () => {
  await listener.close();
  await database.close();
});

const progress: NewEvent = { type: 'STEP_PROGRESS', payload: {} };

function append(runId: string, events: readonly NewEvent[]): Promise<number> {
  return inTransaction(database.prisma, (tx) => appendEvents(tx, runId, events));
}

function read(runId: string, after: number, signal = new AbortController().signal) {
  return readRunEvents({ prisma: database.prisma, listener, signal, runId, after });
}

async function untilConnected(): Promise<void> {
  await new Promise<void>((resolve) => {
    const unsubscribe = listener.subscribe((wake) => {
      if (wake.kind === 'connected') resolve(unsubscribe());
    });
  });
}

/** Repeatable numbers in [0, 1). */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

test('20 readers from 20 places see every event once and in order while two writers append 500', async () => {
  const runId = await planRun(database.prisma, await createRoom(database.prisma), []);
  const random = createRandom(7);
  const readers = Array.from({ length: 20 }, async () => {
    const after = Math.floor(random() * 400);
    const numbers: number[] = [];
    for await (const event of read(runId, after)) {
      numbers.push(event.number);
      if (event.number === 500) break;
    }
    return { after, numbers };
  });
  const write = async () => {
    for (let left = 250; left > 0; ) {
      const count = Math.min(left, 1 + Math.floor(random() * 9));
      left -= count;
      await append(runId, Array.from({ length: count }, () => progress));
    }
  };
  await Promise.all([write(), write()]);
  for (const { after, numbers } of await Promise.all(readers)) {
    expect(numbers).toEqual(Array.from({ length: 500 - after }, (_, index) => after + 1 + index));
  }
  expect(listener.size).toBe(0);
});

test('more stored events than a page holds are read without a gap', async () => {
  const runId = await planRun(database.prisma, await createRoom(database.prisma), []);
  await append(runId, Array.from({ length: 901 }, () => progress));
  const numbers: number[] = [];
  for await (const event of read(runId, 100)) {
    numbers.push(event.number);
    if (event.number === 901) break;
  }
  expect(numbers).toEqual(Array.from({ length: 801 }, (_, index) => 101 + index));
});

test.each(['signal', 'return', 'throw'] as const)('a reader that waits is released by %s', async (how) => {
  const runId = await planRun(database.prisma, await createRoom(database.prisma), []);
  const leaving = new AbortController();
  const events = read(runId, 0, leaving.signal);
  const next = events.next();
  expect(listener.size).toBe(1);
  if (how === 'signal') leaving.abort();
  if (how === 'return') await events.return();
  if (how === 'throw') await events.throw(new Error('left')).catch(() => {});
  expect(await next).toEqual({ done: true, value: undefined });
  expect(listener.size).toBe(0);
});

test('a reader that was never pulled is released too', async () => {
  const runId = await planRun(database.prisma, await createRoom(database.prisma), []);
  const events = read(runId, 0);
  expect(listener.size).toBe(1);
  await events.return();
  expect(listener.size).toBe(0);
});

test('a reader goes on after the connection of the listener was lost', async () => {
  const runId = await planRun(database.prisma, await createRoom(database.prisma), []);
  await untilConnected();
  const events = read(runId, 0);
  await append(runId, [progress]);
  expect((await events.next()).value).toMatchObject({ number: 1 });
  const next = events.next();
  await endConnections('supernova events');
  await append(runId, [progress]);
  expect((await next).value).toMatchObject({ number: 2 });
  await events.return();
});

async function endConnections(applicationName: string): Promise<void> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const { rowCount } = await client.query('SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = current_database() AND application_name = $1', [applicationName]);
  await client.end();
  expect(rowCount).toBe(1);
}

test('the activity of a room tells what happens in its runs and in no other', async () => {
  const roomId = await createRoom(database.prisma);
  const runId = await planRun(database.prisma, roomId, []);
  const elsewhere = await planRun(database.prisma, await createRoom(database.prisma), []);
  await untilConnected();
  const { signal } = new AbortController();
  const activity = readRoomActivity({ prisma: database.prisma, listener, signal, roomId });
  await append(elsewhere, [{ type: 'RUN_STARTED', payload: {} }]);
  await append(runId, [{ type: 'RUN_STARTED', payload: {} }, progress, progress, { type: 'RUN_COMPLETED', payload: {} }]);
  const told = [await activity.next(), await activity.next(), await activity.next()].map((result) => result.value);
  expect(told).toEqual([
    { roomId, runId, number: 1, type: 'RUN_STARTED' },
    { roomId, runId, number: 3, type: 'STEP_PROGRESS' },
    { roomId, runId, number: 4, type: 'RUN_COMPLETED' },
  ]);
  await activity.return();
  expect(listener.size).toBe(0);
});

test('after a lost connection the newest event of each run of the room is told again', async () => {
  const roomId = await createRoom(database.prisma);
  const runId = await planRun(database.prisma, roomId, []);
  await untilConnected();
  const { signal } = new AbortController();
  const activity = readRoomActivity({ prisma: database.prisma, listener, signal, roomId });
  const next = activity.next();
  await append(runId, [{ type: 'RUN_STARTED', payload: {} }]);
  expect((await next).value).toEqual({ roomId, runId, number: 1, type: 'RUN_STARTED' });
  const again = activity.next();
  await endConnections('supernova events');
  expect((await again).value).toEqual({ roomId, runId, number: 1, type: 'RUN_STARTED' });
  await activity.return();
});

test('a slow reader of a room keeps a bounded number of notices, the newest of each run among them', () => {
  let waiting: Notice[] = [];
  for (let number = 1; number <= 10_000; number += 1) {
    waiting = addNotice(waiting, { roomId: 'room', runId: `run ${number % 7}`, number, type: 'STEP_ENDED' });
    expect(waiting.length).toBeLessThanOrEqual(256);
  }
  const newest = new Map(waiting.map((notice) => [notice.runId, notice.number]));
  expect([...newest.values()].sort()).toEqual([9_994, 9_995, 9_996, 9_997, 9_998, 9_999, 10_000].sort());
});

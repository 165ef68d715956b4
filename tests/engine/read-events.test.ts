import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { appendEvents, EVENTS_CHANNEL, type NewEvent } from '../../server/engine/events.ts';
import { createEventListener, type EventListener } from '../../server/engine/listen.ts';
import { createEventReader, type EventReader } from '../../server/engine/read-events.ts';
import { inTransaction } from '../../server/engine/transaction.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import type { RunEvent } from '../../server/generated/prisma/client.ts';
import { countFrom } from '../support/walk-through.ts';
import { createLog, createRoom, planRun } from './plans.ts';

let database: TestDatabase;
let listener: EventListener;
let reader: EventReader;

beforeEach(async () => {
  database = await createTestDatabase();
  listener = createEventListener(database.url, EVENTS_CHANNEL, createLog().logger);
  reader = createEventReader(database.prisma, listener);
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
  return reader.runEvents(runId, after, signal);
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
  const end = () => client.query('SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = current_database() AND application_name = $1', [applicationName]);
  // A reader does not wait for the connection before it reads.
  while ((await end()).rowCount === 0) await pause(20);
  await client.end();
}

/** The room's numbers of the next events of a stream. */
async function take(stream: AsyncGenerator<RunEvent, void>, count: number): Promise<number[]> {
  const numbers: number[] = [];
  while (numbers.length < count) {
    const { value } = await stream.next();
    if (!value) throw new Error('the stream ended');
    numbers.push(value.roomNumber);
  }
  return numbers;
}

function readRoom(roomId: string, after: number | null) {
  return reader.roomActivity(roomId, after, new AbortController().signal);
}

test('the activity of a room tells what happens in its runs and in no other', async () => {
  const roomId = await createRoom(database.prisma);
  const runId = await planRun(database.prisma, roomId, []);
  const elsewhere = await planRun(database.prisma, await createRoom(database.prisma), []);
  const activity = readRoom(roomId, 0);
  await append(elsewhere, [{ type: 'RUN_STARTED', payload: {} }]);
  await append(runId, [{ type: 'RUN_STARTED', payload: {} }, progress, { type: 'RUN_COMPLETED', payload: {} }]);
  const told = [await activity.next(), await activity.next(), await activity.next()].map((result) => result.value);
  expect(told).toMatchObject([
    { roomId, runId, roomNumber: 1, type: 'RUN_STARTED' },
    { roomId, runId, roomNumber: 2, type: 'STEP_PROGRESS' },
    { roomId, runId, roomNumber: 3, type: 'RUN_COMPLETED' },
  ]);
  await activity.return();
  expect(listener.size).toBe(0);
});

test('the events of a room count without a gap while writers of three runs append at once, from wherever they are read', async () => {
  const roomId = await createRoom(database.prisma);
  const runIds = [await planRun(database.prisma, roomId, []), await planRun(database.prisma, roomId, []), await planRun(database.prisma, roomId, [])];
  const random = createRandom(11);
  const readers = [0, 0, 150, 299].map(async (after) => {
    const activity = readRoom(roomId, after);
    const numbers = await take(activity, 300 - after);
    await activity.return();
    return { after, numbers };
  });
  const write = async (runId: string) => {
    for (let left = 100; left > 0; ) {
      const count = Math.min(left, 1 + Math.floor(random() * 9));
      left -= count;
      await append(runId, Array.from({ length: count }, () => progress));
    }
  };
  await Promise.all(runIds.map(write));
  for (const { after, numbers } of await Promise.all(readers)) expect(numbers).toEqual(countFrom(after + 1, 300 - after));
  for (const runId of runIds) expect((await database.prisma.runEvent.findMany({ where: { runId }, orderBy: { roomNumber: 'asc' } })).map((event) => event.number)).toEqual(countFrom(1, 100));
});

test('who does not say a number begins with the newest event of the room, and goes on after a lost connection', async () => {
  const roomId = await createRoom(database.prisma);
  const runId = await planRun(database.prisma, roomId, []);
  await append(runId, [progress, progress, progress]);
  const activity = readRoom(roomId, null);
  expect(await take(activity, 1)).toEqual([3]);
  const next = take(activity, 2);
  await endConnections('supernova events');
  await append(runId, [progress]);
  await append(runId, [progress]);
  expect(await next).toEqual([4, 5]);
  await activity.return();
  await expect(readRoom(runId, null).next()).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(readRoom(runId, 0).next()).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

import { print } from 'graphql';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { RunEvents } from '../support/documents.ts';
import { storeRun, type StoredRun } from '../support/stored-runs.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { countFrom } from '../support/walk-through.ts';

const EVENTS = 2_000;
/** Far more than the system's own buffers between two ends hold, with 2,000 of them. */
const MESSAGE = 'x'.repeat(10_000);

interface Reader {
  readonly socket: WebSocket;
  readonly numbers: number[];
  until(number: number): Promise<void>;
}

/** Subscribes by hand, so that the socket can be left unread. */
async function subscribe(api: TestApp, runId: string, after = 0): Promise<Reader> {
  const socket = new WebSocket(api.wsUrl, 'graphql-transport-ws');
  onTestFinished(() => socket.terminate());
  const numbers: number[] = [];
  let look = () => {};
  await new Promise<void>((resolve, reject) => {
    socket.on('error', reject);
    socket.on('open', () => socket.send(JSON.stringify({ type: 'connection_init' })));
    socket.on('message', (data) => {
      const message = JSON.parse(String(data)) as { type: string; payload?: { data: { runEvents: { number: number } } } };
      if (message.type === 'connection_ack') {
        socket.send(JSON.stringify({ id: 'a', type: 'subscribe', payload: { query: print(RunEvents), variables: { runId, after } } }));
        resolve();
      }
      if (message.type !== 'next' || !message.payload) return;
      numbers.push(message.payload.data.runEvents.number);
      look();
    });
  });
  return {
    socket,
    numbers,
    until: (number) =>
      new Promise((resolve) => {
        look = () => void (numbers.at(-1) === number && resolve());
        look();
      }),
  };
}

/** Counts the events that are taken from the engine for the only subscriber. */
function countTaken({ app }: TestApp): () => number {
  let taken = 0;
  const { runEvents } = app.engine;
  app.engine.runEvents = (...args) => {
    const rows = runEvents(...args);
    const { next } = rows;
    rows.next = (...values) => {
      taken += 1;
      return next(...values);
    };
    return rows;
  };
  return () => taken;
}

async function appendAll(run: StoredRun, from: number): Promise<void> {
  for (let last = from; last < EVENTS; ) last = await run.append(Math.min(50, EVENTS - last), MESSAGE);
}

const waitingBytes = (api: TestApp): number => Math.max(0, ...[...api.connections].map((connection) => connection.writableLength));

test('of a subscriber that does not read, 16 KB and one message wait and no more events are taken; when it reads on it gets all of them', { timeout: 120_000 }, async () => {
  const api = await startTestApp({ project: () => undefined, isEngineStarted: false });
  const run = await storeRun(api.app.prisma);
  const taken = countTaken(api);
  const reader = await subscribe(api, run.ids.runId);
  await run.append(1, MESSAGE);
  await reader.until(1);
  reader.socket.pause();
  let most = 0;
  for (let last = 1; last < EVENTS; ) {
    last = await run.append(Math.min(50, EVENTS - last), MESSAGE);
    most = Math.max(most, waitingBytes(api));
  }
  // It has stopped taking when a hundred questions to the database in a row find it where it was.
  for (let before = -1, same = 0; same < 100; same = taken() === before ? same + 1 : 0) {
    before = taken();
    await api.app.prisma.$queryRaw`SELECT 1`;
    most = Math.max(most, waitingBytes(api));
  }
  const takenUnread = taken();
  expect(takenUnread).toBeLessThan(EVENTS);
  expect(most).toBeGreaterThan(0);
  expect(most).toBeLessThan(40 * 1024);
  reader.socket.resume();
  await reader.until(EVENTS);
  expect(reader.numbers).toEqual(countFrom(1, EVENTS));
});

test('a subscriber that answers no ping is dropped, and gets the rest when it comes back', { timeout: 120_000 }, async () => {
  const api = await startTestApp({ project: () => undefined, isEngineStarted: false, keepAliveMs: 1_000 });
  const run = await storeRun(api.app.prisma);
  const reader = await subscribe(api, run.ids.runId);
  await run.append(1, MESSAGE);
  await reader.until(1);
  reader.socket.pause();
  const [connection] = api.connections;
  const closed = new Promise((resolve) => connection?.once('close', resolve));
  await appendAll(run, 1);
  await closed;
  expect(waitingBytes(api)).toBe(0);
  const gone = new Promise((resolve) => reader.socket.once('close', resolve));
  reader.socket.resume();
  await gone;
  const last = reader.numbers.at(-1) ?? 0;
  expect(reader.numbers).toEqual(countFrom(1, last));
  const again = await subscribe(api, run.ids.runId, last);
  await again.until(EVENTS);
  expect(again.numbers).toEqual(countFrom(last + 1, EVENTS - last));
});

test('a socket that opens more than 200 operations is refused the rest', async () => {
  const api = await startTestApp({ project: () => undefined, isEngineStarted: false });
  const run = await storeRun(api.app.prisma);
  const { socket } = await subscribe(api, run.ids.runId);
  const refused = new Promise<{ id: string; payload: unknown }>((resolve) => {
    socket.on('message', (data) => {
      const message = JSON.parse(String(data)) as { id: string; type: string; payload: unknown };
      if (message.type === 'error') resolve(message);
    });
  });
  for (let count = 2; count <= 201; count += 1) socket.send(JSON.stringify({ id: `b${count}`, type: 'subscribe', payload: { query: print(RunEvents), variables: { runId: run.ids.runId, after: 0 } } }));
  expect(await refused).toMatchObject({ id: 'b201', payload: [{ extensions: { code: 'TOO_MANY_OPERATIONS' } }] });
});

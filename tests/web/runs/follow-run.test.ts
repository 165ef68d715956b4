import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFileSync } from 'node:fs';
import { buildSchema, type GraphQLSchema } from 'graphql';
import { createClient, type Client } from 'graphql-ws';
import { useServer as serve } from 'graphql-ws/use/ws';
import { WebSocket, WebSocketServer } from 'ws';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Follower } from '../../../web/shared/follow-events.ts';
import type { RunProgress } from '../../../web/runs/run-events.ts';
import { followRun } from '../../../web/runs/follow-run.ts';

/** One stream the server opened: what it was asked to start after, and a way to feed it. */
interface Stream {
  after: number;
  send: (...numbers: number[]) => void;
  end: () => void;
}

function runEventsSchema(onStream: (stream: Stream) => void): GraphQLSchema {
  const schema = buildSchema(readFileSync(new URL('../../../web/schema.graphql', import.meta.url), 'utf8'));
  const field = schema.getSubscriptionType()?.getFields()['runEvents'];
  if (!field) throw new Error('the schema has no runEvents');
  field.subscribe = async function* (_: unknown, args: { after: number }) {
    const waiting: (number | null)[] = [];
    let wake = () => {};
    const put = (...items: (number | null)[]) => {
      waiting.push(...items);
      wake();
    };
    onStream({ after: args.after, send: put, end: () => put(null) });
    for (;;) {
      const item = waiting.shift();
      if (item === null) return;
      if (item === undefined) await new Promise<void>((resolve) => (wake = resolve));
      else yield { runEvents: { number: item, type: 'STEP_PROGRESS', runId: 'r', createdAt: '2026-01-01T00:00:00Z' } };
    }
  };
  return schema;
}

let http: Server;
let sockets: WebSocketServer;
let stopServing: () => void | Promise<void>;
let client: Client;
let follower: Follower<RunProgress>;
let opened: Stream[];
let announce: () => void;

beforeEach(async () => {
  opened = [];
  announce = () => {};
  http = createServer();
  sockets = new WebSocketServer({ server: http, path: '/graphql' });
  const schema = runEventsSchema((stream) => {
    opened.push(stream);
    announce();
  });
  stopServing = serve({ schema }, sockets).dispose;
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  client = createClient({
    url: `ws://127.0.0.1:${(http.address() as AddressInfo).port}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: Infinity,
    shouldRetry: () => true,
    retryWait: () => Promise.resolve(),
  });
  follower = followRun(client, 'r');
});

afterEach(async () => {
  follower.close();
  await client.dispose();
  await stopServing();
  http.close();
  await once(http, 'close');
});

/** The nth stream the server opens, from 1. */
async function stream(count: number): Promise<Stream> {
  while (opened.length < count) await new Promise<void>((resolve) => (announce = resolve));
  return opened[count - 1] as Stream;
}

async function hasReached(number: number): Promise<void> {
  while (follower.getProgress().lastNumber < number) {
    await new Promise<void>((resolve) => {
      const stop = follower.onChange(() => {
        stop();
        resolve();
      });
    });
  }
}

test('a run is followed from its first event', async () => {
  const first = await stream(1);
  expect(first.after).toBe(0);
  first.send(1, 2, 3);
  await hasReached(3);
});

test('after a lost socket it goes on after the last event it has', async () => {
  (await stream(1)).send(1, 2, 3);
  await hasReached(3);
  for (const socket of sockets.clients) socket.terminate();
  const second = await stream(2);
  expect(second.after).toBe(3);
  second.send(4);
  await hasReached(4);
});

test('a missing number makes it ask again after the last one it has', async () => {
  (await stream(1)).send(1, 2, 5);
  const second = await stream(2);
  expect(second.after).toBe(2);
  expect(follower.getProgress().lastNumber).toBe(2);
  second.send(3, 4, 5);
  await hasReached(5);
});

test('a repeated event is told to nobody', async () => {
  const first = await stream(1);
  first.send(1, 2);
  await hasReached(2);
  const told: number[] = [];
  follower.onChange(() => told.push(follower.getProgress().lastNumber));
  first.send(1, 2, 3);
  await hasReached(3);
  expect(told).toEqual([3]);
});

test('a stream that the server ended is opened again', async () => {
  const first = await stream(1);
  first.send(1);
  await hasReached(1);
  first.end();
  expect((await stream(2)).after).toBe(1);
});

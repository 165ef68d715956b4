import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSchema } from 'graphql';
import { createClient } from 'graphql-ws';
import { useServer as serve } from 'graphql-ws/use/ws';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import type { Follower } from '../../../web/shared/follow-events.ts';
import type { SessionProgress } from '../../../web/debugger/session/session-events.ts';
import { followSession } from '../../../web/debugger/session/follow-session.ts';

interface FakeServer {
  /** After which event each stream was asked to go on, in the order in which the streams were opened. */
  opened: number[];
  sockets: WebSocketServer;
  follower: Follower<SessionProgress>;
}

/** A server that sends the events a plan has for each stream it opens, then nothing more. */
async function serveSession(plan: readonly (readonly number[])[]): Promise<FakeServer> {
  const opened: number[] = [];
  const schema = buildSchema(readFileSync(new URL('../../../web/schema.graphql', import.meta.url), 'utf8'));
  const field = schema.getSubscriptionType()?.getFields()['debugEvents'];
  if (!field) throw new Error('the schema has no debugEvents');
  field.subscribe = async function* (_: unknown, args: { after: number }) {
    const numbers = plan[opened.push(args.after) - 1] ?? [];
    for (const number of numbers) yield { debugEvents: { number, type: 'SEARCH_PROGRESS', sessionId: 's', createdAt: '2026-01-01T00:00:00Z' } };
    await new Promise(() => {});
  };
  const http = createServer();
  const sockets = new WebSocketServer({ server: http, path: '/graphql' });
  const stopServing = serve({ schema }, sockets).dispose;
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const client = createClient({ url: `ws://127.0.0.1:${(http.address() as AddressInfo).port}/graphql`, webSocketImpl: WebSocket, retryAttempts: Infinity, shouldRetry: () => true, retryWait: () => Promise.resolve() });
  const follower = followSession(client, 's');
  onTestFinished(async () => {
    follower.close();
    await client.dispose();
    for (const socket of sockets.clients) socket.terminate();
    http.close();
    await once(http, 'close');
    void stopServing();
  });
  return { opened, sockets, follower };
}

async function hasReached(follower: Follower<SessionProgress>, number: number): Promise<void> {
  while (follower.getProgress().lastNumber < number) {
    await new Promise<void>((resolve) => {
      const stop = follower.onChange(() => {
        stop();
        resolve();
      });
    });
  }
}

test('after a lost socket a session is followed on after the last event that is known', async () => {
  const { opened, sockets, follower } = await serveSession([[1, 2, 3], [4, 5]]);
  await hasReached(follower, 3);
  for (const socket of sockets.clients) socket.terminate();
  await hasReached(follower, 5);
  expect(opened).toEqual([0, 3]);
});

test('a missing number makes it ask again, and what comes twice is told once', async () => {
  const { opened, follower } = await serveSession([[1, 2, 5], [2, 3, 4, 5]]);
  const told: number[] = [];
  follower.onChange(() => told.push(follower.getProgress().lastNumber));
  await hasReached(follower, 5);
  expect(opened).toEqual([0, 2]);
  expect(told).toEqual([1, 2, 3, 4, 5]);
});

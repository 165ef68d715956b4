import type { Client, Sink } from 'graphql-ws';
import { gql } from 'urql';
import { expect, test, vi } from 'vitest';
import { openSubscription } from '../../../web/shared/live-subscription.ts';
import { openTab } from '../../support/live-client.ts';
import { startTestApp } from '../../support/test-app.ts';

const OfOtherVersion = gql<{ laterField: string }, Record<string, never>>`subscription Later { laterField }`;

/** A client whose server answers as the test says. */
function openClient() {
  const sinks: Sink[] = [];
  const connected = new Set<() => void>();
  const client = {
    subscribe: (_payload: unknown, sink: Sink) => (sinks.push(sink), () => undefined),
    on: (_event: 'connected', listener: () => void) => (connected.add(listener), () => void connected.delete(listener)),
  };
  return { client: client as unknown as Client, sinks, connect: () => [...connected].forEach((listener) => listener()) };
}

test('what the server does not know is asked for again on another connection only, any other error is tried again', () => {
  vi.useFakeTimers();
  const { client, sinks, connect } = openClient();
  const subscription = openSubscription({ client, document: OfOtherVersion, variables: () => ({}), next: () => undefined });
  sinks.at(-1)?.error([{ message: 'gone', extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]);
  vi.runAllTimers();
  expect(sinks).toHaveLength(1);
  connect();
  expect(sinks).toHaveLength(2);
  connect();
  expect(sinks).toHaveLength(2);
  sinks.at(-1)?.error([{ message: 'a mistake', extensions: {} }]);
  vi.runAllTimers();
  expect(sinks).toHaveLength(3);
  sinks.at(-1)?.error([{ message: 'gone', extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]);
  subscription.close();
  connect();
  vi.runAllTimers();
  expect(sinks).toHaveLength(3);
  vi.useRealTimers();
});

test('what is refused again and again is asked for less often, and as soon as ever once it was told', () => {
  vi.useFakeTimers();
  const { client, sinks } = openClient();
  const subscription = openSubscription({ client, document: OfOtherVersion, variables: () => ({}), next: () => undefined });
  const askedWithin = (ms: number, refuse: boolean) => {
    const before = sinks.length;
    for (let passed = 0; passed < ms; passed += 500) {
      const known = sinks.length;
      vi.advanceTimersByTime(500);
      if (refuse && sinks.length > known) sinks.at(-1)?.error([{ message: 'There is no such room.', extensions: {} }]);
    }
    return sinks.length - before;
  };
  sinks.at(-1)?.error([{ message: 'There is no such room.', extensions: {} }]);
  expect(askedWithin(1_000, true)).toBe(1);
  expect(askedWithin(60_000, true)).toBeLessThan(8);
  expect(askedWithin(16_000, false)).toBe(1);
  sinks.at(-1)?.next({ data: { laterField: '' } });
  sinks.at(-1)?.error([{ message: 'a mistake', extensions: {} }]);
  expect(askedWithin(500, false)).toBe(1);
  subscription.close();
  vi.useRealTimers();
});

test('a server that does not know a subscription of the page is told to be of another version', async () => {
  const api = await startTestApp({ project: () => undefined, isEngineStarted: false });
  const { connection } = openTab({ port: Number(new URL(api.url).port) });
  const told = new Promise<void>((resolve) => connection.onChange(() => connection.getState().isOtherVersion && resolve()));
  const subscription = openSubscription({ client: connection.client, document: OfOtherVersion, variables: () => ({}), next: () => undefined });
  await told;
  subscription.close();
});

import { expect, it } from 'vitest';
import type { EventListener, Wake } from '../../../server/engine/listen.ts';
import type { SessionNotice } from '../../../server/debugger/notices.ts';
import { readSessionActivity, WAITING_NOTICES } from '../../../server/debugger/sessions/read-activity.ts';

/** A listener whose notices are called out by the test. */
function createCaller() {
  const subscribers = new Set<(wake: Wake<SessionNotice>) => void>();
  const listener: EventListener<SessionNotice> = {
    subscribe(wake) {
      subscribers.add(wake);
      return () => void subscribers.delete(wake);
    },
    get size() {
      return subscribers.size;
    },
    isConnected: true,
    close: () => Promise.resolve(),
  };
  const call = (wake: Wake<SessionNotice>): void => subscribers.forEach((subscriber) => subscriber(wake));
  return { listener, tell: (number: number, more: Partial<SessionNotice> = {}) => call({ kind: 'event', notice: { sessionId: 's', roomId: 'room', number, type: 'RECORDING_ENDED', ...more } }), reconnect: () => call({ kind: 'connected' }) };
}

async function take(stream: AsyncGenerator<unknown, void>, count: number): Promise<unknown[]> {
  const taken: unknown[] = [];
  for (let index = 0; index < count; index += 1) {
    const { value } = (await stream.next()) as IteratorResult<{ kind: string; notice?: SessionNotice }, void>;
    taken.push(value?.notice?.number ?? value?.kind);
  }
  return taken;
}

it('tells in order what happens in the room, without progress, from the moment it is opened', async () => {
  const { listener, tell } = createCaller();
  const stream = readSessionActivity({ listener, signal: new AbortController().signal, roomId: 'room' });
  tell(1);
  tell(2, { type: 'SEARCH_PROGRESS' });
  tell(3, { roomId: 'elsewhere' });
  tell(4);
  expect(await take(stream, 3)).toEqual(['missed', 1, 4]);
  await stream.return();
  expect(listener.size).toBe(0);
});

it('a lost connection and a reader that is too slow end in one word: missed', async () => {
  const { listener, tell, reconnect } = createCaller();
  const stream = readSessionActivity({ listener, signal: new AbortController().signal, roomId: 'room' });
  tell(1);
  reconnect();
  tell(2);
  expect(await take(stream, 2)).toEqual(['missed', 2]);
  for (let number = 3; number < 3 + WAITING_NOTICES; number += 1) tell(number);
  expect(await take(stream, 1)).toEqual([3]);
  tell(1_000);
  tell(1_001);
  tell(1_002);
  expect(await take(stream, 2)).toEqual(['missed', 1_002]);
  await stream.return();
});

it('ends with its signal', async () => {
  const { listener } = createCaller();
  const controller = new AbortController();
  const stream = readSessionActivity({ listener, signal: controller.signal, roomId: 'room' });
  await stream.next();
  const next = stream.next();
  controller.abort();
  expect(await next).toEqual({ done: true, value: undefined });
  expect(listener.size).toBe(0);
});

// The page's own way to follow events, outside of a page: its connection and its subscriptions, with every event written down.
import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { openConnection, type Connection } from '../../web/shared/connection.ts';
import { followEvents, type Applied } from '../../web/shared/follow-events.ts';
import { RoomActivity, RunEvents } from './documents.ts';

export interface Tab {
  readonly connection: Connection;
  /** Follows a run from its first event. */
  followRun(runId: string): Followed;
  /** Follows a room from a number on. */
  followRoom(roomId: string, after: number): Followed;
}

export interface Followed {
  /** The number of every event that came, in the order of coming, repeats and gaps as they are. */
  readonly numbers: readonly number[];
  /** Resolves when an event with this number, or of this type, has come. */
  until(wanted: number | string): Promise<void>;
}

interface TabOptions {
  /** Where it connects to; the server itself where nothing is between. */
  readonly port: number;
  readonly serverPort?: number;
  readonly keepAliveMs?: number;
  readonly pongTimeoutMs?: number;
}

/** A browser's tab as far as the server can tell; closed when the test ends. */
export function openTab({ port, serverPort = port, ...timing }: TabOptions): Tab {
  // What is between is no other host for the server.
  const ThroughProxy = class extends WebSocket {
    constructor(address: string, protocols: string[]) {
      super(address, protocols, { headers: { host: `127.0.0.1:${serverPort}` } });
    }
  };
  const connection = openConnection(`ws://127.0.0.1:${port}/graphql`, { ...timing, browser: new EventTarget(), webSocketImpl: ThroughProxy });
  onTestFinished(async () => {
    await connection.client.dispose();
    connection.client.terminate();
  });
  const { client } = connection;
  return {
    connection,
    followRun: (runId) => record((apply) => followEvents({ client, document: RunEvents, variables: (after: number) => ({ runId, after }), eventOf: ({ runEvents: { number, type } }) => ({ number, type }), initial: 0, apply })),
    followRoom: (roomId, from) => record((apply) => followEvents({ client, document: RoomActivity, variables: (after: number) => ({ roomId, after }), eventOf: ({ roomActivity: { number, eventType } }) => ({ number, type: eventType }), initial: from, apply })),
  };
}

interface Came {
  readonly number: number;
  readonly type: string;
}

function record(follow: (apply: (last: number, event: Came) => Applied<number>) => { close(): void }): Followed {
  const numbers: number[] = [];
  const seen = new Set<number | string>();
  const waiting = new Map<number | string, () => void>();
  const follower = follow((_last, { number, type }) => {
    numbers.push(number);
    for (const mark of [number, type]) {
      seen.add(mark);
      waiting.get(mark)?.();
    }
    return { kind: 'applied', progress: number };
  });
  onTestFinished(() => follower.close());
  return { numbers, until: (wanted) => (seen.has(wanted) ? Promise.resolve() : new Promise((resolve) => waiting.set(wanted, resolve))) };
}

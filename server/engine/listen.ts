// The one LISTEN connection of a process. Owns connecting, reconnecting and handing out notices; stores nothing and reads no rows.
import pg from 'pg';
import { createBell, pause } from './abort.ts';
import type { Notice } from './events.ts';
import type { EngineLogger } from './options.ts';

/** `connected` means: notices before this moment may have been missed, read the rows again. */
export type Wake<N = Notice> = { readonly kind: 'event'; readonly notice: N } | { readonly kind: 'connected' };

export interface EventListener<N = Notice> {
  /** Calls `wake` for every notice until the returned function is called. Connects with the first subscriber. */
  subscribe(wake: (wake: Wake<N>) => void): () => void;
  /** How many subscribers there are. */
  readonly size: number;
  /** False until the first `connected`, and between a loss and the next one. */
  readonly isConnected: boolean;
  /** Closes the connection; nothing is woken any more. */
  close(): Promise<void>;
}

const RECONNECT_MS = { first: 50, most: 2_000 };
const HEARTBEAT_MS = 15_000;

/** Creates a listener on one channel of the database at `url`, whose payloads are `N` as JSON. A lost connection is opened again for as long as the listener is open. */
export function createEventListener<N = Notice>(url: string, channel: string, logger: EngineLogger): EventListener<N> {
  const subscribers = new Set<(wake: Wake<N>) => void>();
  const closing = new AbortController();
  let running: Promise<void> | null = null;
  let isConnected = false;
  const tell = (wake: Wake<N>) => {
    if (wake.kind === 'connected') isConnected = true;
    for (const subscriber of subscribers) subscriber(wake);
  };
  return {
    subscribe(wake) {
      if (closing.signal.aborted) throw new Error('the event listener is closed');
      // One object per subscription: the same function may subscribe twice.
      const subscriber = (message: Wake<N>) => wake(message);
      subscribers.add(subscriber);
      running ??= keepListening({ url, channel, logger, signal: closing.signal, tell: (wake) => tell(wake as Wake<N>), lose: () => (isConnected = false) });
      return () => void subscribers.delete(subscriber);
    },
    get size() {
      return subscribers.size;
    },
    get isConnected() {
      return isConnected;
    },
    async close() {
      closing.abort();
      subscribers.clear();
      await running;
    },
  };
}

interface Listening {
  readonly url: string;
  readonly channel: string;
  readonly logger: EngineLogger;
  readonly signal: AbortSignal;
  readonly tell: (wake: Wake<unknown>) => void;
  readonly lose: () => void;
}

async function keepListening(listening: Listening): Promise<void> {
  let delayMs = RECONNECT_MS.first;
  while (!listening.signal.aborted) {
    try {
      await listenOnce(listening, () => {
        delayMs = RECONNECT_MS.first;
      });
    } catch (error) {
      if (!listening.signal.aborted) listening.logger.warn({ err: error }, 'the connection for events was lost, it is opened again');
    }
    listening.lose();
    await pause(delayMs, listening.signal);
    delayMs = Math.min(delayMs * 2, RECONNECT_MS.most);
  }
}

/** Listens until the connection is lost (throws) or the signal is aborted (returns). */
async function listenOnce({ url, channel, signal, tell }: Listening, onConnected: () => void): Promise<void> {
  const client = new pg.Client({ connectionString: url, keepAlive: true, connectionTimeoutMillis: 10_000, query_timeout: 10_000, application_name: 'supernova events' });
  const lost = createBell();
  let failure: Error | null = null;
  const lose = (error: Error) => {
    failure ??= error;
    lost.ring();
  };
  client.on('error', lose);
  client.on('end', () => lose(new Error('the database closed the connection')));
  client.on('notification', (message) => {
    if (message.payload !== undefined) tell({ kind: 'event', notice: JSON.parse(message.payload) as unknown });
  });
  try {
    await client.connect();
    await client.query(`LISTEN ${channel}`);
    onConnected();
    tell({ kind: 'connected' });
    while (!signal.aborted) {
      await lost.wait(HEARTBEAT_MS, signal);
      if (failure) throw failure;
      // A half-open connection says nothing by itself.
      if (!signal.aborted) await client.query('SELECT 1');
    }
  } finally {
    await client.end().catch(() => {});
  }
}

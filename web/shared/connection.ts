import { createClient, MessageType, type Client } from 'graphql-ws';
import { refusalOfClose, type Refusal } from '../access/refusal.ts';
import { foldConnection, initialConnection, type ConnectionEvent, type ConnectionState } from './connection-state.ts';
import { isOfOtherVersion } from './failure.ts';

const PONG_TIMEOUT_MS = 5_000;
const KEEP_ALIVE_MS = 10_000;
const LONGEST_WAIT_MS = 4_000;

/** The socket for subscriptions, and its state for those who show it or fetch again after a break. */
export interface Connection {
  client: Client;
  getState: () => ConnectionState;
  onChange: (listener: () => void) => () => void;
  /** Closes the socket for good. */
  close: () => void;
}

/** Doubles from 250 ms up to 4 s, with a random part so that many pages do not return in the same instant. */
function waitBeforeRetry(retries: number): Promise<void> {
  const waitMs = Math.min(LONGEST_WAIT_MS, 250 * 2 ** retries) * (0.75 + Math.random() / 2);
  return new Promise((resolve) => setTimeout(resolve, waitMs));
}

/** What lets the page in where the server asks for a token: sent with each connection, and told when the server refuses. */
export interface ConnectionAccess {
  getToken: () => string | null;
  /** What became of a connection with that token; null: the server did not refuse it. */
  refuse: (refusal: Refusal | null, sent: string | null) => void;
  /** Resolves when it makes sense to knock again. */
  untilAllowed: () => Promise<void>;
}

interface ConnectionOptions {
  access?: ConnectionAccess;
  /** How often the server is asked whether it is there. */
  keepAliveMs?: number;
  pongTimeoutMs?: number;
  /** Says when it is offline and online. */
  browser?: EventTarget;
  webSocketImpl?: unknown;
}

/** Opens the socket at once and keeps it open until it is closed: a lost server is waited for without end. */
export function openConnection(url: string, { keepAliveMs = KEEP_ALIVE_MS, pongTimeoutMs = PONG_TIMEOUT_MS, browser = window, webSocketImpl, access }: ConnectionOptions = {}): Connection {
  let state = initialConnection;
  const listeners = new Set<() => void>();
  let heardAtMs = Date.now();
  const note = (event: ConnectionEvent) => {
    const next = foldConnection(state, event, heardAtMs);
    if (next === state) return;
    state = next;
    for (const listener of listeners) listener();
  };

  let sent: string | null = null;
  let pongTimer: ReturnType<typeof setTimeout> | undefined;
  const client = createClient({
    url,
    lazy: false,
    keepAlive: keepAliveMs,
    webSocketImpl,
    connectionParams: () => {
      sent = access?.getToken() ?? null;
      return { token: sent ?? undefined };
    },
    retryAttempts: Infinity,
    shouldRetry: () => true,
    retryWait: async (retries) => {
      await waitBeforeRetry(retries);
      await access?.untilAllowed();
    },
    onNonLazyError: () => note('closed'),
    on: {
      message: (message) => {
        heardAtMs = Date.now();
        if (message.type === MessageType.Error && isOfOtherVersion(message.payload)) note('other-version');
      },
      connected: () => note('connected'),
      closed: (event) => {
        clearTimeout(pongTimer);
        access?.refuse(refusalOfClose(event), sent);
        note('closed');
      },
      // A dead peer sends no close: the missing pong is what tells it apart from a quiet one.
      ping: (received) => {
        if (!received) pongTimer = setTimeout(() => client.terminate(), pongTimeoutMs);
      },
      pong: (received) => {
        if (!received) return;
        clearTimeout(pongTimer);
        note('heard');
      },
    },
  });
  const [goOffline, goOnline] = [() => note('browser-offline'), () => note('browser-online')];
  browser.addEventListener('offline', goOffline);
  browser.addEventListener('online', goOnline);

  return {
    client,
    getState: () => state,
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      clearTimeout(pongTimer);
      browser.removeEventListener('offline', goOffline);
      browser.removeEventListener('online', goOnline);
      void client.dispose();
    },
  };
}

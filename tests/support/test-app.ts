// The whole product for one test: its own database, a room folder as the only allowed root, real HTTP and real websockets.
import { once } from 'node:events';
import { mkdtempSync, realpathSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { print, type DocumentNode } from 'graphql';
import { createClient, type Client } from 'graphql-ws';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { createHttp } from '../../server/api/http.ts';
import { createApp, type App } from '../../server/app.ts';
import { findPackageRoot } from '../../server/config.ts';
import type { EngineLimits } from '../../server/engine/options.ts';
import { createTestDatabase } from './database.ts';

export interface GraphQLAnswer<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: Readonly<Record<string, unknown>> }[];
}

/** What a client of a server can do, wherever the server runs. */
export interface ApiClient {
  readonly url: string;
  readonly wsUrl: string;
  /** The data of an operation; rejects when there are errors outside of a union. */
  graphql<Data, Variables>(document: TypedDocumentNode<Data, Variables>, variables: Variables): Promise<Data>;
  /** The answer to any operation as it came. */
  send(query: string, variables?: object): Promise<GraphQLAnswer<Record<string, unknown>>>;
  /** A subscription on a socket of its own; `return` closes both. */
  subscribe<Data, Variables>(document: TypedDocumentNode<Data, Variables>, variables: Variables): AsyncGenerator<Data, void>;
  /** Drops every socket. */
  dispose(): Promise<void>;
}

export interface TestApp extends ApiClient {
  readonly app: App;
  /** The folder of the project; it may be opened as a room. */
  readonly roomFolder: string;
  readonly databaseUrl: string;
  /** Every line of the log, as JSON. */
  readonly log: readonly string[];
  /** The server's ends of the connections that are open. */
  readonly connections: ReadonlySet<Socket>;
}

export type Undo = () => Promise<unknown>;

export async function undoAll(undo: Undo[]): Promise<void> {
  for (const step of undo.reverse()) await step();
}

interface TestAppOptions {
  /** Writes the project into the empty folder it is given. */
  readonly project: (folder: string) => unknown;
  readonly limits?: Partial<EngineLimits>;
  readonly isEngineStarted?: boolean;
  /** How long the tests of the project may take. */
  readonly testTimeMs?: number;
  /** Watches rooms as well. */
  readonly isServer?: boolean;
  readonly keepAliveMs?: number;
}

/** A client of a server that listens on a port of this machine. */
export function connectApi(port: number): ApiClient {
  const url = `http://127.0.0.1:${port}/graphql`;
  const wsUrl = `ws://127.0.0.1:${port}/graphql`;
  const open = new Set<Client>();
  const send = async (query: string, variables: object = {}): Promise<GraphQLAnswer<Record<string, unknown>>> => {
    const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query, variables }) });
    return (await response.json()) as GraphQLAnswer<Record<string, unknown>>;
  };
  return {
    url,
    wsUrl,
    send,
    async graphql<Data, Variables>(document: TypedDocumentNode<Data, Variables>, variables: Variables) {
      const { data, errors } = await send(print(document as DocumentNode), variables as object);
      if (errors || !data) throw new Error(`the operation failed: ${JSON.stringify(errors)}`);
      return data as Data;
    },
    async *subscribe<Data, Variables>(document: TypedDocumentNode<Data, Variables>, variables: Variables) {
      const client = createClient({ url: wsUrl, webSocketImpl: WebSocket, retryAttempts: 0 });
      open.add(client);
      try {
        for await (const { data, errors } of client.iterate<Data>({ query: print(document as DocumentNode), variables: variables as Record<string, unknown> })) {
          if (errors || !data) throw new Error(`the subscription failed: ${JSON.stringify(errors)}`);
          yield data;
        }
      } finally {
        open.delete(client);
        await client.dispose();
      }
    },
    async dispose() {
      await Promise.all([...open].map((client) => client.dispose()));
    },
  };
}

/** Starts everything; all of it is closed when the test ends. */
export async function startTestApp(options: TestAppOptions): Promise<TestApp> {
  const undo: Undo[] = [];
  onTestFinished(() => undoAll(undo));
  return openTestApp(options, undo);
}

/** Starts everything for several tests; `undoAll(undo)` closes what was started. */
export async function openTestApp({ project, limits = {}, isEngineStarted = true, isServer = false, testTimeMs, keepAliveMs }: TestAppOptions, undo: Undo[]): Promise<TestApp> {
  const roomFolder = realpathSync(mkdtempSync(join(tmpdir(), 'supernova-room-')));
  undo.push(() => rm(roomFolder, { recursive: true, force: true }));
  project(roomFolder);
  const database = await createTestDatabase();
  undo.push(() => database.close());
  const log: string[] = [];
  const logger = pino({ level: 'info' }, { write: (line: string) => void log.push(line) });
  const app = createApp({ database, allowedRoots: [roomFolder], logger, limits, isServer, ...(testTimeMs === undefined ? {} : { testTimeMs }) });
  undo.push(() => app.close());
  let port = 0;
  const http = createHttp({ services: app, gate: { host: '127.0.0.1', port: () => port }, pageFolder: join(findPackageRoot(), 'dist/web'), logger, ...(keepAliveMs === undefined ? {} : { keepAliveMs }) });
  const connections = new Set<Socket>();
  http.server.on('connection', (socket: Socket) => {
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
  });
  http.server.listen(0, '127.0.0.1');
  await once(http.server, 'listening');
  port = (http.server.address() as AddressInfo).port;
  undo.push(() => http.close());
  const client = connectApi(port);
  undo.push(() => client.dispose());
  if (isEngineStarted) await app.start();
  return { ...client, app, roomFolder, databaseUrl: database.url, log, connections };
}

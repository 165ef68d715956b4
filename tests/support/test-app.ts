// The whole product for one test: its own database, a room folder as the only allowed root, real HTTP and real websockets.
import { once } from 'node:events';
import { mkdtempSync, realpathSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { createHttp } from '../../server/api/http.ts';
import { createApp, type App } from '../../server/app.ts';
import { findPackageRoot } from '../../server/config.ts';
import type { EngineLimits } from '../../server/engine/options.ts';
import { connectApi, type ApiClient } from './api-client.ts';
import { createTestDatabase } from './database.ts';

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
  /** Lets nobody in without an access token; the client that is returned has one. */
  readonly asksForTokens?: boolean;
  /** Other applications that may use it from a browser. */
  readonly allowedOrigins?: readonly string[];
}

/** Starts everything; all of it is closed when the test ends. */
export async function startTestApp(options: TestAppOptions): Promise<TestApp> {
  const undo: Undo[] = [];
  onTestFinished(() => undoAll(undo));
  return openTestApp(options, undo);
}

/** Starts everything for several tests; `undoAll(undo)` closes what was started. */
export async function openTestApp({ project, limits = {}, isEngineStarted = true, isServer = false, asksForTokens = false, testTimeMs, keepAliveMs, allowedOrigins = [] }: TestAppOptions, undo: Undo[]): Promise<TestApp> {
  const roomFolder = realpathSync(mkdtempSync(join(tmpdir(), 'supernova-room-')));
  undo.push(() => rm(roomFolder, { recursive: true, force: true }));
  project(roomFolder);
  const database = await createTestDatabase();
  undo.push(() => database.close());
  const log: string[] = [];
  const logger = pino({ level: 'info' }, { write: (line: string) => void log.push(line) });
  const app = createApp({ database, allowedRoots: [roomFolder], logger, limits, isServer, asksForTokens, ...(testTimeMs === undefined ? {} : { testTimeMs }) });
  undo.push(() => app.close());
  let port = 0;
  const http = createHttp({ services: app, gate: { host: '127.0.0.1', port: () => port, allowedOrigins }, pageFolder: join(findPackageRoot(), 'dist/web'), logger, ...(keepAliveMs === undefined ? {} : { keepAliveMs }) });
  const connections = new Set<Socket>();
  http.server.on('connection', (socket: Socket) => {
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
  });
  http.server.listen(0, '127.0.0.1');
  await once(http.server, 'listening');
  port = (http.server.address() as AddressInfo).port;
  undo.push(() => http.close());
  const client = connectApi(port, asksForTokens ? (await app.tokens.createFirstToken())?.secret : undefined);
  undo.push(() => client.dispose());
  if (isEngineStarted) await app.start();
  return { ...client, app, roomFolder, databaseUrl: database.url, log, connections };
}

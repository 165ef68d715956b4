// The server and the worker: config, database, engine, http, in this order, and back. The only file that ends the process.
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pino, type Logger } from 'pino';
import { createHttp } from './api/http.ts';
import { createApp, type App } from './app.ts';
import { explainListenError, isLoopback, readConfig, type Config } from './config.ts';
import { openDatabase } from './db.ts';
import { DomainError } from './errors.ts';
import { copySample, type Rooms } from './rooms/service.ts';

const SHUTDOWN_LIMIT_MS = 20_000;

const USAGE = `Usage: npm start -- [options]         page, GraphQL and runs in one process
       npm run server -- [options]    page and GraphQL; runs wait for workers
       npm run worker -- [--concurrency ROOMS]

  --project FOLDER     folder to open (default: a sample)
  --host HOST          address to listen on (default: 127.0.0.1; 0.0.0.0 is every address of this machine)
  --port PORT          port; 0 takes any free one (default: 4000)
  --tokens RULE        when an access token is asked for: auto (default) unless the address is loopback, always, never
  --concurrency ROOMS  rooms that are healed at the same time (default: 4)

Variables, such as SUPERNOVA_DATA and DATABASE_URL, are listed in README.md.
`;

async function openFirstRoom(config: Config, rooms: Rooms): Promise<string> {
  if (config.project !== null) return (await rooms.createRoom({ rootPath: config.project })).rootPath;
  await copySample(join(config.packageRoot, 'prisma/seed/storefront'), config.sampleDir);
  return (await rooms.createRoom({ rootPath: config.sampleDir, name: 'Sample: storefront', isSample: true })).rootPath;
}

async function listen(http: ReturnType<typeof createHttp>, config: Config): Promise<number> {
  http.server.listen(config.port, config.host);
  await once(http.server, 'listening').catch((error: unknown) => {
    throw explainListenError(error, config) ?? error;
  });
  return (http.server.address() as AddressInfo).port;
}

type Undo = () => Promise<unknown>;

async function run(config: Config, logger: Logger, undo: Undo[]): Promise<void> {
  const database = await openDatabase(config);
  undo.push(() => database.close());
  const { role, concurrency } = config;
  const app = createApp({ database, allowedRoots: role === 'worker' ? 'OPEN_ROOMS' : config.allowedRoots, logger, limits: { concurrency }, isServer: role !== 'worker', asksForTokens: config.asksForTokens });
  undo.push(() => app.close());
  const say = (text: string) => process.stdout.write(`${text}\nDatabase: ${database.kind === 'embedded' ? `embedded, in ${config.dataDir}` : 'the one of DATABASE_URL'}. Stop with Ctrl-C.\n`);
  if (role === 'worker') {
    await app.start();
    return void say(`Supernova executes runs, in ${concurrency} ${concurrency === 1 ? 'room' : 'rooms'} at once: those that servers on the same database have opened.`);
  }
  say(await serve({ config, app, logger, undo }));
  const workers = await app.engine.workers();
  if (workers.length === 0) process.stdout.write('No worker is running, so runs will wait. Start one with: npm run worker\n');
}

interface Serving {
  readonly config: Config;
  readonly app: App;
  readonly logger: Logger;
  readonly undo: Undo[];
}

/** Opens the first room and the port, and returns what to tell about them. */
async function serve({ config, app, logger, undo }: Serving): Promise<string> {
  const room = await openFirstRoom(config, app.rooms);
  let port = config.port;
  const http = createHttp({ services: app, gate: { host: config.host, port: () => port, allowedOrigins: config.allowedOrigins }, pageFolder: join(config.packageRoot, 'dist/web'), logger });
  port = await listen(http, config);
  undo.push(() => http.close());
  await app.start({ executesRuns: config.role === 'all' });
  return `Supernova serves http://${nameOf(config.host)}:${port}${isEverywhere(config.host) ? ' and every other address of this machine' : ''} (page and GraphQL at /graphql)\nRoom: ${room}${config.asksForTokens ? `\n${await describeTokens(app)}` : ''}`;
}

const isEverywhere = (host: string): boolean => host === '0.0.0.0' || host === '::';

/** How a browser on this machine calls the address the server listens on. */
function nameOf(host: string): string {
  if (isLoopback(host) || isEverywhere(host)) return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}

/** The secret of the first token goes to the terminal and nowhere else. */
async function describeTokens({ tokens }: App): Promise<string> {
  const made = await tokens.createFirstToken();
  const more = 'npm run -s token -- create --name NAME';
  return made ? `An access token is asked for. This one is shown only now and holds for 30 days; make others with: ${more}\n  ${made.secret}` : `An access token is asked for. Make one with: ${more}`;
}

/** Undoes what was started, the newest first, within a limit. */
async function shutDown(undo: Undo[], logger: Logger): Promise<void> {
  const limit = setTimeout(() => {
    logger.error('shutting down took too long');
    process.exit(1);
  }, SHUTDOWN_LIMIT_MS);
  limit.unref();
  for (const step of undo.reverse()) await step().catch((error: unknown) => logger.error({ err: error }, 'a part did not shut down cleanly'));
  clearTimeout(limit);
}

function explain(error: unknown): string {
  return error instanceof DomainError ? `${error.message}\n${error.hint}\n` : `Supernova could not start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`;
}

async function main(): Promise<void> {
  if (process.argv.slice(2).some((argument) => argument === '--help' || argument === '-h')) return void process.stdout.write(USAGE);
  const undo: Undo[] = [];
  let logger = pino({ level: 'info' }, pino.destination(2));
  // A second Ctrl-C is the same wish.
  const stopped = Promise.race((['SIGINT', 'SIGTERM', 'SIGHUP'] as const).map((signal) => new Promise((resolve) => process.on(signal, resolve))));
  let status = 0;
  try {
    const config = readConfig({ env: process.env, argv: process.argv.slice(2), cwd: process.cwd() });
    logger = pino({ level: config.logLevel }, pino.destination(2));
    await run(config, logger, undo);
    await stopped;
  } catch (error) {
    process.stderr.write(explain(error));
    status = 1;
  }
  await shutDown(undo, logger);
  process.exit(status);
}

await main();

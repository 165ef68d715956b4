// Figures of live events on loopback: the way from a trigger to the first step event, events per second at 1, 100 and 1,000 subscribers
// beside a bare graphql-ws server, the same on two servers, runs per second, memory of an idle subscriber. Clients are processes of their own.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeGlobalID } from '@pothos/plugin-relay';
import { findPackageRoot } from '../../server/config.ts';
import { openDatabase, type Database } from '../../server/db.ts';
import { EVENTS_CHANNEL } from '../../server/engine/events.ts';
import { createEventListener } from '../../server/engine/listen.ts';
import { createEventReader } from '../../server/engine/read-events.ts';
import { createRoom, createRunner, openEngine, planRun } from '../engine/plans.ts';
import { endProcesses, startProcess, type BenchProcess } from './live-process.ts';
import { at } from './percentile.ts';

/** Subscribers, and events for each: enough for a second or more. */
const SIZES = [[1, 20_000], [100, 4_000], [1_000, 500]] as const;
const TRIGGERS = 300;
const RUNS = 400;
const ROOMS = 8;
const IDLE = 1_000;

/** Parts to measure, by name; all of them where none is named. */
const wanted = process.argv.slice(2);
const isWanted = (part: 'idle' | 'trigger' | 'one' | 'two' | 'runs') => wanted.length === 0 || wanted.includes(part);

const global = (runId: string) => encodeGlobalID('HealingRun', runId);

/** A planned run whose only step tells this many times of its progress. */
async function planTalk({ prisma }: Database, events: number): Promise<string> {
  const runId = await planRun(prisma, await createRoom(prisma), [{ steps: ['talk'] }]);
  await prisma.healingExecution.updateMany({ where: { healingAction: { runId } }, data: { input: { events } } });
  return runId;
}

/** What a server has sent before anything is counted, the product's and the bare one alike: then its code is compiled. */
const WARM = { subscribers: 4, events: 5_000 };

interface Rate {
  readonly perSecond: number;
  /** CPU time of the servers for each message, in microseconds. */
  readonly cpuUs: number;
}

async function cpuOf(servers: readonly BenchProcess[]): Promise<number> {
  let cpuMs = 0;
  for (const server of servers) {
    const said = server.hear('cpu');
    server.child.send('cpu');
    cpuMs += (await said).cpuMs;
  }
  return cpuMs;
}

interface Measured {
  readonly servers: readonly BenchProcess[];
  readonly ports: readonly number[];
  readonly subscribers: number;
  readonly events: number;
  readonly runId: string;
  readonly begin: () => Promise<void>;
}

async function measure({ servers, ports, subscribers, events, runId, begin }: Measured): Promise<Rate> {
  const clients = startProcess('live-clients.ts', 'follow', ports.join(','), String(subscribers), runId, String(events));
  await clients.hear('subscribed');
  const received = clients.hear('received');
  const cpuBefore = await cpuOf(servers);
  const began = Date.now();
  await begin();
  const { at: ended, messages } = await received;
  const cpuMs = (await cpuOf(servers)) - cpuBefore;
  await clients.end();
  return { perSecond: messages / ((ended - began) / 1000), cpuUs: (cpuMs * 1000) / messages };
}

type Size = Pick<Measured, 'subscribers' | 'events'>;

async function measureProduct(database: Database, servers: readonly BenchProcess[], { ports, subscribers, events }: Size & Pick<Measured, 'ports'>): Promise<Rate> {
  const { engine } = openEngine({ prisma: database.prisma, url: database.url, runner: createRunner() });
  const talk = async (size: Size) => {
    const runId = await planTalk(database, size.events);
    // RUN_QUEUED, RUN_STARTED, ACTION_STARTED, STEP_STARTED; STEP_ENDED, ACTION_ENDED, RUN_COMPLETED.
    return measure({ servers, ports, subscribers: size.subscribers, events: size.events + 7, runId: global(runId), begin: () => engine.enqueueRun(runId) });
  };
  await talk(WARM);
  const rate = await talk({ subscribers, events });
  await engine.stop();
  return rate;
}

async function measureBare(processes: number, size: Size): Promise<Rate> {
  const servers = Array.from({ length: processes }, () => startProcess('live-bare.ts'));
  const ports = await Promise.all(servers.map(async (server) => (await server.hear('ready')).port));
  const talk = ({ subscribers, events }: Size) => measure({ servers, ports, subscribers, events, runId: 'cg==', begin: async () => servers.forEach((server) => server.child.send({ events })) });
  await talk(WARM);
  const rate = await talk(size);
  for (const server of servers) await server.end();
  return rate;
}

const tell = (name: string, product: Rate, bare: Rate) =>
  console.log(`${name}: ${Math.round(product.perSecond)} events/s, ${product.cpuUs.toFixed(1)} µs CPU of the server each; bare ${Math.round(bare.perSecond)}, ${bare.cpuUs.toFixed(1)} µs; ${Math.round((100 * product.perSecond) / bare.perSecond)} % of it (by CPU ${Math.round((100 * bare.cpuUs) / product.cpuUs)} %)`);

async function tellTriggers(database: Database, port: number): Promise<void> {
  const runIds: string[] = [];
  const roomId = await createRoom(database.prisma);
  for (let count = 0; count < TRIGGERS; count += 1) runIds.push(global(await planRun(database.prisma, roomId, [{ steps: ['a'] }])));
  const clients = startProcess('live-clients.ts', 'trigger', String(port), '1', runIds.join(','));
  const { ms } = await clients.hear('latencies');
  await clients.end();
  console.log(`from the trigger to the first step event, ${ms.length} runs: p50 ${at(ms, 0.5).toFixed(1)} ms, p99 ${at(ms, 0.99).toFixed(1)} ms`);
}

async function tellRuns({ prisma, url }: Database): Promise<void> {
  const rooms = await Promise.all(Array.from({ length: ROOMS }, () => createRoom(prisma)));
  const runs: string[] = [];
  for (let count = 0; count < RUNS; count += 1) runs.push(await planRun(prisma, rooms[count % ROOMS] ?? '', [{ steps: ['a', 'b', 'c'] }]));
  const { engine } = openEngine({ prisma, url, runner: createRunner() });
  const listener = createEventListener(url, EVENTS_CHANNEL, { error: console.error, warn: console.error });
  const reader = createEventReader(prisma, listener);
  await engine.start();
  const before = process.cpuUsage();
  const began = Date.now();
  const ended = rooms.map(async (roomId) => {
    let left = RUNS / ROOMS;
    for await (const event of reader.roomActivity(roomId, 0, new AbortController().signal)) if (event.type === 'RUN_COMPLETED' && --left === 0) return;
  });
  for (const runId of runs) await engine.enqueueRun(runId);
  await Promise.all(ended);
  const { user, system } = process.cpuUsage(before);
  console.log(`runs of three trivial steps, ${RUNS} in ${ROOMS} rooms, one worker: ${(RUNS / ((Date.now() - began) / 1000)).toFixed(1)} runs/s, ${((user + system) / 1000 / RUNS).toFixed(1)} ms CPU of the process that queues, executes and follows them`);
  await engine.stop();
  await listener.close();
}

async function memoryPer(server: BenchProcess, port: number, runId: string): Promise<string> {
  const ask = async () => {
    const said = server.hear('memory');
    server.child.send('memory');
    return said;
  };
  const before = await ask();
  const clients = startProcess('live-clients.ts', 'follow', String(port), String(IDLE), runId, '1000000');
  await clients.hear('subscribed');
  const after = await ask();
  await clients.end();
  return `${((after.bytes - before.bytes) / IDLE / 1024).toFixed(1)} KB of heap, ${((after.resident - before.resident) / IDLE / 1024).toFixed(1)} KB resident`;
}

async function tellIdle(database: Database, server: BenchProcess, port: number): Promise<void> {
  const bare = startProcess('live-bare.ts');
  const barePort = (await bare.hear('ready')).port;
  console.log(`an idle subscriber, mean of ${IDLE}: ${await memoryPer(server, port, global(await planTalk(database, 1)))}; bare ${await memoryPer(bare, barePort, 'cg==')}`);
  await bare.end();
}

async function run(database: Database): Promise<void> {
  const servers = [startProcess('live-server.ts', 'server', database.url), startProcess('live-server.ts', 'server', database.url)] as const;
  const ports = [(await servers[0].hear('ready')).port, (await servers[1].hear('ready')).port] as const;
  const worker = startProcess('live-server.ts', 'worker', database.url);
  await worker.hear('ready');
  if (isWanted('idle')) await tellIdle(database, servers[0], ports[0]);
  if (isWanted('trigger')) await tellTriggers(database, ports[0]);
  for (const [subscribers, events] of isWanted('one') ? SIZES : []) {
    const product = await measureProduct(database, [servers[0]], { ports: [ports[0]], subscribers, events });
    tell(`${subscribers} subscribers, ${events} events`, product, await measureBare(1, { subscribers, events }));
  }
  if (isWanted('two')) {
    const product = await measureProduct(database, servers, { ports, subscribers: 1_000, events: 500 });
    tell('1000 subscribers on two servers, 500 events', product, await measureBare(2, { subscribers: 1_000, events: 500 }));
  }
  await worker.end();
  if (isWanted('runs')) await tellRuns(database);
}

const dataDir = mkdtempSync(join(tmpdir(), 'supernova-live-'));
const database = await openDatabase({ databaseUrl: null, dataDir, packageRoot: findPackageRoot() });
try {
  await run(database);
} finally {
  await endProcesses();
  await database.close();
  rmSync(dataDir, { recursive: true, force: true });
}

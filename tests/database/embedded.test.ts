import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { expect, onTestFinished, test, vi } from 'vitest';
import { canEnter, findAccount } from '../../server/database/binaries.ts';
import { prepareClusterHome } from '../../server/database/cluster-home.ts';
import { describeCluster, stopCluster, withClusterLock } from '../../server/database/cluster.ts';
import { openEmbedded, type EmbeddedServer } from '../../server/database/embedded.ts';
import { builtProgram } from '../support/built-programs.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

/** Fresh data whose server is stopped at the end, whatever the test left running. */
function makeDataFolder(): string {
  const folder = makeTempFolder();
  onTestFinished(async () => {
    const cluster = describeCluster(folder, { durable: false });
    await withClusterLock(cluster, () => stopCluster(cluster));
  });
  return folder;
}

const open = (folder: string): Promise<EmbeddedServer> => openEmbedded(folder, { durable: false });

async function query(server: EmbeddedServer, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: server.urlOf('postgres') });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

async function attend(folder: string): Promise<ChildProcess> {
  const child = fork(await builtProgram('tests/database/attending-process.ts'), [folder], { execArgv: [] });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

async function nextMessage(child: ChildProcess): Promise<unknown> {
  const [message] = (await once(child, 'message')) as [unknown];
  return message;
}

test('the first to come starts the server, the next attaches, and the last to leave stops it', async () => {
  const folder = makeDataFolder();
  const first = await open(folder);
  const second = await open(folder);
  expect([first.arrival, second.arrival]).toEqual(['started', 'attached']);
  expect(await first.close()).toBe('left running');
  expect(await query(second, 'select 1 as one')).toEqual([{ one: 1 }]);
  expect(await second.close()).toBe('stopped');
  await expect(query(second, 'select 1')).rejects.toThrow();
});

test('what was stored is there after the server was stopped and started again', async () => {
  const folder = makeDataFolder();
  const before = await open(folder);
  await query(before, 'create table kept as select 7 as number');
  await before.close();
  const after = await open(folder);
  expect(after.arrival).toBe('started');
  expect(await query(after, 'select number from kept')).toEqual([{ number: 7 }]);
  await after.close();
});

test('leaving twice leaves once', async () => {
  const server = await open(makeDataFolder());
  expect(await Promise.all([server.close(), server.close()])).toEqual(['stopped', 'stopped']);
});

test('of two processes that come at once on fresh data one starts the server and the other attaches', async () => {
  const folder = makeDataFolder();
  const children = await Promise.all([attend(folder), attend(folder)]);
  const arrivals = (await Promise.all(children.map(nextMessage))) as { arrival: string }[];
  expect(arrivals.map(({ arrival }) => arrival).sort()).toEqual(['attached', 'started']);
  const leavings = [];
  for (const child of children) {
    child.send('leave');
    leavings.push(await nextMessage(child));
  }
  expect(leavings).toEqual([{ leaving: 'left running' }, { leaving: 'stopped' }]);
});

test('the server of a killed process is attached to and stopped by whoever leaves last', async () => {
  const folder = makeDataFolder();
  const child = await attend(folder);
  expect(await nextMessage(child)).toEqual({ arrival: 'started' });
  child.kill('SIGKILL');
  await once(child, 'exit');
  const server = await open(folder);
  expect(server.arrival).toBe('attached');
  await vi.waitFor(async () => {
    expect(await query(server, `select count(*)::int as present from pg_locks where locktype = 'advisory'`)).toEqual([{ present: 1 }]);
  });
  expect(await server.close()).toBe('stopped');
});

test('a postmaster.pid that names a living program of another kind does not prevent the start', async () => {
  const folder = makeDataFolder();
  await (await open(folder)).close();
  writeFileSync(join(folder, 'postgres/data/postmaster.pid'), `${process.pid}\n`);
  const server = await open(folder);
  expect(server.arrival).toBe('started');
  await server.close();
});

test('the server starts in a folder with spaces and quotes whose path is too long for a socket', async () => {
  const folder = join(makeTempFolder(), `it's a "long" ${'folder '.repeat(12)}`.replaceAll('"', ''));
  const server = await open(folder);
  const socketFolder = describeCluster(folder).home.socketFolder;
  onTestFinished(() => rmSync(socketFolder, { recursive: true, force: true }));
  expect(socketFolder.startsWith(folder)).toBe(false);
  expect(await query(server, 'select 1 as one')).toEqual([{ one: 1 }]);
  expect(await server.close()).toBe('stopped');
});

test('the account that runs the server can enter its folder below a private one', () => {
  const folder = makeTempFolder();
  chmodSync(folder, 0o700);
  const account = findAccount();
  const home = prepareClusterHome(folder, account);
  onTestFinished(() => rmSync(home.folder, { recursive: true, force: true }));
  expect(canEnter(home.folder, account)).toBe(true);
  expect(prepareClusterHome(folder, account)).toEqual(home);
  expect(existsSync(join(folder, 'postgres'))).toBe(true);
});

// Vitest's global set-up: gives the run a folder for one database server and removes what the run left on it.
import { randomUUID } from 'node:crypto';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { describeCluster, stopCluster, withClusterLock } from '../../server/database/cluster.ts';
import { withDatabase } from '../../server/database/url.ts';
import { programsFolder } from './programs-folder.ts';

declare module 'vitest' {
  interface ProvidedContext {
    testServer: TestServer;
  }
}

/** The server is started by the first test that asks for a database: a run of pure tests needs none. */
export interface TestServer {
  /** Begins the name of every database of this run. */
  readonly prefix: string;
  readonly dataDir: string;
  readonly remoteUrl: string | null;
}

export default function provideTestServer(project: TestProject): () => Promise<void> {
  const server: TestServer = {
    prefix: `supernova_test_${randomUUID().slice(0, 8)}`,
    dataDir: mkdtempSync(join(tmpdir(), 'supernova-test-')),
    remoteUrl: process.env.TEST_DATABASE_URL || null,
  };
  // Run as root, the server belongs to another user, who must be able to enter.
  chmodSync(server.dataDir, 0o755);
  project.provide('testServer', server);
  return async () => {
    if (server.remoteUrl === null) await stopEmbedded(server.dataDir);
    else await dropDatabases(server.remoteUrl, server.prefix);
    for (const folder of [server.dataDir, programsFolder(server.prefix)]) rmSync(folder, { recursive: true, force: true });
  };
}

async function stopEmbedded(dataDir: string): Promise<void> {
  if (!existsSync(join(dataDir, 'postgres'))) return;
  const cluster = describeCluster(dataDir, { durable: false });
  await withClusterLock(cluster, () => stopCluster(cluster));
  const socketFolder = cluster.home.socketFolder;
  if (!socketFolder.startsWith(cluster.home.folder)) rmSync(socketFolder, { recursive: true, force: true });
  rmSync(cluster.home.folder, { recursive: true, force: true });
}

async function dropDatabases(url: string, prefix: string): Promise<void> {
  const client = new pg.Client({ connectionString: withDatabase(url, 'postgres') });
  await client.connect();
  const { rows } = await client.query<{ datname: string }>('select datname from pg_database where starts_with(datname, $1)', [prefix]);
  for (const { datname } of rows) await client.query(`drop database ${client.escapeIdentifier(datname)} with (force)`);
  await client.end();
}

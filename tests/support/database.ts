// Fresh, migrated databases for tests, on the one server of the whole test run.
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import { findPackageRoot } from '../../server/config.ts';
import { describeCluster, ensureRunning, withClusterLock } from '../../server/database/cluster.ts';
import { migrateDatabase } from '../../server/database/migrate.ts';
import { databaseOf, socketUrl, withDatabase } from '../../server/database/url.ts';
import { connectPrisma } from '../../server/db.ts';
import type { PrismaClient } from '../../server/generated/prisma/client.ts';

export interface TestDatabase {
  readonly url: string;
  readonly prisma: PrismaClient;
  /** Disconnects and drops the database, also under connections that are still open. */
  close(): Promise<void>;
}

// Any number: only the tests of one run compete for it.
const templateLockKey = 4_000_019;

/**
 * A database of its own for one test or one test file, with every migration applied (about 50 ms after the first); or a copy of another
 * one, to which nobody is connected.
 */
export async function createTestDatabase({ copyOf }: { readonly copyOf?: string } = {}): Promise<TestDatabase> {
  const { prefix } = inject('testServer');
  const serverUrl = await findTestServerUrl();
  const name = `${prefix}_${randomUUID().replaceAll('-', '')}`;
  await onServer(serverUrl, async (client) => {
    await ensureTemplate(client, serverUrl);
    await client.query(`create database ${name} template ${copyOf === undefined ? `${prefix}_template` : databaseOf(copyOf)}`);
  });
  const url = withDatabase(serverUrl, name);
  const prisma = connectPrisma(url);
  return {
    url,
    prisma,
    close: async () => {
      await prisma.$disconnect();
      await onServer(serverUrl, (client) => lastConnectionClosed(client, name));
      await onServer(serverUrl, (client) => client.query(`drop database if exists ${name} with (force)`));
    },
  };
}

/** The URL of the maintenance database of the run's server, which is started when it does not run yet. */
export async function findTestServerUrl(): Promise<string> {
  const { dataDir, remoteUrl } = inject('testServer');
  if (remoteUrl !== null) return withDatabase(remoteUrl, 'postgres');
  const cluster = describeCluster(dataDir, { durable: false });
  await withClusterLock(cluster, () => ensureRunning(cluster));
  return socketUrl(cluster.home.socketFolder, 'postgres');
}

async function ensureTemplate(client: pg.Client, serverUrl: string): Promise<void> {
  const template = `${inject('testServer').prefix}_template`;
  // Kept until the connection ends: a template must not be copied while another worker still migrates it.
  await client.query('select pg_advisory_lock($1)', [templateLockKey]);
  const { rowCount } = await client.query('select from pg_database where datname = $1', [template]);
  if (rowCount === 0) await migrateDatabase(withDatabase(serverUrl, template), join(findPackageRoot(), 'prisma', 'migrations'));
}

/** A pool that is ending must not have its connections cut from under it: it would report that as an error. Waits 3 s at most. */
async function lastConnectionClosed(client: pg.Client, name: string): Promise<void> {
  for (let tries = 0; tries < 60; tries += 1) {
    const { rowCount } = await client.query('select from pg_stat_activity where datname = $1 limit 1', [name]);
    if (rowCount === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Does `action` with a connection of its own to a database. */
export async function onServer<T>(url: string, action: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await action(client);
  } finally {
    await client.end();
  }
}

import { randomUUID } from 'node:crypto';
import { appendFileSync, cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { findPackageRoot } from '../../server/config.ts';
import { MigrationError } from '../../server/database/errors.ts';
import { migrateDatabase, readMigrations } from '../../server/database/migrate.ts';
import { withDatabase } from '../../server/database/url.ts';
import { findTestServerUrl } from '../support/database.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

/** The URL of a database that does not exist yet; dropped when the test ends. */
async function nameDatabase(): Promise<string> {
  const server = await findTestServerUrl();
  const name = `migrate_${randomUUID().replaceAll('-', '')}`;
  onTestFinished(() => query(server, `drop database if exists ${name} with (force)`).then(() => undefined));
  return withDatabase(server, name);
}

function copyMigrations(): string {
  const folder = makeTempFolder();
  cpSync(join(findPackageRoot(), 'prisma/migrations'), folder, { recursive: true });
  return folder;
}

function addMigration(folder: string, name: string, sql: string): void {
  mkdirSync(join(folder, name));
  writeFileSync(join(folder, name, 'migration.sql'), sql);
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

test('a database that does not exist is created with every table, and migrating again applies nothing', async () => {
  const url = await nameDatabase();
  const folder = copyMigrations();
  const names = readMigrations(folder).map(({ name }) => name);
  expect(await migrateDatabase(url, folder)).toEqual(names);
  expect(await migrateDatabase(url, folder)).toEqual([]);
  expect(await query(url, `select to_regclass('rooms') is not null as rooms, to_regclass('graphile_worker.jobs') is not null as jobs`)).toEqual([{ rooms: true, jobs: true }]);
  expect(await query(url, 'select count(*)::int as count from "_prisma_migrations" where finished_at is not null')).toEqual([{ count: names.length }]);
});

test('of two that migrate at once each migration is applied by one', async () => {
  const url = await nameDatabase();
  const folder = copyMigrations();
  const applied = await Promise.all([migrateDatabase(url, folder), migrateDatabase(url, folder)]);
  expect(applied.flat().sort()).toEqual(readMigrations(folder).map(({ name }) => name));
});

test('only what is new is applied, in the order of the names', async () => {
  const url = await nameDatabase();
  const folder = copyMigrations();
  await migrateDatabase(url, folder);
  addMigration(folder, '29990102000000_second', 'insert into later values (2)');
  addMigration(folder, '29990101000000_first', 'create table later (number int)');
  expect(await migrateDatabase(url, folder)).toEqual(['29990101000000_first', '29990102000000_second']);
});

test('a migration that fails leaves nothing behind and applies once it is corrected', async () => {
  const url = await nameDatabase();
  const folder = copyMigrations();
  addMigration(folder, '29990101000000_half', 'create table half (number int); select 1 / 0;');
  await expect(migrateDatabase(url, folder)).rejects.toThrow(/29990101000000_half: division by zero/);
  expect(await query(url, `select to_regclass('half') as half, to_regclass('rooms') is not null as rooms`)).toEqual([{ half: null, rooms: true }]);
  writeFileSync(join(folder, '29990101000000_half/migration.sql'), 'create table half (number int)');
  expect(await migrateDatabase(url, folder)).toEqual(['29990101000000_half']);
});

const refusals: readonly { what: string; spoil: (folder: string, url: string) => unknown; message: RegExp; hint: RegExp }[] = [
  {
    what: 'an edited migration',
    spoil: (folder) => appendFileSync(join(folder, readMigrations(folder)[0]?.name ?? '', 'migration.sql'), '\n-- edited\n'),
    message: /was edited after it was applied/,
    hint: /new migration/,
  },
  {
    what: 'a migration that failed earlier',
    spoil: (_folder, url) => query(url, 'update "_prisma_migrations" set finished_at = null'),
    message: /failed in this database earlier/,
    hint: /prisma migrate resolve --rolled-back/,
  },
  {
    what: 'a database of a newer version',
    spoil: (_folder, url) => query(url, `insert into "_prisma_migrations" (id, checksum, finished_at, migration_name) values ('x', 'x', now(), '29990101000000_future')`),
    message: /29990101000000_future, which this version of Supernova does not know/,
    hint: /newer version/,
  },
];

test.each(refusals)('$what is refused', async ({ spoil, message, hint }) => {
  const url = await nameDatabase();
  const folder = copyMigrations();
  await migrateDatabase(url, folder);
  await spoil(folder, url);
  const error: unknown = await migrateDatabase(url, folder).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(MigrationError);
  expect(error).toMatchObject({ code: 'MIGRATION_FAILED', message: expect.stringMatching(message), hint: expect.stringMatching(hint) });
});

// Brings a database up to the migrations in a folder, and the queue's own tables up to its package. Keeps the books of `prisma migrate`, so both can be used on one database.
import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Logger, runMigrations } from 'graphile-worker';
import type pg from 'pg';
import { connectDatabase } from './connect.ts';
import { MigrationError } from './errors.ts';

export interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

interface Recorded {
  readonly migration_name: string;
  readonly checksum: string;
  readonly finished_at: Date | null;
}

// The key that Prisma's own command takes while it migrates: nobody else migrates meanwhile.
const prismaLockKey = 72_707_369;
const lockLimitMs = 120_000;

// The table as Prisma creates it.
const bookkeeping = `create table if not exists "_prisma_migrations" (
  id varchar(36) primary key not null,
  checksum varchar(64) not null,
  finished_at timestamptz,
  migration_name varchar(255) not null,
  logs text,
  rolled_back_at timestamptz,
  started_at timestamptz not null default now(),
  applied_steps_count integer not null default 0
)`;

/**
 * Applies what is missing, one transaction per migration, and returns the names applied. A migration that fails leaves nothing behind.
 * Throws MigrationError, DatabaseUnreachableError or DatabaseRefusedError.
 */
export async function migrateDatabase(url: string, folder: string): Promise<readonly string[]> {
  const migrations = readMigrations(folder);
  const client = await connectDatabase(url);
  try {
    await takeLock(client);
    await client.query('set client_min_messages = warning');
    await client.query(bookkeeping);
    const { rows } = await client.query<Recorded>('select migration_name, checksum, finished_at from "_prisma_migrations" where rolled_back_at is null');
    const pending = findPending(migrations, rows);
    for (const migration of pending) await apply(client, migration);
    await runMigrations({ connectionString: url, maxPoolSize: 1, logger: new Logger(() => () => undefined) });
    return pending.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

/** The migrations of a folder in the order in which they apply. */
export function readMigrations(folder: string): readonly Migration[] {
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return names
    .map(({ name }) => {
      const sql = readFileSync(join(folder, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** What is left to apply. Throws MigrationError when folder and database do not fit. */
export function findPending(migrations: readonly Migration[], recorded: readonly Recorded[]): readonly Migration[] {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const row of recorded) {
    const migration = known.get(row.migration_name);
    if (migration === undefined) {
      throw new MigrationError(`Could not migrate: the database has the migration ${row.migration_name}, which this version of Supernova does not know.`, 'Use the newer version of Supernova, or another database.');
    }
    if (row.finished_at === null) {
      throw new MigrationError(`Could not migrate: ${row.migration_name} failed in this database earlier.`, `Repair the database, then say so with: npx prisma migrate resolve --rolled-back ${row.migration_name}`);
    }
    if (row.checksum !== migration.checksum) {
      throw new MigrationError(`Could not migrate: ${row.migration_name} was edited after it was applied to this database.`, 'Put the file back as it was, and write the difference as a new migration.');
    }
  }
  const done = new Set(recorded.map((row) => row.migration_name));
  return migrations.filter(({ name }) => !done.has(name));
}

async function takeLock(client: pg.Client): Promise<void> {
  try {
    await client.query(`set lock_timeout = ${lockLimitMs}`);
    await client.query('select pg_advisory_lock($1)', [prismaLockKey]);
  } catch (error) {
    if ((error as { code?: string }).code !== '55P03') throw error;
    throw new MigrationError('Could not migrate: another process has been migrating this database for too long.', 'Wait for it to end, or end it, and start again.');
  }
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  await client.query('begin');
  try {
    await client.query(sql);
    await client.query('insert into "_prisma_migrations" (id, checksum, finished_at, migration_name, applied_steps_count) values ($1, $2, now(), $3, 1)', [randomUUID(), checksum, name]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new MigrationError(`Could not apply the migration ${name}: ${(error as Error).message}`, 'Nothing of it was kept. Correct the cause named above and start again.');
  }
}

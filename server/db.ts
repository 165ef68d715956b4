// Opens the one database of this process: the embedded server or the one DATABASE_URL names, migrated, behind Prisma's client.
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import type { Config } from './config.ts';
import { openEmbedded } from './database/embedded.ts';
import { migrateDatabase } from './database/migrate.ts';
import { PrismaClient } from './generated/prisma/client.ts';

export interface Database {
  readonly prisma: PrismaClient;
  /** For connections beside Prisma's: the queue and LISTEN. Holds the password; never print it. */
  readonly url: string;
  readonly kind: 'embedded' | 'remote';
  /** Closes Prisma's connections and leaves the embedded server, which stops when no other process uses it. */
  close(): Promise<void>;
}

const embeddedDatabase = 'supernova';
const poolSize = 10;
/** A process that is frozen within a transaction must not keep its locks: the server ends such a connection. */
const idleInTransactionMs = 10_000;

/** Starts or reaches the server, creates the database where it is missing, migrates it and connects. Throws the errors of `database/errors.ts`. */
export async function openDatabase(config: Pick<Config, 'databaseUrl' | 'dataDir' | 'packageRoot'>): Promise<Database> {
  const embedded = config.databaseUrl === null ? await openEmbedded(config.dataDir) : null;
  const url = embedded?.urlOf(embeddedDatabase) ?? config.databaseUrl ?? '';
  try {
    await migrateDatabase(url, join(config.packageRoot, 'prisma', 'migrations'));
  } catch (error) {
    await embedded?.close();
    throw error;
  }
  const prisma = connectPrisma(url);
  return {
    prisma,
    url,
    kind: embedded === null ? 'remote' : 'embedded',
    close: async () => {
      await prisma.$disconnect();
      await embedded?.close();
    },
  };
}

/** Prisma's client on a database that is there and migrated. Connects with its first query. */
export function connectPrisma(url: string): PrismaClient {
  const adapter = new PrismaPg(
    { connectionString: url, max: poolSize, connectionTimeoutMillis: 10_000, idle_in_transaction_session_timeout: idleInTransactionMs, application_name: 'supernova' },
    // A name makes PostgreSQL keep the plan; equal SQL gets an equal name. Names longer than 63 bytes would be cut.
    { statementNameGenerator: ({ sql }) => createHash('sha1').update(sql).digest('hex') },
  );
  return new PrismaClient({ adapter });
}

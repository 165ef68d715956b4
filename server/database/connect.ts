// Opens a connection to a PostgreSQL database, creating the database where that is allowed, and names what stands in the way.
import pg from 'pg';
import { DatabaseRefusedError, DatabaseUnreachableError } from './errors.ts';
import { databaseOf, redactUrl, withDatabase } from './url.ts';

const connectLimitMs = 10_000;
const missingDatabase = '3D000';
const duplicateDatabase = ['42P04', '23505'];
const noRight = '42501';
const unreachable = ['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT', '57P03', '53300'];

/** Connects; creates the database first when the server does not have it. Throws DatabaseUnreachableError or DatabaseRefusedError. */
export async function connectDatabase(url: string): Promise<pg.Client> {
  try {
    return await connect(url);
  } catch (error) {
    if (codeOf(error) !== missingDatabase) throw explain(error, url);
  }
  await createDatabase(url);
  return connect(url).catch((error: unknown) => {
    throw explain(error, url);
  });
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: connectLimitMs, application_name: 'supernova' });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

async function createDatabase(url: string): Promise<void> {
  const name = databaseOf(url);
  const maintenance = await connect(withDatabase(url, 'postgres')).catch((error: unknown) => {
    throw missing(url, (error as Error).message);
  });
  try {
    await maintenance.query(`create database ${maintenance.escapeIdentifier(name)}`);
  } catch (error) {
    const code = codeOf(error) ?? '';
    if (duplicateDatabase.includes(code)) return;
    if (code === noRight) throw missing(url, 'this user may not create databases.');
    throw error;
  } finally {
    await maintenance.end();
  }
}

function missing(url: string, reason: string): DatabaseRefusedError {
  return new DatabaseRefusedError(`Could not open ${redactUrl(url)}: the database does not exist and could not be created: ${reason}`, `Create it with: createdb ${databaseOf(url)}`);
}

function explain(error: unknown, url: string): unknown {
  const code = codeOf(error) ?? '';
  const reason = error instanceof AggregateError ? error.errors.map((one: Error) => one.message).join('; ') : (error as Error).message;
  const timedOut = code === '' && /timeout/i.test(reason);
  if (timedOut || unreachable.includes(code)) {
    return new DatabaseUnreachableError(`Could not reach the database at ${redactUrl(url)}: ${reason}`, 'Check that the server runs and that host and port in DATABASE_URL are right, or unset DATABASE_URL to use the embedded database.');
  }
  if (code.startsWith('28') || code === noRight || /password|SASL|SSL/.test(reason)) {
    return new DatabaseRefusedError(`The database at ${redactUrl(url)} refused the connection: ${reason}`, 'Check the user, the password and sslmode in DATABASE_URL.');
  }
  return error;
}

function codeOf(error: unknown): string | undefined {
  return (error as { code?: string } | null)?.code;
}

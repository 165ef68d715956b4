import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { connectDatabase } from '../../server/database/connect.ts';
import { DatabaseRefusedError, DatabaseUnreachableError } from '../../server/database/errors.ts';
import { databaseOf, findUrlProblem, redactUrl, withDatabase } from '../../server/database/url.ts';
import { findTestServerUrl } from '../support/database.ts';

/** A port of this machine on which nobody listens. */
async function findClosedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

test('a server that does not answer is named without its password', async () => {
  const error: unknown = await connectDatabase(`postgresql://me:s3cret@127.0.0.1:${await findClosedPort()}/app`).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(DatabaseUnreachableError);
  expect((error as Error).message).toContain('me:***@127.0.0.1');
  expect(JSON.stringify(error) + String(error)).not.toContain('s3cret');
});

test('a user the server does not know is refused with a hint', async () => {
  const url = (await findTestServerUrl()).replace(/\/\/[^@/]*@/, '//nobody_here:s3cret@');
  const error: unknown = await connectDatabase(url).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(DatabaseRefusedError);
  expect(String(error)).not.toContain('s3cret');
});

test('a missing database that the user may not create is refused with the command that creates it', async () => {
  const server = await findTestServerUrl();
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  await admin.query(`create role plain_user login password 's3cret'`);
  onTestFinished(async () => {
    await admin.query('drop role plain_user');
    await admin.end();
  });
  const url = new URL(withDatabase(server, 'not_there'));
  url.username = 'plain_user';
  url.password = 's3cret';
  const error: unknown = await connectDatabase(url.href).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(DatabaseRefusedError);
  expect(error).toMatchObject({ hint: 'Create it with: createdb not_there' });
});

test.each([
  ['postgresql://u:p@h/db', null],
  ['postgres://h:5433/db?sslmode=require', null],
  ['postgresql://u:p@h/db?schema=public', null],
  ['mysql://u:p@h/db', /only postgresql/],
  ['postgresql://u:p@h/', /names no database/],
  ['postgresql://u:p@h/db?schema=other', /only public/],
  ['not a url', /not a URL/],
])('the URL %s is judged rightly', (url, problem) => {
  if (problem === null) expect(findUrlProblem(url)).toBeNull();
  else expect(findUrlProblem(url)).toMatch(problem);
});

test.each([
  ['postgresql://me:s3cret@h/db', 'postgresql://me:***@h/db'],
  ['postgresql://me@h/db?password=s3cret', 'postgresql://me@h/db?password=***'],
  ['postgresql://me@h/db', 'postgresql://me@h/db'],
  ['s3cret that is no URL', 'the connection URL'],
])('%s is shown as %s', (url, shown) => {
  expect(decodeURIComponent(redactUrl(url))).toBe(shown);
});

test('another database on the same server keeps everything else of the URL', () => {
  const url = withDatabase('postgresql://u:p@h:5433/one?host=%2Frun', 'two & three');
  expect(url).toBe('postgresql://u:p@h:5433/two%20%26%20three?host=%2Frun');
  expect(databaseOf(url)).toBe('two & three');
});

import pg from 'pg';
import { expect, test } from 'vitest';
import { isConnectionLoss } from '../../server/engine/connection-loss.ts';
import { inTransaction } from '../../server/engine/transaction.ts';
import { createTestDatabase } from '../support/database.ts';

test('what a cut connection throws is told from what a mistake throws', async () => {
  const { prisma, url, close } = await createTestDatabase();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const cut = () => client.query('SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()');
  const errorOf = (work: Promise<unknown>) => work.then(() => null, (error: unknown) => error);
  // Before anything is cut: the pool would hand out a dead connection first.
  const mistakes = [await errorOf(prisma.$queryRaw`SELECT nothing FROM nowhere`), await errorOf(prisma.room.findUniqueOrThrow({ where: { id: '00000000-0000-7000-8000-000000000000' } })), new Error('ENOENT: no such file'), Object.assign(new Error('no such file'), { code: 'ENOENT' }), null];
  expect(mistakes.map(isConnectionLoss)).toEqual([false, false, false, false, false]);
  const inside = await errorOf(inTransaction(prisma, async (tx) => {
    await tx.$queryRaw`SELECT 1`;
    await cut();
    await tx.$queryRaw`SELECT 2`;
  }));
  const during = await errorOf(inTransaction(prisma, async (tx) => {
    const sleeping = Promise.resolve(tx.$queryRaw`SELECT pg_sleep(60)`);
    sleeping.catch(() => undefined);
    await expect.poll(async () => (await client.query("SELECT FROM pg_stat_activity WHERE wait_event = 'PgSleep'")).rowCount, { timeout: 20_000 }).toBe(1);
    await cut();
    await sleeping;
  }));
  expect([inside, during].map((error) => [isConnectionLoss(error), error instanceof Error])).toEqual([[true, true], [true, true]]);
  expect(isConnectionLoss(Object.assign(new Error('Invalid `tx.healingExecution.update()` invocation: write EPIPE'), { name: 'PrismaClientKnownRequestError' }))).toBe(true);
  await client.end();
  await close();
});

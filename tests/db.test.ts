import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findPackageRoot } from '../server/config.ts';
import { openDatabase } from '../server/db.ts';
import { createTestDatabase } from './support/database.ts';
import { makeTempFolder } from './support/temp-folder.ts';

test('without a URL the embedded server is started, keeps what is stored, and stops with its last user', async () => {
  const config = { databaseUrl: null, dataDir: makeTempFolder(), packageRoot: findPackageRoot() };
  const first = await openDatabase(config);
  expect(first.kind).toBe('embedded');
  await first.prisma.room.create({ data: { name: 'kept', rootPath: '/kept' } });
  await first.close();
  expect(existsSync(join(config.dataDir, 'postgres/data/postmaster.pid'))).toBe(false);
  const second = await openDatabase(config);
  expect(await second.prisma.room.findMany({ select: { name: true } })).toEqual([{ name: 'kept' }]);
  await second.close();
});

test('with a URL the same tables are used there', async () => {
  const own = await createTestDatabase();
  const database = await openDatabase({ databaseUrl: own.url, dataDir: '/nowhere', packageRoot: findPackageRoot() });
  expect(database.kind).toBe('remote');
  await database.prisma.room.create({ data: { name: 'remote', rootPath: '/remote' } });
  expect(await own.prisma.room.count()).toBe(1);
  await database.close();
  await own.close();
});

test('statements are prepared once per connection and text', async () => {
  const { prisma, close } = await createTestDatabase();
  const prepared = await prisma.$transaction(async (transaction) => {
    for (const name of ['one', 'two', 'three']) await transaction.room.findMany({ where: { name } });
    return transaction.$queryRaw<{ generic_plans: bigint; custom_plans: bigint }[]>`select generic_plans, custom_plans from pg_prepared_statements where statement like 'SELECT "public"."rooms"%'`;
  });
  expect(prepared.map(({ generic_plans, custom_plans }) => Number(generic_plans + custom_plans))).toEqual([3]);
  await close();
});

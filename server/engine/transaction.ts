// One way to open a transaction. Owns its limits; knows nothing of what happens inside.
import type { Prisma, PrismaClient } from '../generated/prisma/client.ts';

export type Tx = Prisma.TransactionClient;

const LIMITS = { maxWait: 15_000, timeout: 30_000 };

/** The time of the database, when the transaction began: the only clock that all processes share. */
export async function databaseTime(tx: Tx): Promise<Date> {
  const [row] = await tx.$queryRaw<[{ now: Date }]>`SELECT now()`;
  return row.now;
}

/** Runs `work` in one transaction: everything it did is committed when it resolves and undone when it throws. */
export function inTransaction<T>(prisma: PrismaClient, work: (tx: Tx) => Promise<T>): Promise<T> {
  return prisma.$transaction(work, LIMITS);
}

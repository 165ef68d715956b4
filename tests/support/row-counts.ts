import type { PrismaClient } from '../../server/generated/prisma/client.ts';

/** How many rows each table has: what "nothing was written" is proven with. */
export async function countRows(prisma: PrismaClient): Promise<Record<string, number>> {
  const [rooms, intents, predictions, runs, actions, executions, events, snapshots] = await Promise.all([
    prisma.room.count(), prisma.intentCapture.count(), prisma.impactPrediction.count(), prisma.healingRun.count(),
    prisma.healingAction.count(), prisma.healingExecution.count(), prisma.runEvent.count(), prisma.fileSnapshot.count(),
  ]);
  return { rooms, intents, predictions, runs, actions, executions, events, snapshots };
}

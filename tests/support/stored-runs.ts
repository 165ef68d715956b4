// Runs whose events a test appends itself, as a worker would.
import { appendEvents, type NewEvent } from '../../server/engine/events.ts';
import { inTransaction } from '../../server/engine/transaction.ts';
import type { PrismaClient } from '../../server/generated/prisma/client.ts';
import { createRoom, planRun } from '../engine/plans.ts';
import { encodeGlobalID } from '@pothos/plugin-relay';

export interface StoredRun {
  readonly roomId: string;
  readonly runId: string;
  /** The same as the API names them. */
  readonly ids: { readonly roomId: string; readonly runId: string };
  /** Appends this many events in one transaction; the number of the last one. */
  append(count: number, message?: string): Promise<number>;
}

export async function storeRun(prisma: PrismaClient): Promise<StoredRun> {
  const roomId = await createRoom(prisma);
  const runId = await planRun(prisma, roomId, []);
  return {
    roomId,
    runId,
    ids: { roomId: encodeGlobalID('Room', roomId), runId: encodeGlobalID('HealingRun', runId) },
    append(count, message) {
      const event: NewEvent = { type: 'STEP_PROGRESS', payload: { status: 'RUNNING', ...(message === undefined ? {} : { message }) } };
      return inTransaction(prisma, (tx) => appendEvents(tx, runId, Array.from({ length: count }, () => event)));
    },
  };
}

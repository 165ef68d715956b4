// Appends events to a session. Owns their numbers (1, 2, 3, no gap) and the notification that wakes readers; `read-events.ts` reads them.
import type { Tx } from '../../engine/transaction.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import type { DebuggerEventType } from '../../generated/prisma/enums.ts';
import type { SessionNotice } from '../notices.ts';
import type { SessionEventPayload } from '../stored.ts';

/** Channel of the notifications; their payload is a `SessionNotice` as JSON. The rows are the truth. */
export const DEBUGGER_CHANNEL = 'supernova_debugger';

export interface NewSessionEvent {
  readonly type: DebuggerEventType;
  readonly payload: SessionEventPayload;
}

/**
 * Appends one event and returns its number. The row of the session stays locked until the transaction ends, so numbers become visible in
 * order. Throws when the session does not exist any more.
 */
export async function appendSessionEvent(tx: Tx, sessionId: string, { type, payload }: NewSessionEvent): Promise<number> {
  const { lastEventNumber: number, roomId } = await tx.intentDebuggerSession.update({ where: { id: sessionId }, data: { lastEventNumber: { increment: 1 } }, select: { lastEventNumber: true, roomId: true } });
  await tx.debuggerEvent.create({ data: { sessionId, number, type, payload: payload as Prisma.InputJsonObject } });
  const notice: SessionNotice = { sessionId, roomId, number, type };
  await tx.$executeRaw`SELECT pg_notify(${DEBUGGER_CHANNEL}::text, ${JSON.stringify(notice)}::text)`;
  return number;
}

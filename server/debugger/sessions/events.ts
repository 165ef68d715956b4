// Appends events to a session. Owns their numbers in the session and in its room (1, 2, 3, no gap) and the notification that wakes readers; `read-events.ts` reads them.
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

/** They come many times a second and move no session: they have no number in the room, and lock nothing of it. */
const PROGRESS: ReadonlySet<DebuggerEventType> = new Set(['RECORDING_PROGRESS', 'SEARCH_PROGRESS']);

/**
 * Appends one event and returns its number. The rows of the session and then of its room stay locked until the transaction ends, so numbers
 * become visible in order. Throws when the session does not exist any more.
 */
export async function appendSessionEvent(tx: Tx, sessionId: string, { type, payload }: NewSessionEvent): Promise<number> {
  const { lastEventNumber: number, roomId } = await tx.intentDebuggerSession.update({ where: { id: sessionId }, data: { lastEventNumber: { increment: 1 } }, select: { lastEventNumber: true, roomId: true } });
  const roomNumber = PROGRESS.has(type) ? null : await nextOfRoom(tx, roomId);
  await tx.debuggerEvent.create({ data: { sessionId, number, roomId, roomNumber, type, payload: payload as Prisma.InputJsonObject } });
  const notice: SessionNotice = { sessionId, roomId, number, roomNumber, type };
  await tx.$executeRaw`SELECT pg_notify(${DEBUGGER_CHANNEL}::text, ${JSON.stringify(notice)}::text)`;
  return number;
}

async function nextOfRoom(tx: Tx, roomId: string): Promise<number> {
  const [room] = await tx.$queryRaw<{ last: number }[]>`UPDATE rooms SET last_debugger_number = last_debugger_number + 1 WHERE id = ${roomId}::uuid RETURNING last_debugger_number AS last`;
  if (!room) throw new Error(`an event was appended to a session of room ${roomId}, which does not exist`);
  return room.last;
}

// Sessions for tests, in a database of their own.
import type { PrismaClient } from '../../../server/generated/prisma/client.ts';
import { createEventListener, type EventListener } from '../../../server/engine/listen.ts';
import type { SessionNotice } from '../../../server/debugger/notices.ts';
import { DEBUGGER_CHANNEL } from '../../../server/debugger/sessions/events.ts';
import { createRoom } from '../../engine/plans.ts';

/** An OPEN session that expects nothing. */
export async function createSession(prisma: PrismaClient): Promise<string> {
  const roomId = await createRoom(prisma);
  const session = await prisma.intentDebuggerSession.create({ data: { roomId, triggerAction: 'call', userIntent: 'add', expectedBehavior: {}, settings: {} } });
  return session.id;
}

export const listenTo = (url: string): EventListener<SessionNotice> => createEventListener<SessionNotice>(url, DEBUGGER_CHANNEL, { error: () => {}, warn: () => {} });

/** Types and messages of a session's events, in order; the numbers must be 1, 2, 3. */
export async function storedEvents(prisma: PrismaClient, sessionId: string): Promise<string[]> {
  const rows = await prisma.debuggerEvent.findMany({ where: { sessionId }, orderBy: { number: 'asc' } });
  if (rows.some(({ number }, index) => number !== index + 1)) throw new Error(`the numbers have a gap: ${rows.map(({ number }) => number).join(' ')}`);
  return rows.map(({ type, payload }) => [type, (payload as { message?: string }).message].filter(Boolean).join(': '));
}

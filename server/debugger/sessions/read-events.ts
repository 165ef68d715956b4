// Reads the events of a session, stored and live. Owns which rows those are; the engine's `feed.ts` owns order and completeness, `events.ts` writes.
import { createFeeds, type Feeds } from '../../engine/feed.ts';
import type { EventListener } from '../../engine/listen.ts';
import type { DebuggerEvent, PrismaClient } from '../../generated/prisma/client.ts';
import type { SessionNotice } from '../notices.ts';
import { getSession } from './moves.ts';

/** The events of sessions, numbered from 1 in each. Its streams throw NotFoundError when first read where there is no such session. */
export function createSessionFeeds(prisma: PrismaClient, listener: EventListener<SessionNotice>): Feeds<DebuggerEvent> {
  return createFeeds<DebuggerEvent, SessionNotice>({
    listener,
    placeOf: ({ sessionId, number }) => ({ key: sessionId, number }),
    readRows: (sessionId, after, take) => prisma.debuggerEvent.findMany({ where: { sessionId, number: { gt: after } }, orderBy: { number: 'asc' }, take }),
    numberOf: (event) => event.number,
    assertExists: (sessionId) => getSession(prisma, sessionId),
  });
}

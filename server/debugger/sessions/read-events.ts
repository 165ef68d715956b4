// Reads the events of a session and of all sessions of a room, stored and live. Owns which rows those are; the engine's `feed.ts` owns order and completeness, `events.ts` writes.
import { createFeeds, readFromNewest, type Feeds } from '../../engine/feed.ts';
import type { EventListener } from '../../engine/listen.ts';
import { NotFoundError } from '../../errors.ts';
import type { DebuggerEvent, PrismaClient } from '../../generated/prisma/client.ts';
import type { RoomSessionEvent, SessionNotice } from '../notices.ts';
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

/** Reads what happens in the sessions of a room, by `roomNumber`: each event after that number once and in order; null begins with the newest one. */
export type ReadRoomSessions = (roomId: string, after: number | null, signal: AbortSignal) => AsyncGenerator<RoomSessionEvent, void>;

/** Creates the reader of a process. Its streams throw NotFoundError when first read where there is no such room. */
export function createRoomSessionReader(prisma: PrismaClient, listener: EventListener<SessionNotice>): ReadRoomSessions {
  const newestOf = async (roomId: string): Promise<number> => {
    const room = await prisma.room.findUnique({ where: { id: roomId }, select: { lastDebuggerNumber: true } });
    if (!room) throw new NotFoundError(`There is no room ${roomId}.`, 'Read rooms for the ids of those that are open.');
    return room.lastDebuggerNumber;
  };
  const feeds = createFeeds<RoomSessionEvent, SessionNotice>({
    listener,
    // Progress is news of no room.
    placeOf: ({ roomId, roomNumber }) => (roomNumber === null ? { key: '', number: 0 } : { key: roomId, number: roomNumber }),
    readRows: async (roomId, after, take) => (await prisma.debuggerEvent.findMany({ where: { roomId, roomNumber: { gt: after } }, orderBy: { roomNumber: 'asc' }, take })) as RoomSessionEvent[],
    numberOf: (event) => event.roomNumber,
    assertExists: newestOf,
  });
  return (roomId, after, signal) => (after === null ? readFromNewest(feeds, { key: roomId, newest: () => newestOf(roomId), signal }) : feeds.read(roomId, after, signal));
}

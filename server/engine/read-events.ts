// Reads the events of a run and of a room, stored and live. Owns which rows those are; `feed.ts` owns order and completeness, `events.ts` writes.
import type { PrismaClient, RunEvent } from '../generated/prisma/client.ts';
import { NotFoundError } from '../errors.ts';
import { getRun } from './commands.ts';
import { fetchEvents } from './event-rows.ts';
import type { Notice } from './events.ts';
import { createFeeds, readFromNewest } from './feed.ts';
import type { EventListener } from './listen.ts';

export interface EventReader {
  /**
   * The events of a run with a number greater than `after`, each once and in order; stays open after the run has ended. Throws
   * NotFoundError when first read where there is no such run.
   */
  runEvents(runId: string, after: number, signal: AbortSignal): AsyncGenerator<RunEvent, void>;
  /**
   * The same for the events of all runs of a room, by `roomNumber`. Null begins with the newest one, so that whoever reads the room when
   * it comes misses nothing.
   */
  roomActivity(roomId: string, after: number | null, signal: AbortSignal): AsyncGenerator<RunEvent, void>;
}

/** Creates the reader of a process. */
export function createEventReader(prisma: PrismaClient, listener: EventListener): EventReader {
  const runs = createFeeds<RunEvent, Notice>({
    listener,
    placeOf: ({ runId, number }) => ({ key: runId, number }),
    readRows: (runId, after, take) => fetchEvents(prisma, 'run', { key: runId, after, take }),
    numberOf: (event) => event.number,
    assertExists: (runId) => getRun(prisma, runId),
  });
  const rooms = createFeeds<RunEvent, Notice>({
    listener,
    placeOf: ({ roomId, roomNumber }) => ({ key: roomId, number: roomNumber }),
    readRows: (roomId, after, take) => fetchEvents(prisma, 'room', { key: roomId, after, take }),
    numberOf: (event) => event.roomNumber,
    assertExists: (roomId) => newestOfRoom(prisma, roomId),
  });
  return {
    runEvents: runs.read,
    roomActivity(roomId, after, signal) {
      if (after !== null) return rooms.read(roomId, after, signal);
      return readFromNewest(rooms, { key: roomId, newest: () => newestOfRoom(prisma, roomId), signal });
    },
  };
}

/** Number of the newest event of a room, 0 before the first. Throws NotFoundError. */
async function newestOfRoom(prisma: PrismaClient, roomId: string): Promise<number> {
  const room = await prisma.room.findUnique({ where: { id: roomId }, select: { lastEventNumber: true } });
  if (!room) throw new NotFoundError(`There is no room ${roomId}.`, 'Read rooms for the ids of those that are open.');
  return room.lastEventNumber;
}

// The events of a room's watch: appended with their numbers (1, 2, 3, no gap) and read in order, stored and live. Owns the rows; decides nothing.
import { createFeeds } from '../engine/feed.ts';
import type { EventListener } from '../engine/listen.ts';
import { inTransaction, type Tx } from '../engine/transaction.ts';
import { NotFoundError } from '../errors.ts';
import type { Prisma, PrismaClient, WatchEvent } from '../generated/prisma/client.ts';
import type { WatchEventType } from '../generated/prisma/enums.ts';

/** Channel of the notifications; their payload is a `WatchNotice` as JSON. The rows are the truth. */
export const WATCH_CHANNEL = 'supernova_watch';

/** A new event of a room; with number 0 a person's wish: a new setting of its watch (type null), or to take the saves as they are (WITHDRAWN). */
export interface WatchNotice {
  readonly roomId: string;
  readonly number: number;
  readonly type: WatchEventType | null;
}

export interface NewWatchEvent {
  readonly type: WatchEventType;
  readonly message: string;
  readonly isBurst?: boolean;
  readonly files: readonly string[];
  readonly intentCaptureId?: string;
  readonly runId?: string;
  readonly error?: { readonly code: string; readonly message: string; readonly hint: string };
  readonly noticedMs?: number;
  readonly checkMs?: number;
}

/** Events whose intents and plans are kept: each may hold whole files. */
const INTENTS_OF = 500;
const MOST_FILES = 100;

/** Appends an event. The intents and plans of the newest 500 are kept. Null where the room is gone. */
export async function appendWatchEvent(prisma: PrismaClient, roomId: string, event: NewWatchEvent): Promise<WatchEvent | null> {
  return inTransaction(prisma, (tx) => addWatchEvent(tx, roomId, event));
}

/** The same as a part of a transaction. The row of the room stays locked until its end, so numbers become visible in order. */
export async function addWatchEvent(tx: Tx, roomId: string, { files, error, ...event }: NewWatchEvent): Promise<WatchEvent | null> {
  const [room] = await tx.room.updateManyAndReturn({ where: { id: roomId }, data: { lastWatchNumber: { increment: 1 } }, select: { lastWatchNumber: true } });
  if (!room) return null;
  const number = room.lastWatchNumber;
  const shown = { files: files.slice(0, MOST_FILES), fileCount: files.length };
  const row = await tx.watchEvent.create({ data: { ...event, ...shown, roomId, number, ...(error ? { error: error as Prisma.InputJsonObject } : {}) } });
  await forgetOldIntents(tx, roomId, number - INTENTS_OF);
  await notify(tx, { roomId, number, type: event.type });
  return row;
}

/** What was captured for events up to that number goes, where no run of it was ever started; the events stay. */
async function forgetOldIntents(tx: Tx, roomId: string, upTo: number): Promise<void> {
  const old = await tx.watchEvent.findMany({ where: { roomId, number: { lte: upTo }, intentCaptureId: { not: null } }, select: { intentCaptureId: true } });
  const ids = old.flatMap(({ intentCaptureId }) => intentCaptureId ?? []);
  if (ids.length > 0) await tx.intentCapture.deleteMany({ where: { id: { in: ids }, runs: { every: { status: 'PLANNED' } } } });
}

/** Wakes everybody who watches or follows the room. */
export async function notify(tx: Pick<PrismaClient, '$executeRaw'>, notice: WatchNotice): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify(${WATCH_CHANNEL}::text, ${JSON.stringify(notice)}::text)`;
}

/** Reads the events of a room's watch with a number greater than `after`, each once and in order. Throws NotFoundError when first read where there is no such room. */
export function createWatchReader(prisma: PrismaClient, listener: EventListener<WatchNotice>): (roomId: string, after: number, signal: AbortSignal) => AsyncGenerator<WatchEvent, void> {
  const feeds = createFeeds<WatchEvent, WatchNotice>({
    listener,
    placeOf: ({ roomId, number }) => ({ key: roomId, number }),
    readRows: (roomId, after, take) => prisma.watchEvent.findMany({ where: { roomId, number: { gt: after } }, orderBy: { number: 'asc' }, take }),
    numberOf: (event) => event.number,
    async assertExists(roomId) {
      if (!(await prisma.room.findUnique({ where: { id: roomId }, select: { id: true } }))) throw new NotFoundError(`There is no room ${roomId}.`, 'List the rooms; it may have been deleted.');
    },
  });
  return feeds.read;
}

// The events of a room's watch: appended with their numbers (1, 2, 3, no gap) and read in order, stored and live. Owns the rows; decides nothing.
import { createBell } from '../engine/abort.ts';
import type { EventListener } from '../engine/listen.ts';
import { openStream } from '../engine/stream.ts';
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

const KEPT = 1_000;
const MOST_FILES = 100;
const PAGE = 200;
/** A notification that never arrives costs at most this long. */
const REREAD_MS = 30_000;

/** Appends an event and forgets the oldest beyond 1,000. The row of the room stays locked until the end, so numbers become visible in order. Null where the room is gone. */
export async function appendWatchEvent(prisma: PrismaClient, roomId: string, { files, error, ...event }: NewWatchEvent): Promise<WatchEvent | null> {
  return inTransaction(prisma, async (tx) => {
    const [room] = await tx.room.updateManyAndReturn({ where: { id: roomId }, data: { lastWatchNumber: { increment: 1 } }, select: { lastWatchNumber: true } });
    if (!room) return null;
    const number = room.lastWatchNumber;
    const shown = { files: files.slice(0, MOST_FILES), fileCount: files.length };
    const row = await tx.watchEvent.create({ data: { ...event, ...shown, roomId, number, ...(error ? { error: error as Prisma.InputJsonObject } : {}) } });
    await forgetOld(tx, { roomId, number: { lte: number - KEPT } });
    await notify(tx, { roomId, number, type: event.type });
    return row;
  });
}

/** With what was captured for them, where no run of it was ever started. */
async function forgetOld(tx: Tx, where: Prisma.WatchEventWhereInput): Promise<void> {
  const old = await tx.watchEvent.findMany({ where, select: { intentCaptureId: true } });
  if (old.length === 0) return;
  await tx.watchEvent.deleteMany({ where });
  const ids = old.flatMap(({ intentCaptureId }) => intentCaptureId ?? []);
  await tx.intentCapture.deleteMany({ where: { id: { in: ids }, runs: { every: { status: 'PLANNED' } } } });
}

/** Wakes everybody who watches or follows the room. */
export async function notify(tx: Pick<PrismaClient, '$executeRaw'>, notice: WatchNotice): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify(${WATCH_CHANNEL}::text, ${JSON.stringify(notice)}::text)`;
}

export interface WatchReading {
  readonly prisma: PrismaClient;
  readonly listener: EventListener<WatchNotice>;
  readonly signal: AbortSignal;
  readonly roomId: string;
  readonly after: number;
}

/**
 * The events of a room's watch with a number greater than `after`: first the stored ones, then live, each exactly once and in order. Stays
 * open until the signal is aborted or the stream is left. Throws NotFoundError where there is no such room.
 */
export function readWatchEvents({ prisma, listener, signal, roomId, after }: WatchReading): AsyncGenerator<WatchEvent, void> {
  return openStream(signal, (open) => {
    let last = after;
    const bell = createBell();
    if (!open.aborted) {
      const leave = listener.subscribe((wake) => {
        if (wake.kind === 'connected' || (wake.notice.roomId === roomId && wake.notice.number > last)) bell.ring();
      });
      open.addEventListener('abort', leave, { once: true });
    }
    return (async function* () {
      if (!(await prisma.room.findUnique({ where: { id: roomId }, select: { id: true } }))) throw new NotFoundError(`There is no room ${roomId}.`, 'List the rooms; it may have been deleted.');
      while (!open.aborted) {
        const rows = await prisma.watchEvent.findMany({ where: { roomId, number: { gt: last } }, orderBy: { number: 'asc' }, take: PAGE });
        for (const row of rows) {
          if (open.aborted) return;
          last = row.number;
          yield row;
        }
        if (rows.length < PAGE) await bell.wait(REREAD_MS, open);
      }
    })();
  });
}

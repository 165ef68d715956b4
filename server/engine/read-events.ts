// Reads the events of a run and the activity of a room, stored and live. Owns order and completeness; `events.ts` writes, `listen.ts` wakes.
import type { PrismaClient, RunEvent } from '../generated/prisma/client.ts';
import { createBell } from './abort.ts';
import { getRun } from './commands.ts';
import type { Notice } from './events.ts';
import type { EventListener, Wake } from './listen.ts';
import { openStream } from './stream.ts';

const PAGE = 200;
/** A notification that never arrives costs at most this long. */
const REREAD_MS = 30_000;
/** Notices that a slow subscriber of a room may leave waiting, before only the newest of each run is kept. */
const WAITING_NOTICES = 256;
/** Runs of a room whose newest event is told again after the connection was lost. */
const TOLD_AGAIN = 10;

interface Reading {
  readonly prisma: PrismaClient;
  readonly listener: EventListener;
  readonly signal: AbortSignal;
}

/**
 * The events of a run with a number greater than `after`: first the stored ones, then live, each exactly once and in order. Holds one page
 * of rows at most. Stays open after the run has ended, until the signal is aborted or the stream is left. Throws NotFoundError where there
 * is no such run.
 */
export function readRunEvents({ prisma, listener, signal, runId, after }: Reading & { readonly runId: string; readonly after: number }): AsyncGenerator<RunEvent, void> {
  return openStream(signal, (open) => {
    let last = after;
    const bell = createBell();
    subscribeWhile(open, listener, (wake) => {
      if (wake.kind === 'connected' || (wake.notice.runId === runId && wake.notice.number > last)) bell.ring();
    });
    return (async function* () {
      while (!open.aborted) {
        const rows = await prisma.runEvent.findMany({ where: { runId, number: { gt: last } }, orderBy: { number: 'asc' }, take: PAGE });
        for (const row of rows) {
          if (open.aborted) return;
          last = row.number;
          yield row;
        }
        if (rows.length === 0) await getRun(prisma, runId);
        if (rows.length < PAGE) await bell.wait(REREAD_MS, open);
      }
    })();
  });
}

/**
 * What happens in the runs of a room from now on. A subscriber that reads slowly may get only the newest notice of each run; after a lost
 * connection the newest event of each recent run is told again. It is a reason to read the room again, not a record.
 */
export function readRoomActivity({ prisma, listener, signal, roomId }: Reading & { readonly roomId: string }): AsyncGenerator<Notice, void> {
  return openStream(signal, (open) => {
    let waiting: Notice[] = [];
    let missed = false;
    const bell = createBell();
    subscribeWhile(open, listener, (wake) => {
      if (wake.kind === 'connected') missed = true;
      else if (wake.notice.roomId === roomId) waiting = addNotice(waiting, wake.notice);
      else return;
      bell.ring();
    });
    return (async function* () {
      while (!open.aborted) {
        if (missed) {
          missed = false;
          for (const notice of await newestNotices(prisma, roomId)) waiting = addNotice(waiting, notice);
        }
        const notice = waiting.shift();
        if (notice) yield notice;
        else await bell.wait(REREAD_MS, open);
      }
    })();
  });
}

function subscribeWhile(open: AbortSignal, listener: EventListener, wake: (wake: Wake) => void): void {
  if (open.aborted) return;
  open.addEventListener('abort', listener.subscribe(wake), { once: true });
}

/** `waiting` with `notice` at its end; where that would be too many, only the newest notice of each run stays. */
export function addNotice(waiting: readonly Notice[], notice: Notice): Notice[] {
  if (waiting.length < WAITING_NOTICES) return [...waiting, notice];
  const newest = new Map<string, Notice>();
  for (const each of [...waiting, notice]) {
    newest.delete(each.runId);
    newest.set(each.runId, each);
  }
  return [...newest.values()].slice(-WAITING_NOTICES);
}

function newestNotices(prisma: PrismaClient, roomId: string): Promise<Notice[]> {
  return prisma.$queryRaw<Notice[]>`
    SELECT "runId", "roomId", number, type FROM (
      SELECT r.id AS "runId", r.room_id AS "roomId", e.number, e.type::text AS type, r.created_at
      FROM healing_runs r JOIN run_events e ON e.run_id = r.id AND e.number = r.last_event_number
      WHERE r.room_id = ${roomId}::uuid ORDER BY r.created_at DESC LIMIT ${TOLD_AGAIN}
    ) AS recent ORDER BY created_at`;
}

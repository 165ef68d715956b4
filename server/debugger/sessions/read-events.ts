// Reads the events of a session, stored and live. Owns order and completeness; `events.ts` writes, the engine's listener wakes.
import { createBell } from '../../engine/abort.ts';
import type { EventListener } from '../../engine/listen.ts';
import { openStream } from '../../engine/stream.ts';
import type { DebuggerEvent, PrismaClient } from '../../generated/prisma/client.ts';
import type { SessionNotice } from '../notices.ts';
import { getSession } from './moves.ts';

const PAGE = 200;
/** A notification that never arrives costs at most this long. */
const REREAD_MS = 30_000;

export interface SessionReading {
  readonly prisma: PrismaClient;
  readonly listener: EventListener<SessionNotice>;
  readonly signal: AbortSignal;
  readonly sessionId: string;
  readonly after: number;
}

/**
 * The events of a session with a number greater than `after`: first the stored ones, then live, each exactly once and in order. Holds one
 * page of rows at most. Stays open until the signal is aborted or the stream is left. Throws NotFoundError where there is no such session.
 */
export function readSessionEvents({ prisma, listener, signal, sessionId, after }: SessionReading): AsyncGenerator<DebuggerEvent, void> {
  return openStream(signal, (open) => {
    let last = after;
    const bell = createBell();
    if (!open.aborted) {
      const leave = listener.subscribe((wake) => {
        if (wake.kind === 'connected' || (wake.notice.sessionId === sessionId && wake.notice.number > last)) bell.ring();
      });
      open.addEventListener('abort', leave, { once: true });
    }
    return (async function* () {
      while (!open.aborted) {
        const rows = await prisma.debuggerEvent.findMany({ where: { sessionId, number: { gt: last } }, orderBy: { number: 'asc' }, take: PAGE });
        for (const row of rows) {
          if (open.aborted) return;
          last = row.number;
          yield row;
        }
        if (rows.length === 0) await getSession(prisma, sessionId);
        if (rows.length < PAGE) await bell.wait(REREAD_MS, open);
      }
    })();
  });
}

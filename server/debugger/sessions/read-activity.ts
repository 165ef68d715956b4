// Tells what happens in the sessions of a room. Owns what is worth telling and what is said after a gap; `read-events.ts` reads one session.
import { createBell } from '../../engine/abort.ts';
import type { EventListener } from '../../engine/listen.ts';
import { openStream } from '../../engine/stream.ts';
import type { DebuggerEventType } from '../../generated/prisma/enums.ts';
import type { SessionActivity, SessionNotice } from '../notices.ts';

export interface ActivityReading {
  readonly listener: EventListener<SessionNotice>;
  readonly signal: AbortSignal;
  readonly roomId: string;
}

/** What a slow reader may leave waiting, before it is told to read everything again. */
export const WAITING_NOTICES = 256;
const WAIT_MS = 60_000;
/** They come many times a second and move no session. */
const PROGRESS: ReadonlySet<DebuggerEventType> = new Set(['RECORDING_PROGRESS', 'SEARCH_PROGRESS']);

/**
 * Begins with `missed`, so that whoever reads the sessions then misses nothing, and goes on with every event from then on, each once and in
 * order, progress left out. `missed` comes again after a lost connection and where too many were waiting. Stays open until the signal is
 * aborted or the stream is left.
 */
export function readSessionActivity({ listener, signal, roomId }: ActivityReading): AsyncGenerator<SessionActivity, void> {
  return openStream(signal, (open) => {
    // Before the connection is there, nothing that is read now would be up to date.
    let waiting: SessionActivity[] = listener.isConnected ? [{ kind: 'missed' }] : [];
    const bell = createBell();
    if (!open.aborted) {
      const leave = listener.subscribe((wake) => {
        if (wake.kind === 'connected') waiting = [{ kind: 'missed' }];
        else if (wake.notice.roomId !== roomId || PROGRESS.has(wake.notice.type)) return;
        else waiting = waiting.length < WAITING_NOTICES ? [...waiting, wake] : [{ kind: 'missed' }];
        bell.ring();
      });
      open.addEventListener('abort', leave, { once: true });
    }
    return (async function* () {
      while (!open.aborted) {
        const activity = waiting.shift();
        if (activity) yield activity;
        else await bell.wait(WAIT_MS, open);
      }
    })();
  });
}

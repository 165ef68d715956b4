// What those who follow sessions are woken by and told. Owns the shapes; `sessions/events.ts` sends, `sessions/read-events.ts` reads.
import type { DebuggerEvent } from '../generated/prisma/client.ts';
import type { DebuggerEventType } from '../generated/prisma/enums.ts';

/** What a notification says: which event of which session is new. */
export interface SessionNotice {
  readonly sessionId: string;
  readonly roomId: string;
  readonly number: number;
  /** Number among the events of all sessions of the room; null of progress. */
  readonly roomNumber: number | null;
  readonly type: DebuggerEventType;
}

/** An event that has a number in its room: all but progress. */
export type RoomSessionEvent = DebuggerEvent & { readonly roomNumber: number };

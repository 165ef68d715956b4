// What wakes those who follow sessions. Owns the shapes; `sessions/events.ts` sends, `sessions/read-activity.ts` tells.
import type { DebuggerEventType } from '../generated/prisma/enums.ts';

/** What a notification says: which event of which session is new. */
export interface SessionNotice {
  readonly sessionId: string;
  readonly roomId: string;
  readonly number: number;
  readonly type: DebuggerEventType;
}

/** `missed`: anything may have changed before this moment, read the sessions again. */
export type SessionActivity = { readonly kind: 'event'; readonly notice: SessionNotice } | { readonly kind: 'missed' };

import type { Client } from 'graphql-ws';
import type { ResultOf } from '../../graphql.ts';
import { followEvents, type Applied, type Follower } from '../../shared/follow-events.ts';
import { DebuggerActivityDocument, type ListedSession } from '../debugger-documents.ts';

export type DebuggerActivity = ResultOf<typeof DebuggerActivityDocument>['debuggerActivity'];

/** How far the sessions of a room were followed. */
export interface SessionNews {
  /** Number of the last event; null before the first, which may have any number. */
  lastNumber: number | null;
  /** The session that moved last; null where others may have moved before it unseen. */
  session: ListedSession | null;
}

export const noSessionNews: SessionNews = { lastNumber: null, session: null };

/** Applies the next event of a room. The first one that comes only says where the room stands: whatever was read before it may be out of date. */
export function applySessionActivity({ lastNumber }: SessionNews, { number, session }: DebuggerActivity): Applied<SessionNews> {
  if (lastNumber === null) return { kind: 'applied', progress: { lastNumber: number, session: null } };
  if (number <= lastNumber) return { kind: 'repeat' };
  if (number > lastNumber + 1) return { kind: 'gap', after: lastNumber };
  return { kind: 'applied', progress: { lastNumber: number, session } };
}

/** Follows what happens in the sessions of a room, from its newest event on. */
export function followSessions(client: Client, roomId: string): Follower<SessionNews> {
  return followEvents({
    client,
    document: DebuggerActivityDocument,
    variables: ({ lastNumber }) => ({ roomId, after: lastNumber }),
    eventOf: ({ debuggerActivity }) => debuggerActivity,
    initial: noSessionNews,
    apply: applySessionActivity,
  });
}

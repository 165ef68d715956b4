// The stream of one session's events. Owns what is asked of the server; `follow-events.ts` owns where it goes on after a break.
import type { Client } from 'graphql-ws';
import { followEvents, type Follower } from '../../shared/follow-events.ts';
import { DebugEventsDocument } from '../debugger-documents.ts';
import { applySessionEvent, noSessionProgress, type SessionProgress } from './session-events.ts';

/** Follows a session from its first event. */
export function followSession(client: Client, sessionId: string): Follower<SessionProgress> {
  return followEvents({
    client,
    document: DebugEventsDocument,
    variables: ({ lastNumber }) => ({ sessionId, after: lastNumber }),
    eventOf: ({ debugEvents }) => debugEvents,
    initial: noSessionProgress,
    apply: applySessionEvent,
  });
}

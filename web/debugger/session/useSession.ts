// One session as it is now. Owns when it is fetched again; its events are folded in `session-events.ts`.
import { useMemo } from 'react';
import { failureOf } from '../../shared/failure.ts';
import { knownOf, mapReading, type Reading } from '../../shared/reading.ts';
import { useServerLink } from '../../shared/server-link.ts';
import { useFollower } from '../../shared/useFollower.ts';
import { useReading } from '../../shared/useReading.ts';
import { SessionPanelDocument } from '../debugger-documents.ts';
import { followSession } from './follow-session.ts';
import { noSessionProgress, type SessionProgress } from './session-events.ts';
import { viewSession, type SessionView } from './session-view.ts';

const UNKNOWN_SESSION = failureOf({ code: 'NOT_FOUND', message: 'This session does not exist.', hint: 'It may belong to another data folder. Pick a session from the list, or start a new one.' });

/** The folded events of one session, live. The component that uses it is keyed by the session. */
function useSessionEvents(sessionId: string): SessionProgress {
  return useFollower(sessionId, { client: useServerLink().connection.client, follow: followSession, initial: noSessionProgress });
}

/** One session, live: read again whenever an event moved something, and after every reconnect. The component that uses it is keyed by the session. */
export function useSession(sessionId: string): Reading<SessionView> {
  const progress = useSessionEvents(sessionId);
  const reading = useReading({ query: SessionPanelDocument, variables: { id: sessionId }, find: ({ debugSession }) => debugSession, missing: UNKNOWN_SESSION, version: progress.lastMove });
  const read = knownOf(reading);
  const session = useMemo(() => read && viewSession(read, progress), [read, progress]);
  return mapReading(reading, (value) => session ?? viewSession(value, progress));
}

// One session as it is now. Owns when it is fetched again; its events are folded in `session-events.ts`.
import { useEffect, useMemo, useRef } from 'react';
import { useQuery } from 'urql';
import { failureOf, failureOfRequest, type Failure } from '../../shared/failure.ts';
import { useConnection } from '../../shared/useConnection.ts';
import { useServerLink } from '../../shared/server-link.ts';
import { useFollower } from '../../shared/useFollower.ts';
import { useLastKnown } from '../../shared/useLastKnown.ts';
import { SessionPanelDocument } from '../debugger-documents.ts';
import { followSession } from './follow-session.ts';
import { noSessionProgress, type SessionProgress } from './session-events.ts';
import { viewSession, type SessionView } from './session-view.ts';

export type SessionReading = { kind: 'loading' } | { kind: 'failed'; failure: Failure; retry: () => void } | { kind: 'ready'; session: SessionView };

const UNKNOWN_SESSION = failureOf({ code: 'NOT_FOUND', message: 'This session does not exist.', hint: 'It may belong to another data folder. Pick a session from the list, or start a new one.' });

/** The folded events of one session, live. The component that uses it is keyed by the session. */
function useSessionEvents(sessionId: string): SessionProgress {
  return useFollower(sessionId, { client: useServerLink().connection.client, follow: followSession, initial: noSessionProgress });
}

/** One session, live: fetched again whenever an event moved something, and after every reconnect. */
export function useSession(sessionId: string): SessionReading {
  const [{ data, error, fetching, stale }, execute] = useQuery({ query: SessionPanelDocument, variables: { id: sessionId }, requestPolicy: 'cache-and-network' });
  const progress = useSessionEvents(sessionId);
  const { generation } = useConnection();
  const asked = useRef({ move: 0, generation });

  useEffect(() => {
    // An answer that is under way may be older than the event: the question is put again once it is in.
    if (fetching || stale) return;
    if (asked.current.move >= progress.lastMove && asked.current.generation === generation) return;
    asked.current = { move: progress.lastMove, generation };
    execute({ requestPolicy: 'network-only' });
  }, [progress.lastMove, generation, fetching, stale, execute]);

  const fetched = useLastKnown(data?.debugSession);
  const session = useMemo(() => fetched && viewSession(fetched, progress), [fetched, progress]);
  const retry = () => execute({ requestPolicy: 'network-only' });
  if (session) return { kind: 'ready', session };
  if (error) return { kind: 'failed', failure: failureOfRequest(error), retry };
  if (fetching || !data) return { kind: 'loading' };
  return { kind: 'failed', failure: UNKNOWN_SESSION, retry };
}

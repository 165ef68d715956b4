// The intent debugger of one room for another application. Owns what of the page's own hook is public, and follows the session that was started.
import { useEffect, useEffectEvent, useState } from 'react';
import { useQuery } from 'urql';
import { useSessionNews } from '../debugger/session/useSessionNews.ts';
import { useIntentDebugger as useDebuggerOfPage } from '../debugger/useIntentDebugger.ts';
import { graphql } from '../graphql.ts';
import { useRefetch } from '../shared/useRefetch.ts';
import { errorOf } from './error-of.ts';
import type { DebugSession, IntentDebugger } from './public-types.ts';

const FollowedSessionDocument = graphql(`
  query FollowedSession($id: ID!) {
    debugSession(id: $id) { id status userIntent actualBehavior discrepancies explanation fixes { id status description diff confidence } }
  }
`);

/** The session as it is now: read again whenever the server tells that it moved, and after every reconnect. */
function useFollowedSession(roomId: string, sessionId: string | null): DebugSession | null {
  const [{ data, error, fetching, stale }, execute] = useQuery({ query: FollowedSessionDocument, variables: { id: sessionId ?? '' }, pause: sessionId === null, requestPolicy: 'cache-and-network' });
  const [moves, setMoves] = useState(0);
  useSessionNews(roomId, (session) => (!session || session.id === sessionId) && setMoves((count) => count + 1));
  useRefetch(String(moves), { fetching: fetching || sessionId === null, stale, hasFailed: error !== undefined, execute });
  const session = data?.debugSession;
  return session && session.id === sessionId ? { ...session, discrepancies: session.discrepancies as unknown[] | null } : null;
}

/**
 * Says where code does something else than it should, and searches for patches, in one room.
 * @param roomId the id of a room of the server that the `SupernovaProvider` above names; a component is keyed by it.
 */
export function useIntentDebugger(roomId: string): IntentDebugger {
  const intentDebugger = useDebuggerOfPage(roomId);
  const { state, report } = intentDebugger;
  const [sessionId, setSessionId] = useState<string | null>(null);
  const debugSession = useFollowedSession(roomId, sessionId);
  const see = useEffectEvent(() => debugSession && report({ kind: 'session-seen', session: { id: debugSession.id, status: debugSession.status, hasActual: debugSession.actualBehavior !== null, isAnalyzed: debugSession.discrepancies !== null } }));
  useEffect(() => void see(), [debugSession?.id, debugSession?.status, debugSession?.actualBehavior !== null, debugSession?.discrepancies !== null]);
  const assertSession = (): string => {
    if (sessionId === null) throw new Error('No debugger session is open: call startDebugSession first.');
    return sessionId;
  };
  return {
    // Between the start of a session and its first reading.
    debuggerStatus: sessionId !== null && intentDebugger.debuggerStatus === 'idle' ? 'starting' : intentDebugger.debuggerStatus,
    debugSession,
    error: state.refusal && errorOf(state.refusal.failure),
    startDebugSession: (request) => intentDebugger.startDebugSession({ ...request, roomId }, { isRecorded: request.scenario !== undefined, onStarted: setSessionId }),
    analyzeDiscrepancies: async (actualBehavior) => intentDebugger.analyzeDiscrepancies(assertSession(), actualBehavior),
    suggestFixes: async () => intentDebugger.suggestFixes({ sessionId: assertSession() }),
    applyFix: (fixId) => intentDebugger.applyFix(fixId),
  };
}

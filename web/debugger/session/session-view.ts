// A fetched session moved on by its events, with its JSON read. Owns the picture that the panels show.
import { readActual, type ActualView } from '../behavior/read-behavior.ts';
import { readDiscrepancies, type DiscrepancyView } from '../behavior/read-discrepancies.ts';
import type { Session } from '../debugger-documents.ts';
import type { RecordingView, SearchView, SessionProgress } from './session-events.ts';

export interface SessionView extends Session {
  actual: ActualView | null;
  /** Null until analysed; empty: as expected. */
  differences: DiscrepancyView[] | null;
  liveRecording: RecordingView | null;
  liveSearch: SearchView | null;
  /** How the last recording or search ended, as it was told; null while one is under way. */
  lastEnd: SessionProgress['lastEnd'];
  isCancelRequested: boolean;
}

/** The fetched session and the folded events as one picture. Neither goes back in time: the one that knows more events decides. */
export function viewSession(session: Session, progress: SessionProgress): SessionView {
  const isCaughtUp = progress.lastNumber >= session.lastEventNumber;
  const status = isCaughtUp ? (progress.status ?? session.status) : session.status;
  return {
    ...session,
    status,
    actual: readActual(session.actualBehavior),
    differences: readDiscrepancies(session.discrepancies),
    // Stored events that are still replayed may tell of a recording or a search that ended long ago.
    liveRecording: status === 'RECORDING' ? progress.recording : null,
    liveSearch: status === 'SEARCHING' ? progress.search : null,
    lastEnd: isCaughtUp ? progress.lastEnd : null,
    isCancelRequested: isCaughtUp && progress.isCancelRequested,
  };
}

/** How many examples of the newest recording give something else than is expected. */
export function countFailing(session: Pick<Session, 'recording'>): number {
  return session.recording?.examples.filter((example) => !example.passed).length ?? 0;
}

/** True where the scenario was stopped before it had an outcome: what was recorded says nothing about the expectation. */
export function isUnfinished({ recording, actual }: Pick<SessionView, 'recording' | 'actual'>): boolean {
  return recording !== null && recording.end !== 'completed' && (actual?.outcome ?? null) === null;
}

/** How many things differ: calls, places of the outcome, exceeded limits and examples; null before the comparison, and where nothing can be said. */
export function countDifferences(session: Pick<SessionView, 'differences' | 'recording' | 'actual'>): number | null {
  if (!session.differences) return null;
  const counts = session.differences.map((discrepancy) => (discrepancy.type === 'performance' ? discrepancy.differences.filter(({ verdict }) => verdict === 'exceeds') : discrepancy.differences).length);
  const total = counts.reduce((sum, count) => sum + count, countFailing(session));
  return total === 0 && isUnfinished(session) ? null : total;
}

/** True while the server works on the session by itself. */
export function isWorking(status: Session['status']): boolean {
  return status === 'RECORDING' || status === 'SEARCHING';
}

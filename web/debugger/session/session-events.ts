// What the events of one session say, folded. Owns the order of events: repeats, gaps, and which of them make a fetched session out of date.
import type { Applied } from '../../shared/follow-events.ts';
import type { DebuggerEvent, SessionStatus } from '../debugger-documents.ts';

/** How far the search for fixes is, as it was told last. */
export interface SearchView {
  startedAt: string;
  tried: number;
  perSecond: number;
  /** Most examples that one candidate passed, of `examples`; 0 of 0 until the first progress. */
  best: number;
  examples: number;
  found: number;
  remainingMs: number | null;
  /** What the search may take in all; known with the first progress. */
  budgetMs: number | null;
  /** The candidates per second of the last progresses, oldest first, for the curve. */
  rates: readonly number[];
  /** What is done beside trying candidates, such as checking a patch; null while candidates are tried. */
  message: string | null;
}

export interface RecordingView {
  startedAt: string;
  message: string | null;
}

export interface SessionProgress {
  /** Number of the last event that was applied; the next one must be one higher. */
  lastNumber: number;
  /** Number of the last event that changed what a query returns: what was fetched before it is out of date. */
  lastMove: number;
  status: SessionStatus | null;
  recording: RecordingView | null;
  search: SearchView | null;
  /** How the last recording or search ended, as it was told. */
  lastEnd: { activity: 'recording' | 'search'; message: string } | null;
  isCancelRequested: boolean;
}

export const noSessionProgress: SessionProgress = { lastNumber: 0, lastMove: 0, status: null, recording: null, search: null, lastEnd: null, isCancelRequested: false };

const RATES_KEPT = 60;

const STATUS_AFTER: Partial<Record<DebuggerEvent['type'], SessionStatus>> = {
  SESSION_STARTED: 'OPEN',
  RECORDING_STARTED: 'RECORDING',
  RECORDING_ENDED: 'OPEN',
  SEARCH_STARTED: 'SEARCHING',
  SEARCH_ENDED: 'OPEN',
  SESSION_RESOLVED: 'RESOLVED',
};

function foldSearch(search: SearchView | null, event: DebuggerEvent): SearchView | null {
  switch (event.type) {
    case 'SEARCH_STARTED':
      return { startedAt: event.createdAt, tried: 0, perSecond: 0, best: 0, examples: 0, found: 0, remainingMs: event.remainingMs, budgetMs: event.remainingMs, rates: [], message: event.message };
    case 'SEARCH_PROGRESS': {
      if (!search) return null;
      const elapsedMs = Date.parse(event.createdAt) - Date.parse(search.startedAt);
      return {
        ...search,
        tried: event.tried ?? search.tried,
        perSecond: event.perSecond ?? search.perSecond,
        best: event.best ?? search.best,
        examples: event.examples ?? search.examples,
        found: event.found ?? search.found,
        remainingMs: event.remainingMs ?? search.remainingMs,
        budgetMs: search.budgetMs ?? (event.remainingMs === null ? null : event.remainingMs + Math.max(0, elapsedMs)),
        rates: event.perSecond === null ? search.rates : [...search.rates, event.perSecond].slice(-RATES_KEPT),
        message: event.message,
      };
    }
    case 'SEARCH_ENDED':
    case 'SESSION_RESOLVED':
      return null;
    default:
      return search;
  }
}

function foldRecording(recording: RecordingView | null, event: DebuggerEvent): RecordingView | null {
  switch (event.type) {
    case 'RECORDING_STARTED':
      return { startedAt: event.createdAt, message: event.message };
    case 'RECORDING_PROGRESS':
      return recording && { ...recording, message: event.message ?? recording.message };
    case 'RECORDING_ENDED':
    case 'SESSION_RESOLVED':
      return null;
    default:
      return recording;
  }
}

function foldEnd(lastEnd: SessionProgress['lastEnd'], event: DebuggerEvent): SessionProgress['lastEnd'] {
  switch (event.type) {
    case 'RECORDING_ENDED':
      return { activity: 'recording', message: event.message ?? '' };
    case 'SEARCH_ENDED':
      return { activity: 'search', message: event.message ?? '' };
    case 'RECORDING_STARTED':
    case 'SEARCH_STARTED':
      return null;
    default:
      return lastEnd;
  }
}

/**
 * Applies the next event. Idempotent by number: one that was applied before is a `repeat`. One that is too far ahead is a `gap`:
 * nothing is applied, and the caller subscribes again after the number that is known.
 */
export function applySessionEvent(progress: SessionProgress, event: DebuggerEvent): Applied<SessionProgress> {
  if (event.number <= progress.lastNumber) return { kind: 'repeat' };
  if (event.number > progress.lastNumber + 1) return { kind: 'gap', after: progress.lastNumber };
  const status = STATUS_AFTER[event.type];
  const isProgress = event.type === 'RECORDING_PROGRESS' || event.type === 'SEARCH_PROGRESS';
  return {
    kind: 'applied',
    progress: {
      lastNumber: event.number,
      lastMove: isProgress ? progress.lastMove : event.number,
      status: status ?? progress.status,
      recording: foldRecording(progress.recording, event),
      search: foldSearch(progress.search, event),
      lastEnd: foldEnd(progress.lastEnd, event),
      isCancelRequested: event.type === 'CANCEL_REQUESTED' || (progress.isCancelRequested && !status),
    },
  };
}

// What the debugger's tab is doing, as a fold of what was asked, answered and seen. Owns the tab's states; a session's own are told by its events.
import type { SessionStatus } from './debugger-documents.ts';
import type { Failure } from '../shared/failure.ts';

/**
 * What the tab is doing.
 * idle: no session is open. starting: a new one is handed to the server. open: it waits for a person. recording, searching: the server works on it.
 * analyzing: expected and actual are compared. applying: a fix is handed to the engine. resolved: it is closed.
 */
export type DebuggerStatus = 'idle' | 'starting' | 'open' | 'recording' | 'analyzing' | 'searching' | 'applying' | 'resolved';

export type DebuggerCommand = 'start' | 'record' | 'analyze' | 'suggest' | 'answer' | 'apply' | 'cancel' | 'resolve' | 'start-run' | 'rollback' | 'cancel-run';

export interface SeenSession {
  id: string;
  status: SessionStatus;
  /** Whether there is an actual behaviour, and whether it was compared. */
  hasActual: boolean;
  isAnalyzed: boolean;
}

export interface DebuggerState {
  /** The session that is shown, as it was seen last. */
  session: SeenSession | null;
  /** The command that waits for its answer, and what it is about: a fix, a run, a question. */
  pending: { command: DebuggerCommand; subject: string | null } | null;
  /** Why the last command was refused. */
  refusal: { command: DebuggerCommand; subject: string | null; failure: Failure } | null;
  /** The session that was recorded from this page and is compared as soon as the recording is in. */
  comparesNext: string | null;
}

export type DebuggerStateEvent =
  | { kind: 'asked'; command: DebuggerCommand; subject?: string | null }
  | { kind: 'answered'; command: DebuggerCommand }
  | { kind: 'refused'; command: DebuggerCommand; failure: Failure }
  /** The open session was seen for the first time, or moved. */
  | { kind: 'session-seen'; session: SeenSession }
  /** Another session, or the form, is shown. */
  | { kind: 'left' };

export const idleDebugger: DebuggerState = { session: null, pending: null, refusal: null, comparesNext: null };

const SESSION_STATUSES: Record<SessionStatus, DebuggerStatus> = { OPEN: 'open', RECORDING: 'recording', SEARCHING: 'searching', RESOLVED: 'resolved' };
const COMMAND_STATUSES: Partial<Record<DebuggerCommand, DebuggerStatus>> = { start: 'starting', record: 'recording', analyze: 'analyzing', suggest: 'searching', apply: 'applying' };

/** What the tab is doing: a command that waits for its answer counts more than what was seen before it. */
export function debuggerStatusOf({ session, pending }: DebuggerState): DebuggerStatus {
  const asked = pending && COMMAND_STATUSES[pending.command];
  return asked ?? (session ? SESSION_STATUSES[session.status] : 'idle');
}

function seeSession(state: DebuggerState, session: SeenSession): DebuggerState {
  const before = state.session?.id === session.id ? state.session : null;
  const isJustCompared = session.isAnalyzed && before?.isAnalyzed === false;
  return {
    ...state,
    session,
    // What was refused for this session may have been refused before it was seen.
    refusal: before || state.refusal?.subject === session.id ? state.refusal : null,
    comparesNext: state.comparesNext === session.id && !isJustCompared ? state.comparesNext : null,
  };
}

/** Answers to a command that is not waited for any more change nothing. */
export function foldDebugger(state: DebuggerState, event: DebuggerStateEvent): DebuggerState {
  switch (event.kind) {
    case 'asked': {
      const subject = event.subject ?? null;
      const comparesNext = event.command === 'record' ? subject : event.command === 'analyze' || event.command === 'cancel' ? null : state.comparesNext;
      return { ...state, pending: { command: event.command, subject }, refusal: null, comparesNext };
    }
    case 'answered':
      return state.pending?.command === event.command ? { ...state, pending: null } : state;
    case 'refused':
      if (state.pending?.command !== event.command) return state;
      return { ...state, pending: null, refusal: { command: event.command, subject: state.pending.subject, failure: event.failure }, comparesNext: event.command === 'record' ? null : state.comparesNext };
    case 'session-seen':
      return seeSession(state, event.session);
    case 'left':
      return { ...idleDebugger, pending: state.pending?.command === 'start' ? state.pending : null };
  }
}

/** The session whose recording has come in and is to be compared now; null while there is none. */
export function findReadyToCompare(state: DebuggerState): string | null {
  const { session, comparesNext, pending } = state;
  const isReady = session !== null && session.id === comparesNext && pending === null && session.status === 'OPEN' && session.hasActual && !session.isAnalyzed;
  return isReady ? session.id : null;
}

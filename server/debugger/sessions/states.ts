// The legal moves of an intent-debugger session, as data. Owns which state may follow which; `moves.ts` performs the moves.
//
// An OPEN session waits for a person. RECORDING runs its scenario in the sandbox, SEARCHING looks for fixes; both end OPEN again, however
// they end: done, failed, cancelled, or found without a sign of life after the process that worked on it died. RESOLVED is final and is
// reached from OPEN only, so that nothing runs for a session that a person has closed.
import type { DebugSessionStatus } from '../../generated/prisma/enums.ts';

export const SESSION_MOVES = {
  OPEN: ['RECORDING', 'SEARCHING', 'RESOLVED'],
  RECORDING: ['OPEN'],
  SEARCHING: ['OPEN'],
  RESOLVED: [],
} as const satisfies Record<DebugSessionStatus, readonly DebugSessionStatus[]>;

/** The states in which a process works for the session. */
export const BUSY_SESSIONS = ['RECORDING', 'SEARCHING'] as const satisfies readonly DebugSessionStatus[];

export type Activity = (typeof BUSY_SESSIONS)[number];

/** The event that tells the end of an activity. */
export const END_EVENTS = { RECORDING: 'RECORDING_ENDED', SEARCHING: 'SEARCH_ENDED' } as const;

/** The event that tells the start of an activity. */
export const START_EVENTS = { RECORDING: 'RECORDING_STARTED', SEARCHING: 'SEARCH_STARTED' } as const;

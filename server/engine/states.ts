// The legal moves of runs, actions and steps, as data. Owns which state may follow which; `moves.ts` performs the moves.
//
// A run is PLANNED until somebody heals it. QUEUED waits for its room: one run at a time. RUNNING executes steps; from there it is
// COMPLETED, or FAILED when it was refused before anything was written, or RESTORING when a step failed or the run was cancelled.
// RESTORING puts the files back and ends FAILED or CANCELLED. From there a retry makes it QUEUED again, as its next attempt; adopting it
// does so too, executes again only what had been completed, verifies nothing, and ends ADOPTED. A COMPLETED or ADOPTED run can be rolled
// back: ROLLBACK_QUEUED waits for the room, ROLLING_BACK puts the files back and ends ROLLED_BACK, or what it was before when the files
// could not be put back.
//
// An action is EXECUTING from its first step to its last; a retry makes it PENDING again. A step is RUNNING once; after a crash the same
// step is executed again without leaving RUNNING. A retry never moves a step: each attempt has steps of its own. SKIPPED is the step's own
// decision, or a person's while it is PENDING; CANCELLED is the fate of steps that were never reached or were stopped.
import type { ActionStatus, RunStatus, StepStatus } from '../generated/prisma/enums.ts';

export const RUN_MOVES = {
  PLANNED: ['QUEUED'],
  QUEUED: ['RUNNING', 'CANCELLED'],
  RUNNING: ['COMPLETED', 'ADOPTED', 'RESTORING', 'FAILED'],
  RESTORING: ['FAILED', 'CANCELLED'],
  COMPLETED: ['ROLLBACK_QUEUED'],
  ADOPTED: ['ROLLBACK_QUEUED'],
  FAILED: ['QUEUED'],
  CANCELLED: ['QUEUED'],
  ROLLBACK_QUEUED: ['ROLLING_BACK'],
  ROLLING_BACK: ['ROLLED_BACK', 'COMPLETED', 'ADOPTED'],
  ROLLED_BACK: [],
} as const satisfies Record<RunStatus, readonly RunStatus[]>;

export const ACTION_MOVES = {
  PENDING: ['EXECUTING', 'CANCELLED'],
  EXECUTING: ['COMPLETED', 'FAILED', 'CANCELLED'],
  COMPLETED: ['PENDING'],
  FAILED: ['PENDING'],
  CANCELLED: ['PENDING'],
} as const satisfies Record<ActionStatus, readonly ActionStatus[]>;

export const STEP_MOVES = {
  PENDING: ['RUNNING', 'SKIPPED', 'CANCELLED'],
  RUNNING: ['COMPLETED', 'FAILED', 'SKIPPED', 'CANCELLED'],
  COMPLETED: [],
  FAILED: [],
  SKIPPED: [],
  CANCELLED: [],
} as const satisfies Record<StepStatus, readonly StepStatus[]>;

/** The states in which a run needs a worker: it must have a job in the queue. */
export const UNFINISHED_RUNS = ['QUEUED', 'RUNNING', 'RESTORING', 'ROLLBACK_QUEUED', 'ROLLING_BACK'] as const satisfies readonly RunStatus[];

/** The states in which a run has touched or may touch files right now; at most one run of a room is in one of them. */
export const ACTIVE_RUNS = ['RUNNING', 'RESTORING', 'ROLLING_BACK'] as const satisfies readonly RunStatus[];

/** True where a worker has to do something for the run. */
export function isUnfinishedRun(status: RunStatus): boolean {
  return (UNFINISHED_RUNS as readonly RunStatus[]).includes(status);
}

/** The states of a run whose steps may still be left out. */
export const SKIPPABLE_RUNS = ['PLANNED', 'QUEUED', 'RUNNING'] as const satisfies readonly RunStatus[];

/** True where a run has ended: nothing moves by itself any more; a person may still retry it, adopt it or roll it back. */
export function isFinalRun(status: RunStatus): boolean {
  return status !== 'PLANNED' && !isUnfinishedRun(status);
}

/** True where the action has ended in this attempt. */
export function isFinalAction(status: ActionStatus): boolean {
  return status !== 'PENDING' && status !== 'EXECUTING';
}

/** True where the step has ended. */
export function isFinalStep(status: StepStatus): boolean {
  return STEP_MOVES[status].length === 0;
}

/** Throws where the table does not list the move: only a bug asks for it. */
export function assertLegal<S extends string>(table: Readonly<Record<S, readonly S[]>>, from: S, to: S): void {
  if (!table[from].includes(to)) throw new Error(`illegal move from ${from} to ${to}`);
}

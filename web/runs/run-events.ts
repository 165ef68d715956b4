import type { Applied } from '../shared/follow-events.ts';
import type { ActionStatus, RunEvent, RunStatus, StepStatus } from './run-documents.ts';

/** How far one step is, as told by events. */
export interface StepProgress {
  status: StepStatus;
  startedAt: string | null;
  completedAt: string | null;
  /** The file the step wrote or checked last. */
  path: string | null;
  done: number;
  total: number;
  message: string | null;
}

/** Everything the events of one run say, folded. */
export interface RunProgress {
  /** Number of the last event that was applied; the next one must be one higher. */
  lastNumber: number;
  /** Number of the last event that moved a run, an action or a step: what is fetched before it is out of date. */
  lastMove: number;
  runStatus: RunStatus | null;
  steps: Readonly<Record<string, StepProgress>>;
  actions: Readonly<Record<string, ActionStatus>>;
  isCancelRequested: boolean;
  /** Why the last rollback was refused; null when none was, or another one has begun since. */
  rollbackRefusal: string | null;
}

export const noProgress: RunProgress = {
  lastNumber: 0,
  lastMove: 0,
  runStatus: null,
  steps: {},
  actions: {},
  isCancelRequested: false,
  rollbackRefusal: null,
};

const RUN_STATUS_AFTER: Partial<Record<RunEvent['type'], RunStatus>> = {
  RUN_QUEUED: 'QUEUED',
  RUN_STARTED: 'RUNNING',
  RUN_RESTORING: 'RESTORING',
  RUN_COMPLETED: 'COMPLETED',
  RUN_ADOPTED: 'ADOPTED',
  RUN_FAILED: 'FAILED',
  RUN_CANCELLED: 'CANCELLED',
  ROLLBACK_QUEUED: 'ROLLBACK_QUEUED',
  ROLLBACK_STARTED: 'ROLLING_BACK',
  ROLLBACK_COMPLETED: 'ROLLED_BACK',
  ROLLBACK_REFUSED: 'COMPLETED',
};

const untouched: StepProgress = { status: 'PENDING', startedAt: null, completedAt: null, path: null, done: 0, total: 0, message: null };

function foldStep(step: StepProgress, event: RunEvent): StepProgress {
  switch (event.type) {
    // A step that a crash interrupted starts again: its count starts again too.
    case 'STEP_STARTED':
      return { ...untouched, status: 'RUNNING', startedAt: event.createdAt };
    case 'STEP_PROGRESS':
      return { ...step, path: event.path, done: event.done ?? step.done, total: event.total ?? step.total, message: event.message ?? step.message };
    case 'STEP_ENDED':
      return { ...step, status: (event.status as StepStatus | null) ?? 'COMPLETED', completedAt: event.createdAt, message: event.message ?? step.message };
    default:
      return step;
  }
}

function foldActions(actions: RunProgress['actions'], event: RunEvent): RunProgress['actions'] {
  if (!event.actionId) return actions;
  if (event.type === 'ACTION_STARTED') return { ...actions, [event.actionId]: 'EXECUTING' };
  if (event.type === 'ACTION_ENDED') return { ...actions, [event.actionId]: (event.status as ActionStatus | null) ?? 'COMPLETED' };
  return actions;
}

/**
 * Applies the next event. Idempotent by number: one that was applied before is a `repeat`. One that is too far ahead is a `gap`:
 * nothing is applied, and the caller subscribes again after the number that is known.
 */
export function applyEvent(progress: RunProgress, event: RunEvent): Applied<RunProgress> {
  if (event.number <= progress.lastNumber) return { kind: 'repeat' };
  if (event.number > progress.lastNumber + 1) return { kind: 'gap', after: progress.lastNumber };
  const { executionId } = event;
  // A refused rollback leaves the run as it was, which may be adopted.
  const runStatus = event.type === 'ROLLBACK_REFUSED' && event.status === 'ADOPTED' ? 'ADOPTED' : RUN_STATUS_AFTER[event.type];
  return {
    kind: 'applied',
    progress: {
      lastNumber: event.number,
      lastMove: event.type === 'STEP_PROGRESS' ? progress.lastMove : event.number,
      runStatus: runStatus ?? progress.runStatus,
      steps: executionId ? { ...progress.steps, [executionId]: foldStep(progress.steps[executionId] ?? untouched, event) } : progress.steps,
      // A run that is queued begins an attempt: how its actions ended in an earlier one says nothing any more.
      actions: event.type === 'RUN_QUEUED' ? {} : foldActions(progress.actions, event),
      isCancelRequested: event.type === 'CANCEL_REQUESTED' || (progress.isCancelRequested && !runStatus),
      rollbackRefusal: event.type === 'ROLLBACK_REFUSED' ? (event.message ?? 'The files could not be put back.') : runStatus ? null : progress.rollbackRefusal,
    },
  };
}

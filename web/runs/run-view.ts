import type { Action, Run, Step } from './run-documents.ts';
import type { RunProgress, StepProgress } from './run-events.ts';

/** A step as it is shown: what was fetched, moved on by what events said since. */
export interface StepView extends Step {
  progress: StepProgress | null;
}

export interface ActionView extends Action {
  executions: StepView[];
}

/** What an attempt of a run did that was retried since. */
export interface EarlierAttempt {
  attempt: number;
  actions: ActionView[];
}

export interface RunView extends Run {
  /** Those of the newest attempt. */
  actions: ActionView[];
  /** The newest first. */
  earlier: EarlierAttempt[];
  isCancelRequested: boolean;
  rollbackRefusal: string | null;
}

const FINAL_STEPS = new Set(['COMPLETED', 'FAILED', 'SKIPPED', 'CANCELLED']);

function viewStep(step: Step, progress: StepProgress | undefined, isCaughtUp: boolean): StepView {
  if (!progress) return { ...step, progress: null };
  // While stored events are still replayed, what was fetched is the newer of the two.
  if (!isCaughtUp || (FINAL_STEPS.has(step.status) && !FINAL_STEPS.has(progress.status))) return { ...step, progress };
  return {
    ...step,
    status: progress.status,
    startedAt: step.startedAt ?? progress.startedAt,
    completedAt: FINAL_STEPS.has(progress.status) ? (step.completedAt ?? progress.completedAt) : null,
    progress,
  };
}

/** The actions of one attempt, with its steps alone. */
function actionsOf(actions: readonly ActionView[], attempt: number): ActionView[] {
  return actions.map((action) => ({ ...action, executions: action.executions.filter((step) => step.attempt === attempt) })).filter((action) => action.executions.length > 0);
}

/** The fetched run and the folded events as one picture. Neither goes back in time: the one that knows more events decides. */
export function viewRun(run: Run, progress: RunProgress): RunView {
  const isCaughtUp = progress.lastNumber >= run.lastEventNumber;
  const actions = run.actions
    .map((action) => ({
      ...action,
      status: isCaughtUp ? (progress.actions[action.id] ?? action.status) : action.status,
      executions: action.executions.map((step) => viewStep(step, progress.steps[step.id], isCaughtUp)).sort((a, b) => a.stepNumber - b.stepNumber),
    }))
    .sort((a, b) => a.position - b.position);
  return {
    ...run,
    status: isCaughtUp ? (progress.runStatus ?? run.status) : run.status,
    // The hash of an earlier end must not be taken for the one of the end that events have just told.
    treeHashAfter: progress.lastNumber > run.lastEventNumber ? null : run.treeHashAfter,
    isCancelRequested: progress.isCancelRequested,
    rollbackRefusal: isCaughtUp ? progress.rollbackRefusal : null,
    actions: actionsOf(actions, run.attempt),
    earlier: Array.from({ length: run.attempt - 1 }, (_, i) => ({ attempt: run.attempt - 1 - i, actions: actionsOf(actions, run.attempt - 1 - i) })),
  };
}

export interface StepCount {
  ended: number;
  total: number;
}

/** How many steps of the run have ended, of how many. */
export function countSteps(actions: readonly Pick<ActionView, 'executions'>[]): StepCount {
  const steps = actions.flatMap((action) => action.executions);
  return { ended: steps.filter((step) => FINAL_STEPS.has(step.status)).length, total: steps.length };
}

/** Whether the newest attempt wrote anything that could be written again and kept. */
export function hasWritten({ actions }: Pick<RunView, 'actions'>): boolean {
  return actions.flatMap(({ executions }) => executions).some(({ status, stepType, editsPlanned }) => status === 'COMPLETED' && stepType !== 'VERIFY' && editsPlanned > 0);
}

import type { Run } from '../runs/run-documents.ts';
import type { Failure } from '../shared/failure.ts';

/**
 * What the panel is doing.
 * idle: nothing is announced. analyzing: an intent is captured, tried and planned. low_risk: a plan is ready and breaks nothing for certain.
 * healing: a plan that heals breaks is ready, waits, or runs. completed: the run ended well, or was rolled back.
 * error: an intent was refused, or the run failed. A cancelled run leaves nothing behind: idle.
 */
export type PanelStatus = 'idle' | 'analyzing' | 'low_risk' | 'healing' | 'completed' | 'error';

export type AnalysisStage = 'capture' | 'analyze' | 'plan';

export type SeenRun = Pick<Run, 'id' | 'status' | 'decision'>;

export interface HealingState {
  status: PanelStatus;
  /** The words of the intent that is analyzed now, or was refused. */
  userAction: string;
  /** What is under way while analyzing; null otherwise. */
  stage: AnalysisStage | null;
  /** What the words were understood as, as soon as it is known. */
  understood: string | null;
  /** The run that is shown, as it was seen last. */
  run: SeenRun | null;
  failure: Failure | null;
}

export type HealingEvent =
  | { kind: 'submitted'; userAction: string }
  | { kind: 'captured'; understood: string }
  | { kind: 'analyzed' }
  | { kind: 'planned'; run: SeenRun }
  | { kind: 'refused'; failure: Failure }
  /** A run was opened from the history or the address, or the open one moved. */
  | { kind: 'run-seen'; run: SeenRun }
  | { kind: 'cleared' };

export const idleState: HealingState = { status: 'idle', userAction: '', stage: null, understood: null, run: null, failure: null };

/** Which panel status a run means. */
export function panelStatusOf(run: Pick<Run, 'status' | 'decision'>): PanelStatus {
  switch (run.status) {
    case 'PLANNED':
      return run.decision === 'LOW_RISK' ? 'low_risk' : 'healing';
    case 'COMPLETED':
    case 'ADOPTED':
    case 'ROLLED_BACK':
      return 'completed';
    case 'FAILED':
      return 'error';
    case 'CANCELLED':
      return 'idle';
    default:
      return 'healing';
  }
}

/** Events that do not fit the status are late answers to something that was given up: they change nothing. */
export function foldHealing(state: HealingState, event: HealingEvent): HealingState {
  switch (event.kind) {
    case 'submitted':
      return { ...idleState, status: 'analyzing', userAction: event.userAction, stage: 'capture' };
    case 'captured':
      return state.stage === 'capture' ? { ...state, stage: 'analyze', understood: event.understood } : state;
    case 'analyzed':
      return state.stage === 'analyze' ? { ...state, stage: 'plan' } : state;
    case 'planned':
      return state.stage === 'plan' ? { ...state, stage: null, run: event.run, status: panelStatusOf(event.run) } : state;
    case 'refused':
      return state.status === 'analyzing' ? { ...state, status: 'error', stage: null, failure: event.failure } : state;
    case 'run-seen':
      return state.status === 'analyzing' ? state : { ...idleState, run: event.run, status: panelStatusOf(event.run) };
    case 'cleared':
      return idleState;
  }
}

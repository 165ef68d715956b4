import { inWords } from '../shared/format.ts';
import type { Run, RunStatus, StepStatus } from './run-documents.ts';

export interface Look {
  label: string;
  color: string;
}

const RUN_LOOKS: Record<RunStatus, Look> = {
  PLANNED: { label: 'Ready to heal', color: 'nova' },
  QUEUED: { label: 'Queued', color: 'gray' },
  RUNNING: { label: 'Healing', color: 'nova' },
  RESTORING: { label: 'Restoring files', color: 'orange' },
  COMPLETED: { label: 'Healed', color: 'teal' },
  ADOPTED: { label: 'Adopted, not verified', color: 'yellow' },
  FAILED: { label: 'Failed', color: 'red' },
  CANCELLED: { label: 'Cancelled', color: 'gray' },
  ROLLBACK_QUEUED: { label: 'Rollback queued', color: 'gray' },
  ROLLING_BACK: { label: 'Rolling back', color: 'orange' },
  ROLLED_BACK: { label: 'Rolled back', color: 'grape' },
};

/** How a run is named and coloured; a change that breaks nothing is applied, not healed. */
export function lookOfRun({ status, decision }: Pick<Run, 'status' | 'decision'>): Look {
  const look = RUN_LOOKS[status];
  if (decision !== 'LOW_RISK') return look;
  if (status === 'PLANNED') return { label: 'Low risk', color: 'teal' };
  if (status === 'RUNNING') return { ...look, label: 'Applying' };
  if (status === 'COMPLETED') return { ...look, label: 'Applied' };
  return look;
}

const STEP_COLORS: Record<StepStatus, string> = { PENDING: 'gray', RUNNING: 'nova', COMPLETED: 'teal', FAILED: 'red', SKIPPED: 'gray', CANCELLED: 'gray' };

export function lookOfStep(status: StepStatus): Look {
  return { label: inWords(status), color: STEP_COLORS[status] };
}

/** Colour of a severity or risk from 0 to 10. It says how bad a break is, which does not depend on the thresholds of a room. */
export function colorOfRisk(risk: number): string {
  if (risk >= 8) return 'red';
  if (risk >= 7) return 'orange';
  if (risk >= 4) return 'yellow';
  return 'teal';
}

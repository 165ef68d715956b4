// What becomes of each step of a run in its next attempt. Owns that decision; the rows belong to the engine.
import type { FileEdit } from '../edits/file-edit.ts';
import type { NextStep } from '../engine/attempts.ts';
import type { StepStatus, StepType } from '../generated/prisma/enums.ts';
import { findConflicts } from './find-conflicts.ts';

/** A step of the newest attempt, in the order of execution. */
export interface PastStep {
  readonly executionId: string;
  /** Place among all steps of the run, from 1. */
  readonly number: number;
  readonly stepType: StepType;
  readonly status: StepStatus;
  readonly edits: readonly FileEdit[];
  readonly skipReason: string | null;
  readonly skippedBy: string | null;
}

export interface Retry {
  /** Steps before this one that only looked keep what they found; null begins at the first. */
  readonly fromExecutionId: string | null;
  /** Why the step that failed is left out; null tries it again. */
  readonly skipFailed: { readonly reason: string; readonly by: string | null } | null;
}

const NOT_DONE = 'It was not completed before the run was adopted.';
const NOT_VERIFIED = 'Nothing is verified when a run is adopted.';

const stillLeftOut = ({ executionId, skipReason, skippedBy }: PastStep): NextStep | null => (skipReason === null ? null : { executionId, kind: 'leave-out', reason: skipReason, by: skippedBy });

/** Whether the result of a step is as good as new: it wrote nothing, and is no proof, which has to be made on the files as they will be. */
const isKept = ({ status, edits, stepType }: PastStep): boolean => status === 'COMPLETED' && edits.length === 0 && stepType !== 'VERIFY';

/** What a person left out stays left out. Bytes that were put back are written again, by the same edits. */
export function planRetry(steps: readonly PastStep[], { fromExecutionId, skipFailed }: Retry): NextStep[] {
  const from = Math.max(0, steps.findIndex(({ executionId }) => executionId === fromExecutionId));
  return steps.map((step, i): NextStep => {
    const { executionId } = step;
    if (skipFailed && step.status === 'FAILED') return { executionId, kind: 'leave-out', ...skipFailed };
    return stillLeftOut(step) ?? { executionId, kind: i < from && isKept(step) ? 'keep' : 'execute' };
  });
}

/** What had been completed is written again; the rest is left out, every proof among it. Null where no step had written anything. */
export function planAdoption(steps: readonly PastStep[]): NextStep[] | null {
  const isDone = ({ status, stepType }: PastStep): boolean => status === 'COMPLETED' && stepType !== 'VERIFY';
  if (!steps.some((step) => isDone(step) && step.edits.length > 0)) return null;
  return steps.map((step): NextStep => {
    const { executionId } = step;
    if (isDone(step)) return { executionId, kind: isKept(step) ? 'keep' : 'execute' };
    return stillLeftOut(step) ?? { executionId, kind: 'leave-out', reason: step.stepType === 'VERIFY' ? NOT_VERIFIED : NOT_DONE, by: null };
  });
}

/** Files in which a later step builds on what a step that is left out would have written. */
export function findMissedFiles(steps: readonly PastStep[], isLeftOut: (step: PastStep) => boolean): string[] {
  const before = new Map<string, string | null>();
  const expect = (path: string, hash: string | null) => void (before.has(path) || before.set(path, hash));
  for (const edit of steps.flatMap(({ edits }) => edits)) {
    if (edit.kind === 'move') expect(edit.from, edit.before);
    expect(edit.path, edit.kind === 'create' || edit.kind === 'move' ? null : edit.before);
  }
  return findConflicts(steps.flatMap((step) => (isLeftOut(step) ? [] : step.edits)), (path) => before.get(path) ?? null);
}

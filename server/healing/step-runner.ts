// Runs the steps of healing plans for the engine. Owns which code a step type runs, and the checks before and after a run.
import type { StepOutcome, StepRunner } from '../engine/contract.ts';
import type { Hold } from '../engine/hold.ts';
import type { StepType } from '../generated/prisma/enums.ts';
import type { PredictionAccuracy } from '../impact/accuracy.ts';
import type { Codebases } from '../impact/codebases.ts';
import type { TestAccuracy } from '../impact/test-accuracy.ts';
import { hashTree } from '../rooms/tree-hash.ts';
import type { FileEdit } from '../edits/file-edit.ts';
import { beginBranch } from './branch/begin-branch.ts';
import { discardBranch, openBranchWork, openWorktree } from './branch/branch-work.ts';
import { commitBranch } from './branch/commit-branch.ts';
import { compareTests, type TestsOfChange } from './compare-tests.ts';
import { conflict } from './file-changes.ts';
import { findConflictsOnDisk } from './find-conflicts.ts';
import type { StepInput } from './planned.ts';
import type { BranchRows } from './runs/branch-rows.ts';
import { analyzeCoupling } from './steps/analyze-coupling.ts';
import { markDeprecatedStep } from './steps/mark-deprecated.ts';
import { restore, rollBack } from './steps/restore.ts';
import type { Step } from './steps/step.ts';
import { suggestRefactoring } from './steps/suggest-refactoring.ts';
import { overlayOfBefore, verify } from './steps/verify.ts';
import { writeEdits } from './steps/write-edits.ts';

const STEPS: Readonly<Record<StepType, Step>> = {
  APPLY_CHANGE: writeEdits,
  CREATE_COMPATIBILITY_SHIM: writeEdits,
  UPDATE_IMPORTS: writeEdits,
  UPDATE_REFERENCES: writeEdits,
  MARK_DEPRECATED: markDeprecatedStep,
  CREATE_MIGRATION_GUIDE: writeEdits,
  ANALYZE_COUPLING: analyzeCoupling,
  SUGGEST_REFACTORING: suggestRefactoring,
  VERIFY: verify,
  RESTORE: restore,
};

const NOTHING_LEFT: StepOutcome = { kind: 'skipped', reason: 'Every edit of this step was left out by hand.' };

/** A step of edits of which none is left. */
const isLeftOut = (stepType: StepType, { edits, leftOut = [] }: StepInput): boolean => stepType !== 'VERIFY' && leftOut.length > 0 && edits.length === 0;

export interface RunnerOptions {
  readonly codebases: Codebases;
  /** Runs what an accepted fix claims, on the files as they are now. `before`: what those that were there held before the run. */
  verifyFix(fixId: string, before: ReadonlyMap<string, string>, signal: AbortSignal): Promise<StepOutcome>;
  /** The planned edits of a run, in the order of execution. */
  loadEdits(runId: string): Promise<readonly FileEdit[]>;
  /** Keeps how right the prediction of the run that is held was. */
  storeAccuracy(hold: Hold, accuracy: PredictionAccuracy): Promise<void>;
  /** How the project's tests are run that can fail by a change. */
  readonly tests: TestsOfChange;
  /** Keeps how right the prediction of a run was about them. */
  storeTestAccuracy(hold: Hold, accuracy: TestAccuracy): Promise<void>;
  readonly branchRows: BranchRows;
}

/** `close` closes what was opened for runs on branches. */
export function createStepRunner({ codebases, verifyFix, loadEdits, storeAccuracy, tests, storeTestAccuracy, branchRows }: RunnerOptions): StepRunner & { close(): Promise<void> } {
  const branches = openBranchWork({ codebases, rows: branchRows, loadEdits });
  const isOnBranch = async (runId: string) => (await branchRows.load(runId)).mode === 'BRANCH';
  return {
    async begin(picked) {
      const { runId, roomId } = picked;
      if (await isOnBranch(runId)) return beginBranch(branches, picked);
      const codebase = await codebases.get(roomId);
      const conflicts = await findConflictsOnDisk(codebase, await loadEdits(runId));
      if (conflicts.length > 0) return { ...conflict(conflicts, 'The run was not started'), kind: 'refused', files: conflicts };
      return { kind: 'ready', treeHash: await hashTree(codebase.tree.root) };
    },
    async execute(context) {
      const input = context.input as unknown as StepInput;
      const run = await branchRows.load(context.runId);
      const isBranch = run.mode === 'BRANCH';
      if (isBranch && context.stepType === 'RESTORE') return discardBranch(branches, context, input.isAllOrNothing ?? false);
      const codebase = isBranch ? await openWorktree(branches, run) : await codebases.get(context.roomId);
      if ('kind' in codebase) return codebase;
      if (input.fixId !== undefined) {
        const before = await overlayOfBefore({ context, input });
        return verifyFix(input.fixId, new Map([...before].flatMap(([path, content]) => (content === null ? [] : [[path, content] as const]))), context.signal);
      }
      if (context.stepType === 'RESTORE' && input.isAllOrNothing) return rollBack({ input, context, codebase }, await loadEdits(context.runId));
      const outcome = isLeftOut(context.stepType, input) ? NOTHING_LEFT : await STEPS[context.stepType]({ input, context, codebase });
      const accuracy = 'result' in outcome ? outcome.result?.['accuracy'] : undefined;
      if (accuracy !== undefined) await storeAccuracy(context, accuracy as PredictionAccuracy);
      // A run that is not verified puts its files back first of all.
      const tested = outcome.kind === 'completed' || outcome.kind === 'skipped' ? await compareTests({ input, context, codebase }, tests) : null;
      if (tested) await storeTestAccuracy(context, tested);
      return outcome;
    },
    async complete(picked) {
      return (await isOnBranch(picked.runId)) ? commitBranch(branches, picked) : { kind: 'completed' };
    },
    // A run on a branch leaves the room alone: its hash shows that.
    async finish({ roomId }) {
      const codebase = await codebases.get(roomId);
      return { treeHash: await hashTree(codebase.tree.root) };
    },
    close: () => branches.worktrees.close(),
  };
}

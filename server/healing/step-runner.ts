// Runs the steps of healing plans for the engine. Owns which code a step type runs, and the checks before and after a run.
import type { StepOutcome, StepRunner } from '../engine/contract.ts';
import type { Hold } from '../engine/hold.ts';
import type { StepType } from '../generated/prisma/enums.ts';
import type { PredictionAccuracy } from '../impact/accuracy.ts';
import type { Codebase } from '../impact/codebase.ts';
import type { Codebases } from '../impact/codebases.ts';
import type { TestAccuracy } from '../impact/test-accuracy.ts';
import { hashTree } from '../rooms/tree-hash.ts';
import type { FileEdit } from '../edits/file-edit.ts';
import { compareTests, type TestsOfChange } from './compare-tests.ts';
import { conflict } from './file-changes.ts';
import type { StepInput } from './planned.ts';
import { analyzeCoupling } from './steps/analyze-coupling.ts';
import { markDeprecatedStep } from './steps/mark-deprecated.ts';
import { restore } from './steps/restore.ts';
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

/** Paths whose content on disk is not what the plan was made for. `edits` in the order of execution. */
export function findConflicts(edits: readonly FileEdit[], hashOnDisk: (path: string) => string | null): string[] {
  const planned = new Map<string, string | null>();
  const conflicts = new Set<string>();
  const expect = (path: string, hash: string | null) => {
    if ((planned.has(path) ? planned.get(path) : hashOnDisk(path)) !== hash) conflicts.add(path);
  };
  for (const edit of edits) {
    if (edit.kind === 'create' || edit.kind === 'move') expect(edit.path, null);
    if (edit.kind !== 'create') expect(edit.kind === 'move' ? edit.from : edit.path, edit.before);
    if (edit.kind === 'move') planned.set(edit.from, null);
    planned.set(edit.path, edit.kind === 'delete' ? null : edit.after);
  }
  return [...conflicts];
}

/** The same against the room as it is on disk now. */
export async function findConflictsOnDisk(codebase: Codebase, edits: readonly FileEdit[]): Promise<string[]> {
  await codebase.refresh();
  return findConflicts(edits, (path) => codebase.tree.hash(path) ?? (codebase.tree.has(path) ? 'unreadable' : null));
}

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
}

export function createStepRunner({ codebases, verifyFix, loadEdits, storeAccuracy, tests, storeTestAccuracy }: RunnerOptions): StepRunner {
  return {
    async begin({ runId, roomId }) {
      const codebase = await codebases.get(roomId);
      const conflicts = await findConflictsOnDisk(codebase, await loadEdits(runId));
      if (conflicts.length > 0) return { ...conflict(conflicts, 'The run was not started'), kind: 'refused', files: conflicts };
      return { kind: 'ready', treeHash: await hashTree(codebase.tree.root) };
    },
    async execute(context) {
      const codebase = await codebases.get(context.roomId);
      const input = context.input as unknown as StepInput;
      if (input.fixId !== undefined) {
        const before = await overlayOfBefore({ context, input });
        return verifyFix(input.fixId, new Map([...before].flatMap(([path, content]) => (content === null ? [] : [[path, content] as const]))), context.signal);
      }
      const outcome = await STEPS[context.stepType]({ input, context, codebase });
      const accuracy = 'result' in outcome ? outcome.result?.['accuracy'] : undefined;
      if (accuracy !== undefined) await storeAccuracy(context, accuracy as PredictionAccuracy);
      // A run that is not verified puts its files back first of all.
      const tested = outcome.kind === 'completed' || outcome.kind === 'skipped' ? await compareTests({ input, context, codebase }, tests) : null;
      if (tested) await storeTestAccuracy(context, tested);
      return outcome;
    },
    async finish({ roomId }) {
      const codebase = await codebases.get(roomId);
      return { treeHash: await hashTree(codebase.tree.root) };
    },
  };
}

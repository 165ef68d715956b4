// A plan as data: actions of steps, with everything a step needs to run later. Owns the shapes; they are stored as JSON.
import type { FileEdit } from '../edits/file-edit.ts';
import type { EditAddress } from '../edits/leave-out.ts';
import type { NotEdited, RenamedBy } from '../edits/edit-plan.ts';
import type { ActionType, Priority, StepType } from '../generated/prisma/enums.ts';
import type { BrokenPlace } from '../impact/accuracy.ts';
import type { Decision } from '../impact/analysis.ts';
import type { Change } from '../intents/change.ts';
import type { PromisedStructure } from '../impact/promised-structure.ts';

/** What a step gets when it runs. `edits` start from the tree that the steps before it leave. */
export interface StepInput {
  /** Null where the run applies edits that nobody announced as a change: an accepted fix, a regression test. */
  readonly change: Change | null;
  readonly edits: readonly FileEdit[];
  /** ANALYZE_COUPLING, SUGGEST_REFACTORING: the changed files as they are called when the step runs. */
  readonly targets?: readonly string[];
  /** VERIFY: how things were called before. */
  readonly renamed?: RenamedBy;
  /** VERIFY: imports that lead nowhere already before the change, as `file\nspecifier`. */
  readonly unresolvedBefore?: readonly string[];
  /** VERIFY: places that the plan leaves broken and says so; they do not fail the run. */
  readonly listed?: readonly NotEdited[];
  /** VERIFY: what paths held before a change that was made before the run. */
  readonly baseline?: readonly (readonly [string, string | null])[];
  /** VERIFY: the errors that were predicted as certain; left out where nothing was predicted for the run. */
  readonly predicted?: readonly BrokenPlace[];
  /** VERIFY: the files with a prediction of a certain or possible break. */
  readonly mayBreak?: readonly string[];
  /** VERIFY: the edits of the change alone, which show what happens when nothing is healed. */
  readonly withoutHealing?: readonly FileEdit[];
  /** MARK_DEPRECATED, VERIFY, ANALYZE_COUPLING, SUGGEST_REFACTORING: the files that depend on the target. */
  readonly dependents?: readonly string[];
  /** VERIFY: measure the structure that the run leaves, for comparison with what the plan promises of it. */
  readonly measuresStructure?: boolean;
  /** VERIFY: findings that are fixed: in the file no more of them may be new since before the run than `left`. */
  readonly findings?: readonly { readonly file: string; readonly code: string; readonly left: number }[];
  /** SUGGEST_REFACTORING: what a person is asked to look at, instead of cycles and coupling. */
  readonly forAPerson?: readonly string[];
  /** VERIFY: run what this accepted fix claims, instead of the compiler. */
  readonly fixId?: string;
  /** Files in which a person left edits out: of this step, and for VERIFY those of the whole run. */
  readonly leftOut?: readonly string[];
  /** RESTORE: a rollback touches nothing when one file cannot be put back; a failed run puts back what it can. */
  readonly isAllOrNothing?: boolean;
  /** RESTORE: what was changed since the run is merged. */
  readonly isMerging?: boolean;
}

export interface PlannedStep {
  readonly stepType: StepType;
  readonly description: string;
  readonly input: StepInput;
  /** Unified diff of `input.edits`. */
  readonly diff: string;
}

export interface PlannedAction {
  readonly actionType: ActionType;
  readonly description: string;
  readonly priority: Priority;
  /** The prediction that it answers, where that is not the most severe one. */
  readonly predictionId?: string;
  readonly steps: readonly PlannedStep[];
}

export interface HealingPlan {
  readonly decision: Decision;
  /** Why the policy decided so, one sentence each. */
  readonly reasons: readonly string[];
  /** The overall risk that the plan answers, 0 to 10. */
  readonly riskMitigated: number;
  readonly actions: readonly PlannedAction[];
  readonly notEdited: readonly NotEdited[];
  /** Unified diff of everything the plan changes. */
  readonly diff: string;
  /** Left out where the import graph keeps its shape. */
  readonly structure?: PromisedStructure;
}

/** How much a step has to do: the files that it writes, or looks at where it writes none. */
export function sizeOf({ edits, dependents, targets }: Pick<StepInput, 'edits' | 'dependents' | 'targets'>): number {
  return edits.length > 0 ? pathsOf(edits).length : (dependents?.length ?? 0) + (targets?.length ?? 0);
}

/** Every path that edits read or write. */
export function pathsOf(edits: readonly FileEdit[]): string[] {
  return [...new Set(edits.flatMap((edit) => (edit.kind === 'move' ? [edit.from, edit.path] : [edit.path])))];
}

/** Names an edit within its step: `0.2` for the third change in the first file, `0` for its creation, deletion or move. */
export const keyOf = ({ file, text }: Pick<EditAddress, 'file' | 'text'>): string => (text === null ? `${file}` : `${file}.${text}`);

/** The keys of everything in a step that can be left out by itself. */
export function keysOf(edits: readonly FileEdit[]): string[] {
  return edits.flatMap((edit, file) => [...(edit.kind === 'modify' ? [] : [keyOf({ file, text: null })]), ...('edits' in edit ? edit.edits.map((_, text) => keyOf({ file, text })) : [])]);
}

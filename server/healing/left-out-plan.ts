// A plan without the edits that a person left out: the steps, their diffs and what is told of the places. Owns that picture; the rows are in `runs/left-out.ts`.
import type { FileEdit } from '../edits/file-edit.ts';
import { leaveOut, type LeftOutEdit, type LeftOutKind } from '../edits/leave-out.ts';
import type { NotEdited } from '../edits/edit-plan.ts';
import { hashText } from '../edits/text-edits.ts';
import { overlayDiff, unifiedDiff } from '../edits/unified-diff.ts';
import { VirtualTree, type ReadableTree } from '../edits/virtual-tree.ts';
import type { StepType } from '../generated/prisma/enums.ts';
import { correctGuide } from './migration-guide.ts';
import { keyOf, pathsOf } from './planned.ts';

export interface PlannedStepEdits {
  readonly executionId: string;
  readonly stepType: StepType;
  readonly edits: readonly FileEdit[];
}

/** An edit that is left out, by the step that would make it. */
export interface PlannedLeftOut {
  readonly executionId: string;
  readonly key: string;
  readonly kind: LeftOutKind;
}

export interface LeftOutPlan {
  readonly steps: readonly { readonly executionId: string; readonly edits: readonly FileEdit[]; readonly diff: string; readonly leftOut: readonly string[] }[];
  readonly diff: string;
  readonly leftOut: readonly PlannedLeftOut[];
  /** One for each of `leftOut`, in the same order. */
  readonly places: readonly NotEdited[];
}

const REASONS: Record<LeftOutKind, string> = { BY_HAND: 'left out by hand', BUILDS_ON: 'left out by hand: it builds on another edit that is left out' };

const placeOf = ({ path, line, column, kind }: LeftOutEdit): NotEdited => ({ file: path, line, column, reason: REASONS[kind] });

/** The guide says what was adapted, so it is written for the edits that are left. */
function withGuide(steps: readonly PlannedStepEdits[], left: readonly (readonly FileEdit[])[], leftOut: readonly LeftOutEdit[]): readonly (readonly FileEdit[])[] {
  const touched = new Set(left.flatMap(pathsOf));
  const untouched = [...new Set(leftOut.map(({ path }) => path))].filter((path) => !touched.has(path));
  const correct = (edit: FileEdit): FileEdit => {
    if (edit.kind !== 'create' || !edit.path.endsWith('.md')) return edit;
    const text = correctGuide(edit.text, { untouched, leftOut: leftOut.map(placeOf) });
    return { ...edit, text, after: hashText(text) };
  };
  return left.map((edits, index) => (steps[index]?.stepType === 'CREATE_MIGRATION_GUIDE' ? edits.map(correct) : edits));
}

/** `steps` as they were planned, in the order of execution, for the tree `base`. `byHand`: the keys that a person left out, by step. */
export function planWithout(base: ReadableTree, steps: readonly PlannedStepEdits[], byHand: ReadonlyMap<string, ReadonlySet<string>>): LeftOutPlan {
  const isByHand = ({ step, ...address }: Parameters<Parameters<typeof leaveOut>[2]>[0]): boolean => byHand.get(steps[step]?.executionId ?? '')?.has(keyOf(address)) ?? false;
  const { steps: left, leftOut } = leaveOut(base, steps.map(({ edits }) => edits), isByHand);
  let tree = new VirtualTree(base);
  const made = withGuide(steps, left, leftOut).map((edits, index) => {
    const diff = unifiedDiff(tree, edits);
    tree = tree.apply(edits);
    const own = leftOut.filter(({ step }) => step === index);
    return { executionId: steps[index]?.executionId ?? '', edits, diff, leftOut: [...new Set(own.map(({ path }) => path))] };
  });
  return {
    steps: made,
    diff: overlayDiff(base, tree.overlay),
    leftOut: leftOut.map(({ step, kind, ...address }) => ({ executionId: steps[step]?.executionId ?? '', key: keyOf(address), kind })),
    places: leftOut.map(placeOf),
  };
}

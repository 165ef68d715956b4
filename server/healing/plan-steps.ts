// Collects the steps of a plan, each with its diff. Owns the tree that they leave; decides on no step.
import type { EditSource } from '../edits/edit-plan.ts';
import type { FileEdit } from '../edits/file-edit.ts';
import { unifiedDiff } from '../edits/unified-diff.ts';
import { VirtualTree } from '../edits/virtual-tree.ts';
import type { StepType } from '../generated/prisma/enums.ts';
import type { Change } from '../intents/change.ts';
import { pathsOf, type PlannedStep, type StepInput } from './planned.ts';

export const countFiles = (count: number): string => `${count} ${count === 1 ? 'file' : 'files'}`;

/** Collects steps; each starts from the tree that the one before it leaves. */
export class Steps {
  readonly #change: Change;
  tree: VirtualTree;
  readonly touched = new Set<string>();

  constructor(source: EditSource, change: Change) {
    // The contents of an edit are in its own step; every row of the run would hold them again.
    this.#change = change.kind === 'EDIT' ? { ...change, files: [] } : change;
    this.tree = new VirtualTree(source.tree);
  }

  /** A step that edits files. */
  edit(stepType: StepType, edits: readonly FileEdit[], describe: (files: string) => string, extra: Partial<StepInput> = {}): PlannedStep {
    const paths = pathsOf(edits);
    const step = { stepType, description: describe(countFiles(paths.length)), input: { change: this.#change, edits, ...extra }, diff: unifiedDiff(this.tree, edits) };
    this.tree = this.tree.apply(edits);
    for (const path of paths) this.touched.add(path);
    return step;
  }

  /** A step that only reads. */
  read(stepType: StepType, description: string, extra: Partial<StepInput> = {}): PlannedStep {
    return { stepType, description, input: { change: this.#change, edits: [], ...extra }, diff: '' };
  }
}

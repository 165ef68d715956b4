// restore: puts every file of the run back, from its pre-images: as far as that goes for a run that failed, all or nothing in a rollback.
import type { FileEdit } from '../../edits/file-edit.ts';
import type { StepOutcome } from '../../engine/contract.ts';
import { withPen } from '../../rooms/pen.ts';
import { restoreFiles } from '../file-changes.ts';
import { rollBackFiles } from '../roll-back.ts';
import type { Step, StepRequest } from './step.ts';

export const restore: Step = async ({ context, codebase }) => {
  const restored = await withPen(codebase.tree.root, (pen) => restoreFiles(pen, context, false));
  // What was put back must be seen even when some of it could not be.
  await codebase.refresh();
  return restored.kind === 'restored' ? { kind: 'completed', result: { restored: restored.written.length } } : restored;
};

/** `edits` is the plan of the run, which says what it moved. */
export async function rollBack({ input, context, codebase }: StepRequest, edits: readonly FileEdit[]): Promise<StepOutcome> {
  const end = await withPen(codebase.tree.root, (pen) => rollBackFiles({ pen, context, isMerging: input.isMerging ?? false, edits }));
  await codebase.refresh();
  return end.kind === 'restored' ? { kind: 'completed', result: { restored: end.written.length, ...(input.isMerging ? { merged: end.merged } : {}) } } : end;
}

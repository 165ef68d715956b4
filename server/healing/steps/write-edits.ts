// Steps whose work is planned edits: apply_change, create_compatibility_shim, update_imports, update_references, create_migration_guide.
import { withPen } from '../../rooms/pen.ts';
import { applyFileEdits } from '../file-changes.ts';
import type { Step } from './step.ts';

/** Writes the planned edits; the result counts what was written, and what an interrupted try of the step had written already. */
export const writeEdits: Step = async ({ input, context, codebase }) => {
  const applied = await withPen(codebase.tree.root, (pen) => applyFileEdits(pen, input.edits, context));
  if (applied.kind !== 'applied') return applied;
  await codebase.refresh(context.signal);
  const { written, already } = applied;
  return { kind: 'completed', result: { written: written.length, ...(already.length > 0 ? { writtenBefore: already.length } : {}) } };
};

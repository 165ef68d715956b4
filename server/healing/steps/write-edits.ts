// Steps whose work is planned edits: apply_change, create_compatibility_shim, update_imports, update_references, create_migration_guide.
import { applyFileEdits } from '../file-changes.ts';
import type { Step } from './step.ts';

/** Writes the planned edits; the result counts what was written. */
export const writeEdits: Step = async ({ input, context, codebase }) => {
  const applied = await applyFileEdits(codebase.tree.root, input.edits, context);
  if (applied.kind !== 'applied') return applied;
  await codebase.refresh(context.signal);
  return { kind: 'completed', result: { written: applied.written.length } };
};

// Which edits of a change are the change itself, and which carry others along, where declarations in several files go together. Owns that division.
import { transitiveDependents } from '../graph/dependents.ts';
import { composeEdits, shiftEdits, type ChangeEdits, type DependentEdits, type EditSource } from './edit-plan.ts';
import type { TextEdit } from './file-edit.ts';
import { normalizeEdits } from './text-edits.ts';

type Composed = Pick<ChangeEdits, 'applyChange' | 'updateImports' | 'updateReferences' | 'after'>;

/**
 * The change itself is everything in `file`, and the edits that `isDeclaration` picks in files that do not depend on it: what it implements or overrides.
 * All others break by that and are carried along. Offsets are those of the tree before.
 */
export function composeAround({ tree, graph }: EditSource, file: string, edits: ReadonlyMap<string, readonly TextEdit[]>, isDeclaration: (path: string, edit: TextEdit) => boolean): Composed {
  const below = transitiveDependents(graph, [file]);
  const applied = new Map<string, TextEdit[]>();
  const dependents = new Map<string, DependentEdits>();
  for (const [path, all] of edits) {
    const own = all.filter((edit) => path === file || (!below.has(path) && isDeclaration(path, edit)));
    const others = all.filter((edit) => !own.includes(edit));
    if (own.length > 0) applied.set(path, own);
    if (others.length > 0) dependents.set(path, { imports: [], references: shiftEdits(normalizeEdits(others), own) });
  }
  return composeEdits(tree, (base) => [...applied].sort(([a], [b]) => (a < b ? -1 : 1)).map(([path, own]) => base.modify(path, own)), dependents);
}

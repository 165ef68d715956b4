// Whether files still are what edits were made for. Owns that comparison of hashes; writes nothing.
import type { FileEdit } from '../edits/file-edit.ts';
import type { Codebase } from '../impact/codebase.ts';

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

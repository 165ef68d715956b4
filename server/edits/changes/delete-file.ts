// delete-file: gone when nothing needs it, with the re-exports that nobody takes; else kept, deprecated, and its callers listed. Owns the choice between the two.
import type { ChangeOf } from '../../intents/change.ts';
import { removeReexports } from '../deletions/remove-reexport.ts';
import { usesOfFile } from '../deletions/file-callers.ts';
import { deprecateExports } from '../deprecate-exports.ts';
import { composeEdits, NOTHING_RENAMED, type ChangeEdits, type DependentEdits, type EditSource } from '../edit-plan.ts';
import type { FileEdit } from '../file-edit.ts';
import { VirtualTree } from '../virtual-tree.ts';

const NOTE = 'It is removed once its last caller is gone.';
const isSource = (file: string): boolean => /\.[cm]?[jt]sx?$/.test(file);

export function editsOfDeleteFile(source: EditSource, { file }: ChangeOf<'DELETE_FILE'>): ChangeEdits {
  const { tree, graph } = source;
  const { callers, untaken, mentions } = usesOfFile(source, file);
  const barrels = [...new Set(untaken.map((edge) => edge.from))];
  const dependents = new Map(barrels.map((path): [string, DependentEdits] => [path, { imports: removeReexports(path, tree.text(path) ?? '', untaken.filter((edge) => edge.from === path)), references: [] }]));
  const removed = composeEdits(tree, (base) => [base.remove(file)], dependents);
  const shape = { sites: [], targets: [file], renamed: NOTHING_RENAMED, shim: null };
  if (callers.length === 0) return { ...removed, ...shape, notEdited: mentions, targetsAfter: [] };
  const deprecate = (base: VirtualTree): (FileEdit | null)[] => [isSource(file) ? deprecateExports(base, graph, { file, note: NOTE }) : null];
  return {
    ...composeEdits(tree, deprecate, new Map()), ...shape,
    tried: [...removed.applyChange, ...removed.updateImports],
    notEdited: [...callers, ...mentions], targetsAfter: [file],
  };
}

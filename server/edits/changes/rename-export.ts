// rename-export: the declaration, every import and use, and an alias that keeps the old name. Owns how the edits make up the change.
import type { ChangeOf } from '../../intents/change.ts';
import { markDeprecated, renameShim } from '../compatibility.ts';
import { composeEdits, type ChangeEdits, type EditSource } from '../edit-plan.ts';
import { renameExport } from '../rename-export.ts';

export function editsOfRename({ tree, graph }: EditSource, change: ChangeOf<'RENAME_EXPORT'>): ChangeEdits {
  const { file, from, to } = change;
  const { declaration, dependents, sites, notEdited } = renameExport({ tree, graph, file, from, to });
  return {
    ...composeEdits(tree, (base) => [base.modify(file, declaration)], dependents),
    notEdited, sites, targets: [file], targetsAfter: [file], renamed: { files: [], names: [[to, from]] },
    shim: {
      keep: (after) => renameShim({ tree: after, graph }, change, sites),
      deprecate: (after, kept) => markDeprecated(after, kept, { isOld: (name) => name === from, replacement: `Use {@link ${to}} instead.` }),
    },
  };
}

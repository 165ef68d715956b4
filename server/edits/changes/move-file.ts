// move-file: the file at its new path, every specifier that leads to it, and a module that keeps the old path. Owns how the edits make up the change.
import type { ChangeOf } from '../../intents/change.ts';
import { markDeprecated, moveShim } from '../compatibility.ts';
import { composeEdits, type ChangeEdits, type EditSource } from '../edit-plan.ts';
import { moveFile } from '../move-file.ts';

export function editsOfMove(source: EditSource, change: ChangeOf<'MOVE_FILE'>): ChangeEdits {
  const { tree, graph } = source;
  const { from, to } = change;
  const { own, dependents, notEdited } = moveFile({ tree, graph, from, to, aliasesFor: source.aliasesFor.bind(source) }, tree.paths());
  return {
    ...composeEdits(tree, (base) => [base.move(from, to, own)], dependents),
    notEdited, sites: [], targets: [from], targetsAfter: [to], renamed: { files: [[to, from]], names: [] },
    shim: {
      keep: (after) => moveShim({ tree: after, graph }, change),
      deprecate: (after, kept) => markDeprecated(after, kept, { isOld: () => true, replacement: `Import it from ${to}.` }),
    },
  };
}

// move-export: the declaration in its new file, the old file without it, every importer sent on, and a re-export that keeps the old place. Owns how the edits make up the change.
import type { ChangeOf } from '../../intents/change.ts';
import { markDeprecated } from '../compatibility.ts';
import { composeEdits, type ChangeEdits, type EditSource } from '../edit-plan.ts';
import type { FileEdit } from '../file-edit.ts';
import { styleOf } from '../import-writer.ts';
import { moveExport, type MoveExportEdits } from '../move-export.ts';
import { isRefusal } from '../move-refusal.ts';
import { parseSyntax } from '../syntax.ts';
import type { VirtualTree } from '../virtual-tree.ts';

/** The old file passes the name on; a bare `export {}` that only kept it a module makes room. */
function passOn(tree: VirtualTree, { file, name, to }: ChangeOf<'MOVE_EXPORT'>, { specifier, isType }: MoveExportEdits): FileEdit[] {
  const text = tree.text(file) ?? '';
  const syntax = parseSyntax(file, text);
  const { quote, semicolon, lineEnd } = styleOf(syntax);
  const lines = [`/** @deprecated Moved to ${to}. Keeps importers working that still use this place. */`, `export ${isType ? 'type ' : ''}{ ${name} } from ${quote}${specifier}${quote}${semicolon}`, ''].join(lineEnd);
  const placeholder = /^export \{\};?\r?\n?$/m.exec(text);
  const isOnly = placeholder !== null && (syntax.program['body'] as readonly unknown[]).length === 1;
  const start = isOnly ? placeholder.index : text.length;
  const gap = isOnly || text === '' ? '' : text.endsWith('\n') ? lineEnd : lineEnd + lineEnd;
  const edit = tree.modify(file, [{ start, end: isOnly ? start + placeholder[0].length : start, text: gap + lines }]);
  return edit ? [edit] : [];
}

export function editsOfMoveExport(source: EditSource, change: ChangeOf<'MOVE_EXPORT'>): ChangeEdits {
  const { tree, graph } = source;
  const { file, name, to } = change;
  const moved = moveExport({ tree, graph, aliasesFor: source.aliasesFor.bind(source), file, name, to });
  if (isRefusal(moved)) throw new Error(`the change was not resolved against this tree: ${moved.message}`);
  const exists = 'edits' in moved.newFile;
  return {
    ...composeEdits(tree, (base) => [base.modify(file, moved.oldFile), 'edits' in moved.newFile ? base.modify(to, moved.newFile.edits) : base.create(to, moved.newFile.text)], moved.dependents),
    notEdited: moved.notEdited, sites: [], targets: exists ? [file, to] : [file], targetsAfter: [file, to],
    // What was wrong with the declaration before is wrong with it in its new file too.
    renamed: { files: exists ? [] : [[to, file]], names: [] },
    shim: moved.canPassOn ? {
      keep: (after) => passOn(after, change, moved),
      deprecate: (after, kept) => markDeprecated(after, kept, { isOld: (exported) => exported === name, replacement: `Import it from ${to}.` }),
    } : null,
  };
}

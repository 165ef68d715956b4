// rename-export: the declaration, every import and use, doc comments, and an alias that keeps the old name. Owns how the edits make up the change.
import type { ChangeOf } from '../../intents/change.ts';
import { filesThatLink, findInComments } from '../comment-references.ts';
import { markDeprecated, renameShim } from '../compatibility.ts';
import { composeEdits, type ChangeEdits, type DependentEdits, type EditSource } from '../edit-plan.ts';
import type { TextEdit } from '../file-edit.ts';
import { findMentions } from '../mentions.ts';
import { readOnce } from '../read-once.ts';
import { renameExport, type RenameEdits } from '../rename-export.ts';

/** The edits with those of doc comments, and where each file is edited. */
export function withComments({ tree, graph }: EditSource, { file, from, to }: ChangeOf<'RENAME_EXPORT'>, found: RenameEdits) {
  const declaration: TextEdit[] = [...found.declaration];
  const dependents = new Map<string, DependentEdits>(found.dependents);
  for (const [path, tokens] of findInComments({ tree, graph, name: from, sites: found.sites, bound: found.renamedIn, parse: found.parse, isRename: true })) {
    const edits = tokens.map(({ start, end }) => ({ start, end, text: to }));
    const known = dependents.get(path);
    if (path === file) declaration.push(...edits);
    else dependents.set(path, { imports: known?.imports ?? [], references: [...(known?.references ?? []), ...edits] });
  }
  const starts = new Map([...dependents].map(([path, { imports, references }]) => [path, new Set([...imports, ...references].map(({ start }) => start))]));
  return { declaration, dependents, starts: starts.set(file, new Set(declaration.map(({ start }) => start))) };
}

export function editsOfRename(source: EditSource, change: ChangeOf<'RENAME_EXPORT'>): ChangeEdits {
  const { tree, graph } = source;
  const { file, from, to } = change;
  const found = renameExport({ tree, graph, file, from, to });
  const { sites } = found;
  const { declaration, dependents, starts } = withComments(source, change, found);
  const saying = [...starts.keys()].filter((path) => found.renamedIn.has(path));
  const notEdited = readOnce(() => [...found.notEdited, ...findMentions({ tree, name: from, files: saying, linking: filesThatLink(tree, graph, from), parse: found.parse, isEdited: (path, start) => starts.get(path)?.has(start) === true })]);
  return {
    ...composeEdits(tree, (base) => [base.modify(file, declaration)], dependents),
    get notEdited() {
      return notEdited();
    },
    sites, targets: [file], targetsAfter: [file], renamed: { files: [], names: [[to, from]] },
    shim: {
      keep: (after) => renameShim({ tree: after, graph }, change, sites),
      deprecate: (after, kept) => markDeprecated(after, kept, { isOld: (name) => name === from, replacement: `Use {@link ${to}} instead.` }),
    },
  };
}

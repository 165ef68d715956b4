// edit: the files as they were written, and every dependent that calls something otherwise now. Owns how the edits make up the change.
import type { ChangeOf } from '../../intents/change.ts';
import { composeEdits, type ChangeEdits, type EditSource } from '../edit-plan.ts';
import { editShim } from '../edit-shim.ts';
import { EditedGraph } from '../edited-graph.ts';
import type { FileEdit } from '../file-edit.ts';
import { healEdit } from '../heal-edit.ts';
import { inferEdit } from '../infer-edit.ts';
import { textPairs, type TextPair } from '../infer-moves.ts';
import { lineEdits } from '../line-edits.ts';
import type { VirtualTree } from '../virtual-tree.ts';

/** What is deleted goes first: a folder may take the name of a file. */
function writtenEdits(base: VirtualTree, pairs: readonly TextPair[], moves: readonly { readonly from: string; readonly to: string }[]): (FileEdit | null)[] {
  const texts = new Map(pairs.map((pair) => [pair.path, pair]));
  const moved = new Set(moves.flatMap(({ from, to }) => [from, to]));
  const others = pairs.filter(({ path }) => !moved.has(path));
  return [
    ...others.filter(({ after }) => after === null).map(({ path }): FileEdit => ({ kind: 'delete', path, before: base.hash(path) ?? '' })),
    ...moves.map(({ from, to }) => base.move(from, to, lineEdits(texts.get(from)?.before ?? '', texts.get(to)?.after ?? ''))),
    ...others.map(({ path, before, after }) => (before === null || after === null ? null : base.modify(path, lineEdits(before, after)))),
    ...others.flatMap(({ path, before, after }) => (before === null && after !== null ? [base.create(path, after)] : [])),
  ];
}

export function editsOfEdit(source: EditSource, change: ChangeOf<'EDIT'>): ChangeEdits {
  const pairs = textPairs(source.tree, change.files);
  const inferred = change.inferred ?? inferEdit(source, pairs);
  const { moves } = inferred;
  const apply = (base: VirtualTree) => (change.isApplied === true ? [] : writtenEdits(base, pairs, moves));
  const graph = new EditedGraph(source, pairs, moves);
  const { after: tree } = composeEdits(source.tree, apply, new Map());
  const project = { source, tree, graph, pairs, inferred };
  const { dependents, notEdited, renames } = healEdit(project);
  return {
    ...composeEdits(source.tree, apply, dependents),
    notEdited, sites: renames.flatMap(({ sites }) => sites),
    targets: pairs.filter(({ before }) => before !== null).map(({ path }) => path),
    targetsAfter: pairs.filter(({ after }) => after !== null).map(({ path }) => path),
    renamed: { files: moves.map(({ from, to }) => [to, from] as const), names: inferred.renames.map(({ from, to }) => [to, from] as const) },
    shim: editShim(project, renames),
    ...(change.isApplied === true ? { baseline: new Map(pairs.map(({ path, before }) => [path, before])) } : {}),
  };
}

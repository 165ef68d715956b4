// The compatibility layer of an edit: every inferred rename and move keeps its old form. Owns how the layers of several are put together.
import type { Edge, FileFacts } from '../graph/facts.ts';
import type { ReadableGraph } from '../graph/project-graph.ts';
import { markDeprecated, moveShim, renameShim } from './compatibility.ts';
import type { Shim } from './edit-plan.ts';
import { graphWith } from './edited-graph.ts';
import type { FileEdit } from './file-edit.ts';
import type { EditedProject, RenameWithSites } from './heal-edit.ts';
import { editsBetween } from './tree-difference.ts';
import type { VirtualTree } from './virtual-tree.ts';

/** The edited files as if they still exported the old names too: a layer is written for those. */
function withOldNames({ graph, inferred }: EditedProject): ReadableGraph {
  const renamesIn = (path: string) => inferred.renames.filter((rename) => rename.file === path || inferred.moves.some(({ from, to }) => from === path && to === rename.file));
  const facts = (path: string): FileFacts | undefined => {
    const now = graph.facts(path);
    const old = renamesIn(path).flatMap(({ from, to }) => (now?.exports ?? []).filter((entry) => entry.name === to).map((entry) => ({ ...entry, name: from })));
    return now && old.length > 0 ? { ...now, exports: [...now.exports, ...old] } : now;
  };
  const edgesFrom = (path: string): readonly Edge[] => {
    const renames = renamesIn(path);
    if (renames.length === 0) return graph.edgesFrom(path);
    return graph.edgesFrom(path).map((edge) => ({ ...edge, names: [...edge.names, ...renames.flatMap(({ from, to }) => edge.names.filter(({ exported }) => exported === to).map((name) => ({ ...name, exported: from })))] }));
  };
  return graphWith(graph, { facts, edgesFrom });
}

/** Applies what `make` gives for each item to the tree that the one before it left; one edit for each path comes out. */
function inTurn<T>(start: VirtualTree, items: readonly T[], make: (tree: VirtualTree, item: T) => readonly FileEdit[]): FileEdit[] {
  let tree = start;
  const paths = new Set<string>();
  for (const item of items) {
    const edits = make(tree, item);
    for (const { path } of edits) paths.add(path);
    tree = tree.apply(edits);
  }
  return editsBetween(start, tree, paths);
}

/** Null where nothing is known to be called otherwise. */
export function editShim(project: EditedProject, renames: readonly RenameWithSites[]): Shim | null {
  const { moves } = project.inferred;
  if (renames.length + moves.length === 0) return null;
  const graph = withOldNames(project);
  return {
    keep: (after) => inTurn(after, [...renames, ...moves], (tree, item) => {
      if (!('rename' in item)) return moveShim({ tree, graph }, { from: item.from, to: item.to });
      const { file, from, to } = item.rename;
      return renameShim({ tree, graph }, { kind: 'RENAME_EXPORT', file, from, to }, item.sites);
    }),
    deprecate: (after, kept) => inTurn(after, [...renames, ...moves], (tree, item) => {
      if (!('rename' in item)) return markDeprecated(tree, kept.filter(({ path }) => path === item.from), { isOld: () => true, replacement: `Import it from ${item.to}.` });
      const { file, from, to } = item.rename;
      const own = new Set([file, ...item.sites.map((site) => site.file)]);
      return markDeprecated(tree, kept.filter(({ path }) => own.has(path)), { isOld: (name) => name === from, replacement: `Use {@link ${to}} instead.` });
    }),
  };
}

// The import graph before a change and after it, dependents healed. Owns which changes can give the graph another shape; looks for nothing in it.
import type { ChangeEdits, EditSource } from '../edits/edit-plan.ts';
import { EditedGraph } from '../edits/edited-graph.ts';
import { isRuntimeEdge } from '../graph/cycles.ts';
import type { Edge } from '../graph/facts.ts';
import type { ReadableGraph } from '../graph/project-graph.ts';
import { VirtualTree } from '../edits/virtual-tree.ts';
import type { ChangeKind } from '../intents/change.ts';
import { ElidedImports } from './elided-imports.ts';

/** Names and paths change in the other kinds; which module imports which does not. */
const RESHAPING: ReadonlySet<ChangeKind> = new Set(['EDIT', 'MOVE_EXPORT', 'DELETE_EXPORT', 'DELETE_FILE', 'RETIRE_SHIM']);

export interface ChangedGraph {
  readonly before: ReadableGraph;
  readonly after: ReadableGraph;
  readonly elidedBefore: ElidedImports;
  readonly elidedAfter: ElidedImports;
  /** Source files that differ, as they are called after the change. */
  readonly changed: readonly string[];
  /** What a file was called before. */
  nameBefore(path: string): string;
  /** Bytes of a source file, 0 where there is none. */
  bytesBefore(path: string): number;
  bytesAfter(path: string): number;
}

type Texts = ReadonlyMap<string, string | null>;

const sizesIn = (texts: Texts, graph: ReadableGraph) => (path: string): number => {
  const text = texts.get(path);
  return text === undefined ? (graph.facts(path)?.bytes ?? 0) : Buffer.byteLength(text ?? '');
};

/** Null where the change leaves the shape of the graph as it is. */
export function changedGraph(source: EditSource, kind: ChangeKind, edits: ChangeEdits): ChangedGraph | null {
  if (!RESHAPING.has(kind)) return null;
  const { graph, tree } = source;
  const afterTexts: Texts = edits.after.overlay;
  // Where the change was made before it was announced, the room's own graph is the one after it.
  const beforeTexts: Texts = edits.baseline ?? new Map();
  const pairsOf = (texts: Texts) => [...texts].map(([path, after]) => ({ path, before: tree.text(path) ?? null, after }));
  const before = beforeTexts.size === 0 ? graph : new EditedGraph(source, pairsOf(beforeTexts));
  const after = afterTexts.size === 0 ? graph : new EditedGraph(source, pairsOf(afterTexts));
  const old = new Map(edits.renamed.files);
  const elidedIn = (texts: Texts) => new ElidedImports(new VirtualTree(tree, texts), graph.tsconfigs);
  return {
    before, after, elidedBefore: elidedIn(beforeTexts), elidedAfter: elidedIn(afterTexts),
    changed: [...new Set([...afterTexts.keys(), ...beforeTexts.keys()])].filter((path) => after.facts(path)).sort(),
    nameBefore: (path) => old.get(path) ?? path,
    bytesBefore: sizesIn(beforeTexts, graph),
    bytesAfter: sizesIn(afterTexts, graph),
  };
}

/** True for an import that is loaded together with the file; a dynamic one waits until it is asked for. */
export const isLoaded = (edge: Edge): boolean => isRuntimeEdge(edge) && edge.kind !== 'DYNAMIC';

/** The source files that a file loads itself; with `elided` without those of which it takes types only. */
export function loadedTargets(graph: ReadableGraph, path: string, elided?: ElidedImports): string[] {
  return [...new Set(graph.edgesFrom(path).flatMap((edge) => (edge.to !== null && isLoaded(edge) && graph.facts(edge.to) && elided?.has(edge) !== true ? [edge.to] : [])))];
}

/** Everything that loading the files loads, they themselves included. */
export function loadOf(graph: ReadableGraph, paths: readonly string[]): Set<string> {
  const seen = new Set(paths.filter((path) => graph.facts(path)));
  for (const path of seen) for (const target of loadedTargets(graph, path)) seen.add(target);
  return seen;
}

/** Imports of the changed files that lead to a source file which the file did not load itself before. */
export function addedImports({ before, after, elidedBefore, elidedAfter, changed, nameBefore }: ChangedGraph): Edge[] {
  return changed.flatMap((path) => {
    const known = new Set(loadedTargets(before, nameBefore(path), elidedBefore));
    return after.edgesFrom(path).filter((edge) => edge.to !== null && isLoaded(edge) && after.facts(edge.to) && !known.has(nameBefore(edge.to)) && !elidedAfter.has(edge));
  });
}

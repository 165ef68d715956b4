// What a plan makes of the structure of the project, measured on the graph in memory. Owns the promise; the measures are graph/structure.ts's.
import type { EditSource } from '../edits/edit-plan.ts';
import { EditedGraph } from '../edits/edited-graph.ts';
import { isRuntimeEdge } from '../graph/cycles.ts';
import type { ReadableGraph } from '../graph/project-graph.ts';
import { structureOf, type StructureMetrics } from '../graph/structure.ts';

/** Of the whole project, with everything that the plan writes. */
export interface PromisedStructure {
  readonly before: StructureMetrics;
  readonly promised: StructureMetrics;
}

export interface StructureOutcome extends PromisedStructure {
  /** By the newest attempt, on the files as it left them; null until it was verified. */
  readonly measured: StructureMetrics | null;
}

type Texts = ReadonlyMap<string, string | null>;

function graphWith(source: EditSource, texts: Texts): ReadableGraph {
  return texts.size === 0 ? source.graph : new EditedGraph(source, [...texts].map(([path, after]) => ({ path, before: source.tree.text(path) ?? null, after })));
}

/** What a file imports, wherever in it; null where there is no such source file. */
function importsOf(graph: ReadableGraph, path: string): string | null {
  return graph.facts(path) ? [...new Set(graph.edgesFrom(path).map((edge) => `${edge.kind} ${isRuntimeEdge(edge)} ${edge.to}`))].sort().join('\n') : null;
}

/** Null where the import graph keeps its shape. `baseline` is what paths held before a change that was made before it was announced. */
export function promiseStructure(source: EditSource, { overlay, baseline = new Map() }: { overlay: Texts; baseline?: Texts | undefined }): PromisedStructure | null {
  const [before, after] = [graphWith(source, baseline), graphWith(source, overlay)];
  const paths = [...new Set([...baseline.keys(), ...overlay.keys()])];
  if (paths.every((path) => importsOf(before, path) === importsOf(after, path))) return null;
  return { before: structureOf(before).metrics, promised: structureOf(after).metrics };
}

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

export interface PlannedTexts {
  /** Everything that the plan writes. */
  readonly overlay: Texts;
  /** What paths held before a change that was made before it was announced. */
  readonly baseline?: Texts | undefined;
}

/** The import graph before and after; null where it keeps its shape. */
function reshaped(source: EditSource, { overlay, baseline = new Map() }: PlannedTexts): readonly [before: ReadableGraph, after: ReadableGraph] | null {
  const [before, after] = [graphWith(source, baseline), graphWith(source, overlay)];
  return [...baseline.keys(), ...overlay.keys()].some((path) => importsOf(before, path) !== importsOf(after, path)) ? [before, after] : null;
}

export const reshapesImports = (source: EditSource, planned: PlannedTexts): boolean => reshaped(source, planned) !== null;

/** Null where the import graph keeps its shape. */
export function promiseStructure(source: EditSource, planned: PlannedTexts): PromisedStructure | null {
  const graphs = reshaped(source, planned);
  return graphs && { before: structureOf(graphs[0]).metrics, promised: structureOf(graphs[1]).metrics };
}

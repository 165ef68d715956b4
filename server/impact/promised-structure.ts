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

/** Whether the import graph gets another shape. */
export function reshapesImports(source: EditSource, { overlay, baseline = new Map() }: PlannedTexts): boolean {
  const [before, after] = [graphWith(source, baseline), graphWith(source, overlay)];
  return [...new Set([...baseline.keys(), ...overlay.keys()])].some((path) => importsOf(before, path) !== importsOf(after, path));
}

/** Null where the import graph keeps its shape. */
export function promiseStructure(source: EditSource, planned: PlannedTexts): PromisedStructure | null {
  if (!reshapesImports(source, planned)) return null;
  return { before: structureOf(graphWith(source, planned.baseline ?? new Map())).metrics, promised: structureOf(graphWith(source, planned.overlay)).metrics };
}

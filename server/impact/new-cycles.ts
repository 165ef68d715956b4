// Import cycles that a change creates or makes larger. Method: strongly connected components (Tarjan 1972) of what the changed files load, before and after.
import { stronglyConnected } from '../graph/cycles.ts';
import type { Edge } from '../graph/facts.ts';
import type { ReadableGraph } from '../graph/project-graph.ts';
import { addedImports, loadedTargets, loadOf, type ChangedGraph } from './changed-graph.ts';

export interface NewCycle {
  /** The files that load each other, sorted. */
  readonly files: readonly string[];
  /** The new imports that close it. */
  readonly closing: readonly Edge[];
  /** Files of the largest cycle before that is part of it; 0 where it is new as a whole. */
  readonly grownFrom: number;
}

function partsOf(graph: ReadableGraph, paths: readonly string[]): string[][] {
  return stronglyConnected([...loadOf(graph, paths)], (path) => loadedTargets(graph, path));
}

/** The largest first. Imports of types and dynamic imports close no cycle. */
export function findNewCycles(changed: ChangedGraph): NewCycle[] {
  const { before, after, nameBefore } = changed;
  const added = addedImports(changed);
  if (added.length === 0) return [];
  const cyclic = partsOf(after, changed.changed).filter((part) => part.length > 1 || loadedTargets(after, part[0] ?? '').includes(part[0] ?? ''));
  const candidates = cyclic.map((part) => ({ files: part.sort(), closing: added.filter((edge) => part.includes(edge.from) && part.includes(edge.to ?? '')) })).filter(({ closing }) => closing.length > 0);
  if (candidates.length === 0) return [];
  const partBefore = new Map<string, readonly string[]>();
  for (const part of partsOf(before, candidates.flatMap(({ files }) => files.map(nameBefore)))) for (const path of part) partBefore.set(path, part);
  return candidates.flatMap(({ files, closing }) => {
    const parts = new Set(files.map((path) => partBefore.get(nameBefore(path))));
    const wasOne = parts.size === 1 && !parts.has(undefined) && files.length > 1;
    const grownFrom = Math.max(0, ...[...parts].map((part) => (part && part.length > 1 ? part.length : 0)));
    return wasOne ? [] : [{ files, closing, grownFrom }];
  }).sort((a, b) => b.files.length - a.files.length || ((a.files[0] ?? '') < (b.files[0] ?? '') ? -1 : 1));
}

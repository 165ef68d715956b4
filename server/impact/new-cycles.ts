// Import cycles that a change creates or makes larger. Method: strongly connected components (Tarjan 1972) of what the changed files load, before and after.
import { stronglyConnected } from '../graph/cycles.ts';
import type { Edge } from '../graph/facts.ts';
import type { ReadableGraph } from '../graph/project-graph.ts';
import { addedImports, loadedTargets, loadOf, type ChangedGraph } from './changed-graph.ts';
import type { ElidedImports } from './elided-imports.ts';

export interface NewCycle {
  /** The files that load each other, sorted. */
  readonly files: readonly string[];
  /** The new imports that close it. */
  readonly closing: readonly Edge[];
  /** Files of the largest cycle before that is part of it; 0 where it is new as a whole. */
  readonly grownFrom: number;
}

/** The parts of some files that load each other without leaving them. */
function partsWithin(graph: ReadableGraph, paths: readonly string[], elided?: ElidedImports): string[][] {
  const inside = new Set(paths);
  return stronglyConnected([...inside], (path) => loadedTargets(graph, path, elided).filter((target) => inside.has(target)));
}

/** Cycles with a new import in them, as the syntax has them: in large parts, and then without the imports that load nothing. */
function closedCycles({ after, elidedAfter, changed }: ChangedGraph, added: readonly Edge[]): Omit<NewCycle, 'grownFrom'>[] {
  const closedBy = (part: string[]) => {
    const inside = new Set(part);
    return { files: part.sort(), closing: added.filter((edge) => inside.has(edge.from) && inside.has(edge.to ?? '')) };
  };
  const isCycle = (part: readonly string[]) => part.length > 1 || added.some(({ from, to }) => from === part[0] && to === from);
  const closedOf = (parts: readonly string[][]) => parts.filter(isCycle).map(closedBy).filter(({ closing }) => closing.length > 0);
  return closedOf(closedOf(partsWithin(after, [...loadOf(after, changed)])).flatMap(({ files }) => partsWithin(after, files, elidedAfter)));
}

/** The largest first. Imports of types, imports that are used for types only, and dynamic imports close no cycle. */
export function findNewCycles(changed: ChangedGraph): NewCycle[] {
  const { before, elidedBefore, nameBefore } = changed;
  const added = addedImports(changed);
  const candidates = added.length === 0 ? [] : closedCycles(changed, added);
  if (candidates.length === 0) return [];
  const partBefore = new Map<string, readonly string[]>();
  const known = candidates.flatMap(({ files }) => files.map(nameBefore)).filter((path) => before.facts(path));
  for (const part of partsWithin(before, known, elidedBefore)) for (const path of part) partBefore.set(path, part);
  return candidates.flatMap(({ files, closing }) => {
    const parts = new Set(files.map((path) => partBefore.get(nameBefore(path))));
    const wasOne = parts.size === 1 && !parts.has(undefined) && files.length > 1;
    const grownFrom = Math.max(0, ...[...parts].map((part) => (part && part.length > 1 ? part.length : 0)));
    return wasOne ? [] : [{ files, closing, grownFrom }];
  }).sort((a, b) => b.files.length - a.files.length || ((a.files[0] ?? '') < (b.files[0] ?? '') ? -1 : 1));
}

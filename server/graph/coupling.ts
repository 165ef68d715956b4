// How tightly one file is tied to the others: Martin's afferent and efferent coupling, and the share of strong edges. Mocks do not count.

import { directDependents, isImport, strength, transitiveDependents } from './dependents.ts';
import type { ProjectGraph } from './project-graph.ts';

export interface Coupling {
  /** Ca: files that depend on this one directly. */
  readonly afferent: number;
  /** Ce: source files of the room this one depends on directly; packages do not count. */
  readonly efferent: number;
  /** Ce / (Ca + Ce); 0 for a file that stands alone. */
  readonly instability: number;
  /** Files that depend on it only through others. */
  readonly transitive: number;
  /** Direct dependents that take more than 0.7 of its exported names. */
  readonly strong: number;
  /** strong / (direct + transitive); 0 without dependents. */
  readonly strongShare: number;
}

const STRONG = 0.7;

export function coupling(graph: ProjectGraph, path: string): Coupling {
  const direct = directDependents(graph, path, isImport);
  const targets = graph.edgesFrom(path).flatMap((edge) => (edge.to === null || edge.to === path || !isImport(edge) || !graph.facts(edge.to) ? [] : [edge.to]));
  const afferent = direct.length;
  const efferent = new Set(targets).size;
  const dependents = transitiveDependents(graph, [path], isImport).size;
  const strong = direct.filter((from) => strength(graph, from, path) > STRONG).length;
  return {
    afferent,
    efferent,
    instability: afferent + efferent === 0 ? 0 : efferent / (afferent + efferent),
    transitive: dependents - afferent,
    strong,
    strongShare: dependents === 0 ? 0 : strong / dependents,
  };
}

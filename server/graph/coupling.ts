// How tightly one file is tied to the others: Martin's afferent and efferent coupling, and the share of strong edges. Mocks do not count.

import { directDependents, exportedNames, isImport, strength, transitiveDependents } from './dependents.ts';
import type { ProjectGraph } from './project-graph.ts';

export interface StrongTies {
  /** Direct dependents that take more than 0.7 of the exported names; of a folder, of those of its files that they import. */
  readonly strong: number;
  /** strong / (direct + transitive); 0 without dependents. */
  readonly strongShare: number;
}

export interface Coupling extends StrongTies {
  /** Ca: files that depend on this one directly. */
  readonly afferent: number;
  /** Ce: source files of the room this one depends on directly; packages do not count. */
  readonly efferent: number;
  /** Ce / (Ca + Ce); 0 for a file that stands alone. */
  readonly instability: number;
  /** Files that depend on it only through others. */
  readonly transitive: number;
}

const STRONG = 0.7;

export function coupling(graph: ProjectGraph, path: string): Coupling {
  const direct = directDependents(graph, path, isImport);
  const targets = graph.edgesFrom(path).flatMap((edge) => (edge.to === null || edge.to === path || !isImport(edge) || !graph.facts(edge.to) ? [] : [edge.to]));
  const afferent = direct.length;
  const efferent = new Set(targets).size;
  const dependents = transitiveDependents(graph, [path], isImport).size;
  const offered = exportedNames(graph, path);
  const strong = direct.filter((from) => strength(graph, from, path, offered) > STRONG).length;
  return {
    afferent,
    efferent,
    instability: afferent + efferent === 0 ? 0 : efferent / (afferent + efferent),
    transitive: dependents - afferent,
    strong,
    strongShare: dependents === 0 ? 0 : strong / dependents,
  };
}

/** Of a folder: its dependents are the files outside that reach one inside, `dependents` of them. */
export function folderTies(graph: ProjectGraph, files: readonly string[], dependents: number): StrongTies {
  const inside = new Set(files);
  const taken = new Map<string, number>();
  const offered = new Map<string, number>();
  const add = (sums: Map<string, number>, from: string, names: number) => sums.set(from, (sums.get(from) ?? 0) + names);
  for (const file of files) {
    const names = exportedNames(graph, file);
    for (const from of directDependents(graph, file, isImport)) {
      if (inside.has(from)) continue;
      add(taken, from, strength(graph, from, file, names) * names.length);
      add(offered, from, names.length);
    }
  }
  const strong = [...taken].filter(([from, names]) => names > STRONG * (offered.get(from) ?? 0)).length;
  return { strong, strongShare: dependents === 0 ? 0 : strong / dependents };
}

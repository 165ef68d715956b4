// Who depends on a file, how far away, by which way, and how strongly. Reads a graph; builds nothing.

import { isMention, type Edge, type ExportFact } from './facts.ts';
import type { ProjectGraph, ReadableGraph } from './project-graph.ts';
import { routesTo } from './routes.ts';

type EdgeFilter = (edge: Edge) => boolean;

/** False for edges that only name a module: mocks, module URLs, comments, globs. */
export function isImport(edge: Pick<Edge, 'kind'>): boolean {
  return !isMention(edge.kind);
}

/** The files that import, re-export or mock the file themselves, sorted; by the wanted edges only. */
export function directDependents(graph: Pick<ReadableGraph, 'edgesTo'>, path: string, isWanted: EdgeFilter = () => true): string[] {
  return [...new Set(graph.edgesTo(path).filter(isWanted).map((edge) => edge.from))].filter((from) => from !== path);
}

/** Every file that reaches one of the paths, with the number of imports on the shortest way. The paths themselves are not in it. */
export function transitiveDependents(graph: Pick<ReadableGraph, 'facts' | 'edgesTo'>, paths: readonly string[], isWanted?: EdgeFilter): Map<string, number> {
  return new Map([...routesTo(graph, paths, isWanted).values()].map(({ file, distance }) => [file, distance]));
}

/** The names `from` itself takes from `to`, sorted; `*` stands for all of them (namespace, `export *`, an unread dynamic import). Mocks take nothing. */
export function usedNames(graph: ProjectGraph, from: string, to: string): string[] {
  const edges = graph.edgesFrom(from).filter((edge) => edge.to === to && isImport(edge));
  return [...new Set(edges.flatMap((edge) => edge.names.map((name) => name.imported)))].sort();
}

/** The names a file exports, those of its `export *` included, sorted; of the wanted exports only. */
export function exportedNames(graph: ProjectGraph, path: string, isWanted: (fact: ExportFact) => boolean = () => true): string[] {
  const names = new Set((graph.facts(path)?.exports ?? []).filter(isWanted).map((fact) => fact.name));
  const seen = new Set([path]);
  for (const file of seen) {
    for (const edge of graph.edgesFrom(file)) {
      if (edge.kind !== 'STAR' || edge.to === null || seen.has(edge.to)) continue;
      seen.add(edge.to);
      // A default export does not pass through `export *`.
      for (const fact of graph.facts(edge.to)?.exports ?? []) if (fact.name !== 'default' && isWanted(fact)) names.add(fact.name);
    }
  }
  return [...names].sort();
}

/** The share of the target's exported names that the dependent takes, 0 to 1; taking the whole module is 1. Whoever asks for many dependents of one target finds its names once. */
export function strength(graph: ProjectGraph, from: string, to: string, exported: readonly string[] = exportedNames(graph, to)): number {
  const used = usedNames(graph, from, to);
  // The default import of a CommonJS module is the whole module.
  const takesAll = used.includes('*') || (used.includes('default') && !exported.includes('default'));
  if (takesAll) return 1;
  const taken = exported.filter((name) => used.includes(name)).length;
  return exported.length === 0 ? 0 : taken / exported.length;
}

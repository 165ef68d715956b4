// The shortest ways by which imports lead from files to a target, barrels as hops of their own. Reads a graph; knows no risk.
import type { Edge } from '../graph/facts.ts';
import type { ReadableGraph } from '../graph/project-graph.ts';
import type { WhyHop } from '../impact/analysis.ts';

type Graph = Pick<ReadableGraph, 'facts' | 'edgesTo'>;

/** The first import of a way: `file` says `via` in `line`, which leads to `next`. */
export interface Hop {
  readonly file: string;
  readonly via: string;
  readonly line: number;
  readonly next: string;
  /** Imports to the target. */
  readonly distance: number;
}

/** By file; the target's own files are not in it. */
export type Routes = Map<string, Hop>;

const hopOf = (edge: Edge, next: string, distance: number): Hop => ({ file: edge.from, via: edge.specifier, line: edge.line, next, distance });

/** Adds every file that reaches one in `routes`, the nearest first; none of `targets`. */
export function extendRoutes(graph: Pick<Graph, 'edgesTo'>, targets: readonly string[], routes: Routes): void {
  const own = new Set(targets);
  const queue = [...routes.values()].sort((a, b) => a.distance - b.distance);
  for (const { file, distance } of queue) {
    for (const edge of graph.edgesTo(file)) {
      if (own.has(edge.from) || routes.has(edge.from)) continue;
      const hop = hopOf(edge, file, distance + 1);
      routes.set(edge.from, hop);
      queue.push(hop);
    }
  }
}

/** The files that refer to one of the targets themselves. */
export function directRoutes(graph: Pick<Graph, 'edgesTo'>, targets: readonly string[]): Routes {
  const own = new Set(targets);
  const routes: Routes = new Map();
  for (const file of targets) for (const edge of graph.edgesTo(file)) if (!own.has(edge.from) && !routes.has(edge.from)) routes.set(edge.from, hopOf(edge, file, 1));
  return routes;
}

/** The names under which a file that imports one lets it out again. */
function passedOn(graph: Graph, edge: Edge, site: string, { imported, local, exported }: Edge['names'][number]): string[] {
  if (exported === '*') return site === 'default' ? [] : [site];
  if (exported !== null) return [exported];
  if (local === null || imported === '*') return [];
  return (graph.facts(edge.from)?.exports ?? []).filter((fact) => fact.importIndex === null && fact.local === local).map((fact) => fact.name);
}

/** How one exported name reaches the files that can say it, through any number of barrels and under any name. */
export function routesOfName(graph: Graph, file: string, name: string): Routes {
  const routes: Routes = new Map();
  const seen = new Set([`${file}\n${name}`]);
  const queue = [{ file, name }];
  for (const site of queue) {
    const distance = (routes.get(site.file)?.distance ?? 0) + 1;
    for (const edge of graph.edgesTo(site.file)) {
      const crossing = edge.names.filter(({ imported }) => imported === site.name || imported === '*');
      if (crossing.length === 0 || edge.from === file) continue;
      if (!routes.has(edge.from)) routes.set(edge.from, hopOf(edge, site.file, distance));
      for (const next of crossing.flatMap((one) => passedOn(graph, edge, site.name, one))) {
        const key = `${edge.from}\n${next}`;
        if (seen.has(key)) continue;
        seen.add(key);
        queue.push({ file: edge.from, name: next });
      }
    }
  }
  return routes;
}

/** Every hop from a file to the target, the target last. */
export function wayFrom(routes: Routes, file: string): WhyHop[] {
  const hops: WhyHop[] = [];
  let at = file;
  for (let hop = routes.get(at); hop && hops.length <= routes.size; hop = routes.get(at)) {
    hops.push({ file: hop.file, via: hop.via, line: hop.line });
    at = hop.next;
  }
  return [...hops, { file: at, via: null, line: null }];
}

// The shortest ways by which imports lead from files to targets, barrels as hops of their own. The one search against the imports; knows no risk.
import { isMention, type Edge } from './facts.ts';
import type { ReadableGraph } from './project-graph.ts';

type Graph = Pick<ReadableGraph, 'facts' | 'edgesTo'>;
type EdgeFilter = (edge: Edge) => boolean;

/** One import on the way from a file to a target; `via` and `line` are null at the target itself. */
export interface WhyHop {
  readonly file: string;
  readonly via: string | null;
  readonly line: number | null;
  /** The import is a re-export: the file only hands on what the next one has. */
  readonly isBarrel: boolean;
}

/** The first import of a way, and the file it leads to. */
export interface Hop {
  readonly file: string;
  readonly edge: Edge;
  readonly next: string;
  /** Imports to the target. */
  readonly distance: number;
}

/** By file, the nearest first; the targets are not in it. */
export type Routes = Map<string, Hop>;

/** Below zero where the first of two references of a file says more: an import more than a mention, then what stands first. */
const compare = (a: Edge, b: Edge): number => Number(isMention(a.kind)) - Number(isMention(b.kind)) || a.line - b.line || a.column - b.column;

/** Keeps what is nearer to the target, and of equally near ones what says more. True when the file is new. */
export function offer(routes: Routes, hop: Hop): boolean {
  const { file, edge, distance } = hop;
  const known = routes.get(file);
  if (!known || (known.distance === distance && compare(edge, known.edge) < 0)) routes.set(file, hop);
  return known === undefined;
}

/** Adds every file that reaches one in `routes`, the nearest first; none of `targets`. */
export function extendRoutes(graph: Pick<Graph, 'edgesTo'>, { targets, routes, isWanted = () => true }: { targets: readonly string[]; routes: Routes; isWanted?: EdgeFilter | undefined }): void {
  const own = new Set(targets);
  const queue = [...routes.values()].sort((a, b) => a.distance - b.distance);
  for (const { file, distance } of queue) {
    for (const edge of graph.edgesTo(file)) {
      if (own.has(edge.from) || !isWanted(edge)) continue;
      const hop = { file: edge.from, edge, next: file, distance: distance + 1 };
      if (offer(routes, hop)) queue.push(hop);
    }
  }
}

/** The files that refer to one of the targets themselves. */
export function directRoutes(graph: Pick<Graph, 'edgesTo'>, targets: readonly string[], isWanted: EdgeFilter = () => true): Routes {
  const own = new Set(targets);
  const routes: Routes = new Map();
  for (const file of targets) for (const edge of graph.edgesTo(file)) if (!own.has(edge.from) && isWanted(edge)) offer(routes, { file: edge.from, edge, next: file, distance: 1 });
  return routes;
}

/** Every file that reaches one of the targets. Method: one breadth-first search from all of them, by the wanted imports only. */
export function routesTo(graph: Pick<Graph, 'edgesTo'>, targets: readonly string[], isWanted?: EdgeFilter): Routes {
  const routes = directRoutes(graph, targets, isWanted);
  extendRoutes(graph, { targets, routes, isWanted });
  return routes;
}

/** The names under which a file that imports one lets it out again. */
export function passedOn(graph: Pick<Graph, 'facts'>, edge: Edge, site: string, { imported, local, exported }: Edge['names'][number]): string[] {
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
      offer(routes, { file: edge.from, edge, next: site.file, distance });
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

/** An import as a hop. */
export const hopOf = ({ from, specifier, line, kind }: Edge): WhyHop => ({ file: from, via: specifier, line, isBarrel: kind === 'REEXPORT' || kind === 'STAR' });

/** Where a way ends: at a target, or at a file that is one itself. */
export const endOf = (file: string, isBarrel = false): WhyHop => ({ file, via: null, line: null, isBarrel });

/** Every hop from a file to its nearest target, the target last; the file alone where it reaches none. */
export function wayFrom(routes: Routes, file: string): WhyHop[] {
  const hops: WhyHop[] = [];
  let at = file;
  for (let hop = routes.get(at); hop && hops.length <= routes.size; hop = routes.get(at)) {
    hops.push(hopOf(hop.edge));
    at = hop.next;
  }
  return [...hops, endOf(at)];
}

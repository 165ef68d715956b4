// Groups of files that depend on each other more than on the rest (Louvain), and how well any grouping fits (modularity). Pure.

import { UndirectedGraph } from 'graphology';
import louvain from 'graphology-communities-louvain';
import { groupBy } from './group-by.ts';
import { importsAmong, type ModuleLinks } from './module-links.ts';

/** A tie between two nodes without a direction; `weight` above 0. */
export interface Tie {
  readonly a: number;
  readonly b: number;
  readonly weight: number;
}

export interface Communities {
  /** By node; 0 is the largest group. */
  readonly of: readonly number[];
  readonly count: number;
  /** Newman's Q of this grouping, -0.5 to 1; 0 where there is no tie. */
  readonly modularity: number;
}

/** The imports between each two files as one tie: as heavy as the names that cross, either way. */
export function tiesOf(modules: ModuleLinks): Tie[] {
  const ties = new Map<number, { a: number; b: number; weight: number }>();
  for (const { from, to, weight } of importsAmong(modules)) {
    const [a, b] = from < to ? [from, to] : [to, from];
    const key = a * modules.files.length + b;
    const tie = ties.get(key);
    if (tie) tie.weight += weight;
    else ties.set(key, { a, b, weight });
  }
  return [...ties.values()];
}

/**
 * Louvain (Blondel, Guillaume, Lambiotte and Lefebvre 2008), visiting the nodes in their order: the same graph always gives the same groups.
 * A node without a tie is a group of its own. Groups are numbered by size, then by their first node.
 */
export function findCommunities(nodes: number, ties: readonly Tie[]): Communities {
  const graph = new UndirectedGraph<object, { weight: number }>();
  for (let node = 0; node < nodes; node++) graph.addNode(node);
  for (const { a, b, weight } of ties) graph.addEdge(a, b, { weight });
  const found = graph.size === 0 ? null : louvain(graph, { randomWalk: false, getEdgeWeight: 'weight' });
  const raw = Array.from({ length: nodes }, (_, node) => found?.[node] ?? node);
  const groups = groupBy(raw.keys(), (node) => raw[node]);
  const order = [...groups.values()].sort((x, y) => y.length - x.length || (x[0] ?? 0) - (y[0] ?? 0));
  const of = new Array<number>(nodes).fill(0);
  for (const [number, members] of order.entries()) for (const node of members) of[node] = number;
  return { of, count: order.length, modularity: modularity(ties, of) };
}

/** Newman and Girvan's modularity (2004) of a grouping, weighted: ties inside groups beyond what their nodes' weights would give by chance. */
export function modularity(ties: readonly Tie[], groupOf: readonly (number | string)[]): number {
  const total = ties.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return 0;
  const degrees = new Map<number | string, number>();
  let inside = 0;
  for (const { a, b, weight } of ties) {
    const [x, y] = [groupOf[a] ?? a, groupOf[b] ?? b];
    degrees.set(x, (degrees.get(x) ?? 0) + weight);
    degrees.set(y, (degrees.get(y) ?? 0) + weight);
    if (x === y) inside += weight;
  }
  const byChance = [...degrees.values()].reduce((sum, degree) => sum + (degree / (2 * total)) ** 2, 0);
  return inside / total - byChance;
}

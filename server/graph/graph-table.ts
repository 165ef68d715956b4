// The whole import graph as columns, for whoever draws it. Pure; an index stands for what would be repeated.

import { findCommunities, tiesOf, type Communities } from './communities.ts';
import { stronglyConnected } from './cycles.ts';
import type { EdgeKind } from './facts.ts';
import { importsAmong, moduleLinks, neighboursOf, type ModuleLinks } from './module-links.ts';
import type { ReadableGraph } from './project-graph.ts';

/** Columns of equal length; a row is a file. */
export interface NodeColumns {
  readonly path: readonly string[];
  /** Place in `folders`. */
  readonly folder: readonly number[];
  /** 0 is the largest. */
  readonly community: readonly number[];
  readonly bytes: readonly number[];
  /** Number of the import cycle it is part of, 0 the largest; null outside of cycles. */
  readonly cycle: readonly (number | null)[];
  readonly ca: readonly number[];
  readonly ce: readonly number[];
}

/** Columns of equal length; a row is all references of one kind from one file to another. */
export interface EdgeColumns {
  /** Places in the columns of nodes. */
  readonly from: readonly number[];
  readonly to: readonly number[];
  readonly kind: readonly EdgeKind[];
  readonly weight: readonly number[];
  readonly typeOnly: readonly boolean[];
}

export interface GraphTable {
  readonly folders: readonly string[];
  readonly communities: number;
  readonly modularity: number;
  readonly cycles: number;
  readonly nodes: NodeColumns;
  readonly edges: EdgeColumns;
  /** Files that are not in it: those with the fewest neighbours. */
  readonly filesLeftOut: number;
}

/** By file, the number of its cycle. Cycles are strongly connected parts of more than one file, imports marked as types left out. */
export function cycleNumbers(modules: ModuleLinks): { readonly of: readonly (number | null)[]; readonly count: number } {
  const { files } = modules;
  const targets = new Map(files.map((file) => [file, [] as string[]]));
  for (const { from, to, isTypeOnly } of importsAmong(modules)) if (!isTypeOnly) targets.get(files[from] ?? '')?.push(files[to] ?? '');
  const parts = stronglyConnected(files, (file) => targets.get(file) ?? []).filter((part) => part.length > 1).map((part) => part.sort());
  parts.sort((x, y) => y.length - x.length || ((x[0] ?? '') < (y[0] ?? '') ? -1 : 1));
  const numbers = new Map(parts.flatMap((part, number) => part.map((file) => [file, number] as const)));
  return { of: files.map((file) => numbers.get(file) ?? null), count: parts.length };
}

/** The folder of a path; '' at the root. */
export const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

/** At most `limit` files, those with the most neighbours first chosen; measures are those of the whole graph. */
export function graphTable(graph: Pick<ReadableGraph, 'files' | 'edgesFrom' | 'facts'>, limit: number): GraphTable {
  const modules = moduleLinks(graph);
  const { uses, users } = neighboursOf(modules);
  const communities: Communities = findCommunities(modules.files.length, tiesOf(modules));
  const cycles = cycleNumbers(modules);
  const degree = (place: number): number => (uses[place]?.size ?? 0) + (users[place]?.size ?? 0);
  const all = [...modules.files.keys()];
  const shown = (all.length <= limit ? all : all.sort((x, y) => degree(y) - degree(x) || x - y).slice(0, limit)).sort((x, y) => x - y);
  const rowOf = new Map(shown.map((place, row) => [place, row]));
  const path = shown.map((place) => modules.files[place] ?? '');
  const folders = [...new Set(path.map(folderOf))].sort();
  const folderRow = new Map(folders.map((folder, row) => [folder, row]));
  const rows = modules.links.filter(({ from, to }) => rowOf.has(from) && rowOf.has(to));
  return {
    folders,
    communities: communities.count,
    modularity: communities.modularity,
    cycles: cycles.count,
    nodes: {
      path,
      folder: path.map((file) => folderRow.get(folderOf(file)) ?? 0),
      community: shown.map((place) => communities.of[place] ?? 0),
      bytes: path.map((file) => graph.facts(file)?.bytes ?? 0),
      cycle: shown.map((place) => cycles.of[place] ?? null),
      ca: shown.map((place) => users[place]?.size ?? 0),
      ce: shown.map((place) => uses[place]?.size ?? 0),
    },
    edges: {
      from: rows.map((link) => rowOf.get(link.from) ?? 0),
      to: rows.map((link) => rowOf.get(link.to) ?? 0),
      kind: rows.map(({ kind }) => kind),
      weight: rows.map(({ weight }) => weight),
      typeOnly: rows.map(({ isTypeOnly }) => isTypeOnly),
    },
    filesLeftOut: modules.files.length - shown.length,
  };
}

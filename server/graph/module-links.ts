// Every reference between two source files as a row of numbers: what measures of the whole project read. Reads a graph; builds no edge.

import { isImport } from './dependents.ts';
import { isRuntimeEdge } from './cycles.ts';
import type { EdgeKind } from './facts.ts';
import type { ReadableGraph } from './project-graph.ts';

/** All references of one kind from one file to another. */
export interface ModuleLink {
  /** Places in `files`. */
  readonly from: number;
  readonly to: number;
  readonly kind: EdgeKind;
  /** Different names that cross; 1 for the module as a whole, and for none. */
  readonly weight: number;
  /** Loads nothing at run time. */
  readonly isTypeOnly: boolean;
}

export interface ModuleLinks {
  /** The source files, sorted. */
  readonly files: readonly string[];
  readonly placeOf: ReadonlyMap<string, number>;
  /** By importing file, then in the order of its text. A file's references to itself are left out. */
  readonly links: readonly ModuleLink[];
}

/** One row for each pair of source files and kind of reference; mentions such as mocks are rows too. */
export function moduleLinks(graph: Pick<ReadableGraph, 'files' | 'edgesFrom'>): ModuleLinks {
  const files = graph.files();
  const placeOf = new Map(files.map((file, place) => [file, place]));
  const links = files.flatMap((file, from) => {
    const rows = new Map<string, { to: number; kind: EdgeKind; names: Set<string>; isTypeOnly: boolean }>();
    for (const edge of graph.edgesFrom(file)) {
      const to = edge.to === null ? undefined : placeOf.get(edge.to);
      if (to === undefined || to === from) continue;
      const key = `${to} ${edge.kind}`;
      const row = rows.get(key) ?? { to, kind: edge.kind, names: new Set(), isTypeOnly: true };
      rows.set(key, row);
      for (const { imported } of edge.names) row.names.add(imported);
      row.isTypeOnly &&= !isRuntimeEdge(edge);
    }
    return [...rows.values()].map(({ to, kind, names, isTypeOnly }): ModuleLink => ({ from, to, kind, weight: Math.max(1, names.size), isTypeOnly }));
  });
  return { files, placeOf, links };
}

/** The rows that count as dependencies: imports and re-exports, no mentions. */
export const importsAmong = ({ links }: ModuleLinks): ModuleLink[] => links.filter(isImport);

/** By file, the places of those it depends on and of those that depend on it. */
export function neighboursOf(modules: ModuleLinks): { readonly uses: readonly Set<number>[]; readonly users: readonly Set<number>[] } {
  const uses = modules.files.map(() => new Set<number>());
  const users = modules.files.map(() => new Set<number>());
  for (const { from, to } of importsAmong(modules)) {
    uses[from]?.add(to);
    users[to]?.add(from);
  }
  return { uses, users };
}

/** How many other files depend on one of the places, through others too. */
export function countDependents(users: readonly ReadonlySet<number>[], places: readonly number[]): number {
  const seen = new Set(places);
  for (const place of seen) for (const user of users[place] ?? []) seen.add(user);
  return seen.size - places.length;
}

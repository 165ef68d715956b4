// Which names a module offers and where they come from, read from the graph. Owns the walk through re-exports.
import type { ReadableGraph } from '../graph/project-graph.ts';

export interface Origin {
  readonly file: string;
  readonly name: string;
}

/**
 * Where the export `name` of `file` is declared, through any number of re-exports; null when the file does not export it.
 * A name that leads out of the room ends at the last file inside it.
 */
export function findOrigin(graph: ReadableGraph, file: string, name: string, seen = new Set<string>()): Origin | null {
  const key = `${file}\n${name}`;
  const facts = graph.facts(file);
  if (!facts || seen.has(key)) return null;
  seen.add(key);
  const found = facts.exports.find((entry) => entry.name === name);
  if (found) {
    const edge = found.importIndex === null ? localImport(graph, file, found.local) : graph.edgesFrom(file)[found.importIndex];
    const crossing = edge?.names.find((n) => (found.importIndex === null ? n.local === found.local : n.exported === name));
    if (!edge?.to || !crossing || crossing.imported === '*') return { file, name };
    return findOrigin(graph, edge.to, crossing.imported, seen) ?? { file, name };
  }
  if (name === 'default') return null;
  for (const edge of graph.edgesFrom(file)) {
    if (edge.kind === 'REQUIRE' || !edge.to || !edge.names.some((n) => n.imported === '*' && n.exported === '*')) continue;
    const origin = findOrigin(graph, edge.to, name, seen);
    if (origin) return origin;
  }
  return null;
}

/** True for a binding that the file itself imports. */
export const isImported = (graph: ReadableGraph, file: string, local: string | null): boolean => localImport(graph, file, local) !== undefined;

function localImport(graph: ReadableGraph, file: string, local: string | null) {
  return local === null ? undefined : graph.edgesFrom(file).find((edge) => edge.names.some((n) => n.local === local));
}

export interface OfferedName {
  readonly name: string;
  readonly isType: boolean;
}

/** Every name a module offers, `export *` followed. `complete` is false when a star leads to a module that cannot be read. */
export function offeredNames(graph: ReadableGraph, file: string, seen = new Set<string>()): { names: readonly OfferedName[]; complete: boolean } {
  seen.add(file);
  const names = new Map<string, boolean>();
  let complete = true;
  for (const entry of graph.facts(file)?.exports ?? []) names.set(entry.name, entry.isType && (names.get(entry.name) ?? true));
  for (const edge of graph.edgesFrom(file)) {
    const star = edge.names.find((n) => n.imported === '*' && n.exported === '*');
    if (!star) continue;
    if (!edge.to) {
      complete = false;
      continue;
    }
    if (seen.has(edge.to)) continue;
    const inner = offeredNames(graph, edge.to, seen);
    complete &&= inner.complete;
    for (const { name, isType } of inner.names) if (name !== 'default' && !names.has(name)) names.set(name, isType || star.isType);
  }
  return { names: [...names].map(([name, isType]) => ({ name, isType })), complete };
}

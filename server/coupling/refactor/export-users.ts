// Which files use which export of which file, barrels seen through. Reads the graph; parses nothing.
import { findOrigin } from '../../edits/export-names.ts';
import { isImport } from '../../graph/dependents.ts';
import type { ReadableGraph } from '../../graph/project-graph.ts';

/** By declaring file and exported name, the files that take it; whoever takes the whole module takes every name. Passing on is no use. */
export type ExportUsers = ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<string>>>;

/** The names that a file declares itself and exports under one name that can be moved. */
export function ownExports(graph: ReadableGraph, file: string): string[] {
  const facts = graph.facts(file);
  const imported = new Set(facts?.imports.flatMap(({ names }) => names.flatMap(({ local }) => local ?? [])));
  return [...new Set((facts?.exports ?? []).filter(({ importIndex, local, name }) => importIndex === null && local !== null && name !== 'default' && name !== 'export=' && !imported.has(local)).map(({ name }) => name))];
}

export function exportUsers(graph: ReadableGraph): ExportUsers {
  const found = new Map<string, Map<string, Set<string>>>();
  const origins = new Map<string, { file: string; name: string } | null>();
  const originOf = (file: string, name: string) => {
    const key = `${file}\n${name}`;
    const known = origins.get(key);
    if (known !== undefined) return known;
    const origin = findOrigin(graph, file, name);
    origins.set(key, origin);
    return origin;
  };
  const add = (file: string, name: string, user: string) => {
    if (file === user) return;
    const names = found.get(file) ?? new Map<string, Set<string>>();
    found.set(file, names);
    names.set(name, (names.get(name) ?? new Set()).add(user));
  };
  for (const user of graph.files()) {
    for (const edge of graph.edgesFrom(user)) {
      if (edge.to === null || !isImport(edge) || !graph.facts(edge.to)) continue;
      for (const { imported, exported } of edge.names) {
        if (exported !== null) continue;
        if (imported === '*') for (const name of ownExports(graph, edge.to)) add(edge.to, name, user);
        const origin = imported === '*' ? null : originOf(edge.to, imported);
        if (origin) add(origin.file, origin.name, user);
      }
    }
  }
  return found;
}

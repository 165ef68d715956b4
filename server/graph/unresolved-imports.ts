// Imports that lead nowhere. Reads a graph; builds nothing.
import type { ProjectGraph } from './project-graph.ts';

/** The imports of these files that lead nowhere, as `file\nspecifier`. */
export function unresolvedImports(graph: ProjectGraph, files: readonly string[]): string[] {
  return files.flatMap((file) => graph.edgesFrom(file).filter((edge) => edge.unresolved).map((edge) => `${file}\n${edge.specifier}`));
}

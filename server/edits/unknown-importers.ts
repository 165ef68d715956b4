// Files that import something and that no project of the compiler includes. Owns how they are found; edits nothing.
import type { ProjectGraph } from '../graph/project-graph.ts';
import type { ParsedFiles } from './parsed-files.ts';
import type { Compiler } from './reference-finder.ts';

/** Lists imports of `name` from one of the targets that the compiler does not know: calls behind them were not looked at. */
export async function listImportersWithoutProject(compiler: Compiler, files: ParsedFiles, graph: ProjectGraph, { name, targets }: { name: string; targets: readonly string[] }): Promise<void> {
  const exported = name.split('.')[0] ?? name;
  const edges = [...new Set(targets)].flatMap((target) => graph.edgesTo(target)).filter(({ kind, names }) => kind !== 'MOCK' && names.some(({ imported }) => imported === exported || imported === '*'));
  const places = edges.map(({ from, start, end }) => ({ file: from, start, end }));
  for (const { file, start } of await compiler.unknown(places)) files.leave(file, start, `possible: no project includes this file, so that its calls of ${name} are not edited`);
}

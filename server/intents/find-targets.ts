// Finds files and exports by what a person calls them, and the nearest ones when nothing fits. Reads the graph; decides nothing.
import { distance } from 'fastest-levenshtein';
import { posix } from 'node:path';
import { isImported } from '../edits/export-names.ts';
import type { ProjectGraph } from '../graph/project-graph.ts';

const LIMIT = 5;
const bare = (path: string): string => path.replace(/(\.d)?\.[cm]?[jt]sx?$/, '');

/** './src//a.ts' and 'src\a.ts' mean 'src/a.ts', and '.' is the empty path. A path that leaves the room keeps its leading '..'. */
export function normalizePath(path: string): string {
  return posix.normalize(path.replaceAll('\\', '/')).replace(/^\.(\/|$)/, '').replace(/\/$/, '');
}

/** Files that the words can mean: the exact path, else the path without its extension, else every path that ends so. */
export function findFiles(paths: readonly string[], words: string): string[] {
  const wanted = normalizePath(words);
  if (paths.includes(wanted)) return [wanted];
  const sameBare = paths.filter((path) => bare(path) === wanted || path === `${wanted}/index.ts` || path === `${wanted}/index.tsx`);
  if (sameBare.length > 0) return sameBare;
  return paths.filter((path) => path.endsWith(`/${wanted}`) || bare(path).endsWith(`/${wanted}`));
}

/** Candidates by edit distance, nearest first; those with nothing in common are left out. */
export function nearest(candidates: Iterable<string>, wanted: string): string[] {
  const name = wanted.toLowerCase();
  return [...new Set(candidates)]
    .map((candidate) => {
      const other = candidate.toLowerCase();
      const contained = other.includes(name) || name.includes(other) ? 0.5 : 1;
      return { candidate, score: (contained * distance(name, other)) / Math.max(name.length, other.length) };
    })
    .filter(({ score }) => score <= 0.5)
    .sort((a, b) => a.score - b.score || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, LIMIT)
    .map(({ candidate }) => candidate);
}

/** Files near to a path: by file name first, since folders are misremembered more often. */
export function nearestFiles(paths: readonly string[], words: string): string[] {
  const wanted = normalizePath(words);
  const sameName = paths.filter((path) => posix.basename(bare(path)) === posix.basename(bare(wanted)));
  return [...new Set([...sameName, ...nearest(paths, wanted)])].slice(0, LIMIT);
}

/** Files that declare (not only pass on) an export of this name. */
export function findDeclaringFiles(graph: ProjectGraph, name: string): string[] {
  return graph.files().filter((path) => graph.facts(path)?.exports.some((entry) => entry.name === name && entry.importIndex === null && !isImported(graph, path, entry.local)));
}

/** The files whose default export is declared in them by this name. */
export function findDefaultFiles(graph: ProjectGraph, local: string): string[] {
  return graph.files().filter((path) => graph.facts(path)?.exports.some((entry) => entry.name === 'default' && entry.local === local && entry.importIndex === null) && !isImported(graph, path, local));
}

/** Every exported name of the room with the files that declare it. */
export function* declaredExports(graph: ProjectGraph): Generator<{ file: string; name: string }> {
  for (const file of graph.files()) {
    for (const entry of graph.facts(file)?.exports ?? []) if (entry.importIndex === null && entry.name !== 'default') yield { file, name: entry.name };
  }
}

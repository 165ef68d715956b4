// The path prefixes that a file may use instead of relative ones, read from the tsconfig that governs it.
import { isAbsolute, posix, relative } from 'node:path';
import type { ReadableGraph } from './project-graph.ts';

/** A prefix that stands for a folder of the room, such as '@/' for 'src/'; both end with '/' or are empty. */
export interface PathAlias {
  readonly prefix: string;
  readonly folder: string;
}

/** Wildcard entries of `paths` whose first target is a folder of the room. Exact entries and `baseUrl` are no prefixes to prefer. */
export function aliasesOf(graph: Pick<ReadableGraph, 'root' | 'tsconfigs'>, file: string): PathAlias[] {
  const config = graph.tsconfigs.governing(file)?.config;
  const from = config?.baseUrl ?? config?.pathsFolder;
  if (!config?.paths || !from) return [];
  return Object.entries(config.paths).flatMap(([pattern, targets]) => {
    const target = targets[0];
    if (!pattern.endsWith('/*') || !target?.endsWith('/*')) return [];
    const folder = relative(graph.root, posix.resolve(from, target.slice(0, -1)));
    if (folder.startsWith('..') || isAbsolute(folder)) return [];
    return [{ prefix: pattern.slice(0, -1), folder: folder === '' ? '' : `${folder}/` }];
  });
}

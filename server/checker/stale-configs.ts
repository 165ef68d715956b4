// Which projects missed that a file came or went. Owns that comparison; asks no compiler.
import type { FileChanges } from './overlay-files.ts';

interface OpenProject {
  readonly configFileName: string;
  readonly rootFiles: readonly string[];
}

const IS_TYPESCRIPT = /\.[cm]?tsx?$/;

/**
 * The configs whose list of files is not what it must be after these changes. Now and then the compiler misses for some of its projects that a file
 * came back which had been gone: the project then leaves it unchecked, or says that its list lacks it. `includes`: whether a config takes a path in.
 */
export function staleConfigs(projects: readonly OpenProject[], { created, deleted }: Pick<FileChanges, 'created' | 'deleted'>, includes: (config: string, path: string) => boolean): string[] {
  if (created.length + deleted.length === 0) return [];
  return projects.flatMap(({ configFileName, rootFiles }) => {
    const roots = new Set(rootFiles);
    const isStale = deleted.some((path) => roots.has(path)) || created.some((path) => IS_TYPESCRIPT.test(path) && !roots.has(path) && includes(configFileName, path));
    return isStale ? [configFileName] : [];
  });
}

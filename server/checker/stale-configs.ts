// Which projects missed that a file came. Owns that comparison; asks no compiler.
interface OpenProject {
  readonly configFileName: string;
  readonly rootFiles: readonly string[];
}

const IS_TYPESCRIPT = /\.[cm]?tsx?$/;

/**
 * The configs whose list of files lacks one that came. Now and then the compiler misses for some of its projects that a file
 * came back which had been gone: the project then leaves it unchecked, or says that its list lacks it. `includes`: whether a config takes a path in.
 */
export function staleConfigs(projects: readonly OpenProject[], created: readonly string[], includes: (config: string, path: string) => boolean): string[] {
  const came = created.filter((path) => IS_TYPESCRIPT.test(path));
  if (came.length === 0) return [];
  return projects.flatMap(({ configFileName, rootFiles }) => {
    const roots = new Set(rootFiles);
    return came.some((path) => !roots.has(path) && includes(configFileName, path)) ? [configFileName] : [];
  });
}

// Matches absolute paths against the `include` and `exclude` patterns of a tsconfig.

/** A last segment without a dot or wildcard is a folder and stands for everything in it, as the compiler has it. */
export function globToRegExp(glob: string): RegExp {
  const segments = glob.split('/').slice(1);
  const source = segments.map((segment) => (segment === '**' ? '(?:/[^/]+)*' : `/${segmentSource(segment)}`)).join('');
  const isFolder = !/[.*?]/.test(segments.at(-1) ?? '');
  return new RegExp(`^${source}${isFolder ? '(?:/.*)?' : ''}$`);
}

/** Excluding a folder by any pattern excludes what is in it. */
export function excludeToRegExp(glob: string): RegExp {
  return new RegExp(`${globToRegExp(glob).source.slice(0, -1)}(?:/.*)?$`);
}

function segmentSource(segment: string): string {
  return segment.replace(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('*', '[^/]*').replaceAll('?', '[^/]');
}

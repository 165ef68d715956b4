// Which source an own name of a package means (`#x`, or the package by its name) whose entry in package.json leads to what a build makes of that source.
// Reads package.json from the disk; whether the source is there is asked elsewhere.

import { dirname, join, relative, resolve } from 'node:path';
import { readConfigText } from '../rooms/read-text.ts';
import { bestPattern } from './patterns.ts';
import type { TsconfigFile } from './tsconfig-file.ts';

interface Manifest {
  readonly folder: string;
  readonly name: unknown;
  readonly imports: unknown;
  readonly exports: unknown;
}

/** The nearest package.json at or above a folder, up to the root; null where there is none that can be read. */
export function nearestManifest(folder: string, root: string): Manifest | null {
  for (let at = folder; ; at = dirname(at)) {
    const text = readConfigText(join(at, 'package.json'));
    if (text !== null) return parse(text, at);
    if (at === root || at === dirname(at)) return null;
  }
}

function parse(text: string, folder: string): Manifest | null {
  try {
    const { name, imports, exports: entries } = JSON.parse(text) as Record<string, unknown>;
    return { folder, name, imports, exports: entries };
  } catch {
    return null;
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The first path that the conditions allow, as Node.js selects it. */
function select(target: unknown, conditions: readonly string[]): string | null {
  if (typeof target === 'string') return target;
  const branches = Array.isArray(target) ? target : isObject(target) ? Object.entries(target).flatMap(([key, value]) => (conditions.includes(key) ? [value] : [])) : [];
  for (const branch of branches) {
    const found = select(branch, conditions);
    if (found !== null) return found;
  }
  return null;
}

/** The entries that a specifier can name, and the key it has in them; null where it is no own name. */
function entriesFor({ name, imports, exports: own }: Manifest, specifier: string): { entries: Readonly<Record<string, unknown>>; key: string } | null {
  if (specifier.startsWith('#')) return isObject(imports) ? { entries: imports, key: specifier } : null;
  if (typeof name !== 'string' || own === undefined || !(specifier === name || specifier.startsWith(`${name}/`))) return null;
  const isBySubpath = isObject(own) && Object.keys(own).some((key) => key.startsWith('.'));
  return { entries: isBySubpath ? own : { '.': own }, key: `.${specifier.slice(name.length)}` };
}

/**
 * The paths at which the compiler looks for the source, with a `.js` name for a `.ts` file; none where the entry leads to no output of the config.
 * Method: TypeScript's, from `outDir` and `declarationDir` to `rootDir`, else to the folder of the config.
 */
export function sourcesOfOwnName(manifest: Manifest, specifier: string, { config, conditions }: { config: TsconfigFile; conditions: readonly string[] }): string[] {
  const found = entriesFor(manifest, specifier);
  const match = found && bestPattern(Object.keys(found.entries), found.key);
  const target = match ? select(found.entries[match.pattern], conditions) : null;
  if (!match || !target?.startsWith('./')) return [];
  const output = resolve(manifest.folder, target.replaceAll('*', () => match.rest));
  const base = config.rootDir ?? dirname(config.absolutePath);
  return [config.declarationDir, config.outDir].flatMap((folder) => {
    const rest = folder === null ? '..' : relative(folder, output);
    return rest.startsWith('..') ? [] : [join(base, rest.replace(/\.d\.([cm]?)ts$/, '.$1js'))];
  });
}

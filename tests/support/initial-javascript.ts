// Counts what a browser loads of the built page, by Vite's own list of which file imports which. Knows no server.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { findPackageRoot } from '../../server/config.ts';

interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
  readonly dynamicImports?: readonly string[];
}

type Manifest = Readonly<Record<string, Chunk>>;

export interface LoadedSize {
  readonly files: number;
  readonly bytes: number;
  readonly gzipBytes: number;
}

const pageFolder = () => join(findPackageRoot(), 'dist/web');

export const readManifest = (): Manifest => JSON.parse(readFileSync(join(pageFolder(), '.vite/manifest.json'), 'utf8')) as Manifest;

/** The files that are loaded with these modules, at once: what is imported when it is needed does not count. */
export function filesLoadedWith(manifest: Manifest, modules: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const visit = (name: string): void => {
    const chunk = manifest[name];
    if (!chunk) throw new Error(`the build has no module ${name}`);
    if (seen.has(name)) return;
    seen.add(name);
    chunk.imports?.forEach(visit);
  };
  modules.forEach(visit);
  return new Set([...seen].map((name) => manifest[name]?.file ?? '').filter((file) => file.endsWith('.js')));
}

/** Their size, as it is and as gzip makes it at its default level, each file for itself. */
export function sizeOf(files: Iterable<string>): LoadedSize {
  const texts = [...files].map((file) => readFileSync(join(pageFolder(), file)));
  return { files: texts.length, bytes: texts.reduce((sum, text) => sum + text.length, 0), gzipBytes: texts.reduce((sum, text) => sum + gzipSync(text).length, 0) };
}

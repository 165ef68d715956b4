// What the package.json files and settings above a file say. Reads the room; a manifest that is no JSON says nothing.
import { posix } from 'node:path';
import type { Source } from '../deps.ts';
import { folderOf } from './neighbours.ts';

export interface Manifest {
  readonly type?: unknown;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly jest?: unknown;
  readonly [field: string]: unknown;
}

/** The folders from that of the file up to the room's own, `''`. */
export function foldersAbove(file: string): string[] {
  const folders = [folderOf(file)];
  for (let folder = folders[0] ?? ''; folder !== ''; folder = folderOf(folder)) folders.push(folderOf(folder));
  return folders;
}

export function findManifest({ tree }: Source, folder: string): Manifest | null {
  try {
    const parsed: unknown = JSON.parse(tree.text(posix.join(folder, 'package.json')) ?? 'null');
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? (parsed as Manifest) : null;
  } catch {
    return null;
  }
}

/** The nearest folder with a package.json; `''` where there is none. */
export const packageFolder = (source: Source, file: string): string => foldersAbove(file).find((folder) => findManifest(source, folder) !== null) ?? '';

export function packagesOf(manifest: Manifest | null): string[] {
  return ['dependencies', 'devDependencies'].flatMap((field) => Object.keys((manifest?.[field] as object | undefined) ?? {}));
}

/** Whether a package is declared in any package.json above the file. */
export const isDeclared = (source: Source, file: string, name: string): boolean => foldersAbove(file).some((folder) => packagesOf(findManifest(source, folder)).includes(name));

/** The texts of the files of a folder whose name matches. */
export function settingsIn({ tree }: Source, folder: string, name: RegExp): string[] {
  return tree.paths().filter((path) => folderOf(path) === folder && name.test(posix.basename(path))).map((path) => tree.text(path) ?? '');
}

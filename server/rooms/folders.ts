// Makes and removes the folders of a room, with the pen.
import { lstat, mkdir, rename, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isInside, resolveInside } from './paths.ts';
import { throughPen, type Pen } from './pen.ts';
import { codeOf } from './refusal.ts';

const STAYS = new Set(['ENOTEMPTY', 'EEXIST', 'ENOTDIR', 'EACCES', 'EPERM', 'EBUSY', 'EROFS']);

/** The folders above a path that are not there yet, outermost first, as POSIX paths in the room. */
export async function findMissingFolders(root: string, path: string): Promise<string[]> {
  const parts = path.split('/').slice(0, -1);
  const folders = parts.map((_, i) => parts.slice(0, i + 1).join('/'));
  const found = await Promise.all(folders.map(async (folder) => isThere(await resolveInside(root, folder))));
  return folders.filter((_, i) => !found[i]);
}

/** Makes the folders above a file that are missing; returns them, outermost first. Throws the errors of the disk, and has made none then. */
export async function makeFolders(pen: Pen, target: string): Promise<string[]> {
  const missing: string[] = [];
  for (let folder = dirname(target); folder !== pen.root && isInside(pen.root, folder) && !(await isThere(folder)); folder = dirname(folder)) missing.unshift(folder);
  try {
    for (const folder of missing) await makeFolder(pen, folder);
  } catch (error) {
    await unmakeFolders(pen, missing);
    throw error;
  }
  return missing;
}

/** Removes what `makeFolders` made, as far as it is empty. Never throws: it must not hide why. */
export async function unmakeFolders(pen: Pen, made: readonly string[]): Promise<void> {
  for (const folder of made.toReversed()) await removeIfEmpty(pen, folder).catch(() => undefined);
}

/** Removes a folder of the room when it is there and empty; else nothing happens. */
export async function removeFolderIfEmpty(pen: Pen, folder: string): Promise<void> {
  await removeIfEmpty(pen, await resolveInside(pen.root, folder));
}

/** Removes the folder and those above it as far as they are empty, up to the root. */
export async function removeEmptyFolders(pen: Pen, start: string): Promise<void> {
  for (let folder = start; folder !== pen.root && isInside(pen.root, folder); folder = dirname(folder)) if (!(await removeIfEmpty(pen, folder))) return;
}

/** A folder begins in the pen as a file does; one that somebody else makes meanwhile is as good. */
async function makeFolder(pen: Pen, folder: string): Promise<void> {
  const fresh = join(pen.folder, 'folder');
  await mkdir(fresh);
  try {
    await rename(fresh, folder);
  } catch (error) {
    await rmdir(fresh).catch(() => undefined);
    if (codeOf(error) === 'EXDEV') await mkdir(throughPen(pen, folder));
    else if (codeOf(error) !== 'ENOTEMPTY' && codeOf(error) !== 'EEXIST') throw error;
  }
}

/** True when it is gone, also when it never was there. */
async function removeIfEmpty(pen: Pen, folder: string): Promise<boolean> {
  try {
    await rmdir(throughPen(pen, folder));
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return true;
    if (STAYS.has(codeOf(error))) return false;
    throw error;
  }
}

async function isThere(path: string): Promise<boolean> {
  return lstat(path).then(() => true, (error: unknown) => codeOf(error) !== 'ENOENT');
}

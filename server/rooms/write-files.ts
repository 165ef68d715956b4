// Writes one file of a room whole or not at all, and only over the content it is expected to have.

import { createHash } from 'node:crypto';
import { chmod, lstat, mkdir, open, readFile, rename, rm, rmdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isInside, resolveInside } from './paths.ts';

export interface FileContent {
  readonly bytes: Uint8Array;
  /** sha256 of the bytes, hex. */
  readonly hash: string;
  /** POSIX permission bits. */
  readonly mode: number;
}

/** Null stands for "there is no such file". */
export interface FileChange {
  /** POSIX path relative to the root. */
  readonly path: string;
  readonly before: { readonly hash: string } | null;
  /** With `mode` null the permission bits of the replaced file are kept, or the default is taken. */
  readonly after: { readonly bytes: Uint8Array; readonly hash: string; readonly mode: number | null } | null;
}

export type WriteOutcome =
  | { readonly kind: 'written' }
  /** The file already has the content it should get. */
  | { readonly kind: 'already' }
  /** The file has a third content; nothing was written. */
  | { readonly kind: 'conflict'; readonly found: string | null }
  /** The disk refused; the file is as it was. */
  | { readonly kind: 'error'; readonly code: string; readonly message: string };

const DEFAULT_MODE = 0o644;
const REFUSALS = new Set([
  ...['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT', 'EFBIG', 'EIO'],
  ...['EISDIR', 'ENOTDIR', 'EEXIST', 'ENAMETOOLONG', 'EMFILE', 'ENFILE', 'EBUSY', 'ETXTBSY'],
]);

/** A symbolic link or a folder where a file is expected. */
class NotAFileError extends Error {
  readonly code = 'EISDIR';
}

/** The file as it is on disk now; null where there is none. Throws PathOutsideRoomError, or the error of the disk. */
export async function readBytes(root: string, path: string): Promise<FileContent | null> {
  return readContent(await resolveInside(root, path));
}

/** The same, with what the disk refuses as an outcome: a folder in the file's place, a file that may not be read. */
export async function tryReadBytes(root: string, path: string): Promise<{ readonly kind: 'read'; readonly content: FileContent | null } | Extract<WriteOutcome, { kind: 'error' }>> {
  try {
    return { kind: 'read', content: await readBytes(root, path) };
  } catch (error) {
    return refusal(error);
  }
}

/**
 * Makes one change: a temporary file beside the target, flushed, renamed over it. Parent folders are made; after a
 * delete those that became empty are removed, up to the root, unless `keepsFolders`. Throws PathOutsideRoomError.
 */
export async function writeFileChange(root: string, change: FileChange, { keepsFolders = false } = {}): Promise<WriteOutcome> {
  const target = await resolveInside(root, change.path);
  try {
    // What a killed process may have left of an earlier try.
    await rm(temporaryFor(target), { force: true });
    const found = await readContent(target);
    const foundHash = found?.hash ?? null;
    if (change.after === null && found === null) {
      // An earlier try may have been killed between the file and its folders.
      if (!keepsFolders) await removeEmptyFolders(root, dirname(target));
      return { kind: 'already' };
    }
    if (foundHash === (change.after?.hash ?? null)) return await settleMode(target, found, change.after?.mode ?? null);
    if (foundHash !== (change.before?.hash ?? null)) return { kind: 'conflict', found: foundHash };
    if (change.after === null) {
      await rm(target);
      if (!keepsFolders) await removeEmptyFolders(root, dirname(target));
      return { kind: 'written' };
    }
    const { bytes, mode } = change.after;
    return await replace(root, target, { bytes, mode: mode ?? found?.mode ?? DEFAULT_MODE, foundHash });
  } catch (error) {
    return refusal(error);
  }
}

/** The folders above a path that are not there yet, outermost first, as POSIX paths in the room. */
export async function findMissingFolders(root: string, path: string): Promise<string[]> {
  const parts = path.split('/').slice(0, -1);
  const folders = parts.map((_, i) => parts.slice(0, i + 1).join('/'));
  const found = await Promise.all(folders.map(async (folder) => lstat(await resolveInside(root, folder)).then(() => true, (error: unknown) => codeOf(error) !== 'ENOENT')));
  return folders.filter((_, i) => !found[i]);
}

/** Removes a folder of the room when it is there and empty; else nothing happens. */
export async function removeFolderIfEmpty(root: string, folder: string): Promise<void> {
  await rmdir(await resolveInside(root, folder)).catch((error: unknown) => {
    if (!['ENOENT', 'ENOTEMPTY', 'EEXIST', 'ENOTDIR', 'EACCES', 'EPERM', 'EBUSY'].includes(codeOf(error))) throw error;
  });
}

async function readContent(target: string): Promise<FileContent | null> {
  try {
    const stats = await lstat(target);
    if (!stats.isFile()) throw new NotAFileError(`${target} is a folder, a link or a device, not a file.`);
    const bytes = await readFile(target);
    return { bytes, hash: createHash('sha256').update(bytes).digest('hex'), mode: stats.mode & 0o777 };
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

async function settleMode(target: string, found: FileContent | null, mode: number | null): Promise<WriteOutcome> {
  if (!found || mode === null || found.mode === mode) return { kind: 'already' };
  await chmod(target, mode);
  return { kind: 'written' };
}

async function replace(
  root: string,
  target: string,
  content: { bytes: Uint8Array; mode: number; foundHash: string | null },
): Promise<WriteOutcome> {
  const temporary = temporaryFor(target);
  try {
    await mkdir(dirname(target), { recursive: true });
    await writeFlushed(temporary, content.bytes, content.mode);
    // Writing took time; somebody may have saved the file meanwhile.
    const found = (await readContent(target))?.hash ?? null;
    if (found === content.foundHash) {
      await rename(temporary, target);
      await flushFolder(dirname(target));
      return { kind: 'written' };
    }
    await abandon(root, temporary);
    return { kind: 'conflict', found };
  } catch (error) {
    await abandon(root, temporary);
    throw error;
  }
}

async function writeFlushed(path: string, bytes: Uint8Array, mode: number): Promise<void> {
  const file = await open(path, 'wx', mode);
  try {
    await file.writeFile(bytes);
    // The mode given to open is cut by the umask.
    await file.chmod(mode);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Makes the rename itself survive a power cut; not every file system can. */
async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

/** Must not hide the error that led here. */
async function abandon(root: string, temporary: string): Promise<void> {
  await rm(temporary, { force: true }).catch(() => undefined);
  await removeEmptyFolders(root, dirname(temporary));
}

async function removeEmptyFolders(root: string, start: string): Promise<void> {
  for (let folder = start; folder !== root && isInside(root, folder); folder = dirname(folder)) {
    try {
      await rmdir(folder);
    } catch (error) {
      // A folder that was never made does not keep those above it.
      if (codeOf(error) !== 'ENOENT') return;
    }
  }
}

/** The same for every try, so that the next one can clear away what a killed process left. */
function temporaryFor(target: string): string {
  const id = createHash('sha256').update(basename(target)).digest('hex').slice(0, 16);
  return join(dirname(target), `.supernova-${id}.tmp`);
}

function refusal(error: unknown): Extract<WriteOutcome, { kind: 'error' }> {
  const code = codeOf(error);
  if (!(error instanceof Error) || !REFUSALS.has(code)) throw error;
  return { kind: 'error', code, message: error.message };
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

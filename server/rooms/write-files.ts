// Writes one file of a room whole or not at all, only over the content it is expected to have, and only while the pen is held.

import { createHash } from 'node:crypto';
import { access, constants, link, lstat, open, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { makeFolders, removeEmptyFolders, unmakeFolders } from './folders.ts';
import { resolveInside } from './paths.ts';
import { isHeld, throughPen, type Pen } from './pen.ts';
import { codeOf, refusal, type Refusal } from './refusal.ts';

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
  /** Somebody else took the pen; nothing was written, and nothing can be with this one. */
  | { readonly kind: 'fenced' }
  /** The disk refused; the file is as it was. */
  | Refusal;

const DEFAULT_MODE = 0o644;

/** A symbolic link or a folder where a file is expected. */
class NotAFileError extends Error {
  readonly code = 'EISDIR';
}

/** The file as it is on disk now; null where there is none. Throws PathOutsideRoomError, or the error of the disk. */
export async function readBytes(root: string, path: string): Promise<FileContent | null> {
  return readContent(await resolveInside(root, path));
}

/** The same, with what the disk refuses as an outcome: a folder in the file's place, a file that may not be read. */
export async function tryReadBytes(root: string, path: string): Promise<{ readonly kind: 'read'; readonly content: FileContent | null } | Refusal> {
  try {
    return { kind: 'read', content: await readBytes(root, path) };
  } catch (error) {
    return refusal(error);
  }
}

/**
 * Why a file that is there may not be changed; null when it may, or is not there. Replacing a file asks only for leave to write its
 * folder: who made a file read-only means its content.
 */
export async function findWriteRefusal(root: string, path: string): Promise<Refusal | null> {
  const target = await resolveInside(root, path);
  return access(target, constants.W_OK).then(() => null, (error: unknown) => (codeOf(error) === 'ENOENT' ? null : refusal(error)));
}

/**
 * Makes one change: a file in the pen, flushed, renamed over the target. Parent folders are made; after a delete those that became empty
 * are removed, up to the root, unless `keepsFolders`. Throws PathOutsideRoomError.
 */
export async function writeFileChange(pen: Pen, change: FileChange, { keepsFolders = false } = {}): Promise<WriteOutcome> {
  const target = await resolveInside(pen.root, change.path);
  if (pen.refusal) return pen.refusal;
  try {
    await clearBeside(pen, change.path);
    const found = await readContent(target);
    const foundHash = found?.hash ?? null;
    const mode = change.after?.mode ?? found?.mode ?? DEFAULT_MODE;
    const isThere = foundHash === (change.after?.hash ?? null) && (found === null || found.mode === mode);
    // An earlier try may have been stopped between the file and its folders.
    if (isThere && change.after === null && !keepsFolders) await removeEmptyFolders(pen, dirname(target));
    if (isThere) return { kind: 'already' };
    if (foundHash !== (change.before?.hash ?? null) && foundHash !== change.after?.hash) return { kind: 'conflict', found: foundHash };
    if (change.after !== null) return await replace(pen, target, { bytes: change.after.bytes, mode, foundHash });
    const outcome = await remove(pen, target, foundHash);
    if (outcome.kind === 'written' && !keepsFolders) await removeEmptyFolders(pen, dirname(target));
    return outcome;
  } catch (error) {
    // Only a pen that is gone makes calls fail that are right; what they say then is no answer about the file.
    return codeOf(error) !== '' && !(await isHeld(pen)) ? { kind: 'fenced' } : refusal(error);
  }
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

interface Replacement {
  readonly bytes: Uint8Array;
  readonly mode: number;
  readonly foundHash: string | null;
}

async function replace(pen: Pen, target: string, content: Replacement): Promise<WriteOutcome> {
  const fresh = inPen(pen, target);
  const made: string[] = [];
  try {
    await writeFlushed(fresh, content);
    made.push(...(await makeFolders(pen, target)));
    const outcome = await put(fresh, { target, foundHash: content.foundHash }).catch((error: unknown) => {
      if (codeOf(error) !== 'EXDEV') throw error;
      return replaceBeside(pen, target, content);
    });
    if (outcome.kind !== 'written') await unmakeFolders(pen, made);
    for (const folder of [target, ...made]) await flushFolder(dirname(folder));
    return outcome;
  } catch (error) {
    await unmakeFolders(pen, made);
    throw error;
  } finally {
    // Gone when it was renamed. Must not hide an error.
    await rm(fresh, { force: true }).catch(() => undefined);
  }
}

/** Writing took time; somebody may have saved the file meanwhile. */
async function put(fresh: string, { target, foundHash }: { readonly target: string; readonly foundHash: string | null }): Promise<WriteOutcome> {
  const found = (await readContent(target))?.hash ?? null;
  if (found !== foundHash) return { kind: 'conflict', found };
  await rename(fresh, target);
  return { kind: 'written' };
}

/** Another file system is mounted inside the room: a rename from the pen cannot reach it, so the new file begins beside the target. */
async function replaceBeside(pen: Pen, target: string, content: Replacement): Promise<WriteOutcome> {
  const fresh = throughPen(pen, besideOf(target));
  try {
    await writeFlushed(fresh, content);
    return await put(fresh, { target: throughPen(pen, target), foundHash: content.foundHash });
  } finally {
    await rm(fresh, { force: true }).catch(() => undefined);
  }
}

/** Into the pen first, where it is looked at again: what somebody saved in the last moment is put back. */
async function remove(pen: Pen, target: string, foundHash: string | null): Promise<WriteOutcome> {
  const taken = inPen(pen, target);
  try {
    await rename(target, taken);
  } catch (error) {
    if (codeOf(error) !== 'EXDEV') throw error;
    await rm(throughPen(pen, target));
    return { kind: 'written' };
  }
  await flushFolder(dirname(target));
  const found = (await readContent(taken))?.hash ?? null;
  if (found === null) return { kind: 'fenced' };
  // A link is not made over a file that is there already.
  if (found !== foundHash) await link(taken, target).catch(() => undefined);
  await rm(taken, { force: true });
  return found === foundHash ? { kind: 'written' } : { kind: 'conflict', found };
}

async function writeFlushed(path: string, { bytes, mode }: Replacement): Promise<void> {
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

/** Removes what a killed process may have left beside a file of the room. */
export async function clearBeside(pen: Pen, path: string): Promise<void> {
  await rm(throughPen(pen, besideOf(await resolveInside(pen.root, path))), { force: true });
}

const idOf = (target: string): string => createHash('sha256').update(target).digest('hex').slice(0, 16);
const inPen = (pen: Pen, target: string): string => join(pen.folder, idOf(target));
/** The same for every try, so that the next one can clear away what a killed process left. */
const besideOf = (target: string): string => join(dirname(target), `.supernova-${idOf(basename(target))}.tmp`);

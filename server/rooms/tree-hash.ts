// One hash over all files of a room: what "every byte is back" is proven with.

import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { mapLimited } from './map-limited.ts';
import { isGone, walkFiles, type WalkedFile } from './walk-files.ts';

/**
 * sha256, hex, over path, content hash and permission bits of every file that is not ignored, binary ones too, sorted
 * by path. A symbolic link counts with the text of its target. Empty folders and times do not count.
 */
export async function hashTree(root: string, signal?: AbortSignal): Promise<string> {
  const files = await walkFiles(root, signal ? { signal } : {});
  const lines = await mapLimited(files, (file) => lineOf(root, file), { signal });
  const total = createHash('sha256');
  for (const line of lines) if (line !== null) total.update(line);
  return total.digest('hex');
}

/** sha256 of a file's bytes, read as a stream. Rejects where there is no readable file. */
export async function hashFile(absolutePath: string): Promise<string> {
  const hash: Hash = createHash('sha256');
  await pipeline(createReadStream(absolutePath), hash);
  return hash.digest('hex');
}

async function lineOf(root: string, file: WalkedFile): Promise<string | null> {
  const path = join(root, file.path);
  try {
    if (file.isLink) return `${file.path}\0link\0${await readlink(path)}\0\n`;
    const { mode } = await lstat(path);
    return `${file.path}\0${await hashFile(path)}\0${(mode & 0o777).toString(8)}\0\n`;
  } catch (error) {
    if (isGone(error)) return null;
    throw error;
  }
}

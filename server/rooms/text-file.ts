// Reads one file of a room as text, as an editor shows it. What is no text of a bearable size is an outcome, told apart by its kind.
import { isUtf8 } from 'node:buffer';
import { lstat } from 'node:fs/promises';
import { resolveInside } from './paths.ts';
import { codeOf, refusal, type Refusal } from './refusal.ts';
import { readBytes } from './write-files.ts';

/** The same as what a scan takes for a source. */
export const MOST_TEXT_BYTES = 4 * 1024 * 1024;

export interface TextFile {
  /** As on disk, a BOM and every kind of line end included. */
  readonly text: string;
  /** sha256 of the bytes, hex. */
  readonly hash: string;
  readonly bytes: number;
  /** Its permissions let nobody write it. Whoever is root may all the same, but who took the permission away meant it. */
  readonly isReadOnly: boolean;
}

export type TextReading =
  | { readonly kind: 'text'; readonly file: TextFile }
  | { readonly kind: 'missing' }
  | { readonly kind: 'too-large'; readonly bytes: number }
  | { readonly kind: 'binary' }
  /** A folder, a symbolic link, a device. */
  | { readonly kind: 'not-a-file' }
  | Refusal;

/** The file as it is on disk now. Throws PathOutsideRoomError. */
export async function readTextFile(root: string, path: string): Promise<TextReading> {
  const target = await resolveInside(root, path);
  try {
    const stats = await lstat(target);
    if (!stats.isFile()) return { kind: 'not-a-file' };
    if (stats.size > MOST_TEXT_BYTES) return { kind: 'too-large', bytes: stats.size };
    const content = await readBytes(root, path);
    if (content === null) return { kind: 'missing' };
    const { bytes, hash } = content;
    if (bytes.includes(0) || !isUtf8(bytes)) return { kind: 'binary' };
    return { kind: 'text', file: { text: Buffer.from(bytes).toString('utf8'), hash, bytes: bytes.length, isReadOnly: (stats.mode & 0o222) === 0 } };
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(error))) return { kind: 'missing' };
    return refusal(error);
  }
}

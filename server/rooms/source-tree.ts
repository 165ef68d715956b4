// The files of one open room, held in memory and compared with the disk by every scan. Writes nothing.

import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { lstatSync, readFileSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { createBreather } from './breather.ts';
import { hashFile } from './tree-hash.ts';
import { PathOutsideRoomError, resolveInside } from './paths.ts';
import { isGone, walkFiles } from './walk-files.ts';

export interface SourceFile {
  readonly path: string;
  /** As on disk, a BOM included. */
  readonly text: string;
  /** sha256 of the bytes, hex. */
  readonly hash: string;
  readonly bytes: number;
  /** POSIX permission bits. */
  readonly mode: number;
}

export interface UnreadableFile {
  readonly path: string;
  readonly reason: string;
}

/** Room paths, sorted. */
export interface ScanResult {
  readonly added: string[];
  readonly changed: string[];
  readonly removed: string[];
}

interface Stamp {
  readonly size: number;
  readonly mtimeMs: number;
  readonly ctimeMs: number;
  readonly ino: number;
  readonly mode: number;
}

/** A listed file. Both null: not a text source, so only its path is known. */
interface Entry {
  readonly stamp: Stamp;
  readonly source: SourceFile | null;
  readonly unreadable: string | null;
}

/** Code, and the texts that can name a file of code or move along with it. */
const TEXT_SOURCE = /\.(?:[cm]?[jt]s|[jt]sx|json|mdx?|css|scss|sass|less|html?|svg|vue|svelte|astro|ya?ml|txt|graphql|gql|snap)$/i;
const SIZE_LIMIT = 4 * 1024 * 1024;

export class SourceTree {
  /** The real path of the folder. */
  readonly root: string;
  /** Room paths of folders that the next scan leaves out. */
  ignoredFolders: readonly string[] = [];
  #entries = new Map<string, Entry>();

  private constructor(root: string) {
    this.root = root;
  }

  /** Opens a folder that exists. Nothing is known of it before the first scan. */
  static async open(root: string): Promise<SourceTree> {
    return new SourceTree(await realpath(root));
  }

  /**
   * Takes over what is on the disk now. Files that are not text sources can be added and removed, but are never
   * reported as changed. Links are left out. Throws RoomTooLargeError.
   */
  async scan(signal?: AbortSignal): Promise<ScanResult> {
    const files = await walkFiles(this.root, { ...(signal ? { signal } : {}), ignoredFolders: this.ignoredFolders });
    const breathe = createBreather(signal);
    const before = this.#entries;
    const now = new Map<string, Entry>();
    for (const { path, isLink } of files) {
      await breathe();
      const entry = isLink ? null : this.#readEntry(path);
      if (entry) now.set(path, entry);
    }
    this.#entries = now;
    return {
      added: [...now.keys()].filter((path) => !before.has(path)),
      changed: [...now].filter(([path, entry]) => isChange(before.get(path), entry)).map(([path]) => path),
      removed: [...before.keys()].filter((path) => !now.has(path)),
    };
  }

  /** Every file that is not ignored, sorted, whether it is text or not. */
  paths(): string[] {
    return [...this.#entries.keys()];
  }

  has(path: string): boolean {
    return this.#entries.has(path);
  }

  /** The text source as of the last scan; undefined for other files and unreadable ones. */
  source(path: string): SourceFile | undefined {
    return this.#entries.get(path)?.source ?? undefined;
  }

  text(path: string): string | undefined {
    return this.source(path)?.text;
  }

  hash(path: string): string | undefined {
    return this.source(path)?.hash;
  }

  /** The hash of any file as it is on disk now, binary ones too; null where there is none. */
  async readHash(path: string): Promise<string | null> {
    try {
      return await hashFile(await resolveInside(this.root, path));
    } catch (error) {
      if (isGone(error)) return null;
      throw error;
    }
  }

  /** False for a path that leads out of the room, by itself or by a symbolic link on its way. The file need not exist. */
  async isInside(path: string): Promise<boolean> {
    try {
      await resolveInside(this.root, path);
      return true;
    } catch (error) {
      if (error instanceof PathOutsideRoomError) return false;
      throw error;
    }
  }

  /** The text sources that are listed but cannot be read as text. They are never edited. */
  unreadable(): UnreadableFile[] {
    return [...this.#entries].flatMap(([path, { unreadable }]) => (unreadable === null ? [] : [{ path, reason: unreadable }]));
  }

  /** Asks the disk directly: through the pool of threads one file takes ten times as long. */
  #readEntry(path: string): Entry | null {
    const absolute = join(this.root, path);
    try {
      const stats = lstatSync(absolute);
      if (!stats.isFile()) return null;
      const { size, mtimeMs, ctimeMs, ino, mode } = stats;
      const stamp = { size, mtimeMs, ctimeMs, ino, mode };
      const known = this.#entries.get(path);
      if (known && isSameStamp(known.stamp, stamp)) return known;
      if (!TEXT_SOURCE.test(path)) return { stamp, source: null, unreadable: null };
      if (size > SIZE_LIMIT) return { stamp, source: null, unreadable: 'The file is larger than 4 MB.' };
      return decode(path, stamp, readFileSync(absolute));
    } catch (error) {
      if (isGone(error)) return null;
      if (error instanceof Error && 'code' in error && (error.code === 'EACCES' || error.code === 'EPERM')) {
        return { stamp: NO_STAMP, source: null, unreadable: 'The file may not be read.' };
      }
      throw error;
    }
  }
}

/** Equals no real file, so that the next scan tries again. */
const NO_STAMP: Stamp = { size: -1, mtimeMs: 0, ctimeMs: 0, ino: 0, mode: 0 };

function decode(path: string, stamp: Stamp, content: Buffer): Entry {
  if (!isUtf8(content)) return { stamp, source: null, unreadable: 'The file is not valid UTF-8.' };
  const hash = createHash('sha256').update(content).digest('hex');
  // A TextDecoder makes two bytes of every character of the text, which everything after it has to pass over.
  return { stamp, source: { path, text: content.toString('utf8'), hash, bytes: content.length, mode: stamp.mode & 0o777 }, unreadable: null };
}

/** Times alone are no change; neither is a file of which only the path is known. */
function isChange(before: Entry | undefined, now: Entry): boolean {
  return before !== undefined && (before.source?.hash !== now.source?.hash || before.unreadable !== now.unreadable);
}

function isSameStamp(a: Stamp, b: Stamp): boolean {
  return a.size === b.size && a.mtimeMs === b.mtimeMs && a.ctimeMs === b.ctimeMs && a.ino === b.ino && a.mode === b.mode;
}

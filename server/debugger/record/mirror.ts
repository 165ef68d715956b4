// Everything of a room that is not rewritten, brought beside the rewritten files: small files copied, the rest linked. Owns links and copies; `shadow-tree.ts` owns the sources.
import { copyFile, lstat, mkdir, readdir, readlink, realpath, symlink, unlink, writeFile } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, sep } from 'node:path';
import type { RoomFiles } from './room-files.ts';

export interface MirrorRequest {
  readonly room: RoomFiles;
  /** Folder of the copy; exists. */
  readonly target: string;
  /** Room paths that are written by someone else. */
  readonly written: ReadonlySet<string>;
  /** Copy every listed file, and give node_modules folders of their own: a test runner writes and looks there. */
  readonly isWhole: boolean;
  readonly signal: AbortSignal;
}

const FILE_COPY_LIMIT = 1024 * 1024;
const FOLDER_COPY_LIMIT = 200;
const FILES_LIMIT = { part: 2_000, whole: 20_000 };
const LEFT_OUT = new Set(['.git', '.supernova', '.hg', '.svn']);

/** Mirrors the room. Returns the real paths outside the copy that links of it lead to: these must be readable. */
export async function mirrorRoom(request: MirrorRequest): Promise<string[]> {
  const mirror = new Mirror(request);
  await mirror.folder('');
  await mirror.packagesAbove();
  return [...mirror.reads];
}

class Mirror {
  readonly reads = new Set<string>();
  readonly #request: MirrorRequest;
  readonly #root: string;
  /** How many listed files, and how many that someone else writes, lie in or below a folder. */
  readonly #listed = new Map<string, number>();
  readonly #written = new Map<string, number>();
  #left: number;

  constructor(request: MirrorRequest) {
    this.#request = request;
    this.#root = request.room.source.tree.root;
    this.#left = request.isWhole ? FILES_LIMIT.whole : FILES_LIMIT.part;
    for (const path of request.room.paths()) countFolders(path, this.#listed);
    for (const path of request.written) countFolders(path, this.#written);
  }

  /** `path` is relative to the room, '' for the room itself. */
  async folder(path: string): Promise<void> {
    this.#request.signal.throwIfAborted();
    await mkdir(join(this.#request.target, path), { recursive: true });
    for (const entry of await readdir(join(this.#root, path), { withFileTypes: true }).catch(() => [])) {
      const child = path === '' ? entry.name : `${path}/${entry.name}`;
      if (LEFT_OUT.has(entry.name)) continue;
      if (entry.name === 'node_modules') await this.#packages(child);
      else if (entry.isSymbolicLink()) await this.#symbolicLink(child);
      else if (!entry.isDirectory()) await this.#file(child, entry.isFile());
      else if (this.#isMirrored(child)) await this.folder(child);
      else await this.#linkTo(join(this.#root, child), child);
    }
  }

  /** The nearest packages above the room: the copy lies elsewhere. */
  async packagesAbove(): Promise<void> {
    for (let folder = dirname(this.#root); ; folder = dirname(folder)) {
      const packages = await realpath(join(folder, 'node_modules')).catch(() => null);
      if (packages !== null) {
        await symlink(packages, join(dirname(this.#request.target), 'node_modules'));
        this.reads.add(packages);
        for (const entry of await packageEntries(packages)) if (entry.real !== null && !isWithin(entry.real, packages)) this.reads.add(entry.real);
        return;
      }
      if (dirname(folder) === folder) return;
    }
  }

  #isMirrored(path: string): boolean {
    const listed = this.#listed.get(path) ?? 0;
    if ((this.#written.get(path) ?? 0) > 0) return true;
    return listed > 0 && listed <= this.#left && (this.#request.isWhole || listed <= FOLDER_COPY_LIMIT);
  }

  async #file(path: string, isRegular: boolean): Promise<void> {
    const { room, target, written } = this.#request;
    if (!isRegular || written.has(path)) return;
    const text = room.text(path);
    const stats = await lstat(join(this.#root, path)).catch(() => null);
    if (stats === null) return;
    this.#left -= 1;
    if (text !== undefined) await writeFile(join(target, path), text, { mode: stats.mode | 0o600 });
    else if (stats.size <= FILE_COPY_LIMIT && room.has(path)) await copyFile(join(this.#root, path), join(target, path));
    else await this.#linkTo(join(this.#root, path), path);
  }

  async #linkTo(real: string, path: string): Promise<void> {
    await symlink(real, join(this.#request.target, path));
    this.reads.add(real);
  }

  /** A link within the room leads to the same place of the copy; one that leads out of the room is left out. */
  async #symbolicLink(path: string): Promise<void> {
    const real = await realpath(join(this.#root, path)).catch(() => null);
    if (real === null || !isWithin(real, this.#root)) return;
    await symlink(this.#counterpart(real), join(this.#request.target, path));
  }

  #counterpart(real: string): string {
    return join(this.#request.target, relative(this.#root, real));
  }

  /** Linked as a whole, unless it holds links to packages of this room: those lead to the copy. */
  async #packages(path: string): Promise<void> {
    const real = await realpath(join(this.#root, path)).catch(() => null);
    if (real === null) return;
    this.reads.add(real);
    const entries = await packageEntries(real);
    const own = entries.filter((entry) => entry.real !== null && isWithin(entry.real, this.#root) && !entry.real.split(sep).includes('node_modules'));
    for (const entry of entries) if (entry.real !== null && !isWithin(entry.real, this.#root)) this.reads.add(entry.real);
    if (own.length === 0 && !this.#request.isWhole) return symlink(real, join(this.#request.target, path));
    const target = join(this.#request.target, path);
    await mkdir(target, { recursive: true });
    for (const { name, real: found } of entries) {
      if (name.includes('/')) await mkdir(join(target, dirname(name)), { recursive: true });
      const isOwn = own.some((entry) => entry.name === name);
      await symlink(isOwn && found !== null ? this.#counterpart(found) : join(real, name), join(target, name));
    }
  }
}

/**
 * Makes folders of the copy on the way to a path its own where they are links: what is written or removed there would change the room. What such a
 * folder holds is linked from now on.
 */
export async function ownFolders(copy: string, path: string): Promise<void> {
  for (let at = path.indexOf('/'); at > 0; at = path.indexOf('/', at + 1)) {
    const folder = join(copy, path.slice(0, at));
    const stats = await lstat(folder).catch(() => null);
    if (!stats?.isSymbolicLink()) continue;
    const real = await realpath(folder).catch(() => null);
    // A link of the room's own, which leads to another place of the copy.
    if (real === null || isWithin(real, copy)) continue;
    await unlink(folder);
    await mkdir(folder);
    for (const name of await readdir(real)) await symlink(join(real, name), join(folder, name));
  }
}

interface PackageEntry {
  /** `react`, `@scope/name`, `.bin`. */
  readonly name: string;
  /** Where it leads; null for what is no symbolic link. */
  readonly real: string | null;
}

/** Folders in which tools keep what they computed: the copy has none of it. */
const CACHES = new Set(['.cache', '.vite', '.vite-temp', '.vitest']);

async function packageEntries(folder: string): Promise<PackageEntry[]> {
  const found: PackageEntry[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (CACHES.has(entry.name)) continue;
    const names = entry.name.startsWith('@') && entry.isDirectory() ? (await readdir(join(folder, entry.name))).map((name) => `${entry.name}/${name}`) : [entry.name];
    for (const name of names) found.push({ name, real: await linkTarget(join(folder, name)) });
  }
  return found;
}

async function linkTarget(path: string): Promise<string | null> {
  const isLink = await readlink(path).then(() => true, () => false);
  return isLink ? realpath(path).catch(() => null) : null;
}

function countFolders(path: string, counts: Map<string, number>): void {
  for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
    const folder = path.slice(0, at);
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
}

function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

// The file system that the compiler sees: the disk with planned texts and modernized configs laid over it. Owns the answers to its callbacks.
import { readdirSync } from 'node:fs';
import { posix } from 'node:path';
import type { FileSystem } from 'typescript/unstable/fs';
import { readConfigText } from '../rooms/read-text.ts';
import { LinkedFolders } from './linked-folders.ts';

export interface FileChanges {
  readonly created: string[];
  readonly changed: string[];
  readonly deleted: string[];
}

const withoutSlash = (folder: string): string => folder.replace(/(?<=.)\/+$/, '');

const NO_ENTRIES = { files: [] as string[], directories: [] as string[] };

/** More steps cost as much as loading the project again. */
const MOST_STEPS = 8;
const IS_SOURCE = /\.[cm]?[jt]sx?$/;

/** What a text imports, as far as the order of steps needs it: a wrong answer costs time. */
const importsIn = (text: string): string => (text.match(/(?:\bfrom|\bimport|\brequire|\bmodule|<reference)[\s(]*(?:\w+=)?(['"`])[^'"`\n]*\1/g) ?? []).join('\n');

/** All paths are absolute. */
export class OverlayFiles {
  #overlay: ReadonlyMap<string, string | null> = new Map();
  /** Texts that stand for the files on disk at all times (configs); the overlay wins over them. */
  readonly #permanent: (path: string) => string | undefined;
  readonly #exists: (path: string) => boolean;
  /** The compiler follows links when it has found a file, but not while it looks for it. */
  readonly #links: LinkedFolders;

  constructor(options: { root: string; permanent(path: string): string | undefined; exists(path: string): boolean }) {
    this.#links = new LinkedFolders(options.root);
    this.#permanent = options.permanent;
    this.#exists = options.exists;
  }

  /** Replaces the overlay; returns what changes by that for a compiler that has read the old state. */
  replace(overlay: ReadonlyMap<string, string | null>): FileChanges {
    const before = this.#overlay;
    const changes: FileChanges = { created: [], changed: [], deleted: [] };
    const existed = (path: string) => (before.has(path) ? before.get(path) !== null : this.#exists(path));
    const exists = (path: string) => (overlay.has(path) ? overlay.get(path) !== null : this.#exists(path));
    for (const path of new Set([...before.keys(), ...overlay.keys()])) {
      if (before.get(path) === overlay.get(path)) continue;
      if (!existed(path) && exists(path)) changes.created.push(path);
      else if (existed(path) && !exists(path)) changes.deleted.push(path);
      else if (exists(path)) changes.changed.push(path);
    }
    this.#overlay = overlay;
    return changes;
  }

  /**
   * The overlays to lay down one after the other to get to this one, it last. The compiler keeps everything but the checks when one file
   * changes and imports what it did; two at once, and it loads and resolves all of the project again.
   */
  stepsTo(overlay: ReadonlyMap<string, string | null>): ReadonlyMap<string, string | null>[] {
    const before = this.#overlay;
    const paths = this.#pathsTo(overlay);
    if (paths.length < 2 || this.isFarFrom(overlay)) return [overlay];
    const at = new Map(before);
    return paths.map((path) => {
      const text = overlay.get(path);
      if (text === undefined) at.delete(path);
      else at.set(path, text);
      return new Map(at);
    });
  }

  /** Whether it costs the compiler more than a few checks to get to this overlay. */
  isFarFrom(overlay: ReadonlyMap<string, string | null>): boolean {
    const paths = this.#pathsTo(overlay);
    return paths.length > MOST_STEPS || !paths.every((path) => this.#isInPlace(path, overlay));
  }

  /** What is another text there. */
  #pathsTo(overlay: ReadonlyMap<string, string | null>): string[] {
    const before = this.#overlay;
    return [...new Set([...before.keys(), ...overlay.keys()])].filter((path) => before.get(path) !== overlay.get(path));
  }

  #isInPlace(path: string, overlay: ReadonlyMap<string, string | null>): boolean {
    const [was, is] = [this.#overlay, overlay].map((texts) => (texts.has(path) ? texts.get(path) : readConfigText(path)));
    return IS_SOURCE.test(path) && this.#exists(path) && typeof was === 'string' && typeof is === 'string' && importsIn(was) === importsIn(is);
  }

  /** True for a file that the overlay neither makes nor deletes. */
  isOnDisk(path: string): boolean {
    return !this.#overlay.has(path) && this.#permanent(path) === undefined;
  }

  /** Links may lead elsewhere now. */
  forgetLinks(): void {
    this.#links.forget();
  }

  /** The same changes at every path at which the compiler may know the files. */
  throughLinks({ created, changed, deleted }: FileChanges): FileChanges {
    const all = (paths: readonly string[]) => paths.flatMap((path) => [path, ...this.#links.linked(path)]);
    return { created: all(created), changed: all(changed), deleted: all(deleted) };
  }

  /** Undefined means: ask the disk. */
  callbacks(): FileSystem {
    // `import '.'` asks for a folder with a slash at its end.
    const folder = (path: string) => this.#links.real(withoutSlash(path));
    const fileExists = (path: string) => (this.#overlay.has(path) ? this.#overlay.get(path) !== null : this.#permanent(path) !== undefined ? true : undefined);
    // As the compiler reads a file itself: without its BOM, so that offsets are the same for both.
    const readFile = (path: string) => (this.#overlay.has(path) ? this.#overlay.get(path)?.replace(/^\uFEFF/, '') ?? null : this.#permanent(path));
    return {
      readFile: (path) => readFile(this.#links.real(path)),
      fileExists: (path) => fileExists(this.#links.real(path)),
      directoryExists: (path) => (this.#hasCreatedBelow(folder(path)) ? true : undefined),
      getAccessibleEntries: (path) => this.#entries(folder(path)),
    };
  }

  #hasCreatedBelow(folder: string): boolean {
    for (const [path, text] of this.#overlay) if (text !== null && path.startsWith(`${folder}/`)) return true;
    return false;
  }

  /** A folder's entries with created and deleted files; undefined where the overlay does not reach. */
  #entries(folder: string): { files: string[]; directories: string[] } | undefined {
    const below = [...this.#overlay].filter(([path]) => path.startsWith(`${folder}/`));
    if (below.length === 0) return undefined;
    const { files, directories } = readEntries(folder);
    for (const [path, text] of below) {
      const rest = path.slice(folder.length + 1);
      const inner = rest.indexOf('/');
      if (inner !== -1 && text !== null) directories.add(rest.slice(0, inner));
      if (inner === -1 && text !== null) files.add(rest);
      if (inner === -1 && text === null) files.delete(rest);
    }
    // As a disk tells them: whether `a.js` stays in a project beside `a.d.ts` hangs on which comes first, and so does the order of the files.
    return { files: [...files].sort(), directories: [...directories].sort() };
  }
}

function readEntries(folder: string): { files: Set<string>; directories: Set<string> } {
  try {
    const entries = readdirSync(posix.normalize(folder), { withFileTypes: true });
    return { files: new Set(entries.filter((entry) => !entry.isDirectory()).map((entry) => entry.name)), directories: new Set(entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)) };
  } catch {
    return { files: new Set(NO_ENTRIES.files), directories: new Set(NO_ENTRIES.directories) };
  }
}

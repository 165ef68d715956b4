// Remembers what saved files held before the saves whose breaks are not healed yet, so that a rename in three saves is one edit. Pure.

export interface SavedFile {
  readonly path: string;
  /** Null where there was no such file. */
  readonly before: string | null;
  /** Null where it was deleted. */
  readonly after: string | null;
}

export class Unhealed {
  readonly #files = new Map<string, { readonly before: string | null; readonly after: string | null }>();

  /** Adds saves to those that are remembered; what became what it was before is forgotten. */
  add(files: readonly SavedFile[]): void {
    for (const { path, before, after } of files) {
      const first = this.#files.has(path) ? (this.#files.get(path)?.before ?? null) : before;
      if (first === after) this.#files.delete(path);
      else this.#files.set(path, { before: first, after });
    }
  }

  /** All of them as one edit, by path. */
  files(): SavedFile[] {
    return [...this.#files].map(([path, texts]) => ({ path, ...texts })).sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  /** Forgets the others. */
  keepOnly(isKept: (file: SavedFile) => boolean): void {
    for (const file of this.files()) if (!isKept(file)) this.#files.delete(file.path);
  }

  /** From now on the files count as they are. */
  clear(): void {
    this.#files.clear();
  }
}

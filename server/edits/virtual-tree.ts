// A room's files with planned edits laid over them. Owns what a path contains after the edits so far; writes nothing.
import type { FileEdit, Hash, TextEdit } from './file-edit.ts';
import { applyEdits, changesNothing, hashText, normalizeEdits } from './text-edits.ts';

/** What a tree must tell. `text` and `hash` are undefined for a path that holds no readable text. */
export interface ReadableTree {
  has(path: string): boolean;
  text(path: string): string | undefined;
  hash(path: string): Hash | undefined;
}

/** Paths that differ from the base: the new text, or null where the file is gone. */
export type Overlay = ReadonlyMap<string, string | null>;

/** The hash after an edit is made when it is read: a prediction reads few of them, and long texts take long. */
function hashedLater<const T extends { readonly edits: readonly TextEdit[] }>(edit: T, text: string): T & { readonly after: Hash } {
  let hash: Hash | null = null;
  return {
    ...edit,
    get after() {
      return (hash ??= hashText(applyEdits(text, edit.edits)));
    },
  };
}

/** Persistent: `apply` returns a new tree and leaves this one as it was. */
export class VirtualTree implements ReadableTree {
  readonly #base: ReadableTree;
  readonly #overlay: Overlay;
  /** What knows the hash of a text in the overlay. */
  readonly #hashes: Map<string, { readonly after: Hash }>;

  constructor(base: ReadableTree, overlay: Overlay = new Map(), hashes = new Map<string, { readonly after: Hash }>()) {
    this.#base = base;
    this.#overlay = overlay;
    this.#hashes = hashes;
  }

  get overlay(): Overlay {
    return this.#overlay;
  }

  has(path: string): boolean {
    const text = this.#overlay.get(path);
    return text === undefined ? this.#base.has(path) : text !== null;
  }

  text(path: string): string | undefined {
    const text = this.#overlay.get(path);
    return text === undefined ? this.#base.text(path) : (text ?? undefined);
  }

  hash(path: string): Hash | undefined {
    const text = this.#overlay.get(path);
    if (text === undefined) return this.#base.hash(path);
    if (text === null) return undefined;
    const known = this.#hashes.get(path) ?? { after: hashText(text) };
    this.#hashes.set(path, known);
    return known.after;
  }

  /** Throws when an edit does not start from what this tree holds: the edits were made for another tree. What they say of the hash after them is believed. */
  apply(edits: readonly FileEdit[]): VirtualTree {
    const overlay = new Map(this.#overlay);
    // Sees each edit of the list before the next one, so that none is lost under another of the same file.
    const hashes = new Map(this.#hashes);
    const soFar = new VirtualTree(this.#base, overlay, hashes);
    for (const edit of edits) {
      if (edit.kind === 'create') {
        if (soFar.has(edit.path)) throw new Error(`cannot create ${edit.path}: it exists`);
        overlay.set(edit.path, edit.text);
        hashes.set(edit.path, edit);
        continue;
      }
      const source = edit.kind === 'move' ? edit.from : edit.path;
      const text = soFar.text(source);
      if (text === undefined || soFar.hash(source) !== edit.before) throw new Error(`cannot ${edit.kind} ${source}: it is not what the edit was made for`);
      if (edit.kind === 'move' && edit.path !== source && soFar.has(edit.path)) throw new Error(`cannot move ${source} to ${edit.path}: it exists`);
      if (edit.kind !== 'modify') overlay.set(source, null);
      if (edit.kind === 'delete') continue;
      overlay.set(edit.path, applyEdits(text, edit.edits));
      hashes.set(edit.path, edit);
    }
    return soFar;
  }

  /** A `modify` of `path` by text edits, or null when they change nothing. */
  modify(path: string, edits: readonly TextEdit[]): FileEdit | null {
    const sorted = normalizeEdits(edits);
    const text = this.text(path);
    if (text !== undefined && changesNothing(text, sorted)) return null;
    const before = this.hash(path);
    if (text === undefined || before === undefined) throw new Error(`cannot edit ${path}: no such text`);
    return hashedLater({ kind: 'modify', path, before, edits: sorted }, text);
  }

  /** A `move` of a file, with edits of its own text. */
  move(from: string, to: string, edits: readonly TextEdit[]): FileEdit {
    const sorted = normalizeEdits(edits);
    const text = this.text(from);
    const before = this.hash(from);
    if (text === undefined || before === undefined) throw new Error(`cannot move ${from}: no such text`);
    return hashedLater({ kind: 'move', from, path: to, before, edits: sorted }, text);
  }

  remove(path: string): FileEdit {
    const before = this.hash(path);
    if (before === undefined) throw new Error(`cannot delete ${path}: no such text`);
    return { kind: 'delete', path, before };
  }

  create(path: string, text: string): FileEdit {
    return { kind: 'create', path, after: hashText(text), text };
  }
}

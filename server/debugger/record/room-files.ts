// The files of a room with the contents that are being tried in place of some: texts, imports and what an entry can reach. Reads no disk, writes nothing.
import { posix } from 'node:path';
import type { Source } from '../deps.ts';
import type { EdgeKind } from '../../graph/facts.ts';
import { isSourcePath, parseFile } from '../../graph/parse-file.ts';
import { isRelative } from '../../graph/resolve.ts';

/** New contents of files by path; a path the room has not got yet is a new file, and one with null is not there. */
export type Overlay = ReadonlyMap<string, string | null>;

/** Where an import leads: to a file of the room, or out of it (packages, builtins, nowhere), where it stays as it is. */
export type Target = { readonly to: string } | { readonly external: string };

const CANDIDATES = ['', '.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs', '.json', '/index.ts', '/index.tsx', '/index.js'];
const JAVASCRIPT = ['.js', '.mjs', '.cjs', '.jsx'];

/** Code that finds modules by names that are made at run time. */
const COMPUTED_IMPORT = /\bimport\s*\(\s*(?!['"`][^'"`$]*['"`]\s*[,)])[^)]|\brequire\s*\(\s*(?!['"`])[^)]|\bimport\.meta\.glob\b/;
/** Tests and settings are not found by name at run time. */
const NOT_LOADED = /(?:^|\/)(?:__tests__|__mocks__|tests?)\/|\.(?:test|spec|bench|stories|config)\.[cm]?[jt]sx?$|\.d\.[cm]?ts$/;
const ALL_LIMIT = 3_000;

export class RoomFiles {
  readonly source: Source;
  readonly #overlay: Map<string, string | null>;

  constructor(source: Source, overlay: Overlay) {
    this.source = source;
    this.#overlay = new Map(overlay);
  }

  /** Takes a new content; null is the room's own again. */
  set(path: string, text: string | null): void {
    if (text === null) this.#overlay.delete(path);
    else this.#overlay.set(path, text);
  }

  /** Undefined for what is no readable text. */
  text(path: string): string | undefined {
    const text = this.#overlay.get(path);
    return text === undefined ? this.source.tree.text(path) : (text ?? undefined);
  }

  has(path: string): boolean {
    const text = this.#overlay.get(path);
    return text === undefined ? this.source.tree.has(path) : text !== null;
  }

  /** True for what lies in the room and is to be taken for not there. */
  isRemoved(path: string): boolean {
    return this.#overlay.get(path) === null;
  }

  /** Every file that is known, sorted. */
  paths(): string[] {
    return [...new Set([...this.source.tree.paths(), ...this.#overlay.keys()])].filter((path) => !this.isRemoved(path)).sort();
  }

  /** The file of the room that an import runs; declarations lead to the JavaScript beside them. */
  resolve(from: string, specifier: string, kind: EdgeKind): Target {
    const found = this.source.graph.resolve(from, specifier, kind);
    const to = 'to' in found && !this.isRemoved(found.to) ? this.#runnable(found.to) : isRelative(specifier) ? this.#fromOverlay(from, specifier) : null;
    return to === null ? { external: specifier } : { to };
  }

  /**
   * The files that run when the entries do: those and all they import, however far. Where one of them makes names of modules at run time, all
   * that could be meant, unless `namedOnly`.
   */
  reachable(entries: readonly string[], { namedOnly = false } = {}): Set<string> {
    const reached = new Set<string>();
    const waiting = [...entries];
    let hasComputed = false;
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      const text = this.text(path);
      if (reached.has(path) || text === undefined || !isSourcePath(path)) continue;
      reached.add(path);
      waiting.push(...this.imports(path));
      if (namedOnly || hasComputed || !COMPUTED_IMPORT.test(text)) continue;
      hasComputed = true;
      waiting.push(...this.paths().filter((other) => isSourcePath(other) && !NOT_LOADED.test(other)).slice(0, ALL_LIMIT));
    }
    return reached;
  }

  /** The files of the room that a file imports at run time. */
  imports(path: string): string[] {
    const text = this.#overlay.get(path);
    if (text === null) return [];
    if (text === undefined) return this.source.graph.edgesFrom(path).flatMap((edge) => this.#follow(path, edge.kind, edge.specifier));
    const { imports } = parseFile({ path, text, hash: '', bytes: Buffer.byteLength(text) });
    return imports.flatMap((fact) => this.#follow(path, fact.kind, fact.specifier));
  }

  #follow(from: string, kind: EdgeKind, specifier: string): string[] {
    const target = kind === 'TYPE' || kind === 'REFERENCE' || kind === 'JSDOC' || kind === 'GLOB' ? null : this.resolve(from, specifier, kind);
    return target !== null && 'to' in target ? [target.to] : [];
  }

  #runnable(path: string): string | null {
    const base = path.replace(/\.d(\.[cm]?)ts$/, '');
    if (base === path) return path;
    return JAVASCRIPT.map((extension) => base + extension).find((candidate) => this.has(candidate)) ?? null;
  }

  /** The room's resolver knows the disk only. */
  #fromOverlay(from: string, specifier: string): string | null {
    const base = posix.join(posix.dirname(from), specifier);
    const bases = [base, base.replace(/\.([cm]?)js$/, '.$1ts'), base.replace(/\.jsx?$/, '.tsx')];
    return bases.flatMap((path) => CANDIDATES.map((extension) => path + extension)).find((path) => this.#overlay.has(path) && !this.isRemoved(path)) ?? null;
  }
}

// The names under which entries of configuration files offer a file: exact aliases, package names with their subpaths. Owns what a specifier reaches by them.
import { posix } from 'node:path';
import { jsonPlaces, type JsonPlace } from '../json-places.ts';
import type { MoveWork } from './move-work.ts';

const ENTRY_FIELDS = new Set(['main', 'module', 'types', 'typings', 'browser', 'source', 'react-native']);

/** The specifier that a string of a package.json or tsconfig stands behind, a `*` in it included; null for all others. */
export function nameOfEntry({ path }: JsonPlace, packageName: string | null): string | null {
  const [first, second, third] = path;
  if (first === 'compilerOptions') return second === 'paths' && typeof third === 'string' ? third : null;
  if (first === 'imports') return typeof second === 'string' ? second : null;
  if (packageName === null) return null;
  if (first === 'exports') return typeof second === 'string' && second.startsWith('.') ? packageName + second.slice(1) : packageName;
  return typeof first === 'string' && path.length === 1 && ENTRY_FIELDS.has(first) ? packageName : null;
}

export const packageNameOf = (places: readonly JsonPlace[]): string | null => places.find(({ path }) => path.length === 1 && path[0] === 'name')?.value ?? null;

const isManifest = (path: string): boolean => /(^|\/)package\.json$/.test(path);

export class EntryNames {
  readonly #edited = new Set<string>();
  readonly #all = new Set<string>();
  readonly #movedPackages: readonly string[];

  constructor(work: MoveWork) {
    const moved: string[] = [];
    for (const path of work.paths.filter((path) => isManifest(path) || /(^|\/)[tj]sconfig[^/]*\.json$/.test(path))) {
      const places = jsonPlaces(work.tree.text(path) ?? '');
      const name = packageNameOf(places);
      for (const place of places) this.#all.add(nameOfEntry(place, name) ?? '');
      if (name !== null && isManifest(path) && work.moves.files.has(path) && posix.dirname(path) !== '.') moved.push(name);
    }
    this.#movedPackages = moved;
  }

  /** The entry behind this name was edited, so that the name leads to the file at its new place. */
  noteEdited(name: string): void {
    this.#edited.add(name);
  }

  /** True for a specifier that an edited entry carries along. */
  follows(specifier: string): boolean {
    return [...this.#edited].some((name) => {
      const star = name.indexOf('*');
      if (star === -1) return name === specifier;
      return specifier.length >= name.length && specifier.startsWith(name.slice(0, star)) && specifier.endsWith(name.slice(star + 1));
    });
  }

  /** A package that moves with its package.json is still called by its name. */
  isOfMovedPackage(specifier: string): boolean {
    return this.#movedPackages.some((name) => specifier === name || specifier.startsWith(`${name}/`));
  }

  get movedPackages(): readonly string[] {
    return this.#movedPackages;
  }

  /** True for a name that an entry offers as it is. */
  isExact(specifier: string): boolean {
    return this.#all.has(specifier) && !specifier.includes('*');
  }
}

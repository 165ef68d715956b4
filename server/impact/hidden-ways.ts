// Ways by which files import others that the graph does not show, because an import leads to one file there: what another project makes of it by its own
// `paths` or conditions, `rootDirs` and `moduleSuffixes`, declarations of other files than sources, and modules that are added to by their package's name.
// May name too many.
import { posix, relative } from 'node:path';
import type { EditSource } from '../edits/edit-plan.ts';
import { leaves, subpaths } from '../edits/package-entries.ts';
import type { Edge } from '../graph/facts.ts';
import { parseJsonc } from '../graph/jsonc.ts';
import { groupBy } from '../graph/group-by.ts';
import { bestPattern } from '../graph/patterns.ts';
import { isRelative, mappedPlaces } from '../graph/resolve.ts';
import type { TsconfigFile } from '../graph/tsconfig-file.ts';
import { includedBy } from '../graph/tsconfigs.ts';
import { readOnce } from './read-once.ts';
import { stemOf } from './taken-places.ts';

interface HiddenWays {
  /** By stem of a file those who may import it, too. */
  readonly importers: ReadonlyMap<string, ReadonlySet<string>>;
  /** By stem of a file those who may add to its module. */
  readonly adders: ReadonlyMap<string, ReadonlySet<string>>;
  /** Stems of files that JSX imports unasked under another name than theirs. */
  readonly unasked: ReadonlySet<string>;
}

interface Manifest {
  readonly folder: string;
  readonly name: unknown;
  readonly imports: unknown;
  readonly exports: unknown;
}

type Entries = Readonly<Record<string, unknown>>;

const IS_CODE = /\.(?:[cm]?[jt]sx?|json)$/;
const HAS_EXTENSION = /\.[^./]+$/;
const AUGMENTED = /\bmodule\s*(['"])([^.*'"][^*'"]*)\1/g;
const JSX_ENTRY = /^\.\/jsx-(?:dev-)?runtime$/;

const isObject = (value: unknown): value is Entries => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The modules that a text may add to by a name that is no path. */
const augmentedBy = readOnce((_, text): readonly string[] => [...text.matchAll(AUGMENTED)].map(([, , name = '']) => name));

function manifestsOf({ tree }: EditSource): Manifest[] {
  return [...tree.paths()].filter((path) => /(?:^|\/)package\.json$/.test(path)).flatMap((path) => {
    try {
      const json = parseJsonc(tree.text(path) ?? '');
      return isObject(json) ? [{ folder: posix.dirname(path), name: json['name'], imports: json['imports'], exports: json['exports'] }] : [];
    } catch {
      return [];
    }
  });
}

/** Every file that entries of a package can make of a key, whatever the condition. */
function targetsOf(entries: Entries, key: string, folder: string): string[] {
  const match = bestPattern(Object.keys(entries), key);
  return match ? [...leaves(entries[match.pattern])].filter((leaf) => leaf.startsWith('./')).map((leaf) => posix.join(folder, leaf.replaceAll('*', () => match.rest))) : [];
}

function ofManifest({ folder, name, imports, exports: own }: Manifest, specifier: string): string[] {
  if (specifier.startsWith('#')) return isObject(imports) ? targetsOf(imports, specifier, folder) : [];
  if (typeof name !== 'string' || own === undefined || !(specifier === name || specifier.startsWith(`${name}/`))) return [];
  return targetsOf(Object.fromEntries(subpaths(own)), `.${specifier.slice(name.length)}`, folder);
}

type Way = Pick<Edge, 'from' | 'specifier' | 'to' | 'unresolved'>;

class Places {
  readonly #graph: EditSource['graph'];
  readonly #root: string;
  readonly #manifests: readonly Manifest[];
  readonly #mappings: readonly TsconfigFile[];
  readonly #suffixes: readonly string[];
  readonly #rootDirs: readonly (readonly string[])[];
  readonly #files: ReadonlyMap<string, readonly string[]>;
  /** By name the stems that packages make of it, and those that each mapping does. */
  readonly #named = new Map<string, { readonly own: readonly string[]; readonly mapped: readonly { readonly config: TsconfigFile; readonly stems: readonly string[] }[] }>();
  readonly #programs = new Map<TsconfigFile, ReadonlySet<string>>();

  constructor(source: EditSource, manifests: readonly Manifest[]) {
    const { graph } = source;
    this.#graph = graph;
    this.#root = graph.root;
    this.#manifests = manifests;
    const configs = graph.tsconfigs.all.map(({ config }) => config);
    this.#mappings = configs.filter(({ baseUrl, paths }) => baseUrl !== null || paths !== null);
    this.#suffixes = [...new Set(configs.flatMap(({ moduleSuffixes }) => moduleSuffixes ?? []))].filter((suffix) => suffix !== '');
    this.#rootDirs = configs.flatMap(({ rootDirs }) => (rootDirs === null ? [] : [rootDirs.map((folder) => relative(this.#root, folder))]));
    this.#files = groupBy(graph.files(), stemOf);
  }

  /** Stems of the files to which an import may lead, the one that the graph knows among them or not. */
  of({ from, specifier, to, unresolved }: Way): readonly string[] {
    if (!isRelative(specifier)) return this.#ofName(from, specifier, unresolved);
    const isPlain = to !== null && (IS_CODE.test(to) || !HAS_EXTENSION.test(specifier));
    if (isPlain && this.#rootDirs.length === 0 && this.#suffixes.length === 0) return [];
    const at = posix.join(posix.dirname(from), specifier);
    return [at, ...this.#besideRoots(at)].flatMap((place) => this.#spellings(place));
  }

  #ofName(from: string, specifier: string, unresolved: boolean): string[] {
    const { own, mapped } = this.#stemsOf(specifier);
    const governing = this.#mappings.length < 2 ? null : this.#graph.tsconfigs.governing(from)?.config;
    // What is there is enough, or there would be one for each package and each mapping.
    const isPossible = (stem: string) => unresolved || this.#files.has(stem);
    const others = mapped.filter(({ config, stems }) => stems.some(isPossible) && (governing === config || governing === null || this.#programOf(config).has(from)));
    return [...own, ...others.flatMap(({ stems }) => stems)].filter(isPossible);
  }

  #stemsOf(specifier: string) {
    const known = this.#named.get(specifier);
    if (known) return known;
    const own = this.#manifests.flatMap((manifest) => ofManifest(manifest, specifier)).flatMap((place) => this.#spellings(place));
    const mapped = this.#mappings.map((config) => ({ config, stems: mappedPlaces(config, specifier).flatMap((place) => this.#spellings(relative(this.#root, place))) })).filter(({ stems }) => stems.length > 0);
    this.#named.set(specifier, { own, mapped });
    return { own, mapped };
  }

  /** The files that a config takes in, and what they import: a project reads no others by its mapping. */
  #programOf(config: TsconfigFile): ReadonlySet<string> {
    const known = this.#programs.get(config);
    if (known) return known;
    const isIncluded = includedBy(config);
    const found = new Set(this.#graph.files().filter((path) => isIncluded(posix.join(this.#root, path))));
    this.#programs.set(config, found);
    for (const path of found) {
      for (const { to, specifier } of this.#graph.edgesFrom(path)) {
        if (to !== null) found.add(to);
        const stems = isRelative(specifier) ? [] : (this.#stemsOf(specifier).mapped.find((each) => each.config === config)?.stems ?? []);
        for (const stem of stems) this.#files.get(stem)?.forEach((file) => found.add(file));
      }
    }
    return found;
  }

  /** `rootDirs` are one folder for imports. */
  #besideRoots(at: string): string[] {
    return this.#rootDirs.flatMap((folders) => folders.filter((folder) => folder === '' || at.startsWith(`${folder}/`)).flatMap((folder) => folders.map((other) => posix.join(other, posix.relative(folder, at)))));
  }

  #spellings(place: string): string[] {
    const stem = stemOf(IS_CODE.test(place) ? place : `${place}.ts`);
    const suffixed = this.#suffixes.flatMap((suffix) => [stem + suffix, `${stem}/index${suffix}`]);
    // `a.css` is declared by `a.d.css.ts`.
    const declared = IS_CODE.test(place) ? [] : (HAS_EXTENSION.exec(place) ?? []).map((extension) => `${place.slice(0, -extension.length)}.d${extension}`);
    return [stem, ...suffixed, ...declared];
  }
}

const known = new WeakMap<readonly string[], HiddenWays>();

/** Read once for each state of the graph. */
function hiddenWays(source: EditSource): HiddenWays {
  const { graph } = source;
  // Another state of the graph has another list.
  const files = graph.files();
  const before = known.get(files);
  if (before) return before;
  const manifests = manifestsOf(source);
  const places = new Places(source, manifests);
  const [importers, adders] = [new Map<string, Set<string>>(), new Map<string, Set<string>>()];
  const add = (ways: Map<string, Set<string>>, stem: string, from: string) => ways.set(stem, (ways.get(stem) ?? new Set()).add(from));
  for (const from of files) {
    for (const edge of graph.edgesFrom(from)) {
      const shown = edge.to === null ? null : stemOf(edge.to);
      if (edge.kind !== 'GLOB') for (const stem of places.of(edge)) if (stem !== shown) add(importers, stem, from);
    }
    for (const specifier of augmentedBy(source, from)) {
      const found = graph.resolve(from, specifier);
      if ('to' in found) add(adders, stemOf(found.to), from);
      for (const stem of places.of({ from, specifier, to: null, unresolved: 'unresolved' in found })) add(adders, stem, from);
    }
  }
  const unasked = manifests.flatMap(({ folder, exports: own }) => (isObject(own) ? Object.keys(own).filter((key) => JSX_ENTRY.test(key)).flatMap((key) => targetsOf(own, key, folder)) : []));
  const ways = { importers, adders, unasked: new Set(unasked.map(stemOf)) };
  known.set(files, ways);
  return ways;
}

const NOBODY: ReadonlySet<string> = new Set();

/** Those who may import the file though the graph does not say so. */
export const hiddenImporters = (source: EditSource, path: string): ReadonlySet<string> => hiddenWays(source).importers.get(stemOf(path)) ?? NOBODY;

/** Those who may add to its module by the name of its package. */
export const hiddenAdders = (source: EditSource, path: string): ReadonlySet<string> => hiddenWays(source).adders.get(stemOf(path)) ?? NOBODY;

/** Whether files import it whose texts do not say so. */
export const isImportedByJsx = (source: EditSource, path: string): boolean => hiddenWays(source).unasked.has(stemOf(path));

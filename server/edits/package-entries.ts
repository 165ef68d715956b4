// By which specifiers other packages can name a file: `exports`, `main`, and paths below the package. Owns the reading of package.json for that;
// built files are matched to their sources by their names.
import { posix } from 'node:path';
import type { ReadableTree } from './virtual-tree.ts';

type Manifests = Pick<ReadableTree, 'has' | 'text'>;

interface Manifest {
  readonly name: string;
  /** Folder of the package, '' for the root of the room. */
  readonly folder: string;
  readonly json: Readonly<Record<string, unknown>>;
}

/** The folder of the package.json that a file belongs to; null where there is none above it. */
export function packageFolder(tree: Pick<ReadableTree, 'has'>, file: string): string | null {
  for (let folder = posix.dirname(file); ; folder = posix.dirname(folder)) {
    if (tree.has(folder === '.' ? 'package.json' : `${folder}/package.json`)) return folder === '.' ? '' : folder;
    if (folder === '.' || folder === '/') return null;
  }
}

/** A manifest need not have a name, as that at the root of workspaces. */
function manifestIn(tree: Manifests, folder: string): Manifest | null {
  try {
    const json = JSON.parse(tree.text(posix.join(folder, 'package.json')) ?? '') as Manifest['json'] | null;
    return typeof json === 'object' && json !== null ? { name: typeof json['name'] === 'string' ? json['name'] : '', folder, json } : null;
  } catch {
    return null;
  }
}

/** The package of a file; null where it has no name or cannot be read. */
export function manifestOf(tree: Manifests, file: string): Manifest | null {
  const folder = packageFolder(tree, file);
  const manifest = folder === null ? null : manifestIn(tree, folder);
  return manifest && typeof manifest.json['name'] === 'string' ? manifest : null;
}

const EXTENSION = /(\.d)?\.([cm]?[jt]sx?|json)$/;
const BUILT = /^(?:src|source|dist|lib|build|out|esm?|cjs|types|module)\/(?:(?:src|esm?|cjs|types|module)\/)?/;
const bare = (path: string): string => path.replace(/^\.\//, '').replace(EXTENSION, '');

/** Every path that a target of `exports` can lead to, whatever the condition. */
export function* leaves(target: unknown): Generator<string> {
  if (typeof target === 'string') yield target;
  else if (Array.isArray(target)) for (const one of target) yield* leaves(one);
  else if (typeof target === 'object' && target !== null) for (const one of Object.values(target)) yield* leaves(one);
}

/** The entries of `exports` by subpath. */
export function subpaths(exports: unknown): [string, unknown][] {
  if (typeof exports === 'object' && exports !== null && !Array.isArray(exports)) {
    const entries = Object.entries(exports);
    if (entries.some(([key]) => key.startsWith('.'))) return entries;
  }
  return [['.', exports]];
}

/** What stands for `*` when the target leads to the file; '' for a target without one; null when it does not lead there. */
function matchTarget(target: string, file: string): string | null {
  const literal = (pattern: string, path: string): string | null => {
    if (!pattern.includes('*')) return pattern === path ? '' : null;
    const [head = '', tail = ''] = pattern.split('*');
    return path.startsWith(head) && path.endsWith(tail) && path.length > head.length + tail.length ? path.slice(head.length, path.length - tail.length) : null;
  };
  const own = literal(bare(target), bare(file));
  return own ?? literal(bare(target).replace(BUILT, ''), bare(file).replace(BUILT, ''));
}

function byExports({ name, json }: Manifest, path: string): string[] {
  return subpaths(json['exports']).flatMap(([subpath, target]) => {
    const stars = new Set([...leaves(target)].flatMap((leaf) => matchTarget(leaf, path) ?? []));
    return [...stars].map((star) => posix.join(name, subpath.replace('*', star)));
  });
}

/** Without `exports` the main file is the package, and where sources are published as they are, every path below is open. */
function byMain({ name, json }: Manifest, path: string): string[] {
  const mains = ['types', 'typings', 'module', 'main'].flatMap((field) => (typeof json[field] === 'string' ? [json[field]] : []));
  const isMain = (mains.length > 0 ? mains : ['index']).some((main) => matchTarget(main, path) !== null || matchTarget(`${main}/index`, path) !== null);
  const isPublished = mains.every((main) => !/^(?:\.\/)?(?:dist|lib|build|out|esm?|cjs)\//.test(main));
  return [...(isMain ? [name] : []), ...(isPublished ? [posix.join(name, bare(path))] : [])];
}

/** The specifiers of other packages for a file, the shortest first; none where the package does not offer it. */
export function publicSpecifiers(tree: Manifests, file: string): string[] {
  const manifest = manifestOf(tree, file);
  if (!manifest) return [];
  const path = manifest.folder === '' ? file : file.slice(manifest.folder.length + 1);
  const found = manifest.json['exports'] === undefined ? byMain(manifest, path) : byExports(manifest, path);
  return [...new Set(found)].sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
}

const DEPENDENCIES = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'];

function isDependedOn(tree: Manifests & { paths(): readonly string[] }, { name, folder }: Manifest): boolean {
  const others = tree.paths().filter((path) => posix.basename(path) === 'package.json').flatMap((path) => manifestIn(tree, posix.dirname(path) === '.' ? '' : posix.dirname(path)) ?? []);
  return others.some((other) => other.folder !== folder && DEPENDENCIES.some((field) => Object.hasOwn((other.json[field] ?? {}) as object, name)));
}

/** A folder above declares workspaces: the package is linked to where others find it. */
function isInWorkspace(tree: Manifests, { folder }: Manifest): boolean {
  for (let above = folder; above !== ''; ) {
    above = posix.dirname(above) === '.' ? '' : posix.dirname(above);
    if (tree.has(posix.join(above, 'pnpm-workspace.yaml')) || manifestIn(tree, above)?.json['workspaces'] !== undefined) return true;
  }
  return false;
}

/** Those of them that somebody can use: a private package is for the packages of the room that link to it or depend on it, or for nobody. */
export function usableSpecifiers(tree: Manifests & { paths(): readonly string[] }, file: string): string[] {
  const manifest = manifestOf(tree, file);
  if (manifest?.json['private'] === true && !isInWorkspace(tree, manifest) && !isDependedOn(tree, manifest)) return [];
  return publicSpecifiers(tree, file);
}

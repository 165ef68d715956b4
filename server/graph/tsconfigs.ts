// The tsconfig files of a room: which there are, how they refer to each other, and which one governs a file.

import { isAbsolute, posix, relative, resolve } from 'node:path';
import { readConfigText } from '../rooms/read-text.ts';
import { excludeToRegExp, globToRegExp } from './file-globs.ts';
import { readTsconfig, type TsconfigFile } from './tsconfig-file.ts';

export interface Tsconfig {
  /** Relative to the room's root, as are `references`. */
  readonly path: string;
  readonly references: readonly string[];
  readonly hasBaseUrl: boolean;
  readonly config: TsconfigFile;
}

export interface Tsconfigs {
  /** Sorted by path. */
  readonly all: readonly Tsconfig[];
  /** What is wrong with them, one sentence each; they are used as far as they can be. */
  readonly problems: readonly string[];
  /** Room paths of every file whose change can change this answer. */
  readonly inputs: ReadonlySet<string>;
  /** The nearest config that includes the file, else the nearest one at all; null in a room without any. */
  governing(path: string): Tsconfig | null;
}

const CONFIG_FILE = /(?:^|\/)[tj]sconfig(?:\.[^/]+)?\.json$/;

export function isTsconfigPath(path: string): boolean {
  return CONFIG_FILE.test(path);
}

/** Reads every tsconfig.json and jsconfig.json, the variants at the root, and whatever they reference inside of the room. */
export function findTsconfigs(root: string, paths: Iterable<string>): Tsconfigs {
  const problems: string[] = [];
  const found = new Map<string, Tsconfig>();
  const waiting = [...paths].filter(isEntry).sort();
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    if (found.has(path)) continue;
    const tsconfig = readOne(root, path, problems);
    found.set(path, tsconfig);
    waiting.push(...tsconfig.references);
  }
  const all = [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  problems.push(...circularReferences(found));
  const read = all.flatMap(({ config }) => [...config.inputs, ...config.references]);
  const inputs = new Set(read.map((input) => relative(root, input)));
  return { all, problems, inputs, governing: governingBy(root, found) };
}

function isEntry(path: string): boolean {
  return isTsconfigPath(path) && (!path.includes('/') || /\/[tj]sconfig\.json$/.test(path));
}

function readOne(root: string, path: string, problems: string[]): Tsconfig {
  const config = readTsconfig(resolve(root, path));
  problems.push(...config.problems.map((problem) => problem.replaceAll(`${root}/`, '')));
  const references = config.references.flatMap((reference) => {
    const target = relative(root, reference);
    if (target.startsWith('..') || isAbsolute(target)) {
      problems.push(`${path} references ${target}, which is outside of the project and is left out.`);
      return [];
    }
    if (readConfigText(reference) !== null) return [target];
    problems.push(`${path} references ${target}, which does not exist.`);
    return [];
  });
  return { path, references, hasBaseUrl: config.baseUrl !== null, config };
}

function circularReferences(found: ReadonlyMap<string, Tsconfig>): string[] {
  const problems: string[] = [];
  const done = new Set<string>();
  const open: string[] = [];
  const visit = (path: string): void => {
    const start = open.indexOf(path);
    if (start !== -1) problems.push(`Circular project references: ${[...open.slice(start), path].join(' -> ')}.`);
    if (start !== -1 || done.has(path)) return;
    open.push(path);
    for (const reference of found.get(path)?.references ?? []) visit(reference);
    open.pop();
    done.add(path);
  };
  for (const path of [...found.keys()].sort()) visit(path);
  return problems;
}

function governingBy(root: string, found: ReadonlyMap<string, Tsconfig>): (path: string) => Tsconfig | null {
  const candidatesOf = candidatesByFolder(found);
  const includes = new Map<Tsconfig, (absolutePath: string) => boolean>();
  const isIncluded = (tsconfig: Tsconfig, path: string): boolean => {
    const known = includes.get(tsconfig) ?? includedBy(tsconfig.config);
    includes.set(tsconfig, known);
    return known(posix.join(root, path));
  };
  return (path) => {
    let nearest: Tsconfig | null = null;
    for (const folder of ancestors(path)) {
      const candidates = candidatesOf(folder);
      const match = candidates.find((tsconfig) => isIncluded(tsconfig, path));
      if (match) return match;
      nearest ??= candidates[0] ?? null;
    }
    return nearest;
  };
}

/** In the order of preference: the folder's tsconfig.json, what it references, its variants, its jsconfig.json. */
function candidatesByFolder(found: ReadonlyMap<string, Tsconfig>): (folder: string) => readonly Tsconfig[] {
  const known = new Map<string, readonly Tsconfig[]>();
  const collect = (folder: string): Tsconfig[] => {
    const here = [...found.values()].filter((tsconfig) => folderOf(tsconfig.path) === folder);
    const main = here.filter((tsconfig) => posix.basename(tsconfig.path) === 'tsconfig.json');
    const variants = here.filter((tsconfig) => posix.basename(tsconfig.path).startsWith('tsconfig.'));
    const ordered = new Set(main);
    for (const tsconfig of ordered) {
      for (const reference of tsconfig.references) {
        const target = found.get(reference);
        if (target) ordered.add(target);
      }
    }
    return [...new Set([...ordered, ...variants, ...here])];
  };
  return (folder) => {
    const list = known.get(folder) ?? collect(folder);
    known.set(folder, list);
    return list;
  };
}

/** Whether a config takes a file in, by its `files`, `include` and `exclude`. Absolute paths. */
export function includedBy(config: Pick<TsconfigFile, 'absolutePath' | 'files' | 'include' | 'exclude' | 'outDir'>): (absolutePath: string) => boolean {
  const files = new Set(config.files ?? []);
  const folder = posix.dirname(config.absolutePath);
  const include = (config.include ?? (config.files ? [] : [`${folder}/**/*`])).map(globToRegExp);
  const exclude = (config.exclude ?? (config.outDir && config.outDir !== folder ? [config.outDir] : [])).map(excludeToRegExp);
  return (path) => files.has(path) || (include.some((glob) => glob.test(path)) && !exclude.some((glob) => glob.test(path)));
}

function* ancestors(path: string): Generator<string> {
  for (let folder = folderOf(path); folder !== ''; folder = folderOf(folder)) yield folder;
  yield '';
}

function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash === -1 ? '' : path.slice(0, slash);
}

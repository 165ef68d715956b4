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
  /** Whether any of them compiles JavaScript; without a config, the default does. */
  readonly takeScripts: boolean;
  /** The nearest config that includes the file, else the nearest one at all; null in a room without any. */
  governing(path: string): Tsconfig | null;
}

const CONFIG_FILE = /(?:^|\/)[tj]sconfig(?:\.[^/]+)?\.json$/;

export function isTsconfigPath(path: string): boolean {
  return CONFIG_FILE.test(path);
}

/** Variants below the root that nothing references. A program for each is kept; more of them are told and left out. */
const VARIANT_LIMIT = 100;

/** Reads every tsconfig.json and jsconfig.json, their variants such as tsconfig.test.json, and whatever they reference inside of the room. */
export function findTsconfigs(root: string, paths: Iterable<string>): Tsconfigs {
  const problems: string[] = [];
  const named = [...paths].filter(isTsconfigPath).sort();
  const main = readAll(root, named.filter(isEntry), problems);
  const unnamed = named.filter((path) => !main.has(path));
  if (unnamed.length > VARIANT_LIMIT) problems.push(`There are ${unnamed.length} variants of tsconfig.json below the root that nothing references. The first ${VARIANT_LIMIT} are used; ${unnamed[VARIANT_LIMIT]} and those after it are left out.`);
  const variants = readVariants(root, unnamed.slice(0, VARIANT_LIMIT), { main, problems });
  const found = new Map([...main, ...variants]);
  const all = [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  problems.push(...circularReferences(found));
  const read = all.flatMap(({ config }) => [...config.inputs, ...config.references]);
  const inputs = new Set(read.map((input) => relative(root, input)));
  const [byMain, byVariant] = [governingBy(root, main), governingBy(root, variants)];
  // Editors know no variants: one of them governs only what nothing else includes.
  const governing = (path: string): Tsconfig | null => byMain.including(path) ?? byVariant.including(path) ?? byMain.nearest(path) ?? byVariant.nearest(path);
  const takeScripts = all.length === 0 || all.some(({ path, config }) => config.takesScripts ?? posix.basename(path).startsWith('jsconfig'));
  return { all, problems, inputs, takeScripts, governing };
}

function isEntry(path: string): boolean {
  return !path.includes('/') || /\/[tj]sconfig\.json$/.test(path);
}

function readAll(root: string, entries: readonly string[], problems: string[]): Map<string, Tsconfig> {
  const found = new Map<string, Tsconfig>();
  const waiting = [...entries];
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    if (found.has(path)) continue;
    const tsconfig = readOne(root, path, problems);
    found.set(path, tsconfig);
    waiting.push(...tsconfig.references);
  }
  return found;
}

/** Without those that are there to be extended: others do, and they say nothing of files. */
function readVariants(root: string, paths: readonly string[], { main, problems }: { main: ReadonlyMap<string, Tsconfig>; problems: string[] }): Map<string, Tsconfig> {
  const read = readAll(root, paths, []);
  for (const path of main.keys()) read.delete(path);
  const extended = new Set([...main.values(), ...read.values()].flatMap(({ config }) => config.inputs.filter((input) => input !== config.absolutePath)));
  const kept = [...read].filter(([, { config }]) => !extended.has(config.absolutePath) || config.files !== null || config.include !== null);
  for (const [path] of kept) readOne(root, path, problems);
  return new Map(kept);
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

interface Governing {
  including(path: string): Tsconfig | null;
  nearest(path: string): Tsconfig | null;
}

function governingBy(root: string, found: ReadonlyMap<string, Tsconfig>): Governing {
  const candidatesOf = candidatesByFolder(found);
  const includes = new Map<Tsconfig, (absolutePath: string) => boolean>();
  const isIncluded = (tsconfig: Tsconfig, path: string): boolean => {
    const known = includes.get(tsconfig) ?? includedBy(tsconfig.config);
    includes.set(tsconfig, known);
    return known(posix.join(root, path));
  };
  const first = (path: string, pick: (candidates: readonly Tsconfig[]) => Tsconfig | undefined): Tsconfig | null => {
    for (const folder of ancestors(path)) {
      const picked = pick(candidatesOf(folder));
      if (picked) return picked;
    }
    return null;
  };
  return { including: (path) => first(path, (all) => all.find((tsconfig) => isIncluded(tsconfig, path))), nearest: (path) => first(path, ([nearest]) => nearest) };
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

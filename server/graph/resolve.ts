// Where an import leads: to a file of the room, to a package or builtin outside of it, or nowhere. Reads the disk, not the graph.

import { dirname, isAbsolute, posix, relative, resolve } from 'node:path';
import { ResolverFactory } from 'oxc-resolver';
import type { EdgeKind } from './facts.ts';
import { nearestManifest, sourcesOfOwnName } from './own-names.ts';
import { bestPattern } from './patterns.ts';
import { runFile } from './run-file.ts';
import type { TsconfigFile } from './tsconfig-file.ts';
import type { Tsconfig, Tsconfigs } from './tsconfigs.ts';

export type Resolution = { readonly to: string } | { readonly external: string } | { readonly unresolved: true };

export interface Resolver {
  resolve(fromFile: string, specifier: string, kind?: EdgeKind): Resolution;
  /** True when `paths` or `baseUrl` can lead a package-like specifier of this file into the room. */
  isMapped(fromFile: string): boolean;
}

type Mode = 'import' | 'require';

const EXTENSIONS = ['.ts', '.tsx', '.d.ts', '.mts', '.d.mts', '.cts', '.d.cts', '.js', '.jsx', '.mjs', '.cjs', '.json'];

/** What an extension may stand for, the likeliest first. */
const STANDS_FOR = {
  '.js': ['.ts', '.tsx', '.d.ts', '.js', '.jsx'],
  '.jsx': ['.tsx', '.d.ts', '.jsx'],
  '.mjs': ['.mts', '.d.mts', '.mjs'],
  '.cjs': ['.cts', '.d.cts', '.cjs'],
};

const SHARED_OPTIONS = {
  extensions: EXTENSIONS,
  extensionAlias: STANDS_FOR,
  mainFields: ['types', 'typings', 'module', 'main'],
  builtinModules: true,
  // The answer must not depend on the environment the server was started in.
  nodePath: false,
};

/** Answers are remembered; make a new one when files appeared or disappeared. `isListed`: whether a path of the room is one of its text files. */
export function createResolver(options: { root: string; tsconfigs: Tsconfigs; isListed(path: string): boolean }): Resolver {
  const { root, tsconfigs, isListed } = options;
  const factories = new Map<string, ResolverFactory>();
  const base = new ResolverFactory(SHARED_OPTIONS);
  const governing = new Map<string, Tsconfig | null>();
  const known = new Map<string, Resolution>();
  const manifests = new Map<string, ReturnType<typeof nearestManifest>>();

  const configOf = (file: string): Tsconfig | null => {
    if (!governing.has(file)) governing.set(file, tsconfigs.governing(file));
    return governing.get(file) ?? null;
  };
  const manifestOf = (folder: string) => {
    if (!manifests.has(folder)) manifests.set(folder, nearestManifest(folder, root));
    return manifests.get(folder) ?? null;
  };
  const conditionsOf = (tsconfig: Tsconfig | null, mode: Mode): string[] => [...(tsconfig?.config.customConditions ?? []), 'types', mode, 'node', 'default'];
  const factoryFor = (conditionNames: string[]): ResolverFactory => {
    const key = conditionNames.join('|');
    const factory = factories.get(key) ?? base.cloneWithOptions({ ...SHARED_OPTIONS, conditionNames });
    factories.set(key, factory);
    return factory;
  };
  const resolveFresh = (file: string, specifier: string, mode: Mode): Resolution => {
    const tsconfig = configOf(file);
    const folder = resolve(root, dirname(file));
    const requests = mappedRequests(tsconfig, specifier);
    // A build output can be there too: it is older than its source.
    const manifest = tsconfig?.config.outDir != null && mayBeOwnName(specifier) ? manifestOf(folder) : null;
    // A project compiled to CommonJS takes the `require` branch of a package by an `import` statement, so both are tried.
    for (const each of mode === 'import' ? (['import', 'require'] as const) : (['require', 'import'] as const)) {
      const conditions = conditionsOf(tsconfig, each);
      const factory = factoryFor(conditions);
      const sources = manifest && tsconfig ? sourcesOfOwnName(manifest, specifier, { config: tsconfig.config, conditions }) : [];
      for (const request of [...requests, ...sources, specifier]) {
        const found = factory.sync(folder, request);
        if (found.builtin) return { external: specifier };
        if (found.path !== undefined) return classify(root, found.path, specifier);
      }
      if (isRelative(specifier)) break;
    }
    return { unresolved: true };
  };

  const compiled = (file: string, specifier: string, kind: EdgeKind): Resolution => {
    const listed = LEADS_TO_FILE.test(specifier) ? listedFile(posix.join(posix.dirname(file), specifier), isListed) : null;
    if (listed !== null) return { to: listed };
    const mode = kind === 'REQUIRE' ? 'require' : 'import';
    const key = `${configOf(file)?.path ?? ''}\0${dirname(file)}\0${mode}\0${specifier}`;
    const answer = known.get(key) ?? resolveFresh(file, specifier, mode);
    known.set(key, answer);
    return answer;
  };

  return {
    resolve(file, specifier, kind = 'STATIC') {
      const found = compiled(file, specifier, kind);
      return 'to' in found ? { to: runFile(tsconfigs, { from: file, kind, to: found.to }, isListed) } : found;
    },
    isMapped(file) {
      const config = configOf(file)?.config;
      return config !== undefined && (config.baseUrl !== null || config.paths !== null);
    },
  };
}

/** Relative, with the name of a file at its end, and no query. */
const LEADS_TO_FILE = /^\.\.?\/[^?#]*[^./?#][^/?#]*$/;

/** The file of the room that a path without extension, or with the one it is compiled to, leads to; null where only the disk knows. */
function listedFile(path: string, isListed: (path: string) => boolean): string | null {
  const extension = posix.extname(path);
  const standsFor = STANDS_FOR[extension as keyof typeof STANDS_FOR];
  if (standsFor) {
    const stem = path.slice(0, -extension.length);
    for (const other of standsFor) if (isListed(stem + other)) return stem + other;
    return null;
  }
  if (isListed(path)) return path;
  for (const added of EXTENSIONS) if (isListed(path + added)) return path + added;
  return null;
}

export function isRelative(specifier: string): boolean {
  return /^\.\.?(?:\/|$)/.test(specifier);
}

const mayBeOwnName = (specifier: string): boolean => !isRelative(specifier) && !isAbsolute(specifier) && !specifier.startsWith('node:');

/** The absolute paths that `paths` and `baseUrl` make of a name; the exact or longest pattern wins, as in TypeScript. */
export function mappedPlaces({ baseUrl, paths, pathsFolder }: TsconfigFile, specifier: string): string[] {
  const match = bestPattern(Object.keys(paths ?? {}), specifier);
  const targets = match ? (paths?.[match.pattern] ?? []) : [];
  const mapped = targets.map((target) => resolve(baseUrl ?? pathsFolder ?? '', target.replace('*', () => match?.rest ?? '')));
  return baseUrl === null ? mapped : [...mapped, resolve(baseUrl, specifier)];
}

function mappedRequests(tsconfig: Tsconfig | null, specifier: string): string[] {
  if (!tsconfig || isRelative(specifier) || isAbsolute(specifier)) return [];
  // A bare `#` would begin a fragment, which is dropped: `#a` below baseUrl would lead to the index there.
  return mappedPlaces(tsconfig.config, specifier).map((request) => request.replaceAll('#', '\0#'));
}

function classify(root: string, absolutePath: string, specifier: string): Resolution {
  // A bundler's query (`./icon.svg?raw`) stays on the path that was found.
  const path = relative(root, absolutePath).replace(/\?.*$/, '');
  const isOutside = path.startsWith('..') || isAbsolute(path) || path.split('/').includes('node_modules');
  return isOutside ? { external: packageName(specifier) } : { to: path };
}

function packageName(specifier: string): string {
  if (isRelative(specifier) || isAbsolute(specifier) || specifier.startsWith('#')) return specifier;
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}

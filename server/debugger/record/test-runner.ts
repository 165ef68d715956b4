// Which test runner a project uses for a file, and from where it is run. Reads manifests and settings of the room; runs nothing.
import { createRequire } from 'node:module';
import { join, posix } from 'node:path';
import type { Source } from '../deps.ts';
import type { TestRunner } from '../scenario.ts';

export interface FoundRunner {
  readonly runner: TestRunner;
  /** Room path of the folder the runner is started in: that of its settings, else of the package; '' for the room. */
  readonly folder: string;
  /** Absolute path of the runner's program; null for node:test, which is part of Node. */
  readonly program: string | null;
  /** The project compiles TypeScript with type checks on the way. */
  readonly checksTypes: boolean;
}

type Manifest = { readonly scripts?: Record<string, string>; readonly jest?: unknown } & Readonly<Record<string, unknown>>;

const SETTINGS: Readonly<Record<Exclude<TestRunner, 'node:test'>, RegExp>> = {
  vitest: /^vitest\.(?:config|workspace)\.[cm]?[jt]s$/,
  jest: /^jest\.config\.(?:[cm]?[jt]s|json)$/,
};
const PROGRAMS = { vitest: { name: 'vitest', file: 'vitest.mjs' }, jest: { name: 'jest', file: 'bin/jest.js' } } as const;

/** What runs a test file: what it imports tells best, then settings, packages and the test script, the nearest folder first. Null where nothing tells. */
export function findRunner(source: Source, file: string, given: TestRunner | null): FoundRunner | null {
  const folders = foldersAbove(file);
  const runner = given ?? importedRunner(source, file) ?? folders.map((folder) => declaredRunner(source, folder)).find((found) => found !== null) ?? null;
  if (runner === null) return null;
  const folder = folders.find((one) => hasSettings(source, one, runner)) ?? folders.find((one) => source.tree.has(posix.join(one, 'package.json'))) ?? '';
  const program = runner === 'node:test' ? null : findProgram(source.tree.root, folder, PROGRAMS[runner]);
  if (runner !== 'node:test' && program === null) return null;
  return { runner, folder, program, checksTypes: runner === 'jest' && folders.some((one) => mentions(source, one, 'ts-jest')) };
}

function foldersAbove(file: string): string[] {
  const folders: string[] = [];
  for (let folder = posix.dirname(file); folder !== '.'; folder = posix.dirname(folder)) folders.push(folder);
  return [...folders, ''];
}

function importedRunner(source: Source, file: string): TestRunner | null {
  const specifiers = source.graph.edgesFrom(file).map(({ specifier }) => specifier);
  if (specifiers.includes('vitest')) return 'vitest';
  if (specifiers.includes('@jest/globals')) return 'jest';
  return specifiers.some((specifier) => specifier === 'node:test' || specifier === 'test') ? 'node:test' : null;
}

function declaredRunner(source: Source, folder: string): TestRunner | null {
  for (const runner of ['vitest', 'jest'] as const) if (hasSettings(source, folder, runner)) return runner;
  const manifest = manifestOf(source, folder);
  if (manifest === null) return null;
  const packages = ['dependencies', 'devDependencies'].flatMap((field) => Object.keys((manifest[field] as object | undefined) ?? {}));
  const script = manifest.scripts?.['test'] ?? '';
  for (const runner of ['vitest', 'jest'] as const) if (packages.includes(runner) || new RegExp(`\\b${runner}\\b`).test(script)) return runner;
  return /\bnode\b.*--test\b/.test(script) ? 'node:test' : null;
}

function hasSettings(source: Source, folder: string, runner: TestRunner): boolean {
  if (runner === 'node:test') return false;
  const prefix = folder === '' ? '' : `${folder}/`;
  const names = source.tree.paths().flatMap((path) => (path.startsWith(prefix) && !path.slice(prefix.length).includes('/') ? [path.slice(prefix.length)] : []));
  if (names.some((name) => SETTINGS[runner].test(name))) return true;
  // Vitest also takes the settings of Vite.
  if (runner === 'vitest') return names.some((name) => /^vite\.config\.[cm]?[jt]s$/.test(name) && /\btest\s*:/.test(source.tree.text(prefix + name) ?? ''));
  return manifestOf(source, folder)?.jest !== undefined;
}

function mentions(source: Source, folder: string, word: string): boolean {
  const texts = ['package.json', 'jest.config.js', 'jest.config.ts', 'jest.config.cjs', 'jest.config.mjs', 'jest.config.json'].map((name) => source.tree.text(posix.join(folder, name)) ?? '');
  return texts.some((text) => text.includes(word));
}

function manifestOf(source: Source, folder: string): Manifest | null {
  try {
    return JSON.parse(source.tree.text(posix.join(folder, 'package.json')) ?? 'null') as Manifest | null;
  } catch {
    return null;
  }
}

function findProgram(root: string, folder: string, { name, file }: { name: string; file: string }): string | null {
  try {
    return join(createRequire(join(root, folder, 'package.json')).resolve(`${name}/package.json`), '..', file);
  } catch {
    return null;
  }
}

// Paths in package.json and tsconfig files that a move changes, edited in place. Owns which strings of these files are paths, and what they are relative to.
import { isAbsolute, posix, relative } from 'node:path';
import { jsonPlaces, jsonText, type JsonPlace } from '../json-places.ts';
import { emittedName, isIndex, withoutExtension } from '../specifier.ts';
import { likelySource, outputAfter } from './build-outputs.ts';
import { EntryNames, nameOfEntry, packageNameOf } from './entry-names.ts';
import { listChangedSets } from './included-files.ts';
import type { MoveWork } from './move-work.ts';

const OPTION_PATHS = new Set(['baseUrl', 'rootDir', 'outDir', 'declarationDir', 'outFile', 'tsBuildInfoFile', 'rootDirs', 'typeRoots', 'paths']);
const DEPENDENCIES = /^(?:dev|peer|optional)?dependencies$/i;
/** What stands before a path: a negation, the protocol of a package that lies at it. */
const MARK = /^(?:!|(?:file|link|portal):)/;
const PACKAGE_PATHS = new Set(['main', 'module', 'types', 'typings', 'browser', 'source', 'react-native', 'bin', 'exports', 'imports', 'files', 'sideEffects', 'workspaces', 'typesVersions', 'directories']);

/** A JSON file whose paths are looked at. */
interface Configuration {
  readonly file: string;
  readonly text: string;
  readonly places: readonly JsonPlace[];
  readonly isPackage: boolean;
}

function isPathPlace({ isPackage }: Configuration, { path, value }: JsonPlace): boolean {
  const [first, second] = path.map(String);
  if (isAbsolute(value) || value.includes('${') || first === undefined) return false;
  if (isPackage && DEPENDENCIES.test(first)) return MARK.test(value);
  if (isPackage) return PACKAGE_PATHS.has(first) && (first !== 'imports' || value.startsWith('.'));
  if (first === 'extends') return value.startsWith('.');
  return first === 'files' || first === 'include' || first === 'exclude' || (first === 'references' && path[2] === 'path') || (first === 'compilerOptions' && OPTION_PATHS.has(second ?? ''));
}

/** What `paths` are relative to: the base URL where one is said, in the file or in what it extends. */
function baseOf(work: MoveWork, { file, places, isPackage }: Configuration, place: JsonPlace): string {
  const folder = posix.dirname(file);
  if (isPackage || place.path[1] !== 'paths') return folder;
  const own = places.find(({ path }) => path.join('.') === 'compilerOptions.baseUrl');
  if (own) return posix.join(folder, own.value);
  const inherited = work.graph.tsconfigs.all.find(({ path }) => path === file)?.config.baseUrl;
  return inherited ? relative(work.graph.root, inherited) || '.' : folder;
}

/** Places that name a module as an import does: without extension, by its folder, by what is emitted for it. */
function namesModule({ isPackage }: Configuration, { path }: JsonPlace): boolean {
  return isPackage ? !['files', 'workspaces', 'directories'].includes(String(path[0])) && !DEPENDENCIES.test(String(path[0])) : path[1] === 'paths';
}

/** Where a file or folder will be that a configuration names. */
function targetAfter(work: MoveWork, path: string, isModule: boolean): string {
  const direct = work.pathAfter(path);
  if (direct !== path || work.tree.has(path) || !isModule) return direct;
  for (const [from, to] of work.moves.files) {
    if (emittedName(from) === path) return emittedName(to) ?? path;
    if (withoutExtension(from) === path) return withoutExtension(to);
    if (isIndex(from) && posix.dirname(from) === path) return isIndex(to) ? posix.dirname(to) : withoutExtension(to);
  }
  return path;
}

/** The literal folder before the first wildcard moves; the rest stays as it is. */
function globAfter(work: MoveWork, path: string): string {
  const parts = path.split('/');
  const first = parts.findIndex((part) => /[*?{[]/.test(part));
  const folder = parts.slice(0, first).join('/');
  return [folder === '' ? '' : work.pathAfter(folder), ...parts.slice(first)].filter((part) => part !== '').join('/');
}

const isGlob = (path: string): boolean => /[*?{[]/.test(path);

/** The value for a path, both absolute, with the `./` and the slash at the end that it has. */
function inStyle(value: string, folder: string, path: string): string {
  const written = posix.relative(folder, path) || '.';
  const dotted = value.startsWith('./') && !written.startsWith('.') ? `./${written}` : written;
  return value.endsWith('/') && !dotted.endsWith('/') ? `${dotted}/` : dotted;
}

function moveEntry(work: MoveWork, configuration: Configuration, place: JsonPlace): boolean {
  const { file, isPackage } = configuration;
  const mark = MARK.exec(place.value)?.[0] ?? '';
  const value = place.value.slice(mark.length);
  const base = baseOf(work, configuration, place);
  const newBase = base === posix.dirname(file) ? work.folderAfter(file) : work.pathAfter(base);
  const path = posix.join(base, value).replace(/\/$/, '');
  let after = isGlob(path) ? globAfter(work, path) : targetAfter(work, path, namesModule(configuration, place));
  if (after === path && isPackage && !isGlob(path) && namesModule(configuration, place)) {
    const output = outputAfter(work, path);
    if (output) after = output.path ?? path;
    const source = output ? (output.path === null ? output.source : null) : likelySource(work, path, base);
    // A package that moves as a whole is built to the same place in it.
    if (source !== null && newBase === base) work.skip(file, place.start, `'${place.value}' may name what is built from ${source}, which moves to ${work.fileAfter(source)}; its tsconfig does not say so`);
  }
  // What a moved package or config names inside of itself goes along, whether it exists or not.
  if (newBase !== base && after === path && (path === base || path.startsWith(`${base}/`)) && !work.tree.has(path)) after = posix.join(newBase, posix.relative(base, path));
  const { root } = work.graph;
  const text = mark + inStyle(value, posix.join(root, newBase), posix.join(root, after));
  if (posix.join(newBase, text.slice(mark.length)).replace(/\/$/, '') === posix.join(newBase, value).replace(/\/$/, '')) return false;
  work.edit(file, { start: place.start + 1, end: place.end - 1, text: jsonText(text) });
  return true;
}

/** Edits the entries and says which specifiers they carry along; what cannot be told is listed. */
export function moveConfigurations(work: MoveWork): EntryNames {
  const entries = new EntryNames(work);
  const inputs = work.graph.tsconfigs.inputs;
  for (const file of work.paths) {
    const isPackage = /(^|\/)package\.json$/.test(file);
    if (!isPackage && !/(^|\/)[tj]sconfig[^/]*\.json$/.test(file) && !inputs.has(file)) continue;
    const text = work.tree.text(file) ?? '';
    const configuration = { file, text, places: jsonPlaces(text), isPackage };
    const packageName = isPackage ? packageNameOf(configuration.places) : null;
    for (const place of configuration.places.filter((place) => isPathPlace(configuration, place))) {
      const name = nameOfEntry(place, packageName);
      if (moveEntry(work, configuration, place) && name !== null) entries.noteEdited(name);
    }
    listChangedSets(work, configuration);
  }
  for (const name of entries.movedPackages) {
    const manifest = [...work.moves.files.keys()].find((path) => /(^|\/)package\.json$/.test(path) && packageNameOf(jsonPlaces(work.tree.text(path) ?? '')) === name);
    if (manifest) work.skip(manifest, 0, `the package '${name}' gets another place: run the package manager again, so that its links and its lock file follow`);
  }
  return entries;
}

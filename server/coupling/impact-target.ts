// What findImpact is asked about: a file, a symbol, a component or a folder, found by what a person calls it. Owns the meaning of the four words.
import { posix } from 'node:path';
import { InvalidInputError } from '../errors.ts';
import { AmbiguousTargetError, TargetNotFoundError, type IntentSuggestion } from '../intents/errors.ts';
import { nearest, normalizePath } from '../intents/find-targets.ts';
import { findFolders } from '../intents/resolve/folders.ts';
import { locateDeclared, resolveFile, type Codebase } from '../intents/resolve/targets.ts';

export type TargetType = 'FILE' | 'SYMBOL' | 'COMPONENT' | 'FOLDER';

export interface ImpactTarget {
  readonly targetType: TargetType;
  /** Its files; of a symbol or a component the one that declares it. */
  readonly files: readonly string[];
  /** The exported name; null for a file or a folder as a whole. */
  readonly symbol: string | null;
  /** The path of a folder; absent for everything else. */
  readonly folder?: string;
}

/**
 * What a person means by words alone: `file#name` is a symbol, what ends in a slash or is the path of a folder that holds files is a folder, a path or a file
 * name is a file, anything else is a component. `paths` are the source files of the project.
 */
export function targetTypeOf(target: string, paths: readonly string[]): TargetType {
  if (target.includes('#')) return 'SYMBOL';
  const path = normalizePath(target);
  if (/[\\/]$/.test(target) || paths.some((file) => file.startsWith(`${path}/`))) return 'FOLDER';
  return /[\\/.]/.test(target) ? 'FILE' : 'COMPONENT';
}

const suggest = (text: string, file: string, symbol: string | null = null): IntentSuggestion => ({ text, file, symbol });

/** `file#name`, or the name alone where one file declares it. */
function findSymbol(codebase: Codebase, targetId: string): { file: string; name: string } {
  const at = targetId.lastIndexOf('#');
  const name = targetId.slice(at + 1);
  const file = locateDeclared(codebase, { name, file: at < 0 ? null : targetId.slice(0, at) }, (other, path) => `${path}#${other}`);
  const facts = codebase.graph.facts(file)?.exports ?? [];
  // A default export is found by its own name, and imported as `default`.
  return { file, name: facts.some((fact) => fact.name === name) ? name : 'default' };
}

const plain = (name: string): string => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');

/** A component by its file: the export that has the file's (or its folder's) name, else the default export, else the only value. */
function mainExport({ graph }: Codebase, file: string): string {
  const values = [...new Set((graph.facts(file)?.exports ?? []).filter(({ isType }) => !isType).map(({ name }) => name))];
  const stem = posix.basename(file).replace(/\.[cm]?[jt]sx?$/, '');
  const named = values.find((name) => plain(name) === plain(stem === 'index' ? posix.basename(posix.dirname(file)) : stem));
  const found = named ?? (values.includes('default') ? 'default' : values.length === 1 ? values[0] : undefined);
  if (found === undefined) throw new TargetNotFoundError(`${file} has no one component: none of its ${values.length} exports has its name or is the default.`, 'Name the component, or take one of the suggestions.', values.slice(0, 10).map((name) => suggest(`${file}#${name}`, file, name)));
  return found;
}

function findComponent(codebase: Codebase, targetId: string): { file: string; name: string } {
  if (targetId.includes('#') || !/[/.]/.test(targetId)) return findSymbol(codebase, targetId);
  const file = resolveFile(codebase, targetId, (path) => suggest(path, path));
  return { file, name: mainExport(codebase, file) };
}

function findFolder({ graph }: Codebase, targetId: string): { folder: string; files: string[] } {
  const paths = graph.files();
  const found = findFolders(paths, targetId);
  if (found.length > 1) throw new AmbiguousTargetError(`${found.length} folders are called '${targetId}'.`, 'Say which one, with its path from the root of the project.', found.slice(0, 10).map((folder) => suggest(folder, folder)));
  const [folder] = found;
  if (folder !== undefined) return { folder, files: paths.filter((path) => path.startsWith(`${folder}/`)) };
  const folders = new Set(paths.map((path) => posix.dirname(path)));
  throw new TargetNotFoundError(`There is no folder '${targetId}' with source files in this project.`, 'Check the path, from the root of the project, or take one of the suggestions.', nearest(folders, normalizePath(targetId)).map((near) => suggest(near, near)));
}

/** Throws InvalidInputError, AmbiguousTargetError, TargetNotFoundError, UnparsableFileError. */
export function findImpactTarget(codebase: Codebase, targetType: TargetType, targetId: string): ImpactTarget {
  if (targetId.trim() === '') throw new InvalidInputError('The target has no name.', 'Give a path, a folder, or file#name.');
  if (targetType === 'FOLDER') return { targetType, ...findFolder(codebase, targetId), symbol: null };
  if (targetType !== 'FILE') {
    const { file, name } = targetType === 'SYMBOL' ? findSymbol(codebase, targetId) : findComponent(codebase, targetId);
    return { targetType, files: [file], symbol: name };
  }
  const file = resolveFile(codebase, targetId, (path) => suggest(path, path));
  if (!codebase.graph.facts(file)) throw new InvalidInputError(`${file} is no source file, so nothing is known of what depends on it.`, 'Name a TypeScript or JavaScript file.');
  return { targetType, files: [file], symbol: null };
}

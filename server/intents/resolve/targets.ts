// Finds what a wish names, or says what is near. Owns every "did you mean" and the preconditions that all kinds share.
import { InvalidInputError } from '../../errors.ts';
import { findOrigin } from '../../edits/export-names.ts';
import type { ReadableTree } from '../../edits/virtual-tree.ts';
import type { ProjectGraph } from '../../graph/project-graph.ts';
import { AmbiguousTargetError, TargetNotFoundError, UnparsableFileError, type IntentSuggestion } from '../errors.ts';
import { declaredExports, findDeclaringFiles, findDefaultFiles, findFiles, nearest, nearestFiles } from '../find-targets.ts';

export interface ListedTree extends ReadableTree {
  paths(): readonly string[];
}

export interface Codebase {
  readonly tree: ListedTree;
  readonly graph: ProjectGraph;
}

const IDENTIFIER = /^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u;
const RESERVED = new Set('arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof var void while with yield'.split(' '));

/** As one word of an intent. */
export const word = (text: string): string => (/\s/.test(text) ? `"${text}"` : text);

/** The intent again, with another name or file in it: what a suggestion says. */
export type Rephrase = (name: string, file: string) => string;

function filesInFolder(paths: readonly string[], words: string): string[] {
  const folder = `${words.replace(/^\.\//, '').replace(/\/+$/, '')}/`;
  return paths.filter((path) => path.startsWith(folder));
}

/** The file that the words name. Throws AmbiguousTargetError, TargetNotFoundError. */
export function resolveFile({ tree }: Codebase, words: string, suggest: (file: string) => IntentSuggestion): string {
  const paths = tree.paths();
  const found = findFiles(paths, words);
  if (found.length === 1 && found[0] !== undefined) return found[0];
  if (found.length > 1) throw new AmbiguousTargetError(`${found.length} files are called '${words}'.`, 'Say which one, with its path from the root of the project.', found.slice(0, 10).map(suggest));
  const inside = filesInFolder(paths, words);
  if (inside.length > 0) throw new TargetNotFoundError(`'${words}' is a folder, not a file.`, 'Name a file in it, or take one of the suggestions.', inside.slice(0, 10).map(suggest));
  throw new TargetNotFoundError(`There is no file '${words}' in this project.`, 'Check the path, from the root of the project, or take one of the suggestions.', nearestFiles(paths, words).map(suggest));
}

/** Throws UnparsableFileError. */
export function assertParses({ graph }: Codebase, file: string): void {
  const problem = graph.facts(file)?.problems[0];
  if (problem) throw new UnparsableFileError(`${file} cannot be changed: line ${problem.line}, column ${problem.column}: ${problem.message}`, 'Correct the syntax error first; nothing was written.', problem);
}

/** Throws InvalidInputError. `role` says what the name would be. */
export function assertUsableName(name: string, role: string): void {
  if (!IDENTIFIER.test(name) || RESERVED.has(name)) throw new InvalidInputError(`'${name}' cannot be ${role}: it is ${RESERVED.has(name) ? 'a reserved word' : 'not an identifier'}.`, 'Give a name such as formatMoney.');
}

/** Behind a dot and in braces a reserved word is a name as any other. Throws InvalidInputError. */
export function assertMemberName(name: string): void {
  if (!IDENTIFIER.test(name)) throw new InvalidInputError(`'${name}' cannot be the new name: it is not an identifier.`, 'Give a name such as formatMoney.');
}

/** The file that declares the export; a null `file` means any. Throws AmbiguousTargetError, TargetNotFoundError, UnparsableFileError. */
export function locateExport(codebase: Codebase, { name, file: given }: { name: string; file: string | null }, rephrase: Rephrase): string {
  const { graph } = codebase;
  const suggest = (file: string): IntentSuggestion => ({ text: rephrase(name, file), file, symbol: name });
  if (given === null) {
    const files = findDeclaringFiles(graph, name);
    if (files.length === 1 && files[0] !== undefined) return files[0];
    if (files.length > 1) throw new AmbiguousTargetError(`${files.length} files export '${name}'.`, "Say which one: 'in' and its path.", files.slice(0, 10).map(suggest));
    if (filesInFolder(codebase.tree.paths(), name).length > 0) throw new TargetNotFoundError(`'${name}' is a folder, and no file of this project exports that name.`, 'Name a file of the folder, with its path from the root of the project.');
    throw new TargetNotFoundError(`No file of this project exports '${name}'.`, 'Check the spelling, or take one of the suggestions.', nearestExports(codebase, name, rephrase));
  }
  const file = resolveFile(codebase, given, suggest);
  assertParses(codebase, file);
  const origin = findOrigin(graph, file, name);
  if (origin && origin.name === name) return origin.file;
  if (origin) {
    const text = rephrase(origin.name, origin.file);
    throw new TargetNotFoundError(`${file} passes '${origin.name}' of ${origin.file} on as '${name}'.`, `Name '${origin.name}' where it is declared.`, [{ text, file: origin.file, symbol: origin.name }]);
  }
  throw new TargetNotFoundError(`${file} does not export '${name}'.`, 'Check the spelling, or take one of the suggestions.', nearestExports(codebase, name, rephrase, file));
}

/** As `locateExport`; a default export is found by the name that it has in its own file too. */
export function locateDeclared(codebase: Codebase, target: { name: string; file: string | null }, rephrase: Rephrase): string {
  const { graph } = codebase;
  const { name, file: given } = target;
  const suggest = (file: string): IntentSuggestion => ({ text: rephrase(name, file), file, symbol: name });
  const defaults = findDefaultFiles(graph, name);
  if (given !== null) {
    const file = resolveFile(codebase, given, suggest);
    if (!defaults.includes(file)) return locateExport(codebase, target, rephrase);
    assertParses(codebase, file);
    return file;
  }
  if (defaults.length === 0) return locateExport(codebase, target, rephrase);
  const files = [...new Set([...findDeclaringFiles(graph, name), ...defaults])].sort();
  if (files.length > 1) throw new AmbiguousTargetError(`${files.length} files export '${name}'.`, "Say which one: 'in' and its path.", files.slice(0, 10).map(suggest));
  return files[0] ?? '';
}

function nearestExports({ graph }: Codebase, wanted: string, rephrase: Rephrase, file?: string): IntentSuggestion[] {
  const all = [...declaredExports(graph)];
  const here = file ? all.filter((found) => found.file === file) : [];
  const elsewhere = all.filter((found) => found.file !== file);
  const pick = (list: typeof all) => nearest(list.map((found) => found.name), wanted).flatMap((name) => list.filter((found) => found.name === name));
  return [...pick(here), ...pick(elsewhere)].slice(0, 5).map((found) => ({ text: rephrase(found.name, found.file), file: found.file, symbol: found.name }));
}

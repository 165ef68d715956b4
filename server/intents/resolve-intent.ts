// A wish to a change: finds the targets and refuses what cannot be done. Owns every "did you mean" and every precondition.
import { posix } from 'node:path';
import { InvalidInputError } from '../errors.ts';
import { findOrigin, offeredNames } from '../edits/export-names.ts';
import { analyzeName } from '../edits/occurrences.ts';
import { isNameBlocked, renameExport } from '../edits/rename-export.ts';
import { parseSyntax } from '../edits/syntax.ts';
import type { ReadableTree } from '../edits/virtual-tree.ts';
import type { ProjectGraph } from '../graph/project-graph.ts';
import type { Change, MoveFile, RenameExport } from './change.ts';
import { AmbiguousTargetError, DestinationExistsError, IntentNotUnderstoodError, NameTakenError, TargetNotFoundError, UnparsableFileError, type IntentSuggestion } from './errors.ts';
import { declaredExports, findDeclaringFiles, findFiles, nearest, nearestFiles, normalizePath } from './find-targets.ts';
import { parseIntent, type Wish } from './parse-intent.ts';

export interface ListedTree extends ReadableTree {
  paths(): readonly string[];
}

export interface Codebase {
  readonly tree: ListedTree;
  readonly graph: ProjectGraph;
}

type RenameWish = Extract<Wish, { kind: 'RENAME_EXPORT' }>;
type MoveWish = Extract<Wish, { kind: 'MOVE_FILE' }>;

/** Longest intent in characters. */
export const INTENT_LIMIT = 2_000;
const IDENTIFIER = /^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u;
const RESERVED = new Set('arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof var void while with yield'.split(' '));
const SOURCE = /\.[cm]?[jt]sx?$/;
const CONFIGURATION = /(^|\/)(package|package-lock|[tj]sconfig[^/]*)\.json$/;
const UNWATCHED = /(^|\/)(node_modules|\.git|\.supernova|\.next|\.turbo|\.cache|dist|build|coverage|out)(\/|$)/;

/** As one word of an intent. */
const word = (text: string): string => (/\s/.test(text) ? `"${text}"` : text);
const renameText = (wish: { from: string; to: string }, file: string) => `rename ${wish.from} to ${wish.to} in ${word(file)}`;
const moveText = (from: string, to: string) => `move ${word(from)} to ${word(to)}`;

/** One sentence that says what was understood. */
export function describeChange(change: Change): string {
  if (change.kind === 'MOVE_FILE') return `Move ${change.from} to ${change.to} and carry every import along.`;
  return `Rename the export ${change.from} of ${change.file} to ${change.to} everywhere.`;
}

function resolveFile({ tree }: Codebase, words: string, suggest: (file: string) => IntentSuggestion): string {
  const paths = tree.paths();
  const found = findFiles(paths, words);
  if (found.length === 1 && found[0] !== undefined) return found[0];
  if (found.length > 1) throw new AmbiguousTargetError(`${found.length} files are called '${words}'.`, 'Say which one, with its path from the root of the project.', found.slice(0, 10).map(suggest));
  throw new TargetNotFoundError(`There is no file '${words}' in this project.`, 'Check the path, from the root of the project, or take one of the suggestions.', nearestFiles(paths, words).map(suggest));
}

function assertParses({ graph }: Codebase, file: string): void {
  const problem = graph.facts(file)?.problems[0];
  if (problem) throw new UnparsableFileError(`${file} cannot be changed: line ${problem.line}, column ${problem.column}: ${problem.message}`, 'Correct the syntax error first; nothing was written.');
}

function assertUsableName(name: string, role: string): void {
  if (!IDENTIFIER.test(name) || RESERVED.has(name)) throw new InvalidInputError(`'${name}' cannot be ${role}: it is ${RESERVED.has(name) ? 'a reserved word' : 'not an identifier'}.`, 'Give a name such as formatMoney.');
}

function locateExport(codebase: Codebase, wish: RenameWish): string {
  const { graph } = codebase;
  const suggest = (file: string): IntentSuggestion => ({ text: renameText(wish, file), file, symbol: wish.from });
  if (wish.file === null) {
    const files = findDeclaringFiles(graph, wish.from);
    if (files.length === 1 && files[0] !== undefined) return files[0];
    if (files.length > 1) throw new AmbiguousTargetError(`${files.length} files export '${wish.from}'.`, "Say which one: 'in' and its path.", files.slice(0, 10).map(suggest));
    throw new TargetNotFoundError(`No file of this project exports '${wish.from}'.`, 'Check the spelling, or take one of the suggestions.', nearestExports(codebase, wish));
  }
  const file = resolveFile(codebase, wish.file, suggest);
  assertParses(codebase, file);
  const origin = findOrigin(graph, file, wish.from);
  if (origin && origin.name === wish.from) return origin.file;
  if (origin) {
    const text = renameText({ from: origin.name, to: wish.to }, origin.file);
    throw new TargetNotFoundError(`${file} passes '${origin.name}' of ${origin.file} on as '${wish.from}'.`, `Rename '${origin.name}' where it is declared.`, [{ text, file: origin.file, symbol: origin.name }]);
  }
  throw new TargetNotFoundError(`${file} does not export '${wish.from}'.`, 'Check the spelling, or take one of the suggestions.', nearestExports(codebase, wish, file));
}

function nearestExports({ graph }: Codebase, wish: RenameWish, file?: string): IntentSuggestion[] {
  const all = [...declaredExports(graph)];
  const here = file ? all.filter((found) => found.file === file) : [];
  const elsewhere = all.filter((found) => found.file !== file);
  const pick = (list: typeof all) => nearest(list.map((found) => found.name), wish.from).flatMap((name) => list.filter((found) => found.name === name));
  return [...pick(here), ...pick(elsewhere)].slice(0, 5).map((found) => ({ text: renameText({ from: found.name, to: wish.to }, found.file), file: found.file, symbol: found.name }));
}

function assertNameIsFree({ tree, graph }: Codebase, change: RenameExport): void {
  const { file, from, to } = change;
  const hint = 'Choose another name, or rename the other one first; nothing was written.';
  const fact = graph.facts(file)?.exports.find((entry) => entry.name === from);
  const text = tree.text(file);
  if (!fact || text === undefined) throw new TargetNotFoundError(`${file} does not export '${from}'.`, 'Analyse the change again.', []);
  if (graph.facts(file)?.exports.some((entry) => entry.name === to)) throw new NameTakenError(`${file} already exports '${to}'.`, hint);
  const syntax = parseSyntax(file, text);
  if (fact.local === from && isNameBlocked(syntax, analyzeName(syntax, from), to)) throw new NameTakenError(`'${to}' is already a name in ${file}; '${from}' cannot take it there.`, hint);
  for (const site of renameExport({ tree, graph, file, from, to }).sites) {
    if (site.path.length > 1) continue;
    const origin = site.file === file ? null : findOrigin(graph, site.file, to);
    if (origin || (site.file !== file && offeredNames(graph, site.file).names.some((offered) => offered.name === to))) {
      throw new NameTakenError(`${site.file} passes '${from}' on and already exports '${to}'${origin ? ` (of ${origin.file})` : ''}.`, hint);
    }
  }
}

function resolveRename(codebase: Codebase, wish: RenameWish): RenameExport {
  if (wish.from !== 'default') assertUsableName(wish.from, 'an export that is renamed');
  else throw new InvalidInputError("'default' cannot be renamed: importers choose its name themselves.", 'Name another export.');
  assertUsableName(wish.to, 'the new name');
  if (wish.from === wish.to) throw new InvalidInputError(`'${wish.from}' has that name already.`, 'Give another new name.');
  const file = locateExport(codebase, wish);
  assertParses(codebase, file);
  const change: RenameExport = { kind: 'RENAME_EXPORT', file, from: wish.from, to: wish.to };
  assertNameIsFree(codebase, change);
  return change;
}

/** Kinds of file that a move must not mix: what compiles one does not compile the other. */
function kindOf(path: string): string {
  if (/\.d\.[cm]?ts$/.test(path)) return 'declarations';
  return /\.[cm]?tsx?$/.test(path) ? 'TypeScript' : SOURCE.test(path) ? 'JavaScript' : posix.extname(path);
}

function destinationOf(codebase: Codebase, from: string, words: string): string {
  const wanted = normalizePath(words);
  const isFolder = wanted === '' || /[\\/]$/.test(words) || codebase.tree.paths().some((path) => path.startsWith(`${wanted}/`));
  if (isFolder && !SOURCE.test(wanted)) return posix.join(wanted, posix.basename(from));
  const extension = /\.d\.[cm]?ts$/.exec(from)?.[0] ?? posix.extname(from);
  return posix.extname(wanted) === '' ? wanted + extension : wanted;
}

function resolveMove(codebase: Codebase, wish: MoveWish): MoveFile {
  const from = resolveFile(codebase, wish.from, (file) => ({ text: moveText(file, wish.to), file, symbol: null }));
  if (codebase.tree.text(from) === undefined) throw new InvalidInputError(`${from} cannot be moved: it is not a text that Supernova reads.`, 'Name a source, JSON or Markdown file in UTF-8 of at most 4 MB.');
  const to = destinationOf(codebase, from, wish.to);
  if (to.startsWith('..') || posix.isAbsolute(to)) throw new InvalidInputError(`'${wish.to}' is outside of the project.`, 'Give a path from the root of the project, such as src/checkout/totals.ts.');
  if (to === from) throw new InvalidInputError(`${from} is there already.`, 'Give another destination.');
  if (UNWATCHED.test(to)) throw new InvalidInputError(`'${to}' is in a folder that is not part of the sources.`, 'Give a destination among the sources.');
  if (to.toLowerCase() === from.toLowerCase()) throw new InvalidInputError(`${from} and '${to}' differ by upper and lower case only; on some disks they are one file.`, 'Move it in two steps, through another name.');
  if (CONFIGURATION.test(from)) throw new InvalidInputError(`${from} is a configuration file; what it governs depends on its place.`, 'Move it by hand, with the tools that read it.');
  if (kindOf(from) !== kindOf(to)) throw new InvalidInputError(`${from} cannot become '${to}': that is another kind of file.`, 'Keep the kind of file: TypeScript, JavaScript, declarations, or other text.');
  const above = codebase.tree.paths().find((path) => to.startsWith(`${path}/`));
  if (above !== undefined) throw new InvalidInputError(`${from} cannot move to ${to}: ${above} is a file, not a folder.`, 'Choose another destination.');
  if (codebase.tree.has(to)) throw new DestinationExistsError(`${from} cannot move to ${to}: there is a file.`, 'Choose another destination, or move that file first; nothing was written.');
  assertParses(codebase, from);
  return { kind: 'MOVE_FILE', from, to };
}

/** Resolves a wish against the project as it is now. Throws the errors of `errors.ts`. */
export function resolveWish(codebase: Codebase, wish: Wish): Change {
  return wish.kind === 'RENAME_EXPORT' ? resolveRename(codebase, wish) : resolveMove(codebase, wish);
}

/** Checks again that a change which was resolved earlier can still be made. */
export function assertStillPossible(codebase: Codebase, change: Change): void {
  resolveWish(codebase, change);
}

/** Words to a change. Throws `InvalidInputError`, `IntentNotUnderstoodError` and what `resolveWish` throws. */
export function resolveIntent(codebase: Codebase, text: string): Change {
  const words = text.trim();
  if (words === '') throw new InvalidInputError('The intent is empty.', "Say what you are about to change, for example 'rename formatPrice to formatMoney in src/pricing/format.ts'.");
  if (text.length > INTENT_LIMIT) throw new InvalidInputError(`The intent has ${text.length} characters; at most ${INTENT_LIMIT} are read.`, 'Say the change in one sentence.');
  const wish = parseIntent(words);
  if (!wish) {
    const file = codebase.tree.paths().find((path) => SOURCE.test(path)) ?? 'src/a.ts';
    throw new IntentNotUnderstoodError(`'${words.slice(0, 80)}' says no change that is known.`, "Say 'rename NAME to NEW_NAME in FILE' or 'move FILE to NEW_PATH'.", [{ text: moveText(file, posix.join(posix.dirname(file), 'moved', posix.basename(file))), file, symbol: null }]);
  }
  return resolveWish(codebase, wish);
}

// Resolves wishes about new contents of files: what a diff comes to, which paths and texts are taken, and what the edit means for others.
import { aliasesOf } from '../../graph/aliases.ts';
import { factsOf } from '../../edits/export-surface.ts';
import { inferEdit } from '../../edits/infer-edit.ts';
import { textPairs, type TextPair } from '../../edits/infer-moves.ts';
import { readDiff, type DiffReading } from '../../edits/read-diff.ts';
import { InvalidInputError } from '../../errors.ts';
import type { ChangeOf, EditedFile } from '../change.ts';
import { DiffMismatchError, TargetNotFoundError, UnparsableFileError } from '../errors.ts';
import { nearestFiles, normalizePath } from '../find-targets.ts';
import type { WishOf } from '../wish.ts';
import type { Codebase } from './targets.ts';

const MOST_FILES = 500;
const MOST_BYTES = 4 * 1024 * 1024;
const MOST_BYTES_IN_ALL = 16 * 1024 * 1024;
const SOURCE = /\.[cm]?[jt]sx?$/;
const WATCHED = /\.(?:[cm]?[jt]s|[jt]sx|json|mdx?)$/i;
const UNWATCHED = /(^|\/)(node_modules|\.git|\.supernova|\.next|\.turbo|\.cache|dist|build|coverage|out)(\/|$)/;
const NOTHING_WRITTEN = 'nothing was written';

/** True for a path whose contents an edit may give. */
export const isEditablePath = (path: string): boolean => WATCHED.test(path) && !UNWATCHED.test(path);

/** A path of the room as it is kept. Throws InvalidInputError for any other. */
function roomPath(given: string): string {
  const path = normalizePath(given);
  const isOutside = path === '' || path.startsWith('../') || path === '..' || path.startsWith('/') || /^[A-Za-z]:/.test(path) || given.includes('\0');
  if (isOutside) throw new InvalidInputError(`'${given.slice(0, 200)}' is outside of the project.`, 'Give paths from the root of the project, such as src/cart/totals.ts.');
  return path;
}

function assertWatched({ tree }: Codebase, path: string): void {
  if (UNWATCHED.test(path)) throw new InvalidInputError(`'${path}' is in a folder that is not part of the sources.`, `Edit files among the sources; ${NOTHING_WRITTEN}.`);
  if (!WATCHED.test(path) || (tree.has(path) && tree.text(path) === undefined)) throw new InvalidInputError(`'${path}' is not a text that Supernova reads.`, 'Leave it out: TypeScript, JavaScript, JSON and Markdown in UTF-8 of at most 4 MB are edited.');
  const above = tree.has(path) ? undefined : tree.paths().find((other) => path.startsWith(`${other}/`) || other.startsWith(`${path}/`));
  if (above !== undefined && path.startsWith(above)) throw new InvalidInputError(`'${path}' cannot be: ${above} is a file, not a folder.`, 'Choose another path.');
  if (above !== undefined) throw new InvalidInputError(`'${path}' cannot be: it is a folder, with ${above} in it.`, 'Choose another path.');
}

function assertText(path: string, text: string): void {
  const bytes = Buffer.byteLength(text);
  if (bytes > MOST_BYTES) throw new InvalidInputError(`The new content of '${path}' has ${bytes} bytes; at most ${MOST_BYTES} are read.`, `Leave the file out, or make it smaller; ${NOTHING_WRITTEN}.`);
  if (text.includes('\0') || /\p{Surrogate}/u.test(text)) throw new InvalidInputError(`The new content of '${path}' is binary, not text.`, `Leave the file out; ${NOTHING_WRITTEN}.`);
}

/** A file that parsed before must parse after. */
function assertStillParses({ path, before, after }: TextPair): void {
  if (after === null || !SOURCE.test(path)) return;
  const problem = factsOf(path, after).problems[0];
  if (!problem || (before !== null && factsOf(path, before).problems.length > 0)) return;
  throw new UnparsableFileError(`The new content of ${path} does not parse: line ${problem.line}, column ${problem.column}: ${problem.message}`, `Correct the syntax error first; ${NOTHING_WRITTEN}.`, problem);
}

function refuseDiff(codebase: Codebase, reading: Exclude<DiffReading, { kind: 'read' }>, isApplied: boolean): never {
  const against = isApplied ? 'Give the diff that led to the files as they are now.' : 'Make the diff against the files as they are now; if they were edited already, say that the diff is applied.';
  switch (reading.kind) {
    case 'malformed': throw new InvalidInputError(`The diff cannot be read: ${reading.message}.`, "Give a unified diff, as 'git diff' prints it.");
    case 'binary': throw new InvalidInputError(`The diff changes '${reading.file}', which is binary.`, 'Leave that file out of the diff.');
    case 'exists': throw new DiffMismatchError(`The diff creates ${reading.file}, and there is a file.`, against, { file: reading.file, hunk: null });
    case 'misfit': throw new DiffMismatchError(`Hunk ${reading.hunk} of ${reading.file} does not fit: line ${reading.line} says something else.`, against, reading);
    case 'missing': {
      const near = nearestFiles(codebase.tree.paths(), reading.file)[0];
      throw new DiffMismatchError(`The diff changes ${reading.file}, which is not in the project.`, near === undefined ? against : `${against} Did you mean ${near}?`, { file: reading.file, hunk: null });
    }
  }
}

function notThere({ tree }: Codebase, path: string): TargetNotFoundError {
  const near = nearestFiles(tree.paths(), path)[0];
  return new TargetNotFoundError(`There is no file '${path}' to delete.`, `Check the path, from the root of the project.${near === undefined ? '' : ` Did you mean ${near}?`}`);
}

/** What a diff comes to. Where it is applied the room has the texts after it, and the ones before are read out of it. */
function filesOfDiff(codebase: Codebase, diff: string, isApplied: boolean): EditedFile[] {
  const { tree } = codebase;
  const reading = readDiff(diff, (path) => (tree.has(normalizePath(path)) ? (tree.text(normalizePath(path)) ?? '') : undefined), isApplied);
  if (reading.kind !== 'read') refuseDiff(codebase, reading, isApplied);
  return reading.files.map(({ path, text }) => (isApplied ? { path, text: tree.text(normalizePath(path)) ?? null, base: text } : { path, text }));
}

function filesOf(codebase: Codebase, { files, diff, isApplied = false }: WishOf<'EDIT'>): EditedFile[] {
  if (diff != null && files.length > 0) throw new InvalidInputError('The edit has files and a diff.', 'Give one of the two.');
  if (diff == null && files.length === 0) throw new InvalidInputError('The edit has no file.', 'Give the new contents of a file, or a diff.');
  if (isApplied && diff == null && files.some(({ base }) => base === undefined)) throw new InvalidInputError('Contents alone do not say what they were before.', "Give the diff that led to them, as 'git diff' prints it.");
  const given = diff == null ? files : filesOfDiff(codebase, diff, isApplied);
  if (given.length > MOST_FILES) throw new InvalidInputError(`The edit has ${given.length} files; at most ${MOST_FILES} are taken at once.`, 'Split it.');
  const resolved = given.map((file) => ({ ...file, path: roomPath(file.path) }));
  const twice = resolved.find(({ path }, i) => resolved.findIndex((other) => other.path === path) !== i);
  if (twice) throw new InvalidInputError(`The edit says two things about ${twice.path}.`, 'Give every file once.');
  return resolved;
}

/** The edit holds for what the room had when it was captured. */
function assertUnchanged({ tree }: Codebase, { path, found }: EditedFile): void {
  if (found === undefined || found === (tree.hash(path) ?? null)) return;
  throw new InvalidInputError(`${path} was changed after the edit was captured.`, 'Give the edit again, against the file as it is now; nothing was overwritten.');
}

export function resolveEdit(codebase: Codebase, wish: WishOf<'EDIT'>): ChangeOf<'EDIT'> {
  const { tree, graph } = codebase;
  const files = filesOf(codebase, wish);
  let bytes = 0;
  for (const file of files) {
    assertUnchanged(codebase, file);
    assertWatched(codebase, file.path);
    if (file.text === null && wish.isApplied !== true && !tree.has(file.path)) throw notThere(codebase, file.path);
    if (file.text !== null) assertText(file.path, file.text);
    bytes += file.text === null ? 0 : Buffer.byteLength(file.text);
  }
  if (bytes > MOST_BYTES_IN_ALL) throw new InvalidInputError(`The new contents have ${bytes} bytes together; at most ${MOST_BYTES_IN_ALL} are taken at once.`, 'Split the edit.');
  const pairs = textPairs(tree, files);
  if (pairs.length === 0) throw new InvalidInputError('The edit changes nothing: the files have these contents already.', 'If you saved them before, give the diff of what you did and say that it is applied.');
  for (const pair of pairs) assertStillParses(pair);
  const changed = new Set(pairs.map(({ path }) => path));
  const source = { tree, graph, aliasesFor: (file: string) => aliasesOf(graph, file) };
  return {
    kind: 'EDIT',
    files: files.filter(({ path }) => changed.has(path)).map((file) => ({ ...file, found: tree.hash(file.path) ?? null })),
    ...(wish.isApplied === true ? { isApplied: true } : {}),
    inferred: inferEdit(source, pairs),
  };
}

// Resolves wishes about whole files: move-file, delete-file; a wish that names a folder is passed on.
import { posix } from 'node:path';
import { InvalidInputError } from '../../errors.ts';
import type { ChangeOf } from '../change.ts';
import { AmbiguousTargetError, DestinationExistsError } from '../errors.ts';
import { findFiles, normalizePath } from '../find-targets.ts';
import type { WishOf } from '../wish.ts';
import { findFolders, resolveMoveFolder } from './folders.ts';
import { assertIsPlace, CONFIGURATION } from './places.ts';
import { assertParses, resolveFile, word, type Codebase } from './targets.ts';

const SOURCE = /\.[cm]?[jt]sx?$/;

const moveText = (from: string, to: string) => `move ${word(from)} to ${word(to)}`;

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

/** True where the words name a folder, and no file by the same words. */
function meansFolder({ tree }: Codebase, wish: WishOf<'MOVE_FILE' | 'MOVE_FOLDER'>): boolean {
  if (wish.kind === 'MOVE_FOLDER' || normalizePath(wish.from) === '') return true;
  const paths = tree.paths();
  const wanted = normalizePath(wish.from);
  const [folder] = findFolders(paths, wish.from);
  if (folder === undefined || paths.includes(wanted)) return false;
  const files = findFiles(paths, wish.from).filter((path) => !path.startsWith(`${folder}/`));
  if (folder === wanted && files.length > 0 && !/[\\/]$/.test(wish.from)) {
    const [file = ''] = files;
    throw new AmbiguousTargetError(`'${wish.from}' is the folder ${folder} and the file ${file}.`, 'Say which one is meant.', [
      { text: `move the folder ${word(folder)} to ${word(wish.to)}`, file, symbol: null },
      { text: moveText(file, wish.to), file, symbol: null },
    ]);
  }
  return folder === wanted || files.length === 0;
}

export function resolveMove(codebase: Codebase, wish: WishOf<'MOVE_FILE' | 'MOVE_FOLDER'>): ChangeOf<'MOVE_FILE' | 'MOVE_FOLDER'> {
  if (meansFolder(codebase, wish)) return resolveMoveFolder(codebase, wish);
  const from = resolveFile(codebase, wish.from, (file) => ({ text: moveText(file, wish.to), file, symbol: null }));
  if (codebase.tree.text(from) === undefined) throw new InvalidInputError(`${from} cannot be moved: it is not a text that Supernova reads.`, 'Name a source, stylesheet, JSON or Markdown file in UTF-8 of at most 4 MB.');
  const to = destinationOf(codebase, from, wish.to);
  assertIsPlace(codebase, { from, to, words: wish.to });
  if (CONFIGURATION.test(from)) throw new InvalidInputError(`${from} is a configuration file; what it governs depends on its place.`, 'Move it by hand, with the tools that read it.');
  if (kindOf(from) !== kindOf(to)) throw new InvalidInputError(`${from} cannot become '${to}': that is another kind of file.`, 'Keep the kind of file: TypeScript, JavaScript, declarations, or other text.');
  if (codebase.tree.has(to)) throw new DestinationExistsError(`${from} cannot move to ${to}: there is a file.`, 'Choose another destination, or move that file first; nothing was written.');
  assertParses(codebase, from);
  return { kind: 'MOVE_FILE', from, to, ...(wish.editsMentions ? { editsMentions: true } : {}) };
}

/** Throws AmbiguousTargetError, TargetNotFoundError, UnparsableFileError, InvalidInputError. */
export function resolveDeleteFile(codebase: Codebase, wish: WishOf<'DELETE_FILE'>): ChangeOf<'DELETE_FILE'> {
  const file = resolveFile(codebase, wish.file, (found) => ({ text: `delete ${word(found)}`, file: found, symbol: null }));
  if (codebase.tree.text(file) === undefined) throw new InvalidInputError(`${file} cannot be deleted here: it is not a text that Supernova reads, so it could not be put back.`, 'Delete it by hand.');
  if (CONFIGURATION.test(file)) throw new InvalidInputError(`${file} is a configuration file; what it governs is not seen by its callers.`, 'Delete it by hand, with the tools that read it.');
  assertParses(codebase, file);
  return { kind: 'DELETE_FILE', file };
}

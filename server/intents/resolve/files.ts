// Resolves wishes about whole files: move-file, move-folder, delete-file.
import { posix } from 'node:path';
import { InvalidInputError } from '../../errors.ts';
import type { ChangeOf } from '../change.ts';
import { DestinationExistsError } from '../errors.ts';
import { normalizePath } from '../find-targets.ts';
import type { WishOf } from '../wish.ts';
import { assertParses, resolveFile, word, type Codebase } from './targets.ts';

const SOURCE = /\.[cm]?[jt]sx?$/;
const CONFIGURATION = /(^|\/)(package|package-lock|[tj]sconfig[^/]*)\.json$/;
const UNWATCHED = /(^|\/)(node_modules|\.git|\.supernova|\.next|\.turbo|\.cache|dist|build|coverage|out)(\/|$)/;

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

export function resolveMove(codebase: Codebase, wish: WishOf<'MOVE_FILE' | 'MOVE_FOLDER'>): ChangeOf<'MOVE_FILE' | 'MOVE_FOLDER'> {
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
  return { kind: 'MOVE_FILE', from, to, ...(wish.editsMentions ? { editsMentions: true } : {}) };
}

export function resolveDeleteFile(_codebase: Codebase, _wish: WishOf<'DELETE_FILE'>): ChangeOf<'DELETE_FILE'> {
  throw new Error('not made yet');
}

// Resolves wishes that carry declarations about: move-export, retire-shim.
import { posix } from 'node:path';
import { isRefusal } from '../../edits/move-refusal.ts';
import { moveExport } from '../../edits/move-export.ts';
import { InvalidInputError } from '../../errors.ts';
import { aliasesOf } from '../../graph/aliases.ts';
import type { ChangeOf } from '../change.ts';
import { NameTakenError } from '../errors.ts';
import { normalizePath } from '../find-targets.ts';
import type { WishOf } from '../wish.ts';
import { assertParses, locateExport, word, type Codebase } from './targets.ts';

const SOURCE = /\.[cm]?[jt]sx?$/;
const UNWATCHED = /(^|\/)(node_modules|\.git|\.supernova|\.next|\.turbo|\.cache|dist|build|coverage|out)(\/|$)/;

/** Kinds of source that a declaration cannot go between. */
function kindOf(path: string): string {
  if (/\.d\.[cm]?ts$/.test(path)) return 'declarations';
  return /\.[cm]?tsx?$/.test(path) ? 'TypeScript' : 'JavaScript';
}

/** The file that the words mean: one that exists, by its whole path with or without extension, else a new one. */
function destinationOf({ tree }: Codebase, file: string, words: string): string {
  const wanted = normalizePath(words);
  if (wanted === '' || wanted.startsWith('..') || posix.isAbsolute(wanted)) throw new InvalidInputError(`'${words}' is outside of the project.`, 'Give a path from the root of the project, such as src/money/format.ts.');
  const paths = tree.paths();
  if (paths.includes(wanted)) return wanted;
  if (SOURCE.test(wanted)) return wanted;
  const known = paths.filter((path) => SOURCE.test(path) && (path.replace(/(\.d)?\.[cm]?[jt]sx?$/, '') === wanted || posix.dirname(path) === wanted && /^index\.[cm]?[jt]sx?$/.test(posix.basename(path))));
  if (known.length === 1 && known[0] !== undefined) return known[0];
  if (/[\\/]$/.test(words) || paths.some((path) => path.startsWith(`${wanted}/`))) throw new InvalidInputError(`'${words}' is a folder.`, 'Name the file in it that shall hold the declaration; it may be a new one.');
  return wanted + (/\.d\.[cm]?ts$/.exec(file)?.[0] ?? posix.extname(file));
}

function assertDestination(codebase: Codebase, file: string, to: string): void {
  if (to === file) throw new InvalidInputError(`${to} is where it is already.`, 'Give another destination.');
  if (!SOURCE.test(to)) throw new InvalidInputError(`'${to}' is no source file.`, 'Give a path such as src/money/format.ts.');
  if (UNWATCHED.test(to)) throw new InvalidInputError(`'${to}' is in a folder that is not part of the sources.`, 'Give a destination among the sources.');
  if (kindOf(file) !== kindOf(to)) throw new InvalidInputError(`A declaration of ${file} cannot go to '${to}': that is another kind of file.`, 'Keep the kind of file: TypeScript, JavaScript, or declarations.');
  const above = codebase.tree.paths().find((path) => to.startsWith(`${path}/`));
  if (above !== undefined) throw new InvalidInputError(`There is no '${to}', and ${above} is a file, not a folder.`, 'Choose another destination.');
  const twin = codebase.tree.paths().find((path) => path !== to && path.toLowerCase() === to.toLowerCase());
  if (twin !== undefined) throw new InvalidInputError(`'${to}' and ${twin} differ by upper and lower case only; on some disks they are one file.`, `Say ${twin}, or choose another destination.`);
  if (codebase.tree.has(to)) assertParses(codebase, to);
}

export function resolveMoveExport(codebase: Codebase, wish: WishOf<'MOVE_EXPORT'>): ChangeOf<'MOVE_EXPORT'> {
  const { tree, graph } = codebase;
  const { name } = wish;
  const file = locateExport(codebase, wish, (found, place) => `move ${found} from ${word(place)} to ${word(wish.to)}`);
  assertParses(codebase, file);
  const to = destinationOf(codebase, file, wish.to);
  assertDestination(codebase, file, to);
  const moved = moveExport({ tree, graph, aliasesFor: (path) => aliasesOf(graph, path), file, name, to });
  if (isRefusal(moved)) throw moved.because === 'NAME_TAKEN' ? new NameTakenError(moved.message, moved.hint) : new InvalidInputError(moved.message, moved.hint);
  return { kind: 'MOVE_EXPORT', file, name, to };
}

export function resolveRetireShim(_codebase: Codebase, _wish: WishOf<'RETIRE_SHIM'>): ChangeOf<'RETIRE_SHIM'> {
  throw new Error('not made yet');
}

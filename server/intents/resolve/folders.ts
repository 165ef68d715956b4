// Resolves wishes about whole folders: move-folder. Owns what can go wrong with a set of files that moves as one.
import { posix } from 'node:path';
import { InvalidInputError } from '../../errors.ts';
import type { ChangeOf } from '../change.ts';
import { AmbiguousTargetError, DestinationExistsError, TargetNotFoundError } from '../errors.ts';
import { nearest, normalizePath } from '../find-targets.ts';
import type { WishOf } from '../wish.ts';
import { assertIsPlace, CONFIGURATION } from './places.ts';
import { assertParses, word, type Codebase } from './targets.ts';

type MoveWish = WishOf<'MOVE_FILE' | 'MOVE_FOLDER'>;

function foldersOf(paths: readonly string[]): string[] {
  const folders = new Set<string>();
  for (const path of paths) for (let folder = posix.dirname(path); folder !== '.'; folder = posix.dirname(folder)) folders.add(folder);
  return [...folders].sort();
}

/** Folders that the words can mean: the exact path, else every one that ends so. */
export function findFolders(paths: readonly string[], words: string): string[] {
  const wanted = normalizePath(words);
  const folders = foldersOf(paths);
  return folders.includes(wanted) ? [wanted] : folders.filter((folder) => folder.endsWith(`/${wanted}`));
}

function locateFolder({ tree }: Codebase, { from, to }: MoveWish): string {
  const paths = tree.paths();
  const suggest = (folder: string) => ({ text: `move the folder ${word(folder)} to ${word(to)}`, file: paths.find((path) => path.startsWith(`${folder}/`)) ?? folder, symbol: null });
  const found = findFolders(paths, from);
  if (found.length === 1 && found[0] !== undefined) return found[0];
  if (found.length > 1) throw new AmbiguousTargetError(`${found.length} folders are called '${from}'.`, 'Say which one, with its path from the root of the project.', found.slice(0, 10).map(suggest));
  throw new TargetNotFoundError(`There is no folder '${from}' in this project.`, 'Check the path, from the root of the project, or take one of the suggestions.', nearest(foldersOf(paths), normalizePath(from)).map(suggest));
}

/** Throws InvalidInputError, DestinationExistsError. */
function assertFree({ tree }: Codebase, from: string, to: string): void {
  const paths = tree.paths();
  if (to === '' || to === '.') throw new InvalidInputError(`${from} cannot become the root of the project.`, 'Name a folder in it.');
  if (to.startsWith(`${from}/`)) throw new InvalidInputError(`${from} cannot move into itself, to ${to}.`, 'Choose a destination outside of it.');
  const there = paths.find((path) => path === to || path.startsWith(`${to}/`));
  if (there !== undefined) throw new DestinationExistsError(`${from} cannot move to ${to}: there is ${there === to ? 'a file' : 'a folder'}.`, `Choose another destination, such as ${posix.join(to, posix.basename(from))}; nothing was written.`);
}

/** Throws the errors of `errors.ts`, and InvalidInputError. */
export function resolveMoveFolder(codebase: Codebase, wish: MoveWish): ChangeOf<'MOVE_FOLDER'> {
  const { tree } = codebase;
  if (['', '.', '/'].includes(normalizePath(wish.from))) throw new InvalidInputError('The root of the project cannot be moved.', 'Name a folder in it.');
  const from = locateFolder(codebase, wish);
  const wanted = normalizePath(wish.to);
  // With a slash at its end a destination is the folder into which another one goes.
  const to = /[\\/]$/.test(wish.to) ? posix.join(wanted, posix.basename(from)) : wanted;
  assertIsPlace(codebase, { from, to, words: wish.to });
  assertFree(codebase, from, to);
  const below = tree.paths().filter((path) => path.startsWith(`${from}/`));
  const texts = below.filter((path) => tree.hash(path) !== undefined);
  if (texts.length === 0) throw new InvalidInputError(`${from} cannot be moved: no file below it is a text that Supernova reads.`, 'Move it by hand.');
  if (/(^|\/)\.[^/]/.test(from) || texts.every((path) => CONFIGURATION.test(path))) throw new InvalidInputError(`${from} holds configuration only; what it governs depends on its place.`, 'Move it by hand, with the tools that read it.');
  for (const path of texts) assertParses(codebase, path);
  return { kind: 'MOVE_FOLDER', from, to, ...(wish.editsMentions ? { editsMentions: true } : {}) };
}

// Where files and folders can go. Owns the preconditions of a destination that moves of files and of folders share.
import { posix } from 'node:path';
import { InvalidInputError } from '../../errors.ts';
import type { Codebase } from './targets.ts';

/** Files whose meaning is their place. */
export const CONFIGURATION = /(^|\/)(package|package-lock|[tj]sconfig[^/]*)\.json$/;
const UNWATCHED = /(^|\/)(node_modules|\.git|\.supernova|\.next|\.turbo|\.cache|dist|build|coverage|out)(\/|$)/;

/** Throws InvalidInputError for a destination that is outside, among what is ignored, below a file, or the same place. */
export function assertIsPlace(codebase: Codebase, { from, to, words }: { from: string; to: string; words: string }): void {
  if (to.startsWith('..') || posix.isAbsolute(to)) throw new InvalidInputError(`'${words}' is outside of the project.`, 'Give a path from the root of the project, such as src/checkout/totals.ts.');
  if (to === from) throw new InvalidInputError(`${from} is there already.`, 'Give another destination.');
  if (UNWATCHED.test(to)) throw new InvalidInputError(`'${to}' is in a folder that is not part of the sources.`, 'Give a destination among the sources.');
  if (to.toLowerCase() === from.toLowerCase()) throw new InvalidInputError(`${from} and '${to}' differ by upper and lower case only; on some disks they are one file.`, 'Move it in two steps, through another name.');
  const above = codebase.tree.paths().find((path) => to.startsWith(`${path}/`));
  if (above !== undefined) throw new InvalidInputError(`${from} cannot move to ${to}: ${above} is a file, not a folder.`, 'Choose another destination.');
}

// Which problems are new: the difference between a check before and a check after. Owns when two problems are the same one.
import { beyond } from './beyond.ts';
import type { Problem } from './checker.ts';

/** Where an offset was; null for a place in what is new. */
export type FindStartBefore = (path: string, start: number) => number | null;

/** What a change renames, so that an old problem is recognised under its new names. */
export interface Renames {
  /** New path -> old path. */
  readonly files: ReadonlyMap<string, string>;
  /** New name -> old name. */
  readonly names: ReadonlyMap<string, string>;
  /** Where a place was in the text before; without it places are where they were. */
  readonly startBefore?: FindStartBefore;
}

const NO_RENAMES: Renames = { files: new Map(), names: new Map() };
const withoutExtension = (path: string) => path.replace(/(\.d)?\.[cm]?[jt]sx?$/, '');

function keyOf(problem: Problem, renames: Renames): string {
  let message = problem.message;
  for (const [now, before] of renames.files) message = message.replaceAll(withoutExtension(now), withoutExtension(before));
  for (const [now, before] of renames.names) message = message.replaceAll(now, before);
  return [renames.files.get(problem.file) ?? problem.file, problem.code, message].join('\n');
}

const exactKeyOf = (problem: Problem, renames: Renames): string => [keyOf(problem, renames), problem.line, problem.column].join('\n');

/** What stands at the place of a problem; where that is nothing, its first sentence: what follows gives reasons, and names types that lie elsewhere. */
const wordsOf = ({ excerpt, message }: Problem): string => (excerpt === '' ? (message.split(/(?<=\.)\s/, 1)[0] ?? '') : excerpt);

const placeOf = (problem: Problem, renames: Renames): string => exactKeyOf({ ...problem, message: wordsOf(problem) }, renames);

/** Where it stood before the edit, and what stands there. */
function oldPlaceOf(problem: Problem, renames: Renames): string {
  const start = renames.startBefore ? renames.startBefore(problem.file, problem.start) : problem.start;
  return `${start}\n${keyOf({ ...problem, message: wordsOf(problem) }, renames)}`;
}

/**
 * Problems of `after` that `before` does not have. What stands where it stood is old. Of the rest positions do not count, since edits shift them: the n-th
 * equal message of a file is new when the file had fewer than n of them. What is left then is no new problem where one of its code is gone from the very
 * same words at its very place, or where that was before the edit: it reads otherwise because a type that it names did.
 */
export function findNewProblems(before: readonly Problem[], after: readonly Problem[], renames: Renames = NO_RENAMES): Problem[] {
  const none: Renames = { files: new Map(), names: renames.names };
  let [gone, fresh]: [readonly Problem[], Problem[]] = [before, [...after]];
  for (const keys of [exactKeyOf, keyOf, placeOf, oldPlaceOf]) {
    if (fresh.length === 0) break;
    const keyBefore = (problem: Problem) => keys(problem, none);
    const keyAfter = (problem: Problem) => keys(problem, renames);
    [gone, fresh] = [beyond(gone, fresh, keyBefore, keyAfter), beyond(fresh, gone, keyAfter, keyBefore)];
  }
  return fresh;
}

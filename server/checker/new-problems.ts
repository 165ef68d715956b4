// Which problems are new: the difference between a check before and a check after. Owns when two problems are the same one.
import type { Problem } from './checker.ts';

/** What a change renames, so that an old problem is recognised under its new names. */
export interface Renames {
  /** New path -> old path. */
  readonly files: ReadonlyMap<string, string>;
  /** New name -> old name. */
  readonly names: ReadonlyMap<string, string>;
}

const NO_RENAMES: Renames = { files: new Map(), names: new Map() };
const withoutExtension = (path: string) => path.replace(/(\.d)?\.[cm]?[jt]sx?$/, '');

function keyOf(problem: Problem, renames: Renames): string {
  let message = problem.message;
  for (const [now, before] of renames.files) message = message.replaceAll(withoutExtension(now), withoutExtension(before));
  for (const [now, before] of renames.names) message = message.replaceAll(now, before);
  return [renames.files.get(problem.file) ?? problem.file, problem.code, message].join('\n');
}

/**
 * Problems of `after` that `before` does not have. Positions do not count, since edits shift them: the n-th equal message of a file
 * is new when the file had fewer than n of them.
 */
export function findNewProblems(before: readonly Problem[], after: readonly Problem[], renames: Renames = NO_RENAMES): Problem[] {
  const known = new Map<string, number>();
  const none: Renames = { files: new Map(), names: renames.names };
  for (const problem of before) {
    const key = keyOf(problem, none);
    known.set(key, (known.get(key) ?? 0) + 1);
  }
  return after.filter((problem) => {
    const key = keyOf(problem, renames);
    const left = known.get(key) ?? 0;
    known.set(key, left - 1);
    return left <= 0;
  });
}

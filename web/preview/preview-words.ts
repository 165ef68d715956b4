import { countOf } from '../shared/format.ts';
import type { FileProblems, PreviewedFile } from './preview-documents.ts';

type Compared = Pick<PreviewedFile, 'before' | 'after'>;

/** How the errors of a file change: `2 errors now, none healed`. */
export function compareErrors({ before, after }: Compared): string {
  const say = (problems: FileProblems) => (problems.count === 0 ? 'no error' : countOf(problems.count, 'error'));
  if (!before && !after) return 'Not checked by the compiler';
  if (!before) return after ? `New, with ${say(after)}` : '';
  if (!after) return `${say(before)} now`;
  return before.count === after.count ? `${say(after)} in both` : `${say(before)} now, ${say(after)} healed`;
}

/** True where the healed file has more errors than the one that is there now. */
export const isWorse = ({ before, after }: Compared): boolean => (after?.count ?? 0) > (before?.count ?? 0);

/** What the compiler says of lines, by their number. */
export function marksOf(problems: FileProblems | null): ReadonlyMap<number, string> {
  const marks = new Map<number, string>();
  for (const { line, code, message } of problems?.first ?? []) marks.set(line, [marks.get(line), `${code}: ${message}`].filter(Boolean).join('\n'));
  return marks;
}

/** The errors of both trees in one sentence. */
export function sumOf(files: readonly Compared[], unchecked: number): string {
  const count = (side: 'before' | 'after') => files.reduce((total, file) => total + (file[side]?.count ?? 0), 0);
  const notAsked = unchecked > 0 ? ` ${countOf(unchecked, 'further file')} not checked: there are too many.` : '';
  return `${countOf(files.length, 'file')}: ${countOf(count('before'), 'error')} in them now, ${countOf(count('after'), 'error')} when healed.${notAsked}`;
}

// Where a place of an edited text was before the edit. Owns that arithmetic; reads no file.
import { diffWordsWithSpace } from 'diff';
import type { FindStartBefore } from '../checker/new-problems.ts';
import type { TextEdit } from '../edits/file-edit.ts';
import { lineEdits } from '../edits/line-edits.ts';

/** Lines with more differences have nothing to do with each other. */
const MOST_WORDS = 400;

/** The texts of a file before and after, by its path after; undefined where it has none. */
interface TextsOf {
  before(path: string): string | undefined;
  after(path: string): string | undefined;
}

/** Each file is compared once, and only if somebody asks for a place in it. */
export function startsBefore({ before, after }: TextsOf): FindStartBefore {
  const known = new Map<string, Shift[]>();
  return (path, start) => {
    const [old, now] = [before(path), after(path)];
    if (old === undefined || now === undefined) return null;
    const shifts = known.get(path) ?? shiftsOf(old, now);
    known.set(path, shifts);
    return startBefore(shifts, start);
  };
}

interface Shift {
  /** Span of what was written anew, afterwards. */
  readonly start: number;
  readonly end: number;
  /** How far everything behind it has moved. */
  readonly by: number;
  /** Where it begins stood something else that began there; null where it was put between. */
  readonly replaced: number | null;
}

/** An edit of lines by its words: what is kept between them has its place. */
function byWords(before: string, edit: TextEdit): TextEdit[] {
  const parts = diffWordsWithSpace(before.slice(edit.start, edit.end), edit.text, { maxEditLength: MOST_WORDS });
  if (!parts) return [edit];
  let at = edit.start;
  return parts.flatMap(({ value, added, removed }) => {
    const start = at;
    if (!added) at += value.length;
    return added ? [{ start, end: start, text: value }] : removed ? [{ start, end: at, text: '' }] : [];
  });
}

function shiftsOf(before: string, after: string): Shift[] {
  let by = 0;
  const edits = lineEdits(before, after).flatMap((edit) => byWords(before, edit));
  return edits.map(({ start, end, text }, index) => {
    const at = start + by;
    by += text.length - (end - start);
    // What is taken away is told before what comes in its place.
    const gone = edits[index - 1];
    return { start: at, end: at + text.length, by, replaced: gone?.text === '' && gone.end === start ? gone.start : null };
  });
}

function startBefore(shifts: readonly Shift[], start: number): number | null {
  let by = 0;
  for (const shift of shifts) {
    if (start < shift.start) break;
    if (start < shift.end) return start === shift.start ? shift.replaced : null;
    by = shift.by;
  }
  return start - by;
}

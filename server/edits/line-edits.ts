// The smallest text edits by lines that turn one text into another. Owns the spans; the difference itself is Myers' (package `diff`).
import { diffLines } from 'diff';
import type { TextEdit } from './file-edit.ts';

/** Beyond this many differing lines the texts have nothing to do with each other, and one span is as good. */
const MOST_DIFFERENCES = 4_000;

const isLowSurrogate = (code: number): boolean => code >= 0xdc00 && code <= 0xdfff;

/** Leaves out what both ends share; never parts a surrogate pair. */
function trim(edit: TextEdit, replaced: string): TextEdit {
  const { text } = edit;
  const most = Math.min(replaced.length, text.length);
  let head = 0;
  while (head < most && replaced[head] === text[head]) head += 1;
  if (head > 0 && (isLowSurrogate(replaced.charCodeAt(head)) || isLowSurrogate(text.charCodeAt(head)))) head -= 1;
  let tail = 0;
  while (tail < most - head && replaced[replaced.length - 1 - tail] === text[text.length - 1 - tail]) tail += 1;
  if (tail > 0 && isLowSurrogate(replaced.charCodeAt(replaced.length - tail))) tail -= 1;
  return { start: edit.start + head, end: edit.end - tail, text: text.slice(head, text.length - tail) };
}

/** Sorted edits that do not touch each other; applied to `before` they give `after`. None for equal texts. */
export function lineEdits(before: string, after: string): TextEdit[] {
  if (before === after) return [];
  const whole = trim({ start: 0, end: before.length, text: after }, before);
  const parts = diffLines(before, after, { maxEditLength: MOST_DIFFERENCES });
  if (!parts) return [whole];
  const edits: TextEdit[] = [];
  let at = 0;
  let isOpen = false;
  for (const { value, added, removed } of parts) {
    if (added || removed) {
      const open = isOpen ? edits.pop() : undefined;
      edits.push({ start: open?.start ?? at, end: removed ? at + value.length : (open?.end ?? at), text: (open?.text ?? '') + (added ? value : '') });
    }
    isOpen = added || removed;
    if (!added) at += value.length;
  }
  return edits.map((edit) => trim(edit, before.slice(edit.start, edit.end)));
}

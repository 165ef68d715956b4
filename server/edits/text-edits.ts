// Text edits: apply, invert, compose. Owns the arithmetic of ranges; knows no file and no syntax.
import { createHash } from 'node:crypto';
import type { Hash, TextEdit } from './file-edit.ts';

/** sha256 of the UTF-8 bytes of a text, hex. A BOM in the text counts. */
export function hashText(text: string): Hash {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/**
 * Sorts edits by position and drops exact repeats (two references found twice give one edit).
 * Throws on overlap: two different edits of the same characters are a bug of whoever made them.
 */
export function normalizeEdits(edits: readonly TextEdit[]): TextEdit[] {
  const sorted = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  const kept: TextEdit[] = [];
  for (const edit of sorted) {
    const last = kept.at(-1);
    if (last && last.start === edit.start && last.end === edit.end && last.text === edit.text) continue;
    if (last && (edit.start < last.end || (edit.start === last.start && edit.end === last.end))) {
      throw new Error(`edits overlap at ${edit.start}: ${JSON.stringify(last)} and ${JSON.stringify(edit)}`);
    }
    kept.push(edit);
  }
  return kept;
}

/** Applies sorted edits that do not overlap. Offsets are UTF-16 units of `text`; everything outside them stays as it is. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let out = '';
  let at = 0;
  for (const { start, end, text: insert } of edits) {
    if (start < at || end < start || end > text.length) throw new Error(`edit ${start}-${end} does not fit a text of ${text.length} characters`);
    out += text.slice(at, start) + insert;
    at = end;
  }
  return out + text.slice(at);
}

/** True for edits that put what is there already. */
export function changesNothing(text: string, edits: readonly TextEdit[]): boolean {
  return edits.every(({ start, end, text: insert }) => end - start === insert.length && text.startsWith(insert, start));
}

/** The edits that turn `applyEdits(text, edits)` back into `text`. */
export function invertEdits(text: string, edits: readonly TextEdit[]): TextEdit[] {
  let shift = 0;
  return edits.map(({ start, end, text: insert }) => {
    const inverse = { start: start + shift, end: start + shift + insert.length, text: text.slice(start, end) };
    shift += insert.length - (end - start);
    return inverse;
  });
}

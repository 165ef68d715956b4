// The edits of whole lines that turn one text into another. Owns the way from a text to edits, where several changes came together.
import { diffLines } from 'diff';
import type { FileEdit, TextEdit } from '../../../edits/file-edit.ts';
import { hashText } from '../../../edits/text-edits.ts';

export function lineEdits(before: string, after: string): TextEdit[] {
  const edits: TextEdit[] = [];
  let at = 0;
  for (const part of diffLines(before, after)) {
    const last = edits.at(-1);
    if (part.removed) {
      edits.push({ start: at, end: at + part.value.length, text: '' });
      at += part.value.length;
    } else if (part.added) {
      // What is put in place of removed lines is one edit with their removal.
      if (last && last.end === at && last.text === '' && last.start < last.end) edits[edits.length - 1] = { ...last, text: part.value };
      else edits.push({ start: at, end: at, text: part.value });
    } else {
      at += part.value.length;
    }
  }
  return edits;
}

export const fileEdit = (path: string, before: string, after: string): FileEdit => ({ kind: 'modify', path, before: hashText(before), after: hashText(after), edits: lineEdits(before, after) });

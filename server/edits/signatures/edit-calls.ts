// The edits of all calls of one signature, calls inside of calls too. Owns their order and what moves along; the text of one call is in argument-edits.ts.
import type { SignatureOperation } from '../../intents/change.ts';
import { editArguments } from '../argument-edits.ts';
import type { Edited, SignatureModel } from '../parameter-edits.ts';
import type { ParsedFiles } from '../parsed-files.ts';
import type { CallAt } from '../signature-reach.ts';
import { applyEdits, normalizeEdits } from '../text-edits.ts';

/** Takes the edits inside of a range out of a file's, and gives the text that they make of it. */
function takeText(files: ParsedFiles, file: string, start: number, end: number): string {
  const edits = files.editsOf(file);
  const inside = edits.filter((edit) => start <= edit.start && edit.end <= end);
  for (const edit of inside) edits.splice(edits.indexOf(edit), 1);
  return applyEdits(files.text(file).slice(start, end), normalizeEdits(inside).map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start })));
}

/** Takes over edits, or lists the place with the reason why there are none. */
export function takeEdited(files: ParsedFiles, file: string, offset: number, edited: Edited): void {
  if ('reason' in edited) files.leave(file, offset, edited.reason);
  else files.editsOf(file).push(...edited);
}

/** Calls inside of arguments come before the calls around them, so that what moves moves with its edits. */
const innermostFirst = (a: CallAt, b: CallAt): number => b.call.node.start - a.call.node.start || a.call.node.end - b.call.node.end;

/** Edits every call, or lists it. `model`: the signature that the calls were written for. */
export function editCalls(files: ParsedFiles, calls: readonly CallAt[], operation: SignatureOperation, model: SignatureModel): void {
  for (const { file, call } of [...calls].sort(innermostFirst)) {
    const context = { text: files.text(file), take: (start: number, end: number) => takeText(files, file, start, end) };
    takeEdited(files, file, call.node.start, editArguments(call, operation, context, model));
  }
}

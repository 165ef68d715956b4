// move-file: the file at its new path, everything that leads to it, and a module that keeps the old path. Owns the set of one file.
import type { ChangeOf } from '../../intents/change.ts';
import type { ChangeEdits, EditSource } from '../edit-plan.ts';
import { editsOfMoves } from '../moves/edits-of-moves.ts';

export function editsOfMove(source: EditSource, { from, to, editsMentions }: ChangeOf<'MOVE_FILE'>): ChangeEdits {
  return editsOfMoves(source, { files: new Map([[from, to]]), folder: null, editsMentions: editsMentions ?? false });
}

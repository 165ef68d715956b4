// move-file: the file at its new path, everything that leads to it, and a module that keeps the old path. Owns which files go with it: the snapshots of a test.
import { posix } from 'node:path';
import type { ChangeOf } from '../../intents/change.ts';
import type { ChangeEdits, EditSource } from '../edit-plan.ts';
import { editsOfMoves } from '../moves/edits-of-moves.ts';

const snapshotOf = (file: string): string => posix.join(posix.dirname(file), '__snapshots__', `${posix.basename(file)}.snap`);

export function editsOfMove(source: EditSource, { from, to, editsMentions }: ChangeOf<'MOVE_FILE'>): ChangeEdits {
  const [snapshot, snapshotAfter] = [snapshotOf(from), snapshotOf(to)];
  const hasSnapshot = source.tree.hash(snapshot) !== undefined && !source.tree.has(snapshotAfter);
  const files = new Map([[from, to], ...(hasSnapshot ? [[snapshot, snapshotAfter] as const] : [])]);
  return editsOfMoves(source, { files, folder: null, editsMentions: editsMentions ?? false });
}

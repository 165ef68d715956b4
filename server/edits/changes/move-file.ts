// move-file: the file at its new path, everything that leads to it, and a module that keeps the old path. Owns which files go with it: the snapshots of a test, the declarations of a script.
import { posix } from 'node:path';
import { declarationsOf } from '../../graph/run-file.ts';
import type { ChangeOf } from '../../intents/change.ts';
import type { ChangeEdits, EditSource } from '../edit-plan.ts';
import { editsOfMoves } from '../moves/edits-of-moves.ts';

const snapshotOf = (file: string): string => posix.join(posix.dirname(file), '__snapshots__', `${posix.basename(file)}.snap`);

/** What belongs to a file by its name: the snapshots of a test, and the declarations of a script, by which the compiler finds it. */
function companionsOf({ tree }: EditSource, from: string, to: string): (readonly [from: string, to: string])[] {
  const [declarations, declarationsAfter] = [declarationsOf(from), declarationsOf(to)];
  const pairs = [[snapshotOf(from), snapshotOf(to)] as const, ...(declarations && declarationsAfter ? [[declarations, declarationsAfter] as const] : [])];
  return pairs.filter(([old, now]) => tree.hash(old) !== undefined && !tree.has(now));
}

export function editsOfMove(source: EditSource, { from, to, editsMentions }: ChangeOf<'MOVE_FILE'>): ChangeEdits {
  return editsOfMoves(source, { files: new Map([[from, to], ...companionsOf(source, from, to)]), folder: null, editsMentions: editsMentions ?? false });
}

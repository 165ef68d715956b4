// Not made yet.
import type { ChangeOf } from '../../intents/change.ts';
import type { ChangeEdits, EditSource } from '../edit-plan.ts';

export function editsOfMoveFolder(_source: EditSource, change: ChangeOf<'MOVE_FOLDER'>): ChangeEdits {
  throw new Error(`${change.kind} is not made yet`);
}

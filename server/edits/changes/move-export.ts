// Not made yet.
import type { ChangeOf } from '../../intents/change.ts';
import type { ChangeEdits, EditSource } from '../edit-plan.ts';

export function editsOfMoveExport(_source: EditSource, change: ChangeOf<'MOVE_EXPORT'>): ChangeEdits {
  throw new Error(`${change.kind} is not made yet`);
}

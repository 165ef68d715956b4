// Not made yet.
import type { ChangeOf } from '../../intents/change.ts';
import type { ChangeEdits, EditSource } from '../edit-plan.ts';

export function editsOfDeleteFile(_source: EditSource, change: ChangeOf<'DELETE_FILE'>): ChangeEdits {
  throw new Error(`${change.kind} is not made yet`);
}

// Not made yet.
import type { ChangeOf } from '../../intents/change.ts';
import type { ChangeEdits, EditSource } from '../edit-plan.ts';

export function editsOfEdit(_source: EditSource, change: ChangeOf<'EDIT'>): ChangeEdits {
  throw new Error(`${change.kind} is not made yet`);
}

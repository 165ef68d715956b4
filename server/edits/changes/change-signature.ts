// Not made yet.
import type { ChangeOf } from '../../intents/change.ts';
import type { ChangeEdits, EditSource } from '../edit-plan.ts';

export function editsOfSignature(_source: EditSource, change: ChangeOf<'CHANGE_SIGNATURE'>): ChangeEdits {
  throw new Error(`${change.kind} is not made yet`);
}

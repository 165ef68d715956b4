// Not made yet.
import type { ChangeOf } from '../../intents/change.ts';
import type { ChangeEdits, EditSource } from '../edit-plan.ts';

export function editsOfRenameMember(_source: EditSource, change: ChangeOf<'RENAME_MEMBER'>): ChangeEdits {
  throw new Error(`${change.kind} is not made yet`);
}

// Not made yet.
import type { ChangeOf } from '../../intents/change.ts';
import type { ChangeEdits, EditSource } from '../edit-plan.ts';

export function editsOfDefaultToNamed(_source: EditSource, change: ChangeOf<'DEFAULT_TO_NAMED'>): ChangeEdits {
  throw new Error(`${change.kind} is not made yet`);
}

export function editsOfNamedToDefault(_source: EditSource, change: ChangeOf<'NAMED_TO_DEFAULT'>): ChangeEdits {
  throw new Error(`${change.kind} is not made yet`);
}

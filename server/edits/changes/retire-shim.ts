// retire-shim: the last callers take the replacement, and the shim goes. Owns how the edits make up the change; it leaves no old form to keep.
import type { ChangeOf } from '../../intents/change.ts';
import { composeEdits, type ChangeEdits, type EditSource } from '../edit-plan.ts';
import { shimsIn } from '../find-shims.ts';
import { isRefusal } from '../move-refusal.ts';
import { retireShim } from '../retire-shim.ts';
import { editsOfRetiredSignature } from '../signatures/retire-signature.ts';

export function editsOfRetireShim(source: EditSource, change: ChangeOf<'RETIRE_SHIM'>, signal?: AbortSignal): ChangeEdits | Promise<ChangeEdits> {
  const { signature } = shimsIn(source, change.file).find(({ name }) => name === change.name) ?? {};
  if (signature) return editsOfRetiredSignature(source, { file: change.file, shim: signature }, signal);
  const retired = retireShim(source, change);
  if (isRefusal(retired)) throw new Error(`the change was not resolved against this tree: ${retired.message}`);
  const { apply, dependents, notEdited, shim, files } = retired;
  const now = shim.replacement;
  const isFile = now?.name === null;
  return {
    ...composeEdits(source.tree, apply, dependents),
    notEdited, sites: [], targets: files, targetsAfter: isFile ? [now.file] : files,
    renamed: { files: [], names: now?.name != null && shim.name !== null && now.name !== shim.name ? [[now.name, shim.name]] : [] },
    shim: null,
  };
}

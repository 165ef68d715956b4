// The end of a signature shim: its last callers take the new form, and the overload goes. Owns how the edits make up the change.
import { composeAround } from '../apply-around.ts';
import type { ChangeEdits, EditSource } from '../edit-plan.ts';
import { ParsedFiles } from '../parsed-files.ts';
import { editCalls } from './edit-calls.ts';
import type { SignatureShim } from './find-signature-shims.ts';
import { findOldCalls } from './old-calls.ts';

/** The edits that retire the shim of `file`. What cannot be rewritten is listed. */
export async function editsOfRetiredSignature(source: EditSource, { file, shim }: { file: string; shim: SignatureShim }, signal?: AbortSignal): Promise<ChangeEdits> {
  const files = new ParsedFiles(source.tree);
  const { reach, calls, untold } = await findOldCalls(source, files, { file, shim }, signal);
  const { parameters } = shim.old;
  editCalls(files, calls, shim.operation, { parameters, types: parameters.map(({ type }) => type) });
  files.editsOf(file).push(...shim.strip);
  for (const { file: path, start } of untold) files.leave(path, start, 'whether this is a call of the old form is not known here');
  for (const { file: path, start, reason } of reach.escapes) files.leave(path, start, reason);
  return { ...composeAround(source, file, files.edits, () => false), notEdited: files.notEdited, sites: [], targets: [file], targetsAfter: [file], renamed: { files: [], names: [] }, shim: null };
}

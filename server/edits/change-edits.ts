// The edits of a change, by step. Owns the table of kinds; each kind lives in its own file.
import type { Change, ChangeKind, ChangeOf } from '../intents/change.ts';
import type { ChangeEdits, EditSource } from './edit-plan.ts';
import { editsOfDeleteExport } from './changes/delete-export.ts';
import { editsOfDeleteFile } from './changes/delete-file.ts';
import { editsOfDefaultToNamed, editsOfNamedToDefault } from './changes/default-export.ts';
import { editsOfEdit } from './changes/edit-files.ts';
import { editsOfMove } from './changes/move-file.ts';
import { editsOfMoveExport } from './changes/move-export.ts';
import { editsOfMoveFolder } from './changes/move-folder.ts';
import { editsOfRename } from './changes/rename-export.ts';
import { editsOfRenameMember } from './changes/rename-member.ts';
import { editsOfRetireShim } from './changes/retire-shim.ts';
import { editsOfSignature } from './changes/change-signature.ts';
import { VirtualTree } from './virtual-tree.ts';

type Maker<K extends ChangeKind> = (source: EditSource, change: ChangeOf<K>, signal?: AbortSignal) => ChangeEdits | Promise<ChangeEdits>;

const MAKERS: { readonly [K in ChangeKind]: Maker<K> } = {
  RENAME_EXPORT: editsOfRename,
  MOVE_FILE: editsOfMove,
  MOVE_FOLDER: editsOfMoveFolder,
  MOVE_EXPORT: editsOfMoveExport,
  DELETE_EXPORT: editsOfDeleteExport,
  DELETE_FILE: editsOfDeleteFile,
  RENAME_MEMBER: editsOfRenameMember,
  CHANGE_SIGNATURE: editsOfSignature,
  DEFAULT_TO_NAMED: editsOfDefaultToNamed,
  NAMED_TO_DEFAULT: editsOfNamedToDefault,
  EDIT: editsOfEdit,
  RETIRE_SHIM: editsOfRetireShim,
};

/** Two changes: the one that is predicted and planned, and one that somebody looks at meanwhile. */
const REMEMBERED = 2;

/** Every edit of a change against the tree as it is now. The change must have been resolved against the same tree. */
export async function editsOfChange(source: EditSource, change: Change, signal?: AbortSignal): Promise<ChangeEdits> {
  const make = MAKERS[change.kind] as Maker<ChangeKind>;
  const { remembered } = source;
  if (!remembered) return make(source, change, signal);
  const key = JSON.stringify(change);
  const known = remembered.get(key);
  // Somebody else's limit may have ended theirs.
  if (known) return known.catch(() => (signal?.throwIfAborted(), make(source, change, signal)));
  const edits = Promise.resolve(make(source, change, signal));
  for (const oldest of [...remembered.keys()].slice(0, remembered.size - REMEMBERED + 1)) remembered.delete(oldest);
  remembered.set(key, edits);
  // One that failed or was aborted is made again.
  edits.catch(() => remembered.get(key) === edits && remembered.delete(key));
  return edits;
}

/** Only what the change itself does, dependents left as they are: the tree in which breaks show. */
export function treeWithoutHealing(source: EditSource, edits: ChangeEdits): VirtualTree {
  return new VirtualTree(source.tree).apply(edits.tried ?? edits.applyChange);
}

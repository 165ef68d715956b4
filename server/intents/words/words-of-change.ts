// The words of any change. Owns the table of kinds.
import type { Change, ChangeKind, ChangeOf } from '../change.ts';
import type { ChangeWords } from './change-words.ts';
import { wordsOfEdit } from './edit.ts';
import { wordsOfMoveExport, wordsOfRetireShim } from './exports.ts';
import { wordsOfDeleteFile, wordsOfMoveFile, wordsOfMoveFolder } from './files.ts';
import { wordsOfRenameMember, wordsOfSignature } from './members.ts';
import { wordsOfDefaultToNamed, wordsOfDeleteExport, wordsOfNamedToDefault, wordsOfRename } from './names.ts';

const WORDS: { readonly [K in ChangeKind]: (change: ChangeOf<K>) => ChangeWords } = {
  RENAME_EXPORT: wordsOfRename,
  MOVE_FILE: wordsOfMoveFile,
  MOVE_FOLDER: wordsOfMoveFolder,
  MOVE_EXPORT: wordsOfMoveExport,
  DELETE_EXPORT: wordsOfDeleteExport,
  DELETE_FILE: wordsOfDeleteFile,
  RENAME_MEMBER: wordsOfRenameMember,
  CHANGE_SIGNATURE: wordsOfSignature,
  DEFAULT_TO_NAMED: wordsOfDefaultToNamed,
  NAMED_TO_DEFAULT: wordsOfNamedToDefault,
  EDIT: wordsOfEdit,
  RETIRE_SHIM: wordsOfRetireShim,
};

export function wordsOf(change: Change): ChangeWords {
  return (WORDS[change.kind] as (change: Change) => ChangeWords)(change);
}

// What somebody asks for, as far as words or an input say it: names that still have to be found. A null file means "wherever it is declared".
import type { ChangeSignature, EditFiles } from './change.ts';

export type Wish =
  | { readonly kind: 'RENAME_EXPORT'; readonly from: string; readonly to: string; readonly file: string | null }
  /** `from` may be a folder: the wish is then resolved to a MOVE_FOLDER. */
  | { readonly kind: 'MOVE_FILE' | 'MOVE_FOLDER'; readonly from: string; readonly to: string; readonly editsMentions?: boolean }
  | { readonly kind: 'MOVE_EXPORT'; readonly name: string; readonly file: string | null; readonly to: string }
  | { readonly kind: 'DELETE_EXPORT'; readonly name: string; readonly file: string | null }
  | { readonly kind: 'DELETE_FILE'; readonly file: string }
  | { readonly kind: 'RENAME_MEMBER'; readonly owner: string; readonly from: string; readonly to: string; readonly file: string | null }
  | { readonly kind: 'CHANGE_SIGNATURE'; readonly name: string; readonly file: string | null; readonly operation: ChangeSignature['operation'] }
  /** A null name: the name that the default export has in its own file. */
  | { readonly kind: 'DEFAULT_TO_NAMED'; readonly file: string; readonly name: string | null }
  | { readonly kind: 'NAMED_TO_DEFAULT'; readonly name: string; readonly file: string | null }
  /** `diff` is a unified diff against the room as it is now, or one that led to it where it is applied; `files` are whole contents. */
  | { readonly kind: 'EDIT'; readonly files: EditFiles['files']; readonly diff?: string | null; readonly isApplied?: boolean }
  | { readonly kind: 'RETIRE_SHIM'; readonly file: string | null; readonly name: string | null };

export type WishKind = Wish['kind'];
export type WishOf<K extends WishKind> = Extract<Wish, { kind: K }>;

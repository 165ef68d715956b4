// The closed union of changes a person can announce. Paths are POSIX, from the root of the room.

export interface RenameExport {
  readonly kind: 'RENAME_EXPORT';
  /** The file that declares it. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

export interface MoveFile {
  readonly kind: 'MOVE_FILE';
  readonly from: string;
  readonly to: string;
  /** Links in documents and paths in comments are edited too, instead of being listed. */
  readonly editsMentions?: boolean;
}

/** Every file below a folder goes along; `to` is the folder's own new path. */
export interface MoveFolder {
  readonly kind: 'MOVE_FOLDER';
  readonly from: string;
  readonly to: string;
  readonly editsMentions?: boolean;
}

/** A declaration goes to another file, which may not exist yet, and the old file passes it on. */
export interface MoveExport {
  readonly kind: 'MOVE_EXPORT';
  readonly file: string;
  readonly name: string;
  readonly to: string;
}

/** Without callers it is removed; with callers it is kept, deprecated, and its callers are listed. */
export interface DeleteExport {
  readonly kind: 'DELETE_EXPORT';
  readonly file: string;
  readonly name: string;
}

/** Like DeleteExport, for a whole file. */
export interface DeleteFile {
  readonly kind: 'DELETE_FILE';
  readonly file: string;
}

/** A member of an exported class, interface, object type or enum. */
export interface RenameMember {
  readonly kind: 'RENAME_MEMBER';
  readonly file: string;
  /** The class, interface, type or enum. */
  readonly owner: string;
  readonly from: string;
  readonly to: string;
}

export type SignatureOperation =
  /** `position` from 0; null: the last place. A default expression stands in the signature; an argument expression is given by every caller. */
  | { readonly kind: 'ADD_PARAMETER'; readonly name: string; readonly type: string | null; readonly position: number | null; readonly defaultValue: string | null; readonly argument: string | null }
  | { readonly kind: 'REMOVE_PARAMETER'; readonly name: string }
  /** Every parameter, in the new order. */
  | { readonly kind: 'REORDER_PARAMETERS'; readonly order: readonly string[] }
  | { readonly kind: 'TO_OPTIONS_OBJECT' }
  /** `await` is carried up the callers as far as it must go. */
  | { readonly kind: 'TO_ASYNC' };

/** The signature of an exported function, or of a method as `Class.method`. */
export interface ChangeSignature {
  readonly kind: 'CHANGE_SIGNATURE';
  readonly file: string;
  readonly name: string;
  readonly operation: SignatureOperation;
}

/** The default export gets the name; importers take it in braces. */
export interface DefaultToNamed {
  readonly kind: 'DEFAULT_TO_NAMED';
  readonly file: string;
  readonly name: string;
}

export interface NamedToDefault {
  readonly kind: 'NAMED_TO_DEFAULT';
  readonly file: string;
  readonly name: string;
}

export interface EditedFile {
  readonly path: string;
  /** The new content; null: there is no such file afterwards. */
  readonly text: string | null;
  /** The content before. Without it: what the room has. Given where the room has the new content already. */
  readonly base?: string | null;
  /** sha256 of what the room had at this path when the edit was captured; null: no file. The edit holds for that only. */
  readonly found?: string | null;
}

/** New contents of files, as an editor's save or a diff gives them. */
export interface EditFiles {
  readonly kind: 'EDIT';
  readonly files: readonly EditedFile[];
  /** The room has the new contents already: only what depends on them is healed. */
  readonly isApplied?: boolean;
  /** What the contents before and after say about it; there once the edit is resolved. */
  readonly inferred?: InferredEdit;
}

export interface InferredRename {
  /** As the file is called after the edit. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
  /** True when the declarations say the same apart from the name, and no other pair does. */
  readonly isCertain: boolean;
  /** 0 to 1. */
  readonly likeness: number;
}

export interface InferredMove {
  readonly from: string;
  readonly to: string;
  readonly likeness: number;
}

export interface NamedExport {
  readonly file: string;
  readonly name: string;
}

/** What an edit means for those who import the edited files. Files are called as they are after the edit; deleted ones as before. */
export interface InferredEdit {
  readonly moves: readonly InferredMove[];
  readonly renames: readonly InferredRename[];
  /** Exports that went from one edited file to another. */
  readonly movedExports: readonly { readonly name: string; readonly from: string; readonly to: string }[];
  readonly added: readonly NamedExport[];
  /** Neither renamed nor moved. Those of deleted files are left out. */
  readonly removed: readonly NamedExport[];
  readonly kindChanged: readonly (NamedExport & { readonly after: 'value' | 'type' })[];
  /** Parameters and annotations as text. */
  readonly signatures: readonly (NamedExport & { readonly before: string; readonly after: string })[];
}

/** The last callers of a compatibility layer are rewritten and it is removed; a null name means a file that passes on a moved one. */
export interface RetireShim {
  readonly kind: 'RETIRE_SHIM';
  readonly file: string;
  readonly name: string | null;
}

export type Change =
  | RenameExport | MoveFile | MoveFolder | MoveExport | DeleteExport | DeleteFile | RenameMember | ChangeSignature | DefaultToNamed | NamedToDefault | EditFiles | RetireShim;

export type ChangeKind = Change['kind'];
export type ChangeOf<K extends ChangeKind> = Extract<Change, { kind: K }>;


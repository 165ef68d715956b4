// The closed union of changes a person can announce.

export interface RenameExport {
  readonly kind: 'RENAME_EXPORT';
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

export interface MoveFile {
  readonly kind: 'MOVE_FILE';
  readonly from: string;
  readonly to: string;
}

export type Change = RenameExport | MoveFile;

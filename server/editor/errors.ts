// Why a file cannot be read or saved by the editor. Owns the typed errors and their sentences.
import { DomainError } from '../errors.ts';

export const FILE_REFUSALS = ['TOO_LARGE', 'BINARY', 'NOT_A_FILE', 'NOT_LISTED', 'READ_ONLY', 'UNREADABLE'] as const;
export type FileRefusal = (typeof FILE_REFUSALS)[number];

const ELSEWHERE = 'Open it in a program that is made for it.';
const SENTENCES: Record<FileRefusal, { readonly what: string; readonly hint: string }> = {
  TOO_LARGE: { what: 'is too large to be edited here', hint: `Files of at most 4 MB are. ${ELSEWHERE}` },
  BINARY: { what: 'is not a text in UTF-8', hint: ELSEWHERE },
  NOT_A_FILE: { what: 'is a folder or a symbolic link, not a file', hint: 'Open the file that it leads to.' },
  NOT_LISTED: { what: 'is not among the files of the project', hint: 'Ignored and generated files, packages, and what is no source cannot be edited here.' },
  READ_ONLY: { what: 'is read-only', hint: 'Take the write protection off, then save again; your text is still here.' },
  UNREADABLE: { what: 'was refused by the disk', hint: 'Look at its permissions and at the space on the disk, then try again.' },
};

/** The file is none that can be edited. */
export class FileRefusedError extends DomainError {
  readonly code = 'FILE_REFUSED';
  readonly reason: FileRefusal;

  constructor(path: string, reason: FileRefusal, details = '') {
    const { what, hint } = SENTENCES[reason];
    super(`${path} ${what}${details === '' ? '' : ` (${details})`}.`, hint);
    this.reason = reason;
  }
}

/** The file is not what it was when it was read; nothing was written. */
export class SaveConflictError extends DomainError {
  readonly code = 'SAVE_CONFLICT';
  /** sha256 of what is there; null: no such file any more. */
  readonly found: string | null;

  constructor(path: string, found: string | null) {
    super(`${path} was ${found === null ? 'deleted' : 'changed'} by somebody else, so it was not saved.`, 'Look at both, then take theirs or overwrite it; your text is still here.');
    this.found = found;
  }
}

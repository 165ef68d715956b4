// The mistakes in asking for a healing. Owns their shapes; they are thrown where they are noticed.
import { DomainError } from '../errors.ts';

/** Files changed since the plan or the run was made; nothing was written. */
export class FileConflictError extends DomainError {
  readonly code = 'FILE_CONFLICT';
  readonly files: readonly string[];

  constructor(message: string, hint: string, files: readonly string[]) {
    super(message, hint);
    this.files = files;
  }
}

/** The run cannot work on a branch, or its branch cannot be taken back; nothing was written. */
export class BranchRefusedError extends DomainError {
  readonly code = 'BRANCH_REFUSED';
}

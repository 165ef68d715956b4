// Answers of the disk that say no, as outcomes: what the person who owns the files can mend.

export interface Refusal {
  readonly kind: 'error';
  readonly code: string;
  readonly message: string;
}

const REFUSALS = new Set([
  ...['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT', 'EFBIG', 'EIO', 'ENOENT', 'ESTALE'],
  ...['EISDIR', 'ENOTDIR', 'EEXIST', 'ENAMETOOLONG', 'EMFILE', 'ENFILE', 'EBUSY', 'ETXTBSY', 'ELOOP', 'EMLINK'],
]);

/** The outcome for an error of the disk; throws every other error again. */
export function refusal(error: unknown): Refusal {
  const code = codeOf(error);
  if (!(error instanceof Error) || !REFUSALS.has(code)) throw error;
  return { kind: 'error', code, message: error.message };
}

/** The `code` of a system error, '' for others. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

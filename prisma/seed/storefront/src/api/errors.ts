/** The backend answered, but not with what was asked for. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly path: string;

  constructor(status: number, path: string) {
    super(`${path} answered ${status}`);
    this.status = status;
    this.path = path;
  }
}

export function isRetryable(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 429 || error.status >= 500);
}

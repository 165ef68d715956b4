import { ApiError, isRetryable } from './errors';

export interface RequestOptions {
  readonly method?: 'GET' | 'POST';
  readonly body?: unknown;
  readonly signal?: AbortSignal;
  readonly attempts?: number;
}

const BASE_URL = '/api/v2';

async function attempt(path: string, options: RequestOptions): Promise<unknown> {
  const init: RequestInit = { method: options.method ?? 'GET', headers: { accept: 'application/json' } };
  if (options.body !== undefined) init.body = JSON.stringify(options.body);
  if (options.signal !== undefined) init.signal = options.signal;
  const response = await fetch(BASE_URL + path, init);
  if (!response.ok) throw new ApiError(response.status, path);
  return response.json();
}

/** Repeats a request only when the server says that it may work later. */
export async function request<T>(path: string, options: RequestOptions = {}): Promise<T> {
  const attempts = options.attempts ?? 3;
  for (let count = 1; ; count++) {
    try {
      return (await attempt(path, options)) as T;
    } catch (error) {
      if (count >= attempts || !isRetryable(error)) throw error;
    }
  }
}

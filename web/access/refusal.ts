import type { CombinedError } from 'urql';

export const REFUSAL_CODES = ['TOKEN_MISSING', 'TOKEN_UNKNOWN', 'TOKEN_EXPIRED', 'TOKEN_REVOKED', 'TOO_MANY_ATTEMPTS'] as const;

/** Why the server does not let the page in. `at`: since when, or of too many attempts until when; null where there is no such moment. */
export interface Refusal {
  code: (typeof REFUSAL_CODES)[number];
  at: string | null;
}

const CLOSE_REFUSED = 4403;

function readRefusal(code: unknown, at: unknown): Refusal | null {
  const known = REFUSAL_CODES.find((each) => each === code);
  return known ? { code: known, at: typeof at === 'string' && !Number.isNaN(Date.parse(at)) ? at : null } : null;
}

/** The refusal in an answer over HTTP; null where it says anything else. */
export function refusalOfError(error: CombinedError | undefined): Refusal | null {
  const { code, at } = error?.graphQLErrors[0]?.extensions ?? {};
  return readRefusal(code, at);
}

/** The refusal in the end of a socket; null where it ended for any other reason. */
export function refusalOfClose(event: unknown): Refusal | null {
  const { code, reason } = (event ?? {}) as { code?: unknown; reason?: unknown };
  if (code !== CLOSE_REFUSED || typeof reason !== 'string') return null;
  const [word, at] = reason.split(' ');
  return readRefusal(word, at);
}

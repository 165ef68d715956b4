// Tells a lost connection to the database from a mistake in the code. Owns the words that say so; reconnects nothing.

/** Prisma: server not reached, connection closed, no connection or transaction in time, transaction gone with its connection. */
const PRISMA_CODES = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028']);
/** PostgreSQL: shut down or ended by an administrator, starting, out of connections, idle in a transaction for too long. */
const CODES = new Set(['57P01', '57P02', '57P03', '53300', '25P03']);
const WORDS = /\b(EPIPE|ECONNRESET|ECONNREFUSED)\b|connection error and is not queryable|connection terminated|terminating connection|connection (was )?closed|closed the connection|can't reach database|server is not reachable|ConnectionClosed|DatabaseNotReachable/i;
const DEPTH = 5;

/** True where nothing is wrong but the way to the database, so that the same work may succeed later. */
export function isConnectionLoss(error: unknown): boolean {
  let cause: unknown = error;
  for (let depth = 0; depth < DEPTH && typeof cause === 'object' && cause !== null; depth += 1) {
    const { code = '', originalCode = '', kind = '', message = '' } = cause as Partial<Record<'code' | 'originalCode' | 'kind' | 'message', string>>;
    if (PRISMA_CODES.has(code) || CODES.has(originalCode) || WORDS.test(message) || WORDS.test(kind)) return true;
    cause = (cause as { cause?: unknown }).cause;
  }
  return false;
}

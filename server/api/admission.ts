// Who is let in by an access token: over HTTP, and on sockets. Owns how a refusal looks there; whose a token is says the service.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { TokenError, TooManyAttemptsError } from '../tokens/errors.ts';
import type { Caller, Tokens } from '../tokens/service.ts';

/** The close code of a socket whose token does not hold; its reason is the code of the mistake, and the moment where there is one. */
export const CLOSE_REFUSED = 4403;

const SECOND_MS = 1_000;

/** The token of an Authorization header; null where there is none. */
export function bearerOf({ headers }: Pick<IncomingMessage, 'headers'>): string | null {
  return /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? null;
}

/** Who asks. Throws a TokenError where a token is asked for; else one that does not hold is as good as none. */
export async function admit(tokens: Tokens, secret: string | null, { socket }: Pick<IncomingMessage, 'socket'>): Promise<Caller | null> {
  const caller = tokens.recognise(secret, socket.remoteAddress ?? '');
  if (tokens.isAskedFor) return caller;
  return caller.catch((error: unknown) => {
    if (error instanceof TokenError) return null;
    throw error;
  });
}

/** In the shape of any other GraphQL mistake. */
export function refuseToken(response: ServerResponse, error: TokenError): void {
  const { code, message, hint, at } = error;
  const isBlocked = error instanceof TooManyAttemptsError;
  response.writeHead(isBlocked ? 429 : 401, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    ...(isBlocked ? { 'retry-after': String(Math.max(1, Math.ceil(((at?.getTime() ?? 0) - Date.now()) / SECOND_MS))) } : { 'www-authenticate': 'Bearer' }),
  });
  response.end(JSON.stringify({ errors: [{ message, extensions: { code, hint, at } }] }));
}

export const closeReasonOf = ({ code, at }: TokenError): string => (at ? `${code} ${at.toISOString()}` : code);

/** A browser that opens the explorer of the API sends no token, and gets a page that holds nothing of the project. */
export function asksForExplorer({ method, headers }: Pick<IncomingMessage, 'method' | 'headers'>): boolean {
  return method === 'GET' && (headers.accept ?? '').includes('text/html');
}

// Who may talk to the server: checks Host and Origin, so that a page of another site cannot use a browser to reach it.
// Source of the method: OWASP on DNS rebinding and cross-site websocket hijacking.
import type { IncomingMessage, ServerResponse } from 'node:http';

export interface Gate {
  /** The address the server binds to; loopback names are let in besides. */
  readonly host: string;
  /** The port the server listens on. */
  port(): number;
  /** Origins of other applications whose pages may use GraphQL; none unless somebody said so. */
  readonly allowedOrigins?: readonly string[];
}

export const ENDPOINT = '/graphql';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

function hostOf(authority: string): { name: string; port: number } | null {
  try {
    const url = new URL(`http://${authority}`);
    return { name: url.hostname, port: Number(url.port || 80) };
  } catch {
    return null;
  }
}

/** Null when the request may pass. A wrong Host is refused for reads too; an Origin must be the server's own, or one that is allowed. */
export function refuseRequest(request: Pick<IncomingMessage, 'headers' | 'method' | 'url'>, gate: Gate): { status: number; message: string } | null {
  const host = hostOf(request.headers.host ?? '');
  const isKnown = host !== null && (LOOPBACK.has(host.name) || host.name === gate.host) && host.port === gate.port();
  if (!isKnown) return { status: 421, message: `This server does not answer for '${(request.headers.host ?? '').slice(0, 100)}'. Use http://localhost:${gate.port()}.` };
  const origin = request.headers.origin;
  if (findAllowedOrigin(request, gate) !== null) return null;
  if (origin !== undefined && origin !== `http://${request.headers.host}`) return { status: 403, message: `Requests from '${origin.slice(0, 100)}' are refused: only the page of this server may use it.` };
  // A form on another site can send no JSON without a preflight, which is refused above by its Origin.
  const site = request.headers['sec-fetch-site'];
  if (site === 'cross-site' && request.method !== 'GET') return { status: 403, message: 'Requests from other sites are refused.' };
  return null;
}

/** The origin of another application that may ask this: null for the server's own page, for others, and for anything but GraphQL. */
export function findAllowedOrigin({ headers: { origin }, url }: Pick<IncomingMessage, 'headers' | 'url'>, { allowedOrigins = [] }: Gate): string | null {
  return origin !== undefined && url?.split('?')[0] === ENDPOINT && allowedOrigins.includes(origin) ? origin : null;
}

/**
 * Lets the page of an allowed origin read the answer, and answers the browser's question before a request: true where it was that.
 * Cookies are never asked for: an access token comes in the header.
 */
export function answerOrigin(request: IncomingMessage, response: ServerResponse, gate: Gate): boolean {
  const origin = findAllowedOrigin(request, gate);
  if (origin === null) return false;
  response.setHeader('access-control-allow-origin', origin).setHeader('vary', 'origin');
  if (request.method !== 'OPTIONS') return false;
  if (request.headers['access-control-request-private-network'] === 'true') response.setHeader('access-control-allow-private-network', 'true');
  response.writeHead(204, { 'access-control-allow-methods': 'POST', 'access-control-allow-headers': 'content-type, authorization', 'access-control-max-age': '600' }).end();
  return true;
}

// Who may talk to the server: checks Host and Origin, so that a page of another site cannot use a browser to reach it.
// Source of the method: OWASP on DNS rebinding and cross-site websocket hijacking.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { isIP } from 'node:net';

export interface Gate {
  /** The address the server binds to; loopback names are let in besides, and the address that a connection came to. */
  readonly host: string;
  /** The port the server listens on. */
  port(): number;
  /** Origins of other applications whose pages may use GraphQL; none unless somebody said so. */
  readonly allowedOrigins?: readonly string[];
}

/** What is looked at of a request. */
type Asking = Pick<IncomingMessage, 'headers' | 'method' | 'url'> & { readonly socket?: { readonly localAddress?: string | undefined } };

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

/** An address, not a name: whoever rebinds a name to this machine sends that name. So a server on all addresses can be reached by each. */
function isAddressedTo(name: string, localAddress: string | undefined): boolean {
  const address = name.replace(/^\[|\]$/g, '');
  return isIP(address) !== 0 && address === localAddress?.replace(/^::ffff:/, '');
}

/** The name by which the server is called: its own, that of loopback, an address it has, or one that was allowed in so many words. */
function isOwnHost(called: string, { socket }: Asking, { host, port, allowedOrigins = [] }: Gate): boolean {
  const found = hostOf(called);
  if (!found) return false;
  const isOwnName = LOOPBACK.has(found.name) || found.name === host || isAddressedTo(found.name, socket?.localAddress);
  return (isOwnName && found.port === port()) || allowedOrigins.includes(`http://${called}`);
}

/** Null when the request may pass. A wrong Host is refused for reads too; an Origin must be the server's own, or one that is allowed. */
export function refuseRequest(request: Asking, gate: Gate): { status: number; message: string } | null {
  const called = request.headers.host ?? '';
  if (!isOwnHost(called, request, gate)) return { status: 421, message: `This server does not answer for '${called.slice(0, 100)}'. Use http://localhost:${gate.port()}, or have the server started with --host or SUPERNOVA_ALLOWED_ORIGINS naming that.` };
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

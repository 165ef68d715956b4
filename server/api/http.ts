// The HTTP server: page, GraphQL and websockets on one port. Owns what is let in; knows no resolver.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { GraphQLError } from 'graphql';
import { createYoga, maskError } from 'graphql-yoga';
import type { Logger } from 'pino';
import { WebSocketServer } from 'ws';
import { DomainError } from '../errors.ts';
import { isSuggesting } from '../intents/errors.ts';
import { TokenError } from '../tokens/errors.ts';
import type { Caller } from '../tokens/service.ts';
import { admit, asksForExplorer, bearerOf, refuseToken } from './admission.ts';
import type { Context, Services } from './context.ts';
import { answerOrigin, ENDPOINT, refuseRequest, type Gate } from './gate.ts';
import { servePage } from './page.ts';
import { schema } from './schema.ts';
import { shareExecutions } from './share-executions.ts';
import { serveSockets, type Yoga } from './sockets.ts';

export interface HttpOptions {
  readonly services: Services;
  readonly gate: Gate;
  /** Folder of the built page. */
  readonly pageFolder: string;
  readonly logger: Logger;
  /** How often a socket is asked whether it is there; one that does not answer until the next time is dropped. */
  readonly keepAliveMs?: number;
}

export interface HttpServer {
  readonly server: Server;
  /** Stops listening, ends sockets and subscriptions. */
  close(): Promise<void>;
}

/** Room for the new contents of a few large files. */
const BODY_LIMIT_BYTES = 10 * 1024 * 1024;
const SOCKET_LIMIT_BYTES = 256 * 1024;
/** Below what proxies take for silence, which is a minute as a rule. */
const KEEP_ALIVE_MS = 20_000;
/** Longer than proxies and clients hold an idle connection: one that we end first can meet a request on its way, which fails then. */
const IDLE_CONNECTION_MS = 75_000;

/** Mistakes outside of a union (queries, subscriptions) keep code, hint and suggestions; bugs are masked and logged once. */
function createApi({ services, logger }: HttpOptions): Yoga {
  return createYoga<Pick<Context, 'caller'>, Context>({
    schema,
    graphqlEndpoint: ENDPOINT,
    // The gate says who may read an answer.
    cors: false,
    landingPage: false,
    graphiql: { subscriptionsProtocol: 'WS', title: 'Supernova GraphQL' },
    context: ({ caller }) => ({ ...services, caller }),
    plugins: [shareExecutions()],
    logging: { debug: () => undefined, info: () => undefined, warn: (...args) => logger.warn({ args }, 'graphql'), error: () => undefined },
    maskedErrors: {
      maskError: (error, message, isDev) => {
        const original = error instanceof GraphQLError ? error.originalError : error;
        if (original instanceof DomainError) return new GraphQLError(original.message, { extensions: { code: original.code, hint: original.hint, ...(isSuggesting(original) && { suggestions: original.suggestions }) } });
        if (!(error instanceof GraphQLError) || original) logger.error({ err: original ?? error }, 'a resolver failed');
        return maskError(error, message, isDev);
      },
    },
  });
}

function refuse(response: ServerResponse, refusal: { status: number; message: string }): void {
  response.writeHead(refusal.status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${refusal.message}\n`);
}

async function answerApi(request: IncomingMessage, response: ServerResponse, { yoga, options: { services: { tokens } } }: { yoga: Yoga; options: HttpOptions }): Promise<void> {
  let caller: Caller | null = null;
  try {
    if (!asksForExplorer(request)) caller = await admit(tokens, bearerOf(request), request);
  } catch (error) {
    if (error instanceof TokenError) return refuseToken(response, error);
    throw error;
  }
  // An answer can stay open: subscriptions are served here too.
  if (tokens.isAskedFor && caller && !response.closed) response.once('close', tokens.follow(caller.tokenId, () => response.destroy()));
  await yoga(request, response, { caller });
}

async function answer(request: IncomingMessage, response: ServerResponse, { yoga, options }: { yoga: Yoga; options: HttpOptions }): Promise<void> {
  const refusal = refuseRequest(request, options.gate);
  if (refusal) return refuse(response, refusal);
  if (answerOrigin(request, response, options.gate)) return;
  if (Number(request.headers['content-length'] ?? 0) > BODY_LIMIT_BYTES) return refuse(response, { status: 413, message: `A request has at most ${BODY_LIMIT_BYTES} bytes.` });
  // Without a length the limit could only be kept by reading.
  if (request.headers['transfer-encoding'] !== undefined) return refuse(response, { status: 411, message: 'A request must say how many bytes it has.' });
  const path = new URL(request.url ?? '/', 'http://localhost').pathname;
  if (path === ENDPOINT) return answerApi(request, response, { yoga, options });
  await servePage(options.pageFolder, path, request, response);
}

export function createHttp(options: HttpOptions): HttpServer {
  const yoga = createApi(options);
  const sockets = new WebSocketServer({ noServer: true, maxPayload: SOCKET_LIMIT_BYTES });
  const serving = serveSockets(yoga, sockets, { keepAliveMs: options.keepAliveMs ?? KEEP_ALIVE_MS, tokens: options.services.tokens });
  const server = createServer((request, response) => {
    answer(request, response, { yoga, options }).catch((error: unknown) => {
      options.logger.error({ err: error }, 'a request failed');
      if (!response.headersSent) refuse(response, { status: 500, message: 'The server made a mistake; its log says more.' });
      else response.destroy();
    });
  });
  server.keepAliveTimeout = IDLE_CONNECTION_MS;
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const refusal = refuseRequest(request, options.gate) ?? (request.url?.split('?')[0] === ENDPOINT ? null : { status: 404, message: 'There is no socket here.' });
    if (refusal) return void socket.end(`HTTP/1.1 ${refusal.status} Refused\r\nconnection: close\r\ncontent-type: text/plain\r\n\r\n${refusal.message}\n`);
    sockets.handleUpgrade(request, socket, head, (client) => sockets.emit('connection', client, request));
  });
  return {
    server,
    async close() {
      await serving.dispose();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await yoga.dispose();
    },
  };
}

// The HTTP server: page, GraphQL and websockets on one port. Owns what is let in; knows no resolver.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { GraphQLError } from 'graphql';
import { createYoga, maskError, type YogaServerInstance } from 'graphql-yoga';
import { useServer } from 'graphql-ws/use/ws';
import type { Logger } from 'pino';
import { WebSocketServer } from 'ws';
import { DomainError } from '../errors.ts';
import type { Context, Services } from './context.ts';
import { refuseRequest, type Gate } from './gate.ts';
import { servePage } from './page.ts';
import { schema } from './schema.ts';
import { shareExecutions } from './share-executions.ts';

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

const ENDPOINT = '/graphql';
/** Room for the new contents of a few large files. */
const BODY_LIMIT_BYTES = 10 * 1024 * 1024;
const SOCKET_LIMIT_BYTES = 256 * 1024;
/** Below what proxies take for silence, which is a minute as a rule. */
const KEEP_ALIVE_MS = 20_000;
/** What is open on one socket; a page has a handful. */
const MOST_OPERATIONS = 200;

type Yoga = YogaServerInstance<object, Context>;

/** Mistakes outside of a union (queries, subscriptions) keep code and hint; bugs are masked and logged once. */
function createApi({ services, logger }: HttpOptions): Yoga {
  return createYoga<object, Context>({
    schema,
    graphqlEndpoint: ENDPOINT,
    landingPage: false,
    graphiql: { subscriptionsProtocol: 'WS', title: 'Supernova GraphQL' },
    context: () => services,
    plugins: [shareExecutions()],
    logging: { debug: () => undefined, info: () => undefined, warn: (...args) => logger.warn({ args }, 'graphql'), error: () => undefined },
    maskedErrors: {
      maskError: (error, message, isDev) => {
        const original = error instanceof GraphQLError ? error.originalError : error;
        if (original instanceof DomainError) return new GraphQLError(original.message, { extensions: { code: original.code, hint: original.hint } });
        if (!(error instanceof GraphQLError) || original) logger.error({ err: original ?? error }, 'a resolver failed');
        return maskError(error, message, isDev);
      },
    },
  });
}

interface Subscriber {
  readonly execute: (args: unknown) => unknown;
  readonly subscribe: (args: unknown) => unknown;
}

/**
 * A message is sent when the one before has left for the network: of a subscriber that does not read, one message waits here for each of
 * its subscriptions and nothing more is read from the database. It answers no ping either, so it is dropped; it comes back with the last
 * number it has.
 */
function serveSockets(yoga: Yoga, sockets: WebSocketServer, keepAliveMs: number) {
  return useServer(
    {
      execute: (args) => (args.rootValue as Subscriber).execute(args) as never,
      subscribe: (args) => (args.rootValue as Subscriber).subscribe(args) as never,
      onSubscribe: async (ctx, _id, params) => {
        if (Object.keys(ctx.subscriptions).length > MOST_OPERATIONS) return [new GraphQLError(`A socket has at most ${MOST_OPERATIONS} operations at a time; this one was not begun.`, { extensions: { code: 'TOO_MANY_OPERATIONS', hint: 'Complete some of them first.' } })];
        const { schema: executable, execute, subscribe, contextFactory, parse, validate } = yoga.getEnveloped({ ...ctx, req: ctx.extra.request, socket: ctx.extra.socket, params });
        const args = {
          schema: executable,
          operationName: params.operationName ?? null,
          document: parse(params.query),
          variableValues: params.variables ?? null,
          contextValue: (await contextFactory()) as Context,
          rootValue: { execute, subscribe },
        };
        const errors = validate(args.schema, args.document) as GraphQLError[];
        return errors.length > 0 ? errors : args;
      },
    },
    sockets,
    keepAliveMs,
  );
}

function refuse(response: ServerResponse, refusal: { status: number; message: string }): void {
  response.writeHead(refusal.status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${refusal.message}\n`);
}

async function answer(request: IncomingMessage, response: ServerResponse, { yoga, options }: { yoga: Yoga; options: HttpOptions }): Promise<void> {
  const refusal = refuseRequest(request, options.gate);
  if (refusal) return refuse(response, refusal);
  if (Number(request.headers['content-length'] ?? 0) > BODY_LIMIT_BYTES) return refuse(response, { status: 413, message: `A request has at most ${BODY_LIMIT_BYTES} bytes.` });
  // Without a length the limit could only be kept by reading.
  if (request.headers['transfer-encoding'] !== undefined) return refuse(response, { status: 411, message: 'A request must say how many bytes it has.' });
  const path = new URL(request.url ?? '/', 'http://localhost').pathname;
  if (path === ENDPOINT) return void (await yoga(request, response));
  await servePage(options.pageFolder, path, request, response);
}

export function createHttp(options: HttpOptions): HttpServer {
  const yoga = createApi(options);
  const sockets = new WebSocketServer({ noServer: true, maxPayload: SOCKET_LIMIT_BYTES });
  const serving = serveSockets(yoga, sockets, options.keepAliveMs ?? KEEP_ALIVE_MS);
  const server = createServer((request, response) => {
    answer(request, response, { yoga, options }).catch((error: unknown) => {
      options.logger.error({ err: error }, 'a request failed');
      if (!response.headersSent) refuse(response, { status: 500, message: 'The server made a mistake; its log says more.' });
      else response.destroy();
    });
  });
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

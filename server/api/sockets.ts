// GraphQL on websockets: who is let in, and what is open on a socket. Owns the protocol; knows no resolver.
import { GraphQLError } from 'graphql';
import type { YogaServerInstance } from 'graphql-yoga';
import type { ServerOptions } from 'graphql-ws';
import { useServer, type Extra } from 'graphql-ws/use/ws';
import { WebSocket, type WebSocketServer } from 'ws';
import { TokenError } from '../tokens/errors.ts';
import type { Caller, Tokens } from '../tokens/service.ts';
import { admit, bearerOf, CLOSE_REFUSED, closeReasonOf } from './admission.ts';
import type { Context } from './context.ts';
import { gatherSends } from './gather-sends.ts';

/** What is open on one socket; a page has a handful. */
const MOST_OPERATIONS = 200;

export type Yoga = YogaServerInstance<Pick<Context, 'caller'>, Context>;

interface Subscriber {
  readonly execute: (args: unknown) => unknown;
  readonly subscribe: (args: unknown) => unknown;
}

/** What is kept of a socket: whose token it was opened with, why that holds no more, and what stops looking at it. */
interface Admitted extends Record<PropertyKey, unknown> {
  caller: Caller | null;
  ended: TokenError | null;
  leave: () => void;
}

type SocketContext = Parameters<NonNullable<ServerOptions<{ token?: unknown }, Extra & Partial<Admitted>>['onConnect']>>[0];

/** False where the socket is not let in; it is closed with why. One that is let in is closed when its token holds no more. */
async function admitSocket({ connectionParams, extra }: SocketContext, tokens: Tokens): Promise<boolean> {
  const end = (error: TokenError) => {
    extra.ended = error;
    extra.socket.close(CLOSE_REFUSED, closeReasonOf(error));
  };
  const given = connectionParams?.token;
  try {
    extra.caller = await admit(tokens, typeof given === 'string' ? given : bearerOf(extra.request), extra.request);
  } catch (error) {
    if (!(error instanceof TokenError)) throw error;
    end(error);
    return false;
  }
  if (tokens.isAskedFor && extra.caller && extra.socket.readyState === WebSocket.OPEN) extra.leave = tokens.follow(extra.caller.tokenId, end);
  return true;
}

/**
 * A message is sent when those before have left for the network, or are few (`gather-sends.ts`): of a subscriber that does not read, 16 KB
 * and one message for each of its subscriptions wait here and nothing more is read from the database. It answers no ping either, so it is
 * dropped; it comes back with the last number it has.
 */
export function serveSockets(yoga: Yoga, sockets: WebSocketServer, { keepAliveMs, tokens }: { keepAliveMs: number; tokens: Tokens }) {
  sockets.on('connection', (client, request) => gatherSends(client, request.socket));
  return useServer<{ token?: unknown }, Admitted>(
    {
      onConnect: (ctx) => admitSocket(ctx, tokens),
      onClose: ({ extra }) => extra.leave?.(),
      execute: (args) => (args.rootValue as Subscriber).execute(args) as never,
      subscribe: (args) => (args.rootValue as Subscriber).subscribe(args) as never,
      onSubscribe: async (ctx, _id, params) => {
        // A socket that is being closed still hears whoever does not answer the closing.
        if (ctx.extra.ended) return [new GraphQLError(ctx.extra.ended.message, { extensions: { code: ctx.extra.ended.code, hint: ctx.extra.ended.hint } })];
        if (Object.keys(ctx.subscriptions).length > MOST_OPERATIONS) return [new GraphQLError(`A socket has at most ${MOST_OPERATIONS} operations at a time; this one was not begun.`, { extensions: { code: 'TOO_MANY_OPERATIONS', hint: 'Complete some of them first.' } })];
        const { schema: executable, execute, subscribe, contextFactory, parse, validate } = yoga.getEnveloped({ ...ctx, req: ctx.extra.request, socket: ctx.extra.socket, params, caller: ctx.extra.caller ?? null });
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

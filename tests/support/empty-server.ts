// A server of which a page can be told that it says nothing, cannot be reached, or has nothing. Its answers fit the real schema.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, graphql, isEnumType, isListType, isNonNullType, isScalarType, type GraphQLFieldResolver, type GraphQLOutputType } from 'graphql';
import { Client, fetchExchange } from 'urql';
import { initialConnection, type ConnectionState } from '../../web/shared/connection-state.ts';
import type { ServerLink } from '../../web/shared/server-link.ts';
import { findPackageRoot } from '../../server/config.ts';

const schema = buildSchema(readFileSync(join(findPackageRoot(), 'web/schema.graphql'), 'utf8'));

/** What is there even in a server without content. */
const THERE = new Set(['room', 'node', 'run']);
const SCALARS: Readonly<Record<string, unknown>> = { String: '', Int: 0, Float: 0, Boolean: false, ID: 'id', DateTime: '2026-01-01T00:00:00.000Z' };

function emptyOf(type: GraphQLOutputType): unknown {
  if (isNonNullType(type)) return emptyOf(type.ofType);
  if (isListType(type)) return [];
  if (isEnumType(type)) return type.getValues()[0]?.value;
  if (isScalarType(type)) return SCALARS[type.name] ?? {};
  return { __typename: type.name === 'Node' ? 'Room' : type.name };
}

const resolveEmpty: GraphQLFieldResolver<unknown, unknown> = (_source, _args, _context, { returnType, fieldName }) => (isNonNullType(returnType) || THERE.has(fieldName) ? emptyOf(returnType) : null);

export type Manner = 'silent' | 'away' | 'empty';

export interface EmptyServer {
  readonly link: ServerLink;
  /** The names of the operations it was asked. */
  readonly asked: string[];
  manner: Manner;
  connect(state: Partial<ConnectionState>): void;
}

export function openEmptyServer(manner: Manner): EmptyServer {
  const asked: string[] = [];
  const listeners = new Set<() => void>();
  let state: ConnectionState = { ...initialConnection, status: 'CONNECTED', generation: 1 };
  const answer = async (_url: unknown, request?: RequestInit): Promise<Response> => {
    const { query, variables, operationName } = JSON.parse(String(request?.body)) as { query: string; variables: Record<string, unknown>; operationName: string };
    asked.push(operationName);
    if (server.manner === 'silent') return new Promise(() => {});
    if (server.manner === 'away') throw new TypeError('fetch failed');
    const result = await graphql({ schema, source: query, variableValues: variables, fieldResolver: resolveEmpty });
    return new Response(JSON.stringify(result), { headers: { 'content-type': 'application/json' } });
  };
  const open = () => new Client({ url: 'http://server/graphql', preferGetMethod: false, exchanges: [fetchExchange], fetch: answer as typeof fetch });
  const silent = { subscribe: () => () => {} } as unknown as ServerLink['connection']['client'];
  const server: EmptyServer = {
    asked,
    manner,
    link: {
      client: open(),
      plainClient: open(),
      connection: { client: silent, getState: () => state, onChange: (listener) => (listeners.add(listener), () => listeners.delete(listener)), close: () => {} },
    },
    connect(change) {
      state = { ...state, ...change };
      for (const listener of listeners) listener();
    },
  };
  return server;
}

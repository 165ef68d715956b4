// A client of a server, wherever it runs: requests, and subscriptions on sockets of their own. Needs no test runner.
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print, type DocumentNode } from 'graphql';
import { createClient, type Client } from 'graphql-ws';
import { WebSocket } from 'ws';

export interface GraphQLAnswer<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: Readonly<Record<string, unknown>> }[];
}

/** What a client of a server can do, wherever the server runs. */
export interface ApiClient {
  readonly url: string;
  readonly wsUrl: string;
  /** The data of an operation; rejects when there are errors outside of a union. */
  graphql<Data, Variables>(document: TypedDocumentNode<Data, Variables>, variables: Variables): Promise<Data>;
  /** The answer to any operation as it came. */
  send(query: string, variables?: object): Promise<GraphQLAnswer<Record<string, unknown>>>;
  /** A subscription on a socket of its own; `return` closes both. */
  subscribe<Data, Variables>(document: TypedDocumentNode<Data, Variables>, variables: Variables): AsyncGenerator<Data, void>;
  /** Drops every socket. */
  dispose(): Promise<void>;
}

/** A client of a server that listens on a port of this machine; it sends the token with everything. */
export function connectApi(port: number, token?: string): ApiClient {
  const url = `http://127.0.0.1:${port}/graphql`;
  const wsUrl = `ws://127.0.0.1:${port}/graphql`;
  const open = new Set<Client>();
  const send = async (query: string, variables: object = {}): Promise<GraphQLAnswer<Record<string, unknown>>> => {
    const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) }, body: JSON.stringify({ query, variables }) });
    return (await response.json()) as GraphQLAnswer<Record<string, unknown>>;
  };
  return {
    url,
    wsUrl,
    send,
    async graphql<Data, Variables>(document: TypedDocumentNode<Data, Variables>, variables: Variables) {
      const { data, errors } = await send(print(document as DocumentNode), variables as object);
      if (errors || !data) throw new Error(`the operation failed: ${JSON.stringify(errors)}`);
      return data as Data;
    },
    async *subscribe<Data, Variables>(document: TypedDocumentNode<Data, Variables>, variables: Variables) {
      const client = createClient({ url: wsUrl, webSocketImpl: WebSocket, retryAttempts: 0, ...(token === undefined ? {} : { connectionParams: { token } }) });
      open.add(client);
      try {
        for await (const { data, errors } of client.iterate<Data>({ query: print(document as DocumentNode), variables: variables as Record<string, unknown> })) {
          if (errors || !data) throw new Error(`the subscription failed: ${JSON.stringify(errors)}`);
          yield data;
        }
      } finally {
        open.delete(client);
        await client.dispose();
      }
    },
    async dispose() {
      await Promise.all([...open].map((client) => client.dispose()));
    },
  };
}

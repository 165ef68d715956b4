import { createContext, useContext } from 'react';
import type { Client } from 'urql';
import type { Connection } from './connection.ts';

/** The ways to one server. */
export interface ServerLink {
  /** Queries and mutations. What has an id is one entity wherever it is shown: a run that history fetched again also moves in the open panel. */
  client: Client;
  /** Questions and saves that carry whole files: nothing of them is kept. */
  plainClient: Client;
  /** Subscriptions. */
  connection: Connection;
}

export const ServerLinkContext = createContext<ServerLink | null>(null);

export function useServerLink(): ServerLink {
  const link = useContext(ServerLinkContext);
  if (!link) throw new Error('nothing above this component says which server it talks to');
  return link;
}

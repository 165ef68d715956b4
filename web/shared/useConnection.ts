import { useSyncExternalStore } from 'react';
import type { ConnectionState } from './connection-state.ts';
import { useServerLink } from './server-link.ts';

export function useConnection(): ConnectionState {
  const { connection } = useServerLink();
  return useSyncExternalStore(connection.onChange, connection.getState);
}

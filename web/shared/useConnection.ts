import { useSyncExternalStore } from 'react';
import { connection } from '../urql.ts';
import type { ConnectionState } from './connection-state.ts';

export function useConnection(): ConnectionState {
  return useSyncExternalStore(connection.onChange, connection.getState);
}

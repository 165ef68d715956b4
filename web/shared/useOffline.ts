import type { ConnectionState } from './connection-state.ts';
import { formatClock } from './format.ts';
import { useConnection } from './useConnection.ts';

/** Why nothing can be asked of the server now; null where it can. Before the first connection there is nothing yet that could be missed. */
export function describeOffline({ status, lostAtMs }: Pick<ConnectionState, 'status' | 'lostAtMs'>): string | null {
  if (status === 'CONNECTED' || status === 'CONNECTING') return null;
  return lostAtMs === null ? 'The server cannot be reached.' : `The server cannot be reached since ${formatClock(lostAtMs)}.`;
}

export function useOffline(): string | null {
  return describeOffline(useConnection());
}

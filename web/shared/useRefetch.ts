import { useEffect, useRef } from 'react';
import { useConnection } from './useConnection.ts';

interface Asking {
  fetching: boolean;
  stale: boolean;
  /** Whether the last answer was none. */
  hasFailed: boolean;
  execute: (options: { requestPolicy: 'network-only' }) => void;
}

/** Asks a query again whenever `version` changes, and after every break of the connection. One question at a time: what changes while it is open is asked for once it is answered. */
export function useRefetch(version: string, { fetching, stale, hasFailed, execute }: Asking): void {
  const { generation } = useConnection();
  const asked = useRef({ version, generation });
  useEffect(() => {
    if (fetching || stale) return;
    // The first connection tells nothing new to who was answered before it.
    const isMissed = generation > (hasFailed ? asked.current.generation : Math.max(1, asked.current.generation));
    if (asked.current.version === version && !isMissed) return;
    asked.current = { version, generation };
    execute({ requestPolicy: 'network-only' });
  }, [version, generation, fetching, stale, hasFailed, execute]);
}

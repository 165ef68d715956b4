import { useEffect, useRef } from 'react';

interface Asking {
  fetching: boolean;
  stale: boolean;
  execute: (options: { requestPolicy: 'network-only' }) => void;
}

/** Asks a query again whenever `version` changes. One question at a time: what changes while it is open is asked for once it is answered. */
export function useRefetch(version: string, { fetching, stale, execute }: Asking): void {
  const asked = useRef(version);
  useEffect(() => {
    if (fetching || stale || asked.current === version) return;
    asked.current = version;
    execute({ requestPolicy: 'network-only' });
  }, [version, fetching, stale, execute]);
}

import { useEffect } from 'react';
import { useQuery } from 'urql';
import { WorkersDocument } from './run-documents.ts';

const ASK_AGAIN_MS = 3_000;

/** How many workers live, asked again every few seconds for as long as it is shown; null until it is known. */
export function useWorkers(): number | null {
  const [{ data }, execute] = useQuery({ query: WorkersDocument, requestPolicy: 'network-only' });
  useEffect(() => {
    const timer = setInterval(() => execute({ requestPolicy: 'network-only' }), ASK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [execute]);
  return data?.workers.length ?? null;
}

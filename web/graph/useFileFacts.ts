import { useQuery } from 'urql';
import { failureOfRequest, type Failure } from '../shared/failure.ts';
import { FileFactsDocument, type FoundImpact } from './graph-documents.ts';

export interface FileFacts {
  /** Null until they are known. */
  readonly exports: readonly string[] | null;
  readonly impact: FoundImpact | null;
  readonly failure: Failure | null;
  readonly retry: () => void;
}

/** What a file exports, and who depends on it or on one of its exports. */
export function useFileFacts(roomId: string, { path, symbol }: { path: string | null; symbol: string | null }): FileFacts {
  const variables = { room: roomId, path: path ?? '', targetType: symbol === null ? ('FILE' as const) : ('SYMBOL' as const), targetId: symbol === null ? (path ?? '') : `${path}#${symbol}` };
  const [{ data, error }, execute] = useQuery({ query: FileFactsDocument, variables, pause: path === null, requestPolicy: 'cache-and-network' });
  return {
    exports: data?.room?.file?.exports ?? null,
    impact: data?.room?.findImpact ?? null,
    failure: error ? failureOfRequest(error) : null,
    retry: () => execute({ requestPolicy: 'network-only' }),
  };
}

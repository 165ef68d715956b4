import { useQuery } from 'urql';
import { failureOfRequest, type Failure } from '../shared/failure.ts';
import { useConnection } from '../shared/useConnection.ts';
import { useRefetch } from '../shared/useRefetch.ts';
import { questionOf, type ListState } from './list-state.ts';
import { ReceiptListDocument, type ListedRun } from './receipts-documents.ts';

export interface ReceiptList {
  runs: ListedRun[];
  totalCount: number;
  /** The cursor of the next page; null on the last one. */
  older: string | null;
  isLoading: boolean;
  failure: Failure | null;
  retry: () => void;
}

/** One page of the runs of a room, fetched again whenever one of them moved and after every reconnect. */
export function useReceiptList(roomId: string, state: ListState, lastMove: number): ReceiptList {
  const [{ data, error, fetching, stale }, execute] = useQuery({ query: ReceiptListDocument, variables: { room: roomId, ...questionOf(state) }, requestPolicy: 'cache-and-network' });
  const { generation } = useConnection();
  useRefetch(`${lastMove} ${generation}`, { fetching, stale, execute });
  const runs = data?.room?.runs;
  return {
    runs: runs?.edges.flatMap((edge) => edge?.node ?? []) ?? [],
    totalCount: runs?.totalCount ?? 0,
    older: runs?.pageInfo.hasNextPage ? (runs.pageInfo.endCursor ?? null) : null,
    isLoading: !runs && !error,
    failure: !runs && error ? failureOfRequest(error) : null,
    retry: () => execute({ requestPolicy: 'network-only' }),
  };
}

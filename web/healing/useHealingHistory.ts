import { useState } from 'react';
import { useQuery } from 'urql';
import type { ResultOf } from '../graphql.ts';
import { failureOfRequest, type Failure } from '../shared/failure.ts';
import { useConnection } from '../shared/useConnection.ts';
import { useRefetch } from '../shared/useRefetch.ts';
import { HealingStatusDocument } from './healing-documents.ts';
import { useRoomProgress } from './useRoomProgress.ts';

export type PastRun = NonNullable<ResultOf<typeof HealingStatusDocument>['healingStatus']['edges'][number]>['node'];

export interface HealingHistory {
  runs: PastRun[];
  totalCount: number;
  isLoading: boolean;
  failure: Failure | null;
  /** Fetches the latest runs again. */
  refresh: () => void;
}

/** The latest runs of a room, fetched again whenever one of its runs moved and after every reconnect. The component that uses it is keyed by the room. */
export function useHealingHistory(roomId: string, first = 10): HealingHistory {
  const [{ data, error, fetching, stale }, execute] = useQuery({ query: HealingStatusDocument, variables: { room: roomId, first }, requestPolicy: 'cache-and-network' });
  const { lastMove } = useRoomProgress(roomId);
  const { generation } = useConnection();
  const [wish, setWish] = useState(0);
  useRefetch(`${lastMove} ${generation} ${wish}`, { fetching, stale, execute });
  return {
    runs: data?.healingStatus.edges.flatMap((edge) => edge?.node ?? []) ?? [],
    totalCount: data?.healingStatus.totalCount ?? 0,
    isLoading: !data && fetching,
    failure: !data && error ? failureOfRequest(error) : null,
    refresh: () => setWish((wishes) => wishes + 1),
  };
}

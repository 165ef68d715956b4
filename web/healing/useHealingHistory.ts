import { useEffect, useRef } from 'react';
import { useQuery } from 'urql';
import type { ResultOf } from '../graphql.ts';
import { failureOfRequest, type Failure } from '../shared/failure.ts';
import { useConnection } from '../shared/useConnection.ts';
import { useLiveSubscription } from '../shared/useLiveSubscription.ts';
import { HealingStatusDocument, RoomActivityDocument } from './healing-documents.ts';

export type PastRun = NonNullable<ResultOf<typeof HealingStatusDocument>['healingStatus']['edges'][number]>['node'];

export interface HealingHistory {
  runs: PastRun[];
  totalCount: number;
  isLoading: boolean;
  failure: Failure | null;
  /** Fetches the latest runs again. */
  refresh: () => void;
}

/** The latest runs of a room, fetched again whenever something happens in it and after every reconnect. */
export function useHealingHistory(roomId: string): HealingHistory {
  const [{ data, error, fetching, stale }, execute] = useQuery({ query: HealingStatusDocument, variables: { room: roomId }, requestPolicy: 'cache-and-network' });
  const { generation } = useConnection();
  const wanted = useRef(false);
  const refresh = () => {
    // One question at a time; what happens while it is open is asked for once it is answered.
    wanted.current = fetching || stale;
    if (!wanted.current) execute({ requestPolicy: 'network-only' });
  };

  useLiveSubscription(roomId, RoomActivityDocument, { variables: () => ({ roomId }), next: refresh });

  useEffect(() => {
    if (fetching || stale || !wanted.current) return;
    wanted.current = false;
    execute({ requestPolicy: 'network-only' });
  }, [fetching, stale, execute]);

  useEffect(() => {
    // The first connection belongs to the first fetch; every later one may have missed activity.
    if (generation > 1) execute({ requestPolicy: 'network-only' });
  }, [generation, execute]);

  return {
    runs: data?.healingStatus.edges.flatMap((edge) => edge?.node ?? []) ?? [],
    totalCount: data?.healingStatus.totalCount ?? 0,
    isLoading: !data && fetching,
    failure: !data && error ? failureOfRequest(error) : null,
    refresh,
  };
}

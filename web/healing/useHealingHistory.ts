import { useEffect, useRef, useState } from 'react';
import { useQuery } from 'urql';
import type { ResultOf } from '../graphql.ts';
import { failureOfRequest, type Failure } from '../shared/failure.ts';
import { useConnection } from '../shared/useConnection.ts';
import { useFollower } from '../shared/useFollower.ts';
import { connection } from '../urql.ts';
import { followRoom } from './follow-room.ts';
import { HealingStatusDocument } from './healing-documents.ts';
import { noRoomProgress } from './room-activity.ts';

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
  const { lastMove } = useFollower(roomId, { client: connection.client, follow: followRoom, initial: noRoomProgress });
  const { generation } = useConnection();
  const [wish, setWish] = useState(0);
  const asked = useRef({ lastMove, generation, wish });

  useEffect(() => {
    // One question at a time; what happens while it is open is asked for once it is answered.
    if (fetching || stale) return;
    const isAnswered = asked.current.lastMove === lastMove && asked.current.generation === generation && asked.current.wish === wish;
    if (isAnswered) return;
    asked.current = { lastMove, generation, wish };
    execute({ requestPolicy: 'network-only' });
  }, [lastMove, generation, wish, fetching, stale, execute]);

  return {
    runs: data?.healingStatus.edges.flatMap((edge) => edge?.node ?? []) ?? [],
    totalCount: data?.healingStatus.totalCount ?? 0,
    isLoading: !data && fetching,
    failure: !data && error ? failureOfRequest(error) : null,
    refresh: () => setWish((wishes) => wishes + 1),
  };
}

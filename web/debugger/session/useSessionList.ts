// The sessions of a room. Owns the pages and when they are fetched again.
import { useEffect, useRef, useState } from 'react';
import { useClient, useQuery } from 'urql';
import type { ResultOf } from '../../graphql.ts';
import { failureOfRequest, type Failure } from '../../shared/failure.ts';
import { useConnection } from '../../shared/useConnection.ts';
import { useLastKnown } from '../../shared/useLastKnown.ts';
import { SessionListDocument, type ListedSession } from '../debugger-documents.ts';
import { mergePages } from './merge-pages.ts';

const PAGE = 10;

type Page = ResultOf<typeof SessionListDocument>['debugSessions'];

export interface SessionList {
  sessions: ListedSession[];
  totalCount: number;
  isLoading: boolean;
  isLoadingMore: boolean;
  failure: Failure | null;
  refresh: () => void;
  /** Fetches the next older page; null where there is none. */
  showMore: (() => void) | null;
}

const nodesOf = (page: Page | null | undefined): ListedSession[] => page?.edges.flatMap((edge) => edge?.node ?? []) ?? [];

/** The sessions of a room, newest first: the first page kept fresh, older ones when asked. The component that uses it is keyed by the room. */
export function useSessionList(roomId: string): SessionList {
  const client = useClient();
  const [{ data, error, fetching, stale }, execute] = useQuery({ query: SessionListDocument, variables: { room: roomId, first: PAGE, after: null }, requestPolicy: 'cache-and-network' });
  const [older, setOlder] = useState<Page[]>([]);
  const [isLoadingMore, setLoadingMore] = useState(false);
  const [moreFailure, setMoreFailure] = useState<Failure | null>(null);
  const { generation } = useConnection();
  const wanted = useRef(false);
  const first = useLastKnown(data)?.debugSessions;
  const last = older.at(-1) ?? first;

  const refresh = () => {
    // One question at a time; what happens while it is open is asked for once it is answered.
    wanted.current = fetching || stale;
    if (!wanted.current) execute({ requestPolicy: 'network-only' });
  };
  useEffect(() => {
    if (fetching || stale || !wanted.current) return;
    wanted.current = false;
    execute({ requestPolicy: 'network-only' });
  }, [fetching, stale, execute]);
  useEffect(() => {
    // The first connection belongs to the first fetch; every later one may have missed sessions.
    if (generation > 1) execute({ requestPolicy: 'network-only' });
  }, [generation, execute]);

  const showMore = async () => {
    setLoadingMore(true);
    setMoreFailure(null);
    const result = await client.query(SessionListDocument, { room: roomId, first: PAGE, after: last?.pageInfo.endCursor ?? null }, { requestPolicy: 'network-only' }).toPromise();
    if (result.error) setMoreFailure(failureOfRequest(result.error));
    const page = result.data?.debugSessions;
    if (page) setOlder((pages) => [...pages, page]);
    setLoadingMore(false);
  };

  return {
    sessions: mergePages([first, ...older].map(nodesOf)),
    totalCount: first?.totalCount ?? 0,
    isLoading: !first && fetching,
    isLoadingMore,
    failure: moreFailure ?? (!first && error ? failureOfRequest(error) : null),
    refresh,
    showMore: last?.pageInfo.hasNextPage ? () => void showMore() : null,
  };
}

// The sessions of a room, live, for React. Owns what is asked of the server; `follow-session-list.ts` owns when.
import { useEffect, useState, useSyncExternalStore } from 'react';
import { CombinedError, useClient } from 'urql';
import { failureOf, failureOfRequest, type Failure } from '../../shared/failure.ts';
import { SessionListDocument, type ListedSession } from '../debugger-documents.ts';
import { followSessionList } from './follow-session-list.ts';
import { useSessionNews } from './useSessionNews.ts';

const PAGE = 10;

export interface SessionList {
  sessions: readonly ListedSession[];
  totalCount: number;
  isLoading: boolean;
  isLoadingMore: boolean;
  failure: Failure | null;
  refresh: () => void;
  /** Fetches the next older page; null where there is none. */
  showMore: (() => void) | null;
}

const asFailure = (error: unknown): Failure => (error instanceof CombinedError ? failureOfRequest(error) : failureOf({ message: 'The server sent an empty answer.' }));

/** The sessions of a room, newest first: read once, and moved by every event from then on, over lost sockets and servers. The component that uses it is keyed by the room. */
export function useSessionList(roomId: string): SessionList {
  const client = useClient();
  const [follower] = useState(() =>
    followSessionList(async (after) => {
      const { data, error } = await client.query(SessionListDocument, { room: roomId, first: PAGE, after }, { requestPolicy: 'network-only' }).toPromise();
      if (!data) throw error ?? new Error('there is no data');
      return data.debugSessions;
    }),
  );
  const { sessions, totalCount, olderFrom, isLoading, isLoadingMore, error } = useSyncExternalStore(follower.onChange, follower.getReading);
  useEffect(() => void follower.refresh(), [follower]);
  useSessionNews(roomId, follower.move);
  return {
    sessions, totalCount, isLoading, isLoadingMore,
    failure: error === null ? null : asFailure(error),
    refresh: () => void follower.refresh(),
    showMore: olderFrom === null ? null : () => void follower.showMore(),
  };
}

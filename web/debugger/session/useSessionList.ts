// The sessions of a room, live, for React. Owns what is asked of the server; `follow-session-list.ts` owns when.
import { useEffect, useState, useSyncExternalStore } from 'react';
import { CombinedError, useClient } from 'urql';
import { failureOf, failureOfRequest, type Failure } from '../../shared/failure.ts';
import type { Reading } from '../../shared/reading.ts';
import { SessionListDocument, type ListedSession } from '../debugger-documents.ts';
import { followSessionList } from './follow-session-list.ts';
import { useSessionNews } from './useSessionNews.ts';

const PAGE = 10;

export interface SessionList {
  reading: Reading<readonly ListedSession[]>;
  isLoadingMore: boolean;
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
  const { sessions, olderFrom, isLoading, isLoadingMore, readAtMs, error } = useSyncExternalStore(follower.onChange, follower.getReading);
  useEffect(() => void follower.refresh(), [follower]);
  useSessionNews(roomId, follower.move);
  const retry = () => void follower.refresh();
  const readNow = (): Reading<readonly ListedSession[]> => {
    if (isLoading) return { kind: 'loading' };
    if (readAtMs === null) return { kind: 'failed', failure: asFailure(error), retry };
    return { kind: 'ready', value: sessions, isReading: false, lapse: error === null ? null : { failure: asFailure(error), readAtMs }, retry };
  };
  return {
    reading: readNow(),
    isLoadingMore,
    refresh: retry,
    showMore: olderFrom === null ? null : () => void follower.showMore(),
  };
}

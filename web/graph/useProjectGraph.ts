import { useMemo } from 'react';
import { useQuery } from 'urql';
import { failureOf, failureOfRequest, type Failure } from '../shared/failure.ts';
import { useLastKnown } from '../shared/useLastKnown.ts';
import { ProjectGraphDocument } from './graph-documents.ts';
import { viewProject, type ProjectView } from './project-view.ts';

/** More files than this are not drawn; those with the fewest neighbours are left out. */
const MOST_FILES = 10_000;

const NO_ROOM = failureOf({ code: 'NOT_FOUND', message: 'This room does not exist.', hint: 'It may have been closed. Choose another one above.' });

export type GraphReading =
  | { kind: 'loading' }
  | { kind: 'failed'; failure: Failure; retry: () => void }
  | { kind: 'ready'; view: ProjectView; rootPath: string; isRefreshing: boolean; refreshFailure: Failure | null; refresh: () => void };

/** The import graph of a room, as it is on disk when the tab is opened or somebody asks again. */
export function useProjectGraph(roomId: string): GraphReading {
  const [{ data, error, fetching, stale }, execute] = useQuery({ query: ProjectGraphDocument, variables: { room: roomId, first: MOST_FILES }, requestPolicy: 'cache-and-network' });
  const room = useLastKnown(data?.room);
  // A graph that did not change is laid out once: what the cache and the server say is compared as a whole.
  const told = JSON.stringify(room?.projectGraph ?? null);
  const view = useMemo(() => {
    const columns = JSON.parse(told) as NonNullable<typeof room>['projectGraph'] | null;
    return columns && viewProject(columns);
  }, [told]);
  const refresh = () => execute({ requestPolicy: 'network-only' });
  if (view && room) return { kind: 'ready', view, rootPath: room.rootPath, isRefreshing: fetching || stale, refreshFailure: error ? failureOfRequest(error) : null, refresh };
  if (fetching) return { kind: 'loading' };
  return { kind: 'failed', failure: error ? failureOfRequest(error) : NO_ROOM, retry: refresh };
}

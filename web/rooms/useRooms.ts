import { useEffect } from 'react';
import { useQuery } from 'urql';
import { graphql, type ResultOf } from '../graphql.ts';
import { failureOfRequest, type Failure } from '../shared/failure.ts';
import { useConnection } from '../shared/useConnection.ts';
import { useLastKnown } from '../shared/useLastKnown.ts';

export const RoomsDocument = graphql(`
  query Rooms {
    rooms(first: 100) {
      edges { node { id name rootPath isSample graph { files edges unresolved unparsable tsconfigs } } }
    }
  }
`);

export type Room = NonNullable<ResultOf<typeof RoomsDocument>['rooms']['edges'][number]>['node'];

export type RoomsReading = { kind: 'loading' } | { kind: 'failed'; failure: Failure; retry: () => void } | { kind: 'ready'; rooms: Room[] };

/** The rooms of this server, fetched again after every reconnect. */
export function useRooms(): RoomsReading {
  const [{ data, error, fetching }, execute] = useQuery({ query: RoomsDocument });
  const { generation } = useConnection();
  const hasFailed = error !== undefined;
  useEffect(() => {
    if (generation > 1 || (generation === 1 && hasFailed)) execute({ requestPolicy: 'network-only' });
  }, [generation, hasFailed, execute]);
  const known = useLastKnown(data);
  if (known) return { kind: 'ready', rooms: known.rooms.edges.flatMap((edge) => edge?.node ?? []) };
  if (error && !fetching) return { kind: 'failed', failure: failureOfRequest(error), retry: () => execute({ requestPolicy: 'network-only' }) };
  return { kind: 'loading' };
}

import { graphql, type ResultOf } from '../graphql.ts';
import { mapReading, type Reading } from '../shared/reading.ts';
import { useReading } from '../shared/useReading.ts';

export const RoomsDocument = graphql(`
  query Rooms {
    rooms(first: 100) {
      edges { node { id name rootPath isSample } }
    }
  }
`);

export type Room = NonNullable<ResultOf<typeof RoomsDocument>['rooms']['edges'][number]>['node'];

/** The rooms of this server, read again when `version` changes and after every reconnect. */
export function useRooms(version: number): Reading<Room[]> {
  const reading = useReading({ query: RoomsDocument, variables: {}, find: ({ rooms }) => rooms, version });
  return mapReading(reading, ({ edges }) => edges.flatMap((edge) => edge?.node ?? []));
}

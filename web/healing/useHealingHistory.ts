import { useState } from 'react';
import type { ResultOf } from '../graphql.ts';
import { knownOf, mapReading, type Reading } from '../shared/reading.ts';
import { useReading } from '../shared/useReading.ts';
import { HealingStatusDocument } from './healing-documents.ts';
import { useRoomProgress } from './useRoomProgress.ts';

export type PastRun = NonNullable<ResultOf<typeof HealingStatusDocument>['healingStatus']['edges'][number]>['node'];

export interface HealingHistory {
  reading: Reading<PastRun[]>;
  /** None until they are known. */
  runs: PastRun[];
  /** Fetches the latest runs again. */
  refresh: () => void;
}

/** The latest runs of a room, fetched again whenever one of its runs moved and after every reconnect. The component that uses it is keyed by the room. */
export function useHealingHistory(roomId: string, first = 10): HealingHistory {
  const { lastMove } = useRoomProgress(roomId);
  const [wish, setWish] = useState(0);
  const reading = mapReading(
    useReading({ query: HealingStatusDocument, variables: { room: roomId, first }, find: ({ healingStatus }) => healingStatus, version: `${lastMove} ${wish}` }),
    ({ edges }) => edges.flatMap((edge) => edge?.node ?? []),
  );
  return { reading, runs: knownOf(reading) ?? [], refresh: () => setWish((wishes) => wishes + 1) };
}

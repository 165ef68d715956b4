import { useRoomChanges } from '../rooms/useRoomChanges.ts';
import { knownOf } from '../shared/reading.ts';
import { useReading } from '../shared/useReading.ts';
import { WorkersDocument } from './run-documents.ts';

/** How many workers live; null until it is known. */
export function useWorkers(roomId: string): number | null {
  return knownOf(useReading({ query: WorkersDocument, variables: {}, find: ({ workers }) => workers, version: useRoomChanges(roomId, 'workers') }))?.length ?? null;
}

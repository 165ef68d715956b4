import type { Client } from 'graphql-ws';
import { graphql, type ResultOf } from '../graphql.ts';
import { openSubscription } from '../shared/live-subscription.ts';

const RoomChangesDocument = graphql(`
  subscription RoomChanges($roomId: ID!) {
    roomChanges(roomId: $roomId)
  }
`);

type RoomChange = ResultOf<typeof RoomChangesDocument>['roomChanges'];

/** How often each sort of thing has changed: who shows one reads it again when its number changes. */
export interface ChangeCounts {
  files: number;
  settings: number;
  rooms: number;
  workers: number;
}

export const noChanges: ChangeCounts = { files: 0, settings: 0, rooms: 0, workers: 0 };

export function countChange(counts: ChangeCounts, change: RoomChange): ChangeCounts {
  const { files, settings, rooms, workers } = counts;
  switch (change) {
    case 'MISSED':
      return { files: files + 1, settings: settings + 1, rooms: rooms + 1, workers: workers + 1 };
    case 'FILES':
      return { ...counts, files: files + 1 };
    // Ignored folders are settings that change which files there are.
    case 'SETTINGS':
      return { ...counts, files: files + 1, settings: settings + 1 };
    case 'ROOMS':
      return { ...counts, rooms: rooms + 1 };
    case 'WORKERS':
      return { ...counts, workers: workers + 1 };
  }
}

export interface RoomChanges {
  getCounts: () => ChangeCounts;
  onChange: (listener: () => void) => () => void;
}

/** The changes of a room, followed for as long as somebody listens: one subscription, however many do. */
export function followRoomChanges(client: Client, roomId: string): RoomChanges {
  let counts = noChanges;
  let close: (() => void) | null = null;
  const listeners = new Set<() => void>();
  const open = () =>
    openSubscription({
      client,
      document: RoomChangesDocument,
      variables: () => ({ roomId }),
      next: ({ roomChanges }) => {
        counts = countChange(counts, roomChanges);
        for (const listener of listeners) listener();
      },
    }).close;
  return {
    getCounts: () => counts,
    onChange: (listener) => {
      listeners.add(listener);
      close ??= open();
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        close?.();
        close = null;
      };
    },
  };
}

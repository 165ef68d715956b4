import type { Client } from 'graphql-ws';
import { useSyncExternalStore } from 'react';
import { useServerLink } from '../shared/server-link.ts';
import { followRoomChanges, noChanges, type ChangeCounts, type RoomChanges } from './room-changes.ts';

const followed = new WeakMap<Client, Map<string, RoomChanges>>();

/** One for each room of a server, however many show it. */
function changesOf(client: Client, roomId: string): RoomChanges {
  const ofServer = followed.get(client) ?? new Map<string, RoomChanges>();
  followed.set(client, ofServer);
  const changes = ofServer.get(roomId) ?? followRoomChanges(client, roomId);
  ofServer.set(roomId, changes);
  return changes;
}

const nothing: RoomChanges = { getCounts: () => noChanges, onChange: () => () => {} };

/** How often something of one sort has changed in a room, or around it, since the page follows it; 0 while there is no room. */
export function useRoomChanges(roomId: string | null, sort: keyof ChangeCounts): number {
  const { connection } = useServerLink();
  const { onChange, getCounts } = roomId === null ? nothing : changesOf(connection.client, roomId);
  return useSyncExternalStore(onChange, () => getCounts()[sort]);
}

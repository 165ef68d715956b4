import type { Client } from 'graphql-ws';
import { followEvents, type Follower } from '../shared/follow-events.ts';
import { RoomActivityDocument } from './healing-documents.ts';
import { applyActivity, noRoomProgress, type RoomProgress } from './room-activity.ts';

/** Follows what happens in the runs of a room, from its newest event on. */
export function followRoom(client: Client, roomId: string): Follower<RoomProgress> {
  return followEvents({
    client,
    document: RoomActivityDocument,
    variables: ({ lastNumber }) => ({ roomId, after: lastNumber }),
    eventOf: ({ roomActivity }) => roomActivity,
    initial: noRoomProgress,
    apply: applyActivity,
  });
}

import { useServerLink } from '../shared/server-link.ts';
import { useFollower } from '../shared/useFollower.ts';
import { followRoom } from './follow-room.ts';
import { noRoomProgress, type RoomProgress } from './room-activity.ts';

/** How far the runs of a room have come, live: the number of the last event, and of the last one that moved a run. The component that uses it is keyed by the room. */
export function useRoomProgress(roomId: string): RoomProgress {
  return useFollower(roomId, { client: useServerLink().connection.client, follow: followRoom, initial: noRoomProgress });
}

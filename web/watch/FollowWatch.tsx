import { useWatchEvents } from './useWatch.ts';
import type { WatchEvent } from './watch-events.ts';

/** Shown, without showing anything, once the stored events are known. */
export function FollowWatch({ roomId, newest, onEvent }: { roomId: string; newest: number; onEvent: (event: WatchEvent) => void }) {
  useWatchEvents(roomId, { newest, onEvent });
  return null;
}

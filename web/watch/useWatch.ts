import { useMemo, useState } from 'react';
import { useMutation } from 'urql';
import { useRoomChanges } from '../rooms/useRoomChanges.ts';
import { outcomeOf, type Failure } from '../shared/failure.ts';
import { knownOf, type Reading } from '../shared/reading.ts';
import { useReading } from '../shared/useReading.ts';
import { useLiveSubscription } from '../shared/useLiveSubscription.ts';
import { RoomWatchDocument, SetWatchDocument, TakeSavesAsTheyAreDocument, WatchEventsDocument } from './watch-documents.ts';
import { addWatchEvents, openSuggestion, type WatchEvent, type WatchMode } from './watch-events.ts';

export interface RoomWatch {
  reading: Reading<unknown>;
  /** Null until it is known. */
  mode: WatchMode | null;
  events: readonly WatchEvent[];
  suggestion: WatchEvent | null;
  /** Why the last wish was refused. */
  refusal: Failure | null;
  isBusy: boolean;
  add: (event: WatchEvent) => void;
  setMode: (mode: WatchMode) => void;
  takeAsIs: () => void;
}

/** Calls `onEvent` with what the watch of a room tells from now on; after a reconnect it goes on behind the newest known event. */
export function useWatchEvents(roomId: string, { newest, onEvent }: { newest: number; onEvent: (event: WatchEvent) => void }): void {
  useLiveSubscription(roomId, WatchEventsDocument, { variables: () => ({ roomId, after: newest }), next: ({ watchEvents }) => onEvent(watchEvents) });
}

/** The watch of a room. The component that uses it is keyed by the room. */
export function useWatch(roomId: string): RoomWatch {
  const reading = useReading({ query: RoomWatchDocument, variables: { room: roomId }, find: ({ node }) => (node?.__typename === 'Room' ? node : null), version: useRoomChanges(roomId, 'settings') });
  const [live, setLive] = useState<readonly WatchEvent[]>([]);
  const [refusal, setRefusal] = useState<Failure | null>(null);
  const [setting, setWatch] = useMutation(SetWatchDocument);
  const [taking, takeSaves] = useMutation(TakeSavesAsTheyAreDocument);
  const room = knownOf(reading);
  const events = useMemo(() => addWatchEvents(room?.watchEvents ?? [], live), [room, live]);
  const settle = (outcome: ReturnType<typeof outcomeOf>) => setRefusal(outcome.kind === 'failed' ? outcome.failure : null);
  return {
    reading,
    add: (event) => setLive((known) => addWatchEvents(known, [event])),
    mode: room?.watch ?? null,
    events,
    suggestion: openSuggestion(events),
    refusal,
    isBusy: setting.fetching || taking.fetching,
    setMode: (mode) => void setWatch({ roomId, mode }).then((result) => settle(outcomeOf(result.data?.setWatch, result.error))),
    takeAsIs: () => void takeSaves({ roomId }).then((result) => settle(outcomeOf(result.data?.takeSavesAsTheyAre, result.error))),
  };
}

import { useEffect, useEffectEvent, useMemo, useState } from 'react';
import { useMutation } from 'urql';
import { useRoomChanges } from '../rooms/useRoomChanges.ts';
import { outcomeOf, type Failure } from '../shared/failure.ts';
import { knownOf, type Reading } from '../shared/reading.ts';
import { useServerLink } from '../shared/server-link.ts';
import { useReading } from '../shared/useReading.ts';
import { followWatch } from './follow-watch.ts';
import { RoomWatchDocument, SetWatchDocument, TakeSavesAsTheyAreDocument } from './watch-documents.ts';
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

/** Calls `onEvent` with what the watch of a room tells behind the newest event that is known when it begins: each once and in order, over lost sockets and gaps. */
export function useWatchEvents(roomId: string, { newest, onEvent }: { newest: number; onEvent: (event: WatchEvent) => void }): void {
  const { client } = useServerLink().connection;
  const newestNow = useEffectEvent(() => newest);
  const tell = useEffectEvent(onEvent);
  useEffect(() => {
    const follower = followWatch(client, roomId, newestNow());
    const stopListening = follower.onChange(() => {
      const { event } = follower.getProgress();
      if (event) tell(event);
    });
    return () => {
      stopListening();
      follower.close();
    };
  }, [client, roomId]);
}

/** The watch of a room. The component that uses it is keyed by the room. */
export function useWatch(roomId: string): RoomWatch {
  const reading = useReading({ query: RoomWatchDocument, variables: { room: roomId }, find: ({ node }) => (node?.__typename === 'Room' ? node : null), version: useRoomChanges(roomId, 'settings') });
  const [live, setLive] = useState<readonly WatchEvent[]>([]);
  const [refusal, setRefusal] = useState<Failure | null>(null);
  const [setting, setWatch] = useMutation(SetWatchDocument);
  const [taking, takeSaves] = useMutation(TakeSavesAsTheyAreDocument);
  // Gone at once; the event that says so comes later.
  const [taken, setTaken] = useState<number | null>(null);
  const room = knownOf(reading);
  const events = useMemo(() => addWatchEvents(room?.watchEvents ?? [], live), [room, live]);
  const suggestion = openSuggestion(events);
  const settle = (outcome: ReturnType<typeof outcomeOf>) => setRefusal(outcome.kind === 'failed' ? outcome.failure : null);
  return {
    reading,
    add: (event) => setLive((known) => addWatchEvents(known, [event])),
    mode: room?.watch ?? null,
    events,
    suggestion: suggestion?.number === taken ? null : suggestion,
    refusal,
    isBusy: setting.fetching || taking.fetching,
    setMode: (mode) => void setWatch({ roomId, mode }).then((result) => settle(outcomeOf(result.data?.setWatch, result.error))),
    takeAsIs: () => {
      setTaken(suggestion?.number ?? null);
      void takeSaves({ roomId }).then((result) => {
        const outcome = outcomeOf(result.data?.takeSavesAsTheyAre, result.error);
        if (outcome.kind === 'failed') setTaken(null);
        settle(outcome);
      });
    },
  };
}

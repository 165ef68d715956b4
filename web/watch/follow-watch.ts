import type { Client } from 'graphql-ws';
import { followEvents, type Applied, type Follower } from '../shared/follow-events.ts';
import { WatchEventsDocument } from './watch-documents.ts';
import type { WatchEvent } from './watch-events.ts';

/** How far the watch of a room was followed. */
export interface WatchNews {
  lastNumber: number;
  /** The event with that number; null before the first. */
  event: WatchEvent | null;
}

export function applyWatchEvent({ lastNumber }: WatchNews, event: WatchEvent): Applied<WatchNews> {
  if (event.number <= lastNumber) return { kind: 'repeat' };
  if (event.number > lastNumber + 1) return { kind: 'gap', after: lastNumber };
  return { kind: 'applied', progress: { lastNumber: event.number, event } };
}

/** Follows what the watch of a room tells behind the event with that number. */
export function followWatch(client: Client, roomId: string, after: number): Follower<WatchNews> {
  return followEvents({
    client,
    document: WatchEventsDocument,
    variables: ({ lastNumber }) => ({ roomId, after: lastNumber }),
    eventOf: ({ watchEvents }) => watchEvents,
    initial: { lastNumber: after, event: null },
    apply: applyWatchEvent,
  });
}

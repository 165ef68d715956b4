import type { Client } from 'graphql-ws';
import { followEvents, type Follower } from '../shared/follow-events.ts';
import { RunEventsDocument } from './run-documents.ts';
import { applyEvent, noProgress, type RunProgress } from './run-events.ts';

/** Follows the events of a run from its first one. */
export function followRun(client: Client, runId: string): Follower<RunProgress> {
  return followEvents({
    client,
    document: RunEventsDocument,
    variables: ({ lastNumber }) => ({ runId, after: lastNumber }),
    eventOf: ({ runEvents }) => runEvents,
    initial: noProgress,
    apply: applyEvent,
  });
}

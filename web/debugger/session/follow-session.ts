// The stream of one session's events. Owns the subscription and where it goes on after a break.
import type { Client } from 'graphql-ws';
import { openSubscription } from '../../shared/live-subscription.ts';
import { DebugEventsDocument } from '../debugger-documents.ts';
import { applySessionEvent, noSessionProgress, type SessionProgress } from './session-events.ts';

export interface SessionFollower {
  getProgress: () => SessionProgress;
  onChange: (listener: () => void) => () => void;
  close: () => void;
}

/** Follows a session from its first event. After a break, or when a number is missing, it asks for what comes after the last one it has. */
export function followSession(client: Client, sessionId: string): SessionFollower {
  let progress = noSessionProgress;
  const listeners = new Set<() => void>();

  const subscription = openSubscription({
    client,
    document: DebugEventsDocument,
    variables: () => ({ sessionId, after: progress.lastNumber }),
    next: ({ debugEvents }) => {
      const applied = applySessionEvent(progress, debugEvents);
      if (applied.kind === 'gap') subscription.restart();
      if (applied.kind !== 'applied') return;
      progress = applied.progress;
      for (const listener of listeners) listener();
    },
  });

  return {
    getProgress: () => progress,
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: subscription.close,
  };
}

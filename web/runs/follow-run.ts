import type { Client } from 'graphql-ws';
import { openSubscription } from '../shared/live-subscription.ts';
import { RunEventsDocument } from './run-documents.ts';
import { applyEvent, noProgress, type RunProgress } from './run-events.ts';

export interface RunFollower {
  getProgress: () => RunProgress;
  onChange: (listener: () => void) => () => void;
  close: () => void;
}

/** Follows the events of a run from its first one. After a break, or when a number is missing, it asks for what comes after the last one it has. */
export function followRun(client: Client, runId: string): RunFollower {
  let progress = noProgress;
  const listeners = new Set<() => void>();

  const subscription = openSubscription({
    client,
    document: RunEventsDocument,
    variables: () => ({ runId, after: progress.lastNumber }),
    next: ({ runEvents }) => {
      const applied = applyEvent(progress, runEvents);
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

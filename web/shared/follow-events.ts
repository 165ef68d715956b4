// Follows a numbered stream of events. Owns where it goes on after a break; what the events mean is folded by `apply`.
import type { Client } from 'graphql-ws';
import type { TypedDocumentNode } from 'urql';
import { openSubscription } from './live-subscription.ts';

/** What an event did to what is known: a repeat changes nothing, a gap is asked for again. */
export type Applied<Progress> = { kind: 'applied'; progress: Progress } | { kind: 'repeat' } | { kind: 'gap'; after: number };

export interface Follower<Progress> {
  getProgress: () => Progress;
  onChange: (listener: () => void) => () => void;
  close: () => void;
}

interface Followed<Data, Variables, Event, Progress> {
  client: Client;
  document: TypedDocumentNode<Data, Variables>;
  /** What is asked for when so much is known. */
  variables: (progress: Progress) => Variables;
  eventOf: (data: Data) => Event;
  initial: Progress;
  apply: (progress: Progress, event: Event) => Applied<Progress>;
}

/** Folds every event once and in order, over lost sockets and servers: after a break, or when a number is missing, it asks for what comes after what is known. */
export function followEvents<Data, Variables, Event, Progress>(followed: Followed<Data, Variables, Event, Progress>): Follower<Progress> {
  const { client, document, variables, eventOf, apply } = followed;
  let progress = followed.initial;
  const listeners = new Set<() => void>();
  const subscription = openSubscription({
    client,
    document,
    variables: () => variables(progress),
    next: (data) => {
      const applied = apply(progress, eventOf(data));
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

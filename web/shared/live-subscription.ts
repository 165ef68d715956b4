import type { Client } from 'graphql-ws';
import { stringifyDocument, type TypedDocumentNode } from 'urql';
import { isOfOtherVersion } from './failure.ts';

const RESUBSCRIBE_AFTER_MS = 500;
/** What is refused again and again, as a room that was deleted is, is asked for less and less often. */
const LONGEST_WAIT_MS = 16_000;

export interface LiveSubscription<Data, Variables> {
  client: Client;
  document: TypedDocumentNode<Data, Variables>;
  /** Read anew on every (re)subscribe, so that a broken stream goes on where it stopped. */
  variables: () => Variables;
  next: (data: Data) => void;
}

export interface OpenSubscription {
  /** Drops the stream and opens it again with fresh variables. */
  restart: () => void;
  close: () => void;
}

/** A subscription that lives until it is closed: over lost sockets, streams the server ended, and errors it sent. What the schema of the server does not have is asked for again when another connection is made. */
export function openSubscription<Data, Variables>(options: LiveSubscription<Data, Variables>): OpenSubscription {
  const query = stringifyDocument(options.document);
  let stop = () => {};
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopListening = () => {};
  let generation = 0;
  let refusals = 0;

  const start = () => {
    const mine = ++generation;
    const again = () => {
      if (mine === generation) timer = setTimeout(start, Math.min(LONGEST_WAIT_MS, RESUBSCRIBE_AFTER_MS * 2 ** refusals));
    };
    // graphql-ws serialises the payload at every attempt; the getter makes each attempt ask for what is missing now.
    const payload = {
      query,
      get variables() {
        return options.variables() as Record<string, unknown>;
      },
    };
    stop = options.client.subscribe<Data>(payload, {
      next: (result) => {
        if (mine !== generation || !result.data) return;
        refusals = 0;
        options.next(result.data);
      },
      error: (error) => {
        if (!isOfOtherVersion(error)) {
          again();
          refusals += 1;
          return;
        }
        if (mine === generation) stopListening = options.client.on('connected', () => restart());
      },
      complete: again,
    });
  };
  const close = () => {
    generation += 1;
    clearTimeout(timer);
    stopListening();
    stop();
  };
  const restart = () => {
    close();
    start();
  };

  start();
  return { close, restart };
}

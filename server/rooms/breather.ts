// Lets other work run during a long scan or build.

import { setImmediate as nextTurn } from 'node:timers/promises';

export type Breather = () => Promise<void>;

const TURN_MS = 50;

/** Call it between small pieces of work: it gives the event loop a turn every 50 ms and throws once the signal is aborted. */
export function createBreather(signal?: AbortSignal): Breather {
  let since = performance.now();
  return async () => {
    signal?.throwIfAborted();
    if (performance.now() - since < TURN_MS) return;
    await nextTurn();
    signal?.throwIfAborted();
    since = performance.now();
  };
}

// Lets other work run during a long scan or build.

import { setImmediate as nextTurn, setTimeout as rest } from 'node:timers/promises';

export type Breather = () => Promise<void>;

const TURN_MS = 50;

/**
 * Call it between small pieces of work: it gives the event loop a turn every 50 ms and throws once the signal is aborted. Pieces that are
 * long by themselves rest for a share of the time that they took: what others do, such as a page that loads, needs many turns.
 */
export function createBreather(signal?: AbortSignal, { restShare = 0 }: { restShare?: number } = {}): Breather {
  let since = performance.now();
  return async () => {
    signal?.throwIfAborted();
    const workedMs = performance.now() - since;
    if (workedMs < TURN_MS) return;
    await (restShare > 0 ? rest(workedMs * restShare) : nextTurn());
    signal?.throwIfAborted();
    since = performance.now();
  };
}

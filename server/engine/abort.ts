// Waits that end with a signal. Owns timers and abort listeners and leaves none behind; knows nothing of runs.

/** Resolves after `limitMs`, or as soon as the signal is aborted. Never rejects. */
export function pause(limitMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, limitMs);
    signal.addEventListener('abort', end, { once: true });
  });
}

/** Calls `act` once when the signal is aborted, at once if it is already. Returns what takes it back. */
export function whenAborted(signal: AbortSignal, act: () => void): () => void {
  if (signal.aborted) {
    act();
    return () => {};
  }
  signal.addEventListener('abort', act, { once: true });
  return () => signal.removeEventListener('abort', act);
}

/** A bell that remembers: a ring between two waits ends the next wait at once. For one waiter. */
export interface Bell {
  ring(): void;
  /** Resolves at a ring, at an abort, or after `limitMs`. */
  wait(limitMs: number, signal: AbortSignal): Promise<void>;
}

/** Creates a bell that has not rung. */
export function createBell(): Bell {
  let rung = new AbortController();
  return {
    ring: () => rung.abort(),
    async wait(limitMs, signal) {
      const takeBack = whenAborted(signal, () => rung.abort());
      await pause(limitMs, rung.signal);
      takeBack();
      rung = new AbortController();
    },
  };
}

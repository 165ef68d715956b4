// Ends code that does not end, from within and a little before the parent would: what was recorded until then can be kept. Owns the time.
import { types } from 'node:util';
import { findRecorder } from './recorder.ts';

/** The code under test may replace the globals, or slow their clock down. */
const wait = globalThis.setTimeout;
const forget = globalThis.clearTimeout;
const now = performance.now.bind(performance);

/** Turns of loops and calls of functions between two looks at the clock. */
const TURNS = 1_000_000;

/** What the recorder throws; reading a property could run code of an error that only looks alike. */
export const isEndless = (thrown: unknown): boolean => types.isNativeError(thrown) && Object.getOwnPropertyDescriptor(thrown, 'name')?.value === 'EndlessCodeError';

/**
 * From now on code that loops for longer is thrown out of its loop, and `onWaiting` is called when it waits for longer. Returns what ends the
 * watch; the next call of this function ends it too.
 */
export function watchTime(milliseconds: number, onWaiting: () => void): () => void {
  const recorder = findRecorder();
  const end = now() + milliseconds;
  if (recorder !== null) {
    const { exhaust } = Object.getPrototypeOf(recorder) as typeof recorder;
    recorder.turns = TURNS;
    recorder.exhaust = () => {
      recorder.turns = now() < end ? TURNS : 0;
      if (recorder.turns === 0) exhaust.call(recorder);
    };
  }
  const timer = wait(onWaiting, milliseconds);
  timer.unref();
  return () => {
    forget(timer);
    if (recorder !== null) recorder.turns = Number.POSITIVE_INFINITY;
  };
}

import type { Failure } from './failure.ts';

/** What the page knows of something it reads from the server. */
export type Reading<T> =
  | { kind: 'loading' }
  | { kind: 'failed'; failure: Failure; retry: () => void }
  /** Read at least once: what is known stays, whatever becomes of later answers. */
  | { kind: 'ready'; value: T; isReading: boolean; lapse: Lapse | null; retry: () => void };

/** Why what is shown could not be read again, and when it was read. */
export interface Lapse {
  failure: Failure;
  readAtMs: number;
}

/** The same reading of something that is made from what was read. */
export function mapReading<T, U>(reading: Reading<T>, make: (value: T) => U): Reading<U> {
  return reading.kind === 'ready' ? { ...reading, value: make(reading.value) } : reading;
}

/** What is known, if anything is. */
export const knownOf = <T>(reading: Reading<T>): T | null => (reading.kind === 'ready' ? reading.value : null);

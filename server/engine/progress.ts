// Gathers the progress of one step and writes it in batches. Owns when it is written; `events.ts` writes.
import type { NewEvent } from './events.ts';

/** Progress that is waiting to be written; from here on the step waits for the database. */
const MOST_WAITING = 500;

export interface ProgressBatch {
  /** Takes an event; it is written with the others of the interval. Rejects when an earlier write failed. */
  add(event: NewEvent): Promise<void>;
  /** Writes what is waiting; after it nothing is taken any more. */
  close(): Promise<void>;
  /** Drops what is waiting; after it nothing is taken any more. */
  drop(): void;
}

/** Batches events so that 1,000 files are not 1,000 transactions: `append` is called one at a time, in order, and none is lost. */
export function batchProgress(append: (events: readonly NewEvent[]) => Promise<unknown>, intervalMs: number): ProgressBatch {
  let waiting: NewEvent[] = [];
  let timer: NodeJS.Timeout | null = null;
  let closed = false;
  let failure: { readonly error: unknown } | null = null;
  let writing: Promise<void> = Promise.resolve();
  const write = () => {
    if (timer) clearTimeout(timer);
    timer = null;
    writing = writing.then(async () => {
      const events = waiting;
      waiting = [];
      if (events.length === 0 || failure) return;
      try {
        await append(events);
      } catch (error) {
        failure = { error };
      }
    });
    return writing;
  };
  const assertWritten = () => {
    if (failure) throw failure.error;
  };
  return {
    async add(event) {
      // A step that was given up may still be talking.
      if (closed) return;
      assertWritten();
      waiting.push(event);
      if (waiting.length >= MOST_WAITING) await write();
      else timer ??= setTimeout(write, intervalMs);
    },
    async close() {
      closed = true;
      await write();
      assertWritten();
    },
    drop() {
      closed = true;
      waiting = [];
      if (timer) clearTimeout(timer);
    },
  };
}

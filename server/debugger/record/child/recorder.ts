// The recorder that instrumented code writes to, where there is one. Runs inside the sandbox; `runtime.ts` is the recorder itself.

export interface Recorder {
  /** Turns of loops and calls that are left before `exhaust` is called. */
  turns: number;
  /** Throws EndlessCodeError. */
  exhaust: () => void;
  /** Forgets what was recorded while modules were loaded. */
  start(): void;
  /** From here on statements count for the next example. */
  startExample(): void;
  /** Waits a little for results that are still promises. */
  settle(): Promise<void>;
  /** All that was recorded since `start`, as values of the structured clone algorithm. */
  snapshot(): unknown;
}

/** Null in a process whose code is not instrumented. */
export function findRecorder(): Recorder | null {
  return (globalThis as { __supernova?: Recorder }).__supernova ?? null;
}

// What this process has of a run while it executes it: its hold, and the two ways to stop it from outside. Changes no state.
import type { Hold } from './hold.ts';

/** `stopping`: the process goes down in order. `fenced`: this worker may have been declared dead, so it must not write anything more. */
export type HaltReason = 'stopping' | 'fenced';

export interface RunControl {
  /** What every write to the run carries. */
  readonly hold: Hold;
  /** Aborted when somebody cancelled the run. */
  readonly cancelled: AbortSignal;
  /** Aborted when this process must let go of the run, which goes on elsewhere or later; its reason is a `HaltReason`. */
  readonly halted: AbortSignal;
  cancel(): void;
  halt(reason: HaltReason): void;
}

/** Creates the control of one pick-up of a run; the first reason to halt stays. */
export function createRunControl(hold: Hold): RunControl {
  const cancelling = new AbortController();
  const halting = new AbortController();
  return {
    hold,
    cancelled: cancelling.signal,
    halted: halting.signal,
    cancel: () => cancelling.abort(),
    halt: (reason) => halting.abort(reason),
  };
}

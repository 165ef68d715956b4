// Puts a recorder where instrumented code looks for it. Owns when that is done; must run before that code, and before anything changes globals.
import { followCallbacks } from './runtime-callbacks.ts';
import type { RecorderLimits } from './runtime-snapshot.ts';
import { Recorder } from './runtime.ts';

export const DEFAULT_RECORDER_LIMITS: RecorderLimits = { calls: 1_000_000, branches: 1_000_000, statements: 1_000_000, values: 16_000_000 };

/** Makes the recorder of this process. Nothing is kept before its `start`. */
export function installRecorder(limits: Partial<RecorderLimits> = {}): Recorder {
  const recorder = new Recorder({ ...DEFAULT_RECORDER_LIMITS, ...limits });
  Object.defineProperty(globalThis, '__supernova', { value: recorder, enumerable: false, configurable: true, writable: false });
  followCallbacks(recorder);
  return recorder;
}

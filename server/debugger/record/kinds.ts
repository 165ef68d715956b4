// What every kind of scenario offers to be recorded. Shapes only.
import type { ActualBehavior } from '../behavior.ts';
import type { Coverage, Trace } from '../trace.ts';
import type { ExampleRun } from './record.ts';
import type { Ending } from './recording-ends.ts';
import type { SandboxResult } from './sandbox.ts';

/** What one run showed. */
export interface RunFacts {
  readonly ending: Ending;
  readonly result: SandboxResult;
  readonly outcome: ActualBehavior['outcome'];
  readonly trace: Trace | null;
  readonly coverage: Coverage | null;
  /** With paths of the room in place of those of the copy. */
  readonly stdout: string;
  readonly stderr: string;
}

export interface OpenScenario {
  /** Runs it once from the start. */
  run(): Promise<RunFacts>;
  /** Null where there are none. */
  readonly runExamples: (() => Promise<{ examples: ExampleRun[]; coverage: Coverage | null }>) | null;
  /** Takes back what a run wrote into the copy of the room. */
  restore(): Promise<void>;
  close(): Promise<void>;
}

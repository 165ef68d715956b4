// Behaviour as a person expects it and as it was recorded or handed in. Owns the shapes that sessions store as JSON.
import type { SandboxLayer } from './scenario.ts';
import type { BranchSite } from './trace.ts';
import type { EncodedValue } from './values.ts';

/**
 * One step of an expected path. A string names a call: `validate()`, `validate`, `Cart.total`, with `*` inside a name (`validate*`); `*`
 * alone is exactly one call of any name, `...` any number of calls. An object adds nested calls, or a group whose order does not matter.
 */
export type ExpectedCall = string | { readonly call: string; readonly calls?: ExpectedPath; readonly times?: number } | { readonly anyOrder: ExpectedPath };
export type ExpectedPath = readonly ExpectedCall[];

export interface ExpectedBehavior {
  readonly executionPath: ExpectedPath | null;
  /** `status`: `success`, `error`, or an HTTP status such as `200`; null: not looked at. */
  readonly outcome: { readonly status: string | null; readonly data: EncodedValue | null; readonly hasData: boolean } | null;
  /** Milliseconds and megabytes; null: not looked at. */
  readonly performance: { readonly responseTime: number | null; readonly memoryUsage: number | null } | null;
}

/** A call of a path as `compare/` reads it. `id` is the number in the trace, null where the path was handed in. */
export interface PathCall {
  readonly name: string;
  readonly id: number | null;
  readonly calls: readonly PathCall[];
}

/** The condition in front of a divergence and what it saw. */
export interface BranchSeen {
  readonly site: BranchSite;
  readonly taken: boolean;
  readonly values: Readonly<Record<string, EncodedValue>>;
}

export interface PerformanceSamples {
  /** Milliseconds, one for each run, without instrumentation, in the order of running. */
  readonly responseTimes: readonly number[];
  /** Megabytes of heap and external memory that the run needed above the idle process, one for each run. */
  readonly memoryUsages: readonly number[];
  /** The same for the baseline that ran between them; empty where there is none. */
  readonly baseline: { readonly responseTimes: readonly number[]; readonly memoryUsages: readonly number[] };
}

export interface ActualBehavior {
  readonly executionPath: readonly PathCall[] | null;
  readonly outcome: { readonly status: string; readonly data: EncodedValue | null; readonly error: { readonly name: string; readonly message: string; readonly stack: string | null } | null } | null;
  readonly performance: { readonly responseTime: number | null; readonly memoryUsage: number | null; readonly samples: PerformanceSamples | null } | null;
}

export interface Thresholds {
  /** Actual over expected; the product's default is 1.5. */
  readonly responseTime: number;
  /** The product's default is 1.3. */
  readonly memoryUsage: number;
}

export const DEFAULT_THRESHOLDS: Thresholds = { responseTime: 1.5, memoryUsage: 1.3 };

/** How a recording ended. Everything but `completed` is told with `message` and `hint`. */
export type RecordingEnd =
  | 'completed' | 'timed-out' | 'out-of-memory' | 'killed' | 'too-much-output' | 'not-a-function' | 'not-found' | 'missing-dependency' | 'load-failed' | 'forbidden' | 'failed-to-start' | 'cancelled';

export interface RecordingReport {
  readonly end: RecordingEnd;
  readonly message: string;
  readonly hint: string | null;
  /** Null where it could not be seen (the recording did not complete); false where two runs differed, told in `differences`. */
  readonly isDeterministic: boolean | null;
  readonly differences: readonly string[];
  readonly layers: readonly SandboxLayer[];
  readonly stdout: string;
  readonly stderr: string;
  /** Bytes that were printed in all. */
  readonly outputBytes: number;
}

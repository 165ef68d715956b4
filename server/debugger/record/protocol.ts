// What the programs inside the sandbox are told and what they answer. Shapes only; both sides import them as types.
import type { Example, GivenValue } from '../scenario.ts';
import type { EncodedValue } from '../values.ts';

/** The key of the global map in which a module of the shadow leaves a function that evaluates in its scope; by room path. */
export type Evaluators = Map<string, (source: string) => unknown>;

export interface FunctionPlan {
  readonly kind: 'function';
  /** Absolute path of the JavaScript to import, and the room path of its source. */
  readonly module: string;
  readonly file: string;
  readonly format: 'esm' | 'cjs';
  readonly exportName: string;
  readonly args: readonly GivenValue[];
  readonly argsModule: string | null;
  /** Evaluated in place of the call, where the first example is an expression. */
  readonly expression: string | null;
  /** Null: the one call is made; else the examples are run instead. */
  readonly examples: readonly Example[] | null;
  /** For a measurement; null where the behaviour is recorded. */
  readonly measure: MeasurePlan | null;
  readonly traceFile: string | null;
  /** How long the call, or all examples together, may take before the program gives up by itself. */
  readonly patienceMs: number;
}

/** Samples are asked for one at a time, so that two programs can take turns. */
export interface MeasurePlan {
  readonly warmUps: number;
  /** A fixed piece of work is measured in place of the function. */
  readonly reference: boolean;
}

export interface ProgramPlan {
  readonly kind: 'program';
  /** The whole run is timed and weighed. */
  readonly isMeasured: boolean;
  readonly traceFile: string | null;
  /** How long it may take before it is ended from within; null: as long as the parent lets it. */
  readonly patienceMs: number | null;
}

export interface AppPlan {
  readonly kind: 'app';
  readonly request: { readonly method: string; readonly path: string; readonly headers: Readonly<Record<string, string>>; readonly body: string | null };
  readonly bodyLimit: number;
  /** Its request is timed, the second one where a request can be repeated without harm. */
  readonly isMeasured: boolean;
  readonly traceFile: string | null;
  readonly patienceMs: number | null;
}

export interface ThrownFacts {
  readonly name: string;
  readonly message: string;
  readonly stack: string | null;
  /** Node's code of the error, or of what caused it, such as ERR_MODULE_NOT_FOUND. */
  readonly code: string | null;
  /** What the sandbox refused: `FileSystemRead /etc/passwd`. */
  readonly refused: string | null;
  /** False for what is thrown and is no error: then `value` is what it was. */
  readonly isError: boolean;
  readonly value: EncodedValue | null;
}

export type FailedStage = 'load' | 'find' | 'call-kind' | 'arguments';

export type ChildMessage =
  | { readonly kind: 'failed'; readonly stage: FailedStage; readonly message: string; readonly thrown: ThrownFacts | null }
  | { readonly kind: 'returned'; readonly value: EncodedValue }
  /** `isUncaught`: nobody could have caught it; the process would have ended. */
  | { readonly kind: 'threw'; readonly thrown: ThrownFacts; readonly isUncaught: boolean }
  /** Nothing is left to run that could settle the promise. */
  | { readonly kind: 'unsettled' }
  /** It was still looping or waiting when the patience was at its end. */
  | { readonly kind: 'endless' }
  | { readonly kind: 'example-started'; readonly index: number }
  | { readonly kind: 'example'; readonly index: number; readonly passed: boolean; readonly actual: EncodedValue; readonly thrown: ThrownFacts | null }
  | { readonly kind: 'examples-done' }
  | { readonly kind: 'ready' }
  | { readonly kind: 'sample'; readonly milliseconds: number; readonly megabytes: number }
  | { readonly kind: 'responded'; readonly status: number; readonly contentType: string; readonly body: string; readonly isWhole: boolean }
  | { readonly kind: 'no-response'; readonly message: string };

export type ParentMessage = { readonly kind: 'sample' };

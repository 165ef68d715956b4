// What the search and its worker in the sandbox tell each other. Owns the shapes; imports nothing.

/** A place of the code that can be exchanged while the module stays loaded: `setter` is a function expression in the scope of `file`. */
export interface SwapUnit {
  readonly file: string;
  readonly setter: string;
  /** JavaScript expression, with counters in its loops. */
  readonly code: string;
}

/** What an example may use at most. */
export interface Allowance {
  readonly turns: number;
  readonly milliseconds: number;
}

/** An example as expressions in the scope of the scenario's file; `expected` null with `compare` `truthy` and `ends`. */
export interface WorkerExample {
  readonly actual: string;
  readonly expected: string | null;
  readonly compare: 'same' | 'truthy' | 'throws' | 'ends';
}

export type CodeOfUnit = readonly [unit: number, code: string];

export type ToWorker =
  | { readonly kind: 'open'; readonly modules: readonly { readonly file: string; readonly url: string }[]; readonly entry: string; readonly units: readonly SwapUnit[]; readonly resets: readonly { readonly file: string; readonly code: string }[]; readonly examples: readonly WorkerExample[]; readonly exportNames: readonly string[]; /** Null: measured by running the examples. */ readonly allowances: readonly Allowance[] | null }
  | { readonly kind: 'try'; readonly candidates: readonly (readonly CodeOfUnit[])[]; readonly patience: number; /** One answer for each candidate instead of one for all, so that the one that blocks is known. */ readonly isCareful: boolean }
  | { readonly kind: 'observe'; readonly codes: readonly CodeOfUnit[]; readonly samples: number }
  | { readonly kind: 'conditions'; readonly point: number; readonly names: readonly string[]; readonly expressions: readonly string[] }
  | { readonly kind: 'capture'; readonly unit: number; readonly most: number }
  | { readonly kind: 'probe'; readonly inputs: readonly string[]; readonly patches: readonly (readonly CodeOfUnit[])[] };

export interface TriedCandidate {
  /** One character an example: `1` passed. */
  readonly passed: string;
  /** Sum over the examples of how near the outcome is; guides the search only. */
  readonly near: number;
  /** Equal for candidates that did the same on the examples. */
  readonly print: string;
  /** Examples whose budget of loop turns was used up. */
  readonly endless: number;
  readonly broken: string | null;
}

export interface SeenExpression {
  readonly kinds: number;
  /** Distinct primitive values as JSON-safe data, the first ones. */
  readonly samples: readonly (string | number | boolean | null)[];
  /** Evaluations for each example. */
  readonly hits: readonly number[];
  /** Own data properties of plain objects and class instances, with the kinds they held; the first ones. */
  readonly keys: Readonly<Record<string, number>>;
  /** Hash of all values in order; equal for expressions that always held the same. */
  readonly print: number;
}

export type FromWorker =
  | { readonly kind: 'ready' }
  | { readonly kind: 'opened'; readonly passed: string; readonly near: number; readonly print: string; readonly errors: readonly (string | null)[]; readonly milliseconds: number; readonly allowances: readonly Allowance[] }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'tried'; readonly results: readonly TriedCandidate[] }
  | { readonly kind: 'observed'; readonly seen: readonly (readonly [id: number, seen: SeenExpression])[]; readonly states: readonly (readonly [point: number, count: number])[]; readonly passed: string }
  | { readonly kind: 'truths'; readonly vectors: readonly (string | null)[]; /** The example of each state. */ readonly examples: readonly number[] }
  | { readonly kind: 'captured'; readonly calls: readonly { readonly args: unknown; readonly example: number }[] }
  | { readonly kind: 'probed'; readonly results: readonly (readonly ProbeResult[])[] };

/** What a patch gives for an input: `text` to compare and read; `value` encoded. */
export interface ProbeResult {
  readonly end: 'returned' | 'threw' | 'endless';
  readonly text: string;
  readonly value: unknown;
}

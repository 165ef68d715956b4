// What running the code showed: calls, branches, coverage. Owns the shapes; `record/` makes them, `compare/` and `localise/` read them.
import type { EncodedValue } from './values.ts';

/** A function of the room's own code. Lines and columns count from 1 and are those of the original TypeScript; `end` is exclusive, UTF-16. */
export interface FunctionSite {
  /** `total`, `Cart.total`, `load.<anonymous>`. */
  readonly name: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly start: number;
  readonly end: number;
}

export interface BranchSite {
  readonly kind: 'if' | 'conditional' | 'logical' | 'loop' | 'switch';
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The condition as it stands in the source. */
  readonly text: string;
}

export interface StatementSite {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly start: number;
  readonly end: number;
}

/** Calls are numbered from 0 in the order in which they were entered. */
export interface TracedCall {
  readonly id: number;
  /** The call that made it, across await, timers and callbacks; -1 for the scenario itself. */
  readonly parent: number;
  /** Index into `functions`. */
  readonly site: number;
  readonly isAsync: boolean;
  /** `open`: it had not ended when the recording did. */
  readonly end: 'returned' | 'threw' | 'open';
  /** Only for the functions whose values were asked for. */
  readonly args?: readonly EncodedValue[];
  readonly result?: EncodedValue;
}

/** A condition that was evaluated in the call `call` after `before` calls had been entered in all. */
export interface TracedBranch {
  readonly call: number;
  readonly before: number;
  /** Index into `branchSites`. */
  readonly site: number;
  readonly taken: boolean;
  /** The names in the condition and what they held. */
  readonly values: Readonly<Record<string, EncodedValue>>;
}

export interface Trace {
  readonly functions: readonly FunctionSite[];
  readonly branchSites: readonly BranchSite[];
  readonly calls: readonly TracedCall[];
  readonly branches: readonly TracedBranch[];
  /** True where a cap was reached and later calls or branches are missing. */
  readonly isTruncated: boolean;
}

/** How often each statement ran, per example: `hits[example][statement]`. */
export interface Coverage {
  readonly statements: readonly StatementSite[];
  readonly hits: readonly (readonly number[])[];
  /** Whether the example gave what was expected. */
  readonly passed: readonly boolean[];
}

// Where expected and actual behaviour part. Owns the shapes that `compare/` returns and sessions store.
import type { BranchSeen, PathCall } from './behavior.ts';
import type { EncodedValue } from './values.ts';

/** How a call differs. Positions count from 1 within their level (the calls of one parent). */
export interface PathDifference {
  readonly kind: 'missing' | 'inserted' | 'replaced' | 'reordered' | 'repeated';
  /** Names of the calls around it, outermost first. */
  readonly within: readonly string[];
  readonly expected: string | null;
  readonly actual: string | null;
  readonly expectedPosition: number | null;
  readonly actualPosition: number | null;
  /** The number of the actual call in the trace. */
  readonly call: number | null;
  /** One sentence. */
  readonly message: string;
}

/** One line of the two trees side by side: same `row`, same line; a missing side is null. */
export interface AlignedRow {
  readonly depth: number;
  readonly expected: string | null;
  readonly actual: string | null;
  readonly call: number | null;
  readonly difference: PathDifference['kind'] | null;
}

export interface FirstDivergence {
  readonly difference: PathDifference;
  /** The last calls that agreed, the nearest last; at most five. */
  readonly agreed: readonly string[];
  /** The condition in the surrounding call that was evaluated last before it; null where none was recorded. */
  readonly branch: BranchSeen | null;
}

/**
 * A place in the data: `items[id=3].price`, `total`, `map.get("a")`. Root is the empty string. `unknown`: it cannot be told whether the
 * values differ there, because a part was not kept when it was recorded.
 */
export interface OutcomeDifference {
  readonly kind: 'value' | 'type' | 'missing' | 'unexpected' | 'moved' | 'status' | 'unknown';
  readonly path: string;
  readonly expected: EncodedValue | null;
  readonly actual: EncodedValue | null;
  readonly message: string;
}

export interface PerformanceDifference {
  readonly metric: 'response_time' | 'memory_usage';
  readonly verdict: 'exceeds' | 'within' | 'not-enough-evidence';
  /** Runs that are still needed where there is not enough evidence. */
  readonly moreRuns: number;
  readonly expected: number;
  readonly actual: number;
  readonly threshold: number;
  /** Bounds of the 95 % interval of the median of actual over expected; null where there is one figure only. */
  readonly ratio: { readonly low: number; readonly high: number } | null;
  readonly message: string;
}

export type Discrepancy =
  | { readonly type: 'execution_path_mismatch'; readonly differences: readonly PathDifference[]; readonly firstDivergence: FirstDivergence; readonly rows: readonly AlignedRow[]; readonly isApproximate: boolean; readonly actual: readonly PathCall[] }
  | { readonly type: 'outcome_mismatch'; readonly differences: readonly OutcomeDifference[]; readonly isTruncated: boolean }
  | { readonly type: 'performance_issue'; readonly differences: readonly PerformanceDifference[] };

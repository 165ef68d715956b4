// Suspects, patches and what is claimed about them. Owns the shapes; `localise/` and `repair/` make them, the service stores them.
import type { FileEdit } from '../edits/file-edit.ts';
import type { EncodedValue } from './values.ts';

/** A place that may be the cause, the most suspicious first. */
export interface Suspect {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly start: number;
  readonly end: number;
  /** The source at that place, at most 200 characters. */
  readonly text: string;
  /** 0 to 1. */
  readonly score: number;
  /** Ochiai's coefficient over the examples; null where there were none to tell. */
  readonly ochiai: number | null;
  /** Why it is suspicious, a sentence each. */
  readonly reasons: readonly string[];
}

export type FixType = 'execution_correction' | 'data_correction' | 'performance_optimization';

export interface FixStep {
  readonly action: 'analyze_conditional' | 'correct_logic' | 'validate_inputs' | 'fix_transformation' | 'identify_bottleneck' | 'apply_optimization' | 'verify';
  readonly description: string;
  readonly file: string | null;
  readonly line: number | null;
}

/** What a check said. `passed` of `total`; `output` of what failed, capped. */
export interface Evidence {
  readonly check: 'scenario' | 'examples' | 'held-back-examples' | 'related-tests' | 'types' | 'performance' | 'same-outcome';
  readonly passed: number;
  readonly total: number;
  readonly details: string;
}

/** A patch that was found, before it is verified by the service. Offsets of `edits` are those of the file that was searched. */
export interface Patch {
  readonly type: FixType;
  readonly description: string;
  /** The operator that made it, for example `relational` or `relational+literal`; the key of its calibration. */
  readonly operator: string;
  readonly edits: readonly FileEdit[];
  readonly steps: readonly FixStep[];
  /** Greater is better: the order in which patches are shown. */
  readonly score: number;
  readonly evidence: readonly Evidence[];
}

/** An input for which the patches that pass differ: which result is right? */
export interface Distinction {
  /** The arguments as source code. */
  readonly input: string;
  /** Each result and the indexes of the patches that give it. `result` is source code or JSON for reading. */
  readonly answers: readonly { readonly result: string; readonly value: EncodedValue; readonly patches: readonly number[] }[];
}

export interface SearchProgress {
  readonly tried: number;
  /** Candidates that were generated so far and are not tried yet. */
  readonly waiting: number;
  /** Most examples passed by one candidate, of `examples`. */
  readonly best: number;
  readonly examples: number;
  readonly perSecond: number;
  readonly remainingMs: number;
  readonly found: number;
}

export type SearchEnd =
  | { readonly kind: 'found'; readonly patches: readonly Patch[]; readonly distinction: Distinction | null; readonly tried: number }
  | { readonly kind: 'none'; readonly tried: number; readonly why: 'exhausted' | 'budget' | 'cancelled' }
  | { readonly kind: 'not-repairable'; readonly why: string };

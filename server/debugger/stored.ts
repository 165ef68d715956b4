// What a session's JSON columns hold beside behaviour and discrepancies. Owns the shapes only.
import type { Suspect } from './fix.ts';
import type { EncodedValue } from './values.ts';

/** A suspect with the lines around it, as it was when it was found. */
export interface ShownSuspect extends Suspect {
  readonly source: string;
  /** Number of the first line of `source`. */
  readonly sourceLine: number;
}

export interface DataMapping {
  readonly description: readonly string[];
  readonly source: string;
}

export interface SearchReport {
  readonly kind: 'found' | 'none' | 'not-repairable' | 'cancelled' | 'failed';
  readonly message: string;
  readonly tried: number;
}

export interface AppliedFix {
  readonly fixId: string;
  readonly runId: string;
  /** ISO 8601. */
  readonly appliedAt: string;
}

export interface ExampleResult {
  readonly number: number;
  readonly passed: boolean;
  /** Source code or JSON for reading; null where the example only must not fail. */
  readonly expected: string | null;
  readonly actual: string;
  /** What it gave; null where it threw. */
  readonly value: EncodedValue | null;
}

/** One result of a question; `value` is the result itself where it could be recorded. */
export interface QuestionAnswer {
  readonly result: string;
  readonly value: EncodedValue;
  readonly fixIds: readonly string[];
}

/** What an event tells beside its type; each type fills what it has. */
export interface SessionEventPayload {
  readonly message?: string;
  readonly tried?: number;
  readonly perSecond?: number;
  readonly best?: number;
  readonly examples?: number;
  readonly found?: number;
  readonly remainingMs?: number;
}

// What a session was started with beside scenario and expectation. Owns the shape and its defaults.
import type { Scrubber } from './compare/scrubbers.ts';
import type { ExpectedPath, Thresholds } from './behavior.ts';
import type { GivenValue, SandboxLimits } from './scenario.ts';

export interface SessionSettings {
  readonly thresholds: Thresholds;
  /** What the comparison of outcomes does not look at. */
  readonly scrubbers: readonly Scrubber[];
  readonly limits: SandboxLimits;
}

/** The expectation as it was given: its data may be an expression, which only the sandbox evaluates. */
export interface GivenExpectation {
  readonly executionPath: ExpectedPath | null;
  readonly outcome: { readonly status: string | null; readonly data: GivenValue | null } | null;
  readonly performance: { readonly responseTime: number | null; readonly memoryUsage: number | null } | null;
}

// What an impact analysis says. Owns the shapes that are stored and shown; computes nothing.
import type { Certainty, PredictionType } from '../generated/prisma/enums.ts';
import type { WhyHop } from '../graph/routes.ts';

/** One reason for a severity or risk, with the points it adds. */
export interface RiskFactor {
  readonly factor: string;
  readonly points: number;
  readonly reason: string;
}

export interface AffectedComponent {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The text at the place. */
  readonly symbol: string | null;
  /** The compiler's code, that of a finding (`EVAL`, `IMPORT_CYCLE`), or `GRAPH` for what only the import graph or the text shows. */
  readonly code: string;
  readonly message: string;
}

/** What the change does to one file. */
export interface Prediction {
  readonly predictionType: PredictionType;
  readonly certainty: Certainty;
  /** 0 to 10. */
  readonly severity: number;
  readonly summary: string;
  readonly file: string;
  readonly affectedComponents: readonly AffectedComponent[];
  readonly evidence: readonly RiskFactor[];
  readonly whyPath: readonly WhyHop[];
}

export interface Dependent {
  readonly file: string;
  /** Imports on the shortest way; 1 is a direct dependent. */
  readonly distance: number;
  /** Share of the target's exported names that it takes itself, 0 to 1. */
  readonly strength: number;
}

export type Decision = 'HEAL' | 'LOW_RISK';

export interface ImpactAnalysis {
  /** 0 to 10. */
  readonly overallRisk: number;
  readonly riskFactors: readonly RiskFactor[];
  readonly decision: Decision;
  readonly directDependents: readonly Dependent[];
  readonly transitiveDependents: readonly Dependent[];
  /** Files that the change was tried on: they were type-checked, or cannot look different by it. */
  readonly filesChecked: number;
  readonly durationMs: number;
}

// What an impact deserves. Owns the thresholds of the product and the sentences that explain them.
import type { Decision, ImpactAnalysis, Prediction } from '../impact/analysis.ts';
import { COMPATIBILITY_FROM, HEAL_FROM } from '../impact/severity.ts';

/** More direct dependents than this deserve an architectural review. */
export const REVIEW_ABOVE = 10;

export interface Verdict {
  readonly decision: Decision;
  readonly needsCompatibilityLayer: boolean;
  readonly needsMigration: boolean;
  readonly needsReview: boolean;
  readonly reasons: readonly string[];
}

/** Heal from risk 7; a compatibility layer from severity 8; a migration where something breaks that severely; a review above 10 direct dependents. */
export function judge(analysis: Pick<ImpactAnalysis, 'overallRisk' | 'directDependents'>, predictions: readonly Pick<Prediction, 'predictionType' | 'severity'>[]): Verdict {
  const breaking = predictions.filter((prediction) => prediction.predictionType === 'BREAKING_CHANGE');
  const worst = Math.max(0, ...breaking.map((prediction) => prediction.severity));
  const direct = analysis.directDependents.length;
  const heals = analysis.overallRisk >= HEAL_FROM;
  const needsCompatibilityLayer = heals && worst >= COMPATIBILITY_FROM;
  const needsMigration = heals && worst >= HEAL_FROM;
  const needsReview = direct > REVIEW_ABOVE;
  const reasons = [heals ? `The risk is ${analysis.overallRisk}; from ${HEAL_FROM} on a change is healed.` : `The risk is ${analysis.overallRisk}, below ${HEAL_FROM}: the change can simply be applied.`];
  if (needsCompatibilityLayer) reasons.push(`The worst break has severity ${worst}; from ${COMPATIBILITY_FROM} on the old form keeps working through a compatibility layer.`);
  if (needsMigration) reasons.push(`${breaking.length} breaking ${breaking.length === 1 ? 'change is' : 'changes are'} predicted: dependents are migrated and a guide is written.`);
  if (needsReview) reasons.push(`${direct} files import the target directly; above ${REVIEW_ABOVE} its coupling is reviewed.`);
  return { decision: heals ? 'HEAL' : 'LOW_RISK', needsCompatibilityLayer, needsMigration, needsReview, reasons };
}

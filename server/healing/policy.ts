// What an impact deserves. Owns the decisions and the sentences that explain them; thresholds and policies are those of the room.
import type { Decision, ImpactAnalysis, Prediction } from '../impact/analysis.ts';
import { DEFAULT_POLICIES, DEFAULT_THRESHOLDS, type Policies, type Thresholds } from '../impact/thresholds.ts';

export interface Verdict {
  readonly decision: Decision;
  readonly needsCompatibilityLayer: boolean;
  readonly needsMigration: boolean;
  readonly needsGuide: boolean;
  readonly needsReview: boolean;
  readonly reasons: readonly string[];
}

type Judged = Pick<Prediction, 'predictionType' | 'severity' | 'certainty' | 'file'>;

const countOf = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

/** What a person looks at before a change that is not healed is applied, as half a sentence; null where there is nothing. */
function lookFirst(breaking: readonly Judged[], placesLeft: number): string | null {
  const filesOf = (isCertain: boolean) => new Set(breaking.filter(({ certainty }) => (certainty === 'CERTAIN') === isCertain).map(({ file }) => file)).size;
  const [certain, possible] = [filesOf(true), filesOf(false)];
  if (certain + possible + placesLeft === 0) return null;
  const open = [
    ...(possible > 0 ? [`${countOf(possible, 'file', 'files')} may break where it cannot check`] : []),
    ...(placesLeft > 0 ? [`${countOf(placesLeft, 'place is', 'places are')} left to edit by hand`] : []),
  ];
  const seen = certain === 0 ? 'the compiler sees no break' : `the compiler sees ${countOf(certain, 'file', 'files')} break`;
  return open.length === 0 ? `${seen}; look there first` : `${seen}, but ${open.join(' and ')}; look there first`;
}

/** By default: heal from risk 7; a compatibility layer from severity 8; a migration where something breaks as severely as a change is healed; a review above 10 direct dependents. `placesLeft`: places that the plan does not edit. */
export function judge(analysis: Pick<ImpactAnalysis, 'overallRisk' | 'directDependents'>, predictions: readonly Judged[], rules: Partial<Thresholds & Policies> & { readonly placesLeft?: number } = {}): Verdict {
  const { healFrom, compatibilityFrom, reviewAbove, oldForms, writesGuides, placesLeft = 0 } = { ...DEFAULT_THRESHOLDS, ...DEFAULT_POLICIES, ...rules };
  const breaking = predictions.filter((prediction) => prediction.predictionType === 'BREAKING_CHANGE');
  const worst = Math.max(0, ...breaking.map((prediction) => prediction.severity));
  const direct = analysis.directDependents.length;
  const heals = analysis.overallRisk >= healFrom;
  const isSevere = heals && worst >= compatibilityFrom;
  const needsCompatibilityLayer = oldForms === 'ALWAYS' ? heals && breaking.length > 0 : oldForms === 'WHEN_SEVERE' && isSevere;
  const needsMigration = heals && (worst >= healFrom || needsCompatibilityLayer);
  const needsGuide = needsMigration && writesGuides;
  const needsReview = direct > reviewAbove;
  const reasons = [heals ? `The risk is ${analysis.overallRisk}; from ${healFrom} on a change is healed.` : `The risk is ${analysis.overallRisk}, below ${healFrom}: ${lookFirst(breaking, placesLeft) ?? 'the change can simply be applied'}.`];
  if (needsCompatibilityLayer) reasons.push(isSevere ? `The worst break has severity ${worst}; from ${compatibilityFrom} on the old form keeps working through a compatibility layer.` : 'This room always keeps the old form working through a compatibility layer.');
  if (isSevere && !needsCompatibilityLayer) reasons.push(`The worst break has severity ${worst}, but this room never keeps an old form.`);
  if (needsMigration) reasons.push(`${breaking.length} breaking ${breaking.length === 1 ? 'change is' : 'changes are'} predicted: dependents are migrated${needsGuide ? ' and a guide is written' : ''}.`);
  if (needsReview) reasons.push(`${direct} files import the target directly; above ${reviewAbove} its coupling is reviewed.`);
  return { decision: heals ? 'HEAL' : 'LOW_RISK', needsCompatibilityLayer, needsMigration, needsGuide, needsReview, reasons };
}

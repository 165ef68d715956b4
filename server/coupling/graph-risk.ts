// The risk of a change as far as the import graph tells it, without trying the change. Owns every number of it.
import type { RiskFactor } from '../impact/analysis.ts';

/** What is about to happen to a target. */
export type ImpactChange = 'MODIFICATION' | 'MOVE' | 'RENAME' | 'SIGNATURE' | 'DELETION';

const CHANGES: { readonly [C in ImpactChange]: { readonly points: number; readonly reason: string } } = {
  MODIFICATION: { points: 1, reason: 'names and types stay; what depends on it may behave otherwise' },
  MOVE: { points: 2, reason: 'everything that names its path has to be sent on' },
  RENAME: { points: 3, reason: 'everything that says its name has to be rewritten' },
  SIGNATURE: { points: 4, reason: 'every use has to fit the new signature' },
  DELETION: { points: 5, reason: 'everything that needs it loses it' },
};

export interface Reach {
  readonly changeType: ImpactChange;
  readonly direct: number;
  readonly transitive: number;
  /** Source files of the project. */
  readonly files: number;
  /** Strong direct dependents over all dependents. */
  readonly couplingScore: number;
  readonly isInCycle: boolean;
  /** Specifiers by which other packages can reach it. */
  readonly publicAs: readonly string[];
  /** A test reaches it. */
  readonly isTested: boolean;
}

/** Coupling from which on the product calls a target tightly coupled. */
const TIGHT = 0.8;
/** Direct dependents above which the product reviews the architecture. */
const MANY = 10;

/** The factors, each with its points; their sum, at most 10, is the overall risk. */
export function graphFactors({ changeType, direct, transitive, files, couplingScore, isInCycle, publicAs, isTested }: Reach): RiskFactor[] {
  const [specifier] = publicAs;
  const open: RiskFactor[] = specifier === undefined ? [] : [{ factor: 'public', points: 1, reason: `other packages can import it as '${specifier}'` }];
  if (direct === 0) return [{ factor: 'no dependents', points: 0, reason: 'no file of the project depends on it' }, ...open];
  const { points, reason } = CHANGES[changeType];
  const factors: RiskFactor[] = [{ factor: 'change', points, reason }, { factor: 'dependents', points: direct > MANY ? 2 : direct > 2 ? 1 : 0.5, reason: `${direct} ${direct === 1 ? 'file depends' : 'files depend'} on it directly` }];
  const share = (direct + transitive) / Math.max(1, files - 1);
  if (transitive > 0) factors.push({ factor: 'reach', points: share >= 0.5 ? 1.5 : share >= 0.1 ? 1 : 0.5, reason: `${transitive} more depend on it through others: ${Math.round(share * 100)} % of the project in all` });
  if (couplingScore > 0) factors.push({ factor: 'strength', points: couplingScore >= TIGHT ? 1 : 0.5, reason: `${Math.round(couplingScore * 100)} % of its dependents are strongly tied to it` });
  if (isInCycle) factors.push({ factor: 'cycle', points: 0.5, reason: 'it is part of an import cycle' });
  if (!isTested) factors.push({ factor: 'untested', points: 0.5, reason: 'no test reaches it' });
  return [...factors, ...open];
}

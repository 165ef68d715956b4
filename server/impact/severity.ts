// The scale of severity and risk. Owns every number of it; the factors it returns are shown to people as they are.
import type { RiskFactor } from './analysis.ts';

/** From this risk on a change is healed before it is applied. */
export const HEAL_FROM = 7;
/** From this severity on the old form keeps working through a compatibility layer. */
export const COMPATIBILITY_FROM = 8;

const MAXIMUM = 10;

/** Sum of the points, between 0 and 10, to one decimal. */
export function scoreOf(factors: readonly RiskFactor[]): number {
  const sum = factors.reduce((total, factor) => total + factor.points, 0);
  return Math.round(Math.min(MAXIMUM, Math.max(0, sum)) * 10) / 10;
}

export interface BreakSize {
  /** Places in the file that stop compiling. */
  readonly places: number;
  /** Files that depend on the broken file, at any distance. */
  readonly dependents: number;
  readonly isTest: boolean;
  /** The import is erased before the code runs. */
  readonly isTypeOnly: boolean;
}

/** A file that certainly stops compiling: 7 to start with, more by how much hangs on it. */
export function certainFactors({ places, dependents, isTest, isTypeOnly }: BreakSize): RiskFactor[] {
  const factors: RiskFactor[] = [{ factor: 'certain break', points: 7, reason: 'the compiler reports new errors when the change is tried' }];
  if (!isTest && !isTypeOnly) factors.push({ factor: 'run time', points: 0.5, reason: 'the broken import is needed when the code runs' });
  if (places > 1) factors.push({ factor: 'places', points: places > 5 ? 1 : 0.5, reason: `${places} places in this file break` });
  if (dependents > 0) factors.push({ factor: 'reach', points: dependents >= 10 ? 1.5 : dependents >= 3 ? 1 : 0.5, reason: `${dependents} other files depend on this one` });
  return factors;
}

/** A file that depends on the target and that the compiler cannot speak for. */
export function possibleFactors(isDirect: boolean): RiskFactor[] {
  return [{ factor: 'possible break', points: isDirect ? 4 : 2, reason: isDirect ? 'imports the target, and no tsconfig includes it' : 'reaches the target through other files, and no tsconfig includes it' }];
}

export interface Spread {
  readonly brokenFiles: number;
  readonly directDependents: number;
  readonly worst: number;
  readonly possibleFiles: number;
}

/** The risk of the whole change: its worst prediction, and how widely it breaks. */
export function overallFactors({ brokenFiles, directDependents, worst, possibleFiles }: Spread): RiskFactor[] {
  if (worst === 0) {
    const points = Math.min(3, Math.round(Math.log2(1 + directDependents) * 10) / 10);
    return directDependents === 0
      ? [{ factor: 'no dependents', points: 0, reason: 'no file of the project imports the target' }]
      : [{ factor: 'dependents', points, reason: `${directDependents} files import the target, and none of them breaks` }];
  }
  const factors: RiskFactor[] = [{ factor: 'worst prediction', points: worst, reason: `the most severe prediction is ${worst}` }];
  if (brokenFiles > 5) factors.push({ factor: 'breadth', points: brokenFiles > 20 ? 1 : 0.5, reason: `${brokenFiles} files stop compiling` });
  if (brokenFiles === 0 && possibleFiles > 3) factors.push({ factor: 'uncertainty', points: 1, reason: `${possibleFiles} files may break and cannot be checked` });
  return factors;
}

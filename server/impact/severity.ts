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

/** Dependents are counted up to here: more are a lot, whatever their number. */
export const COUNTED_DEPENDENTS = 100;

export interface BreakSize {
  /** Places in the file that stop compiling. */
  readonly places: number;
  /** Files that depend on the broken file, at any distance; one more than COUNTED_DEPENDENTS where there are more. */
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
  if (dependents > 0) factors.push({ factor: 'reach', points: dependents >= 10 ? 1.5 : dependents >= 3 ? 1 : 0.5, reason: dependents > COUNTED_DEPENDENTS ? `more than ${COUNTED_DEPENDENTS} other files depend on this one` : dependents === 1 ? '1 other file depends on this one' : `${dependents} other files depend on this one` });
  return factors;
}

/** A file that depends on the target and that the compiler cannot speak for. */
export function possibleFactors(isDirect: boolean): RiskFactor[] {
  return [{ factor: 'possible break', points: isDirect ? 4 : 2, reason: isDirect ? 'imports the target, and no tsconfig includes it' : 'reaches the target through other files, and no tsconfig includes it' }];
}

/** An import that leads nowhere when it runs, where no compiler says so: as severe as what certainly stops compiling. */
export const IMPORT_GONE: RiskFactor = { factor: 'import gone', points: 7, reason: 'it imports a file that goes away, and fails when it runs; the compiler does not check it' };

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

/** An import cycle at run time: which file is evaluated first decides what the others see. */
export function cycleFactors({ files, grownFrom }: { readonly files: number; readonly grownFrom: number }): RiskFactor[] {
  const factors: RiskFactor[] = [{ factor: 'import cycle', points: 4, reason: grownFrom > 0 ? `a cycle of ${grownFrom} files grows to ${files}` : `${files} ${files === 1 ? 'file loads itself' : 'files load each other'}, and did not before` }];
  if (files > 10) factors.push({ factor: 'size', points: 1, reason: 'more than 10 files are in the cycle' });
  return factors;
}

export interface GrowthSize {
  readonly modulesBefore: number;
  readonly modulesAfter: number;
  readonly bytesBefore: number;
  readonly bytesAfter: number;
}

/** An entry point that must load more than before. */
export function growthFactors({ modulesBefore, modulesAfter, bytesBefore, bytesAfter }: GrowthSize): RiskFactor[] {
  const times = Math.max(modulesAfter / Math.max(1, modulesBefore), bytesAfter / Math.max(1, bytesBefore));
  const factors: RiskFactor[] = [{ factor: 'load', points: 3, reason: `${modulesAfter - modulesBefore} more modules and ${Math.round((bytesAfter - bytesBefore) / 1000)} kB more source` }];
  if (times >= 1.5) factors.push({ factor: 'growth', points: times >= 2 ? 2 : 1, reason: `${Math.round(times * 10) / 10} times as much as before` });
  if (bytesAfter - bytesBefore >= 500_000) factors.push({ factor: 'size', points: 1, reason: 'more than 500 kB of source' });
  return factors;
}

/** An import that loads a barrel for a few names of it. */
export function barrelFactors({ loaded, needed }: { readonly loaded: number; readonly needed: number }): RiskFactor[] {
  const factors: RiskFactor[] = [{ factor: 'barrel', points: 3, reason: `${loaded} more modules are loaded where ${needed === 0 ? 'none' : needed} would do` }];
  if (loaded - needed >= 100) factors.push({ factor: 'size', points: 1, reason: 'more than 100 of them are not needed' });
  return factors;
}

export interface FindingSize {
  readonly code: string;
  /** Of the rule. */
  readonly severity: number;
  readonly places: number;
  readonly isTest: boolean;
  /** Which analyser says so, and what it says. */
  readonly source: string;
}

/** What an analyser finds in new contents: as severe as its rule, less where only a test runs it. */
export function findingFactors({ code, severity, places, isTest, source }: FindingSize): RiskFactor[] {
  const factors: RiskFactor[] = [{ factor: code, points: severity, reason: source }];
  if (places > 5) factors.push({ factor: 'places', points: 0.5, reason: `${places} places in this file` });
  if (isTest) factors.push({ factor: 'test', points: -Math.min(3, severity - 1), reason: 'only a test runs it' });
  return factors;
}

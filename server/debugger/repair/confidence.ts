// How sure a fix is: the share of similar fixes that were right. Owns the method; the outcomes are given, the shipped ones are in `confidence-prior.ts`.
import type { FixType } from '../fix.ts';
import { PRIOR_OUTCOMES } from './confidence-prior.ts';

export interface ConfidenceFeatures {
  readonly type: FixType;
  readonly status: 'VERIFIED' | 'PLAUSIBLE';
  /** Operators joined by `+`. */
  readonly operator: string;
  /** Examples, held-back examples and related tests that it passed. */
  readonly examples: number;
  readonly heldBack: number;
  readonly tests: number;
  /** Other patches that pass too. */
  readonly rivals: number;
  /** Those of them that are known to behave differently. */
  readonly differingRivals: number;
  /** Its place in the order of showing, from 1. */
  readonly rank: number;
}

/** What became of a fix: a person kept it, or took it back, or it was refuted. */
export interface RecordedOutcome {
  readonly features: ConfidenceFeatures;
  readonly isRight: boolean;
}

export interface Confidence {
  /** 0 to 1, both excluded. */
  readonly value: number;
  /** What it was computed from, one sentence. */
  readonly basis: string;
}

/** How many outcomes of a level weigh as much as the level above it. */
const SHRINKAGE = 4;

const bucketOf = (count: number, bounds: readonly number[]): number => bounds.filter((bound) => count >= bound).length;

/** From all fixes to those that are most alike; each level has its words. */
const LEVELS: readonly { readonly words: string; readonly keyOf: (features: ConfidenceFeatures) => string }[] = [
  { words: 'of all fixes', keyOf: () => '' },
  { words: 'of this type', keyOf: ({ type }) => type },
  { words: 'shown at this place', keyOf: ({ rank }) => String(bucketOf(rank, [2, 3])) },
  { words: 'with as many examples', keyOf: ({ examples, heldBack, tests }) => String(bucketOf(examples + heldBack + tests, [3, 6, 12])) },
  { words: 'with such rivals', keyOf: ({ rivals, differingRivals }) => (rivals === 0 ? 'alone' : differingRivals === 0 ? 'agreeing' : 'differing') },
  { words: 'of this status', keyOf: ({ status }) => status },
  { words: 'of this operator', keyOf: ({ operator }) => operator },
];

/**
 * The probability that a fix is right, estimated from the outcomes of similar ones. Method: hierarchical Beta-binomial; the estimate of each
 * level (fixes that agree in one feature more) is shrunk to that of the level above, so that few outcomes say little. Without any outcome it
 * is one half. `outcomes` of this installation are added to those that ship with the product.
 */
export function estimateConfidence(features: ConfidenceFeatures, outcomes: readonly RecordedOutcome[], prior: readonly RecordedOutcome[] = PRIOR_OUTCOMES): Confidence {
  let similar: readonly RecordedOutcome[] = [...prior, ...outcomes];
  let value = 0.5;
  let basis = { words: 'of all fixes', right: 0, total: 0 };
  for (const { words, keyOf } of LEVELS) {
    const key = keyOf(features);
    similar = similar.filter((outcome) => keyOf(outcome.features) === key);
    if (similar.length === 0) break;
    const right = similar.filter(({ isRight }) => isRight).length;
    value = (right + SHRINKAGE * value) / (similar.length + SHRINKAGE);
    basis = { words, right, total: similar.length };
  }
  const sources = `${prior.length} measured outcomes${outcomes.length > 0 ? ` and ${outcomes.length} of your own` : ''}`;
  return { value, basis: basis.total === 0 ? 'There is no record of similar fixes yet.' : `${basis.right} of ${basis.total} similar fixes were right (alike down to those ${basis.words}), from ${sources}.` };
}

/**
 * Estimates of fixes of which only one behaviour can be right. `behaviours`: indexes of `values` that behave alike. Method: the posterior of
 * exclusive hypotheses, each group weighing the odds of its surest fix, beside the hypothesis that none is right; one group keeps its values.
 */
export function excludeRivals(values: readonly number[], behaviours: readonly (readonly number[])[]): number[] {
  const groups = behaviours.filter((group) => group.length > 0);
  const surest = groups.map((group) => Math.max(...group.map((index) => values[index] ?? 0)));
  const odds = surest.map((value) => value / (1 - value));
  const sum = odds.reduce((total, one) => total + one, 1);
  const shared = [...values];
  for (const [at, group] of groups.entries()) for (const index of group) shared[index] = ((values[index] ?? 0) / (surest[at] ?? 1)) * ((odds[at] ?? 0) / sum);
  return shared;
}

/** Mean squared distance of estimates and outcomes: 0 is perfect, 0.25 is what one half always gives. Brier, 1950. */
export function brierScore(estimates: readonly { readonly value: number; readonly isRight: boolean }[]): number {
  return estimates.reduce((sum, { value, isRight }) => sum + (value - (isRight ? 1 : 0)) ** 2, 0) / Math.max(1, estimates.length);
}

import { describe, expect, it } from 'vitest';
import { brierScore, estimateConfidence, excludeRivals, type ConfidenceFeatures, type RecordedOutcome } from '../../../server/debugger/repair/confidence.ts';

const features: ConfidenceFeatures = { type: 'execution_correction', status: 'PLAUSIBLE', operator: 'relational', examples: 4, heldBack: 0, tests: 0, rivals: 0, differingRivals: 0, rank: 1 };
const outcomes = (count: number, isRight: boolean, of: Partial<ConfidenceFeatures> = {}): RecordedOutcome[] => Array.from({ length: count }, () => ({ features: { ...features, ...of }, isRight }));
const valueOf = (known: readonly RecordedOutcome[], of: Partial<ConfidenceFeatures> = {}) => estimateConfidence({ ...features, ...of }, known, []).value;

describe('confidence', () => {
  it('is one half, and says so, where nothing is known', () => {
    expect(estimateConfidence(features, [], [])).toEqual({ value: 0.5, basis: 'There is no record of similar fixes yet.' });
  });

  it('is never certain, and comes nearer with every outcome', () => {
    const values = [1, 5, 50, 500].map((count) => valueOf(outcomes(count, true)));
    expect([...values].sort((a, b) => a - b)).toEqual(values);
    expect(values.at(-1)).toBeLessThan(1);
    expect(valueOf(outcomes(500, false))).toBeGreaterThan(0);
  });

  it('falls with every failure of similar fixes', () => {
    const known = outcomes(8, true);
    expect(valueOf([...known, ...outcomes(2, false)])).toBeLessThan(valueOf(known));
  });

  it('listens more to what is more alike', () => {
    const known = [...outcomes(30, true, { operator: 'relational' }), ...outcomes(30, false, { operator: 'literal' })];
    expect(valueOf(known, { operator: 'relational' })).toBeGreaterThan(0.8);
    expect(valueOf(known, { operator: 'literal' })).toBeLessThan(0.2);
    expect(valueOf(known, { operator: 'guard' })).toBeCloseTo(0.5, 1);
  });

  it.each<[string, Partial<ConfidenceFeatures>]>([['rivals that behave differently', { rivals: 3, differingRivals: 2 }], ['few examples', { examples: 1 }], ['a later place', { rank: 3 }], ['another type', { type: 'data_correction' }]])('of fixes with %s is kept apart', (_, of) => {
    const known = [...outcomes(40, true), ...outcomes(40, false, of)];
    expect(valueOf(known, of)).toBeLessThan(valueOf(known));
  });

  it('says what it was computed from', () => {
    expect(estimateConfidence(features, outcomes(3, true), outcomes(1, false)).basis).toBe('3 of 4 similar fixes were right (alike down to those of this operator), from 1 measured outcomes and 3 of your own.');
  });
});

it.each([[[{ value: 1, isRight: true }], 0], [[{ value: 0.5, isRight: true }, { value: 0.5, isRight: false }], 0.25], [[{ value: 1, isRight: false }], 1], [[], 0]])('the Brier score of %j is %s', (estimates, score) => {
  expect(brierScore(estimates)).toBe(score);
});

describe('fixes that cannot all be right', () => {
  it.each([
    ['one behaviour keeps its estimates', [0.9, 0.6], [[0, 1]], [0.9, 0.6]],
    ['nothing is known to differ', [0.9, 0.6], [], [0.9, 0.6]],
    ['equals share what is left beside "none is right"', [0.5, 0.5], [[0], [1]], [1 / 3, 1 / 3]],
    ['those that behave alike keep their order', [0.8, 0.4, 0.5], [[0, 1], [2]], [4 / 6, 2 / 6, 1 / 6]],
    ['a fix that nobody compared keeps its estimate', [0.5, 0.5, 0.7], [[0], [1]], [1 / 3, 1 / 3, 0.7]],
  ] as const)('%s', (_, values, behaviours, shared) => {
    const found = excludeRivals(values, behaviours);
    expect(found).toHaveLength(shared.length);
    for (const [at, value] of shared.entries()) expect(found[at]).toBeCloseTo(value, 10);
  });

  it('never sum to more than one, the surest of each behaviour taken', () => {
    const found = excludeRivals([0.99, 0.6, 0.92, 0.92, 0.92], [[0], [1], [2, 3], [4]]);
    expect(found[0]! + found[1]! + Math.max(found[2]!, found[3]!) + found[4]!).toBeLessThan(1);
    expect([...found].sort((a, b) => b - a)[0]).toBe(found[0]);
  });
});

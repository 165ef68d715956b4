import { describe, expect, it } from 'vitest';
import { certainFactors, COMPATIBILITY_FROM, HEAL_FROM, overallFactors, possibleFactors, scoreOf, type BreakSize, type Spread } from '../../server/impact/severity.ts';

const size = (more: Partial<BreakSize> = {}): BreakSize => ({ places: 1, dependents: 0, isTest: false, isTypeOnly: false, ...more });
const spread = (more: Partial<Spread> = {}): Spread => ({ brokenFiles: 0, directDependents: 0, worst: 0, possibleFiles: 0, ...more });
const points = (value: number) => [{ factor: 'x', points: value, reason: '' }];

it('the thresholds are those of the product', () => {
  expect([HEAL_FROM, COMPATIBILITY_FROM]).toEqual([7, 8]);
});

describe('a score', () => {
  it.each([[-1, 0], [0, 0], [6.94, 6.9], [6.96, 7], [10, 10], [12, 10]])('of %d points is %d', (sum, score) => {
    expect(scoreOf(points(sum))).toBe(score);
  });

  it('adds up without the dust of binary fractions', () => {
    expect(scoreOf([...points(0.1), ...points(0.2)])).toBe(0.3);
  });
});

describe('a certain break', () => {
  it.each([
    ['of a test, once', size({ isTest: true }), 7],
    ['of a type import, once', size({ isTypeOnly: true }), 7],
    ['of code that runs', size(), 7.5],
    ['of a test that one file uses', size({ isTest: true, dependents: 1 }), 7.5],
    ['in five places', size({ places: 5 }), 8],
    ['of a leaf that one file uses', size({ dependents: 1 }), 8],
    ['in six places', size({ places: 6 }), 8.5],
    ['that three files use', size({ dependents: 3 }), 8.5],
    ['that nine files use', size({ dependents: 9 }), 8.5],
    ['that ten files use', size({ dependents: 10 }), 9],
    ['in six places that ten files use', size({ places: 6, dependents: 10 }), 10],
  ])('%s', (_, given, score) => {
    expect(scoreOf(certainFactors(given))).toBe(score);
  });

  it('is never below the threshold of healing', () => {
    for (const isTest of [true, false]) for (const isTypeOnly of [true, false]) expect(scoreOf(certainFactors(size({ isTest, isTypeOnly })))).toBeGreaterThanOrEqual(HEAL_FROM);
  });

  it('gives a reason for each of its points', () => {
    for (const { points: added, reason } of certainFactors(size({ places: 6, dependents: 12 }))) expect([added > 0, reason]).toEqual([true, expect.stringMatching(/\w+ \w+/)]);
  });
});

it('a possible break is below the threshold of healing, near or far', () => {
  expect([scoreOf(possibleFactors(true)), scoreOf(possibleFactors(false))]).toEqual([4, 2]);
});

describe('the overall risk', () => {
  it.each([
    ['without dependents', spread(), 0],
    ['of one dependent that does not break', spread({ directDependents: 1 }), 1],
    ['of a thousand dependents that do not break', spread({ directDependents: 1000 }), 3],
    ['is the worst prediction', spread({ worst: 7.5, brokenFiles: 5, directDependents: 5 }), 7.5],
    ['grows from six broken files on', spread({ worst: 7.5, brokenFiles: 6 }), 8],
    ['grows again above twenty', spread({ worst: 7.5, brokenFiles: 21 }), 8.5],
    ['ends at ten', spread({ worst: 10, brokenFiles: 21 }), 10],
    ['of three files that may break', spread({ worst: 4, possibleFiles: 3 }), 4],
    ['of four files that may break', spread({ worst: 4, possibleFiles: 4 }), 5],
    ['of files that may break beside broken ones', spread({ worst: 7, brokenFiles: 1, possibleFiles: 9 }), 7],
  ])('%s', (_, given, score) => {
    expect(scoreOf(overallFactors(given))).toBe(score);
  });
});

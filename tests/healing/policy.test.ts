import { describe, expect, it } from 'vitest';
import { judge } from '../../server/healing/policy.ts';
import type { Prediction } from '../../server/impact/analysis.ts';

const dependents = (count: number) => Array.from({ length: count }, (_, i) => ({ file: `src/${i}.ts`, distance: 1, strength: 1 }));
type Judged = Pick<Prediction, 'predictionType' | 'severity' | 'certainty' | 'file'>;
const breaking = (...severities: number[]): Judged[] => severities.map((severity, i) => ({ predictionType: 'BREAKING_CHANGE', severity, certainty: 'CERTAIN', file: `src/${i}.ts` }));
const unseen = (certainty: 'POSSIBLE' | 'UNKNOWN', ...files: string[]): Judged[] => files.map((file) => ({ predictionType: 'BREAKING_CHANGE', severity: 4, certainty, file }));
const other = (predictionType: 'PERFORMANCE' | 'SECURITY', severity: number): Judged[] => [{ predictionType, severity, certainty: 'CERTAIN', file: 'src/a.ts' }];

describe('the policy', () => {
  it.each([
    ['nothing breaks', 0, 0, [], 'LOW_RISK', ''],
    ['risk 6.9', 6.9, 1, breaking(6.9), 'LOW_RISK', ''],
    ['risk 7 and severity 7', 7, 1, breaking(7), 'HEAL', 'migration'],
    ['severity 7.9', 7.9, 1, breaking(7.9), 'HEAL', 'migration'],
    ['severity 8', 8, 1, breaking(8), 'HEAL', 'layer migration'],
    ['severity 10', 10, 1, breaking(10), 'HEAL', 'layer migration'],
    ['the worst of several counts', 8, 1, breaking(7, 8, 7.5), 'HEAL', 'layer migration'],
    ['a wide change of small breaks', 8.5, 5, breaking(7.5, 7.5), 'HEAL', 'migration'],
    ['a risk without a break', 9, 1, [], 'HEAL', ''],
    ['a performance risk is no break', 9, 1, other('PERFORMANCE', 9), 'HEAL', ''],
    ['a security risk is no break', 9, 1, [...other('SECURITY', 9), ...breaking(7)], 'HEAL', 'migration'],
    ['a security risk beside a small break needs no migration', 9, 1, [...other('SECURITY', 9), ...breaking(4)], 'HEAL', ''],
    ['10 dependents', 0, 10, [], 'LOW_RISK', ''],
    ['11 dependents', 0, 11, [], 'LOW_RISK', 'review'],
    ['11 dependents that break badly', 9, 11, breaking(9), 'HEAL', 'layer migration review'],
    ['a severe break under a low risk', 6, 1, breaking(9), 'LOW_RISK', ''],
  ] as const)('%s', (_, overallRisk, direct, predictions, decision, wanted) => {
    const verdict = judge({ overallRisk, directDependents: dependents(direct) }, predictions);
    const needs = [verdict.needsCompatibilityLayer && 'layer', verdict.needsMigration && 'migration', verdict.needsReview && 'review'].filter(Boolean).join(' ');
    expect([verdict.decision, needs]).toEqual([decision, wanted]);
    // One sentence for the decision and one for each thing it leads to.
    expect(verdict.reasons).toHaveLength(1 + needs.split(' ').filter(Boolean).length);
  });

  it('counts one break and many in its own words', () => {
    expect(judge({ overallRisk: 7, directDependents: [] }, breaking(7)).reasons[1]).toContain('1 breaking change is');
    expect(judge({ overallRisk: 7, directDependents: [] }, breaking(7, 7)).reasons[1]).toContain('2 breaking changes are');
  });

  it.each([
    ['nothing', [], 0, 'the change can simply be applied.'],
    ['a finding that is no break', other('PERFORMANCE', 4), 0, 'the change can simply be applied.'],
    ['one file', unseen('POSSIBLE', 'a.js'), 0, 'the compiler sees no break, but 1 file may break where it cannot check; look there first.'],
    ['files, each counted once', [...unseen('POSSIBLE', 'a.js', 'b.js'), ...unseen('UNKNOWN', 'b.js')], 0, 'the compiler sees no break, but 2 files may break where it cannot check; look there first.'],
    ['a place', [], 1, 'the compiler sees no break, but 1 place is left to edit by hand; look there first.'],
    ['both', unseen('POSSIBLE', 'a.js'), 3336, 'the compiler sees no break, but 1 file may break where it cannot check and 3336 places are left to edit by hand; look there first.'],
    ['a certain break below the risk from which the room heals', breaking(6.9), 0, 'the compiler sees 1 file break; look there first.'],
  ] as const)('a low risk is simple only where nothing is to be looked at first: %s', (_, predictions, placesLeft, words) => {
    expect(judge({ overallRisk: 5, directDependents: [] }, predictions, { placesLeft }).reasons).toEqual([`The risk is 5, below 7: ${words}`]);
  });

  it('says what a room wants otherwise', () => {
    const verdict = judge({ overallRisk: 9, directDependents: [] }, breaking(9), { oldForms: 'NEVER', writesGuides: false });
    expect(verdict).toMatchObject({ needsCompatibilityLayer: false, needsMigration: true, needsGuide: false });
    expect(verdict.reasons.slice(1)).toEqual(['The worst break has severity 9, but this room never keeps an old form.', '1 breaking change is predicted: dependents are migrated.']);
    expect(judge({ overallRisk: 7, directDependents: [] }, breaking(7), { oldForms: 'ALWAYS' }).reasons[1]).toContain('always keeps the old form');
  });

  it.each([
    ['heals from the risk of the room', 5, 1, breaking(5), { healFrom: 5, compatibilityFrom: 8, reviewAbove: 10 }, 'HEAL', 'migration'],
    ['heals not below it', 9, 1, breaking(9), { healFrom: 9.5, compatibilityFrom: 8, reviewAbove: 10 }, 'LOW_RISK', ''],
    ['keeps the old form from its severity', 9, 1, breaking(7), { healFrom: 7, compatibilityFrom: 7, reviewAbove: 10 }, 'HEAL', 'layer migration'],
    ['keeps the old form wherever something breaks', 7, 1, breaking(3), { healFrom: 7, oldForms: 'ALWAYS' }, 'HEAL', 'layer migration'],
    ['keeps none where nothing breaks', 7, 1, [], { healFrom: 7, oldForms: 'ALWAYS' }, 'HEAL', ''],
    ['keeps none below the risk from which it heals', 6, 1, breaking(6), { healFrom: 7, oldForms: 'ALWAYS' }, 'LOW_RISK', ''],
    ['never keeps the old form', 9, 1, breaking(9), { healFrom: 7, oldForms: 'NEVER' }, 'HEAL', 'migration'],
    ['reviews above its number of dependents', 0, 1, [], { healFrom: 7, compatibilityFrom: 8, reviewAbove: 0 }, 'LOW_RISK', 'review'],
  ] as const)('%s', (_, overallRisk, direct, predictions, thresholds, decision, wanted) => {
    const verdict = judge({ overallRisk, directDependents: dependents(direct) }, predictions, thresholds);
    const needs = [verdict.needsCompatibilityLayer && 'layer', verdict.needsMigration && 'migration', verdict.needsReview && 'review'].filter(Boolean).join(' ');
    expect([verdict.decision, needs]).toEqual([decision, wanted]);
    expect(verdict.reasons[0]).toContain(String(thresholds.healFrom));
  });
});

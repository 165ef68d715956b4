import { describe, expect, test } from 'vitest';
import { foldHealing, idleState, panelStatusOf, type HealingEvent, type HealingState, type SeenRun } from '../../../web/healing/healing-state.ts';
import { failureOf } from '../../../web/shared/failure.ts';

const planned: SeenRun = { id: 'r', status: 'PLANNED', decision: 'HEAL' };
const failure = failureOf({ code: 'NAME_TAKEN' });
const fold = (events: HealingEvent[], from: HealingState = idleState) => events.reduce(foldHealing, from);

const submitted: HealingEvent = { kind: 'submitted', userAction: 'rename a to b' };
const captured: HealingEvent = { kind: 'captured', understood: 'Rename a to b.' };
const analyzed: HealingEvent = { kind: 'analyzed' };

describe('the healing panel', () => {
  test('goes through the three stages to a plan', () => {
    expect(fold([submitted])).toMatchObject({ status: 'analyzing', stage: 'capture', userAction: 'rename a to b', understood: null });
    expect(fold([submitted, captured])).toMatchObject({ status: 'analyzing', stage: 'analyze', understood: 'Rename a to b.' });
    expect(fold([submitted, captured, analyzed])).toMatchObject({ status: 'analyzing', stage: 'plan' });
    expect(fold([submitted, captured, analyzed, { kind: 'planned', run: planned }])).toMatchObject({ status: 'healing', stage: null, run: planned });
  });

  test.each([
    ['PLANNED', 'HEAL', 'healing'],
    ['PLANNED', 'LOW_RISK', 'low_risk'],
    ['QUEUED', 'HEAL', 'healing'],
    ['RUNNING', 'LOW_RISK', 'healing'],
    ['RESTORING', 'HEAL', 'healing'],
    ['COMPLETED', 'HEAL', 'completed'],
    ['FAILED', 'HEAL', 'error'],
    ['CANCELLED', 'HEAL', 'idle'],
    ['ROLLBACK_QUEUED', 'HEAL', 'healing'],
    ['ROLLING_BACK', 'HEAL', 'healing'],
    ['ROLLED_BACK', 'HEAL', 'completed'],
  ] as const)('a run that is %s with decision %s is %s', (status, decision, panel) => {
    expect(panelStatusOf({ status, decision })).toBe(panel);
  });

  test.each([[[submitted]], [[submitted, captured]], [[submitted, captured, analyzed]]])('a refusal at any stage is a failure that keeps the words', (events) => {
    expect(fold([...events, { kind: 'refused', failure }])).toMatchObject({ status: 'error', stage: null, failure, userAction: 'rename a to b' });
  });

  test('a new intent forgets the old failure and run', () => {
    const refused = fold([submitted, { kind: 'refused', failure }]);
    expect(fold([submitted], refused).failure).toBeNull();
    expect(fold([{ kind: 'run-seen', run: planned }, submitted]).run).toBeNull();
  });

  test('an open run does not disturb the analysis of a new intent', () => {
    expect(fold([submitted, { kind: 'run-seen', run: planned }])).toEqual(fold([submitted]));
  });

  test.each<[HealingEvent]>([[captured], [analyzed], [{ kind: 'planned', run: planned }], [{ kind: 'refused', failure }]])('a late answer changes nothing: %o', (late) => {
    expect(fold([submitted, { kind: 'cleared' }, late])).toEqual(idleState);
  });

  test('a run that moves moves the panel', () => {
    const seen = fold([{ kind: 'run-seen', run: planned }]);
    expect(fold([{ kind: 'run-seen', run: { ...planned, status: 'COMPLETED' } }], seen).status).toBe('completed');
  });
});

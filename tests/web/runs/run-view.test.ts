import { describe, expect, test } from 'vitest';
import type { Run, Step } from '../../../web/runs/run-documents.ts';
import { noProgress, type RunProgress, type StepProgress } from '../../../web/runs/run-events.ts';
import { countSteps, hasWritten, viewRun } from '../../../web/runs/run-view.ts';

function step(more: Partial<Step>): Step {
  return { id: 's', stepNumber: 1, attempt: 1, stepType: 'UPDATE_IMPORTS', stepDescription: 'update', status: 'PENDING', files: [], editsPlanned: 0, estimate: null, result: null, errorMessage: null, skipReason: null, skippedBy: null, startedAt: null, completedAt: null, ...more };
}

function run(more: Partial<Run>, steps: Step[]): Run {
  return {
    id: 'r', status: 'QUEUED', mode: 'WORKING_TREE', branch: null, commit: null, decision: 'HEAL', reasons: [], notEdited: [], editsLeftOut: 0, estimate: null, structure: null, accuracy: null, testAccuracy: null, queuePosition: null, attempt: 1, adoptReason: null, adoptedBy: null, isVerified: false, lastEventNumber: 3, treeHashBefore: null, treeHashAfter: null, error: null,
    createdAt: '', queuedAt: null, startedAt: null, completedAt: null, room: { id: 'room', settings: { thresholds: { healFrom: 7 } } },
    intentCapture: { id: 'i', userAction: '', understood: '', analysis: null, predictions: { totalCount: 0 } },
    actions: [{ id: 'a', position: 1, actionType: 'MIGRATION', description: '', priority: 'HIGH', status: 'PENDING', executedAt: null, completedAt: null, executions: steps }],
    ...more,
  };
}

const stepProgress = (more: Partial<StepProgress>): StepProgress => ({ status: 'RUNNING', startedAt: 'start', completedAt: null, path: null, done: 0, total: 0, message: null, ...more });
const told = (lastNumber: number, more: Partial<RunProgress>): RunProgress => ({ ...noProgress, lastNumber, ...more });
const statusOf = (view: ReturnType<typeof viewRun>) => view.actions[0]?.executions[0]?.status;

describe('a run as it is shown', () => {
  test('events that are newer than what was fetched decide', () => {
    const view = viewRun(run({}, [step({})]), told(4, { runStatus: 'RUNNING', steps: { s: stepProgress({}) }, actions: { a: 'EXECUTING' } }));
    expect(view.status).toBe('RUNNING');
    expect(view.actions[0]?.status).toBe('EXECUTING');
    expect(statusOf(view)).toBe('RUNNING');
    expect(view.actions[0]?.executions[0]?.startedAt).toBe('start');
  });

  test('events that are still replayed do not take the run back in time', () => {
    const view = viewRun(run({ status: 'COMPLETED', lastEventNumber: 9 }, [step({ status: 'COMPLETED' })]), told(4, { runStatus: 'RUNNING', steps: { s: stepProgress({}) }, rollbackRefusal: 'old' }));
    expect(view.status).toBe('COMPLETED');
    expect(statusOf(view)).toBe('COMPLETED');
    expect(view.rollbackRefusal).toBeNull();
  });

  test('the tree hash of an earlier end is not shown for a newer one, until that was fetched', () => {
    const healed = run({ status: 'COMPLETED', lastEventNumber: 9, treeHashBefore: 'a', treeHashAfter: 'b' }, []);
    expect(viewRun(healed, told(9, { runStatus: 'COMPLETED' })).treeHashAfter).toBe('b');
    expect(viewRun(healed, told(15, { runStatus: 'ROLLED_BACK' }))).toMatchObject({ status: 'ROLLED_BACK', treeHashAfter: null });
    const back = { ...healed, status: 'ROLLED_BACK' as const, lastEventNumber: 15, treeHashAfter: 'a' };
    expect(viewRun(back, told(15, { runStatus: 'ROLLED_BACK' })).treeHashAfter).toBe('a');
  });

  test('a step that was fetched as ended does not run again because the run number was fetched elsewhere', () => {
    const view = viewRun(run({ lastEventNumber: 4 }, [step({ status: 'COMPLETED' })]), told(4, { steps: { s: stepProgress({}) } }));
    expect(statusOf(view)).toBe('COMPLETED');
  });

  test('a running step has no end, an ended one has both times', () => {
    const ended = viewRun(run({}, [step({})]), told(5, { steps: { s: stepProgress({ status: 'FAILED', completedAt: 'end' }) } }));
    expect(ended.actions[0]?.executions[0]).toMatchObject({ status: 'FAILED', startedAt: 'start', completedAt: 'end' });
  });

  test('steps are in the order of their numbers', () => {
    const view = viewRun(run({}, [step({ id: 'c', stepNumber: 2 }), step({ id: 'a' })]), noProgress);
    expect(view.actions[0]?.executions.map(({ id }) => id)).toEqual(['a', 'c']);
  });

  test('the newest attempt is the run, earlier ones are kept apart, the newest of them first', () => {
    const steps = [1, 2, 3].flatMap((attempt) => [step({ id: `a${attempt}`, attempt }), step({ id: `b${attempt}`, attempt, stepNumber: 2 })]);
    const view = viewRun(run({ attempt: 3 }, steps), noProgress);
    const ids = (actions: typeof view.actions) => actions.map(({ executions }) => executions.map(({ id }) => id));
    expect(ids(view.actions)).toEqual([['a3', 'b3']]);
    expect(view.earlier.map(({ attempt, actions }) => [attempt, ids(actions)])).toEqual([[2, [['a2', 'b2']]], [1, [['a1', 'b1']]]]);
    expect(countSteps(view.actions).total).toBe(2);
  });

  test('an action without a step in the newest attempt is left to the attempt it belongs to', () => {
    const view = viewRun(run({ attempt: 2 }, [step({})]), noProgress);
    expect(view.actions).toEqual([]);
    expect(view.earlier).toMatchObject([{ attempt: 1, actions: [{ executions: [{ id: 's' }] }] }]);
  });

  test('every way a step can end counts as ended', () => {
    const steps = (['PENDING', 'RUNNING', 'COMPLETED', 'FAILED', 'SKIPPED', 'CANCELLED'] as const).map((status, index) => step({ id: status, stepNumber: index + 1, status }));
    expect(countSteps(viewRun(run({}, steps), noProgress).actions)).toEqual({ ended: 4, total: 6 });
  });
});

test.each<[string, Partial<Step>, boolean]>([
  ['that was completed with edits', { status: 'COMPLETED', editsPlanned: 2 }, true],
  ['that failed', { status: 'FAILED', editsPlanned: 2 }, false],
  ['that only looked', { status: 'COMPLETED', editsPlanned: 0 }, false],
  ['that verified', { status: 'COMPLETED', stepType: 'VERIFY', editsPlanned: 2 }, false],
  ['of an earlier attempt', { status: 'COMPLETED', editsPlanned: 2, attempt: 1 }, false],
])('whether a step %s can be adopted', (name, more, expected) => {
  const attempt = name.includes('earlier') ? 2 : 1;
  expect(hasWritten(viewRun(run({ status: 'FAILED', attempt }, [step(more)]), noProgress))).toBe(expected);
});

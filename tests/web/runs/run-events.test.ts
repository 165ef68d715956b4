import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RunEvent } from '../../../web/runs/run-documents.ts';
import { applyEvent, noProgress, type RunProgress } from '../../../web/runs/run-events.ts';

const at = (second: number) => `2026-01-01T00:00:${String(second).padStart(2, '0')}.000Z`;

function event(number: number, type: RunEvent['type'], more: Partial<RunEvent> = {}): RunEvent {
  return { number, type, actionId: null, executionId: null, status: null, message: null, path: null, done: null, total: null, createdAt: at(number), ...more };
}

const wholeRun: RunEvent[] = [
  event(1, 'RUN_QUEUED'),
  event(2, 'RUN_STARTED'),
  event(3, 'ACTION_STARTED', { actionId: 'a' }),
  event(4, 'STEP_STARTED', { actionId: 'a', executionId: 's' }),
  event(5, 'STEP_PROGRESS', { actionId: 'a', executionId: 's', path: 'src/a.ts', done: 1, total: 2 }),
  event(6, 'STEP_PROGRESS', { actionId: 'a', executionId: 's', path: 'src/b.ts', done: 2, total: 2 }),
  event(7, 'STEP_ENDED', { actionId: 'a', executionId: 's', status: 'COMPLETED' }),
  event(8, 'ACTION_ENDED', { actionId: 'a', status: 'COMPLETED' }),
  event(9, 'RUN_COMPLETED'),
];

function fold(events: readonly RunEvent[], from: RunProgress = noProgress): RunProgress {
  return events.reduce((progress, next) => {
    const applied = applyEvent(progress, next);
    return applied.kind === 'applied' ? applied.progress : progress;
  }, from);
}

describe('the events of a run', () => {
  test('a whole run folds to its end', () => {
    expect(fold(wholeRun)).toEqual({
      lastNumber: 9,
      lastMove: 9,
      runStatus: 'COMPLETED',
      steps: { s: { status: 'COMPLETED', startedAt: at(4), completedAt: at(7), path: 'src/b.ts', done: 2, total: 2, message: null } },
      actions: { a: 'COMPLETED' },
      isCancelRequested: false,
      rollbackRefusal: null,
    });
  });

  test.each([
    ['RUN_QUEUED', 'QUEUED'],
    ['RUN_STARTED', 'RUNNING'],
    ['RUN_RESTORING', 'RESTORING'],
    ['RUN_COMPLETED', 'COMPLETED'],
    ['RUN_FAILED', 'FAILED'],
    ['RUN_CANCELLED', 'CANCELLED'],
    ['ROLLBACK_QUEUED', 'ROLLBACK_QUEUED'],
    ['ROLLBACK_STARTED', 'ROLLING_BACK'],
    ['ROLLBACK_COMPLETED', 'ROLLED_BACK'],
    ['ROLLBACK_REFUSED', 'COMPLETED'],
    ['RUN_ADOPTED', 'ADOPTED'],
  ] as const)('after %s the run is %s', (type, status) => {
    expect(fold([event(1, type)]).runStatus).toBe(status);
  });

  test.each(['FAILED', 'SKIPPED', 'CANCELLED'] as const)('a step can end %s', (status) => {
    const progress = fold([...wholeRun.slice(0, 6), event(7, 'STEP_ENDED', { executionId: 's', status, message: 'why' })]);
    expect(progress.steps['s']).toMatchObject({ status, message: 'why', completedAt: at(7) });
  });

  test('a step that starts again counts from the start', () => {
    const progress = fold([...wholeRun.slice(0, 6), event(7, 'STEP_STARTED', { executionId: 's' })]);
    expect(progress.steps['s']).toMatchObject({ status: 'RUNNING', startedAt: at(7), done: 0, path: null });
  });

  test('an event that was applied before is a repeat', () => {
    const progress = fold(wholeRun.slice(0, 5));
    expect(applyEvent(progress, event(5, 'RUN_FAILED'))).toEqual({ kind: 'repeat' });
    expect(applyEvent(progress, event(1, 'RUN_FAILED'))).toEqual({ kind: 'repeat' });
  });

  test('a missing number is a gap that says what is known', () => {
    expect(applyEvent(fold(wholeRun.slice(0, 5)), event(7, 'STEP_ENDED'))).toEqual({ kind: 'gap', after: 5 });
    expect(applyEvent(noProgress, event(2, 'RUN_STARTED'))).toEqual({ kind: 'gap', after: 0 });
  });

  test('progress of a file moves no state, so nothing is fetched for it', () => {
    expect(fold(wholeRun.slice(0, 6))).toMatchObject({ lastNumber: 6, lastMove: 4 });
  });

  test('a wish to cancel stands until the run moves', () => {
    const wished = fold([...wholeRun.slice(0, 6), event(7, 'CANCEL_REQUESTED')]);
    expect(wished.isCancelRequested).toBe(true);
    expect(fold([event(8, 'STEP_ENDED', { executionId: 's', status: 'CANCELLED' })], wished).isCancelRequested).toBe(true);
    expect(fold([event(8, 'RUN_RESTORING')], wished).isCancelRequested).toBe(false);
  });

  test('a refused rollback says why until another one begins', () => {
    const refused = fold([...wholeRun, event(10, 'ROLLBACK_REFUSED', { message: 'src/a.ts was changed' })]);
    expect(refused.rollbackRefusal).toBe('src/a.ts was changed');
    expect(fold([event(11, 'ROLLBACK_QUEUED')], refused).rollbackRefusal).toBeNull();
  });

  test('repeats and late arrivals in any mixture lead to the same end once everything arrived in order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: wholeRun.length - 1 }), { maxLength: 40 }), (noise) => {
        const disturbed = fold(noise.map((index) => wholeRun[index] as RunEvent));
        expect(disturbed).toEqual(fold(wholeRun.slice(0, disturbed.lastNumber)));
        expect(fold(wholeRun, disturbed)).toEqual(fold(wholeRun));
      }),
    );
  });

  test('a retry forgets how actions ended in the earlier attempt, and a refused rollback leaves an adopted run adopted', () => {
    const retried = fold([...wholeRun, event(10, 'RUN_FAILED'), event(11, 'RUN_QUEUED')]);
    expect(retried).toMatchObject({ runStatus: 'QUEUED', actions: {} });
    expect(fold([event(12, 'RUN_ADOPTED'), event(13, 'ROLLBACK_REFUSED', { status: 'ADOPTED', message: 'no' })], retried)).toMatchObject({ runStatus: 'ADOPTED', rollbackRefusal: 'no' });
  });
});

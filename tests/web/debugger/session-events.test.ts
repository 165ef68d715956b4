import { describe, expect, test } from 'vitest';
import type { DebuggerEvent, Session } from '../../../web/debugger/debugger-documents.ts';
import { applySessionEvent, noSessionProgress, type SessionProgress } from '../../../web/debugger/session/session-events.ts';
import { countDifferences, viewSession } from '../../../web/debugger/session/session-view.ts';

const at = (seconds: number) => `2026-01-01T00:00:${String(seconds).padStart(2, '0')}.000Z`;
const event = (number: number, type: DebuggerEvent['type'], parts: Partial<DebuggerEvent> = {}): DebuggerEvent => ({ number, type, message: null, tried: null, perSecond: null, best: null, examples: null, found: null, remainingMs: null, createdAt: at(number), ...parts });

function fold(events: DebuggerEvent[], from: SessionProgress = noSessionProgress): SessionProgress {
  return events.reduce((progress, next) => {
    const applied = applySessionEvent(progress, next);
    if (applied.kind !== 'applied') throw new Error(`event ${next.number} is a ${applied.kind}`);
    return applied.progress;
  }, from);
}

const started = event(1, 'SESSION_STARTED');
const recorded = [started, event(2, 'RECORDING_STARTED'), event(3, 'RECORDING_PROGRESS', { message: 'loading' }), event(4, 'RECORDING_ENDED', { message: 'done' })];
const searching = [...recorded, event(5, 'DISCREPANCY_ANALYZED'), event(6, 'SEARCH_STARTED')];

describe('the events of a session', () => {
  test.each<[DebuggerEvent[], string, number]>([
    [[started], 'OPEN', 1],
    [recorded.slice(0, 3), 'RECORDING', 2],
    [recorded, 'OPEN', 4],
    [searching, 'SEARCHING', 6],
    [[...searching, event(7, 'SEARCH_PROGRESS', { tried: 1 })], 'SEARCHING', 6],
    [[...searching, event(7, 'SEARCH_ENDED'), event(8, 'QUESTION_ANSWERED'), event(9, 'FIX_APPLIED')], 'OPEN', 9],
    [[...recorded, event(5, 'SESSION_RESOLVED')], 'RESOLVED', 5],
  ])('%j leave it %s; what was fetched before event %i is out of date', (events, status, lastMove) => {
    expect(fold(events)).toMatchObject({ status, lastMove, lastNumber: events.at(-1)?.number });
  });

  test('that were applied before are repeats', () => {
    expect(applySessionEvent(fold(recorded), event(4, 'RECORDING_ENDED'))).toEqual({ kind: 'repeat' });
  });

  test('that are too far ahead are a gap after the last one that is known', () => {
    expect(applySessionEvent(fold(recorded), event(6, 'SEARCH_STARTED'))).toEqual({ kind: 'gap', after: 4 });
  });

  test('of a recording tell what it is at until it ends, and then how it ended', () => {
    expect(fold(recorded.slice(0, 3)).recording).toEqual({ startedAt: at(2), message: 'loading' });
    expect(fold(recorded)).toMatchObject({ recording: null, lastEnd: { activity: 'recording', message: 'done' } });
    expect(fold(searching).lastEnd).toBeNull();
  });

  test('of a search fold into one picture, and the first that tells the time left tells the budget', () => {
    const first = fold([...searching, event(7, 'SEARCH_PROGRESS', { tried: 100, perSecond: 50, best: 2, examples: 5, found: 0, remainingMs: 28_000 })]);
    expect(first.search).toMatchObject({ tried: 100, perSecond: 50, best: 2, examples: 5, found: 0, remainingMs: 28_000, budgetMs: 29_000, rates: [50] });
    const second = fold([event(8, 'SEARCH_PROGRESS', { tried: 300, perSecond: 200, remainingMs: 27_000, found: 1, message: 'checking' })], first);
    expect(second.search).toMatchObject({ tried: 300, best: 2, examples: 5, found: 1, remainingMs: 27_000, budgetMs: 29_000, rates: [50, 200], message: 'checking' });
    expect(fold([event(9, 'SEARCH_PROGRESS', { tried: 301 })], second).search?.message).toBeNull();
    expect(fold([event(9, 'SEARCH_ENDED', { message: 'none' })], second)).toMatchObject({ search: null, lastEnd: { activity: 'search', message: 'none' } });
  });

  test('keep no more rates than the curve shows', () => {
    const events = Array.from({ length: 100 }, (_, index) => event(index + 7, 'SEARCH_PROGRESS', { perSecond: index, createdAt: at(10) }));
    expect(fold([...searching, ...events]).search?.rates).toEqual(Array.from({ length: 60 }, (_, index) => index + 40));
  });

  test('tell a cancellation until the activity has ended', () => {
    const asked = fold([...searching, event(7, 'CANCEL_REQUESTED')]);
    expect(asked.isCancelRequested).toBe(true);
    expect(fold([event(8, 'SEARCH_PROGRESS')], asked).isCancelRequested).toBe(true);
    expect(fold([event(8, 'SEARCH_ENDED')], asked).isCancelRequested).toBe(false);
  });
});

describe('a session that was fetched', () => {
  const fetched = { id: 's', status: 'OPEN', lastEventNumber: 4, actualBehavior: null, discrepancies: null } as unknown as Session;

  test('is moved on by events that are newer', () => {
    expect(viewSession(fetched, fold(searching))).toMatchObject({ status: 'SEARCHING', liveSearch: { tried: 0 }, liveRecording: null });
  });

  test('is not moved back while older events are replayed', () => {
    expect(viewSession(fetched, fold(recorded.slice(0, 2)))).toMatchObject({ status: 'OPEN', liveRecording: null, lastEnd: null });
  });

  test('shows a recording under way that was fetched before its events came in', () => {
    expect(viewSession({ ...fetched, status: 'RECORDING', lastEventNumber: 3 }, noSessionProgress)).toMatchObject({ status: 'RECORDING', liveRecording: null, isCancelRequested: false });
  });
});

describe('what differs', () => {
  const examples = [{ number: 1, passed: true, expected: '1', actual: '1' }, { number: 2, passed: false, expected: '1', actual: '2' }];
  const recording = { end: 'completed', examples } as unknown as Session['recording'];

  test('counts calls, places, exceeded limits and examples', () => {
    const performance = (verdict: 'exceeds' | 'within') => ({ metric: 'response_time' as const, verdict, moreRuns: 0, expected: 1, actual: 2, threshold: 1.5, ratio: null, message: '' });
    const place = { kind: 'value' as const, path: '', expected: 1, actual: 2, message: '' };
    expect(countDifferences({ actual: null, recording, differences: [{ type: 'outcome', differences: [place, place], isTruncated: false }, { type: 'performance', differences: [performance('exceeds'), performance('within')] }] })).toBe(4);
  });

  test('is an example alone, or nothing, or not known before the comparison', () => {
    expect(countDifferences({ actual: null, recording, differences: [] })).toBe(1);
    expect(countDifferences({ actual: null, recording: null, differences: [] })).toBe(0);
    expect(countDifferences({ actual: null, recording, differences: null })).toBeNull();
  });
});

test.each([
  ['completed', false, 0],
  ['timed-out', false, null],
  ['timed-out', true, 0],
])('nothing that differs in a recording that ended %s, with an outcome: %s, counts %s', (end, hasOutcome, count) => {
  const recording = { end, examples: [] } as unknown as Session['recording'];
  const outcome = hasOutcome ? { status: 'error', data: null, error: null } : null;
  expect(countDifferences({ recording, differences: [], actual: { path: [], outcome, performance: null } })).toBe(count);
});

import { describe, expect, test } from 'vitest';
import { debuggerStatusOf, findReadyToCompare, foldDebugger, idleDebugger, type DebuggerCommand, type DebuggerState, type DebuggerStateEvent, type SeenSession } from '../../../web/debugger/debugger-state.ts';
import { failureOf } from '../../../web/shared/failure.ts';

const failure = failureOf({ code: 'SESSION_STATE' });
const open: SeenSession = { id: 's', status: 'OPEN', hasActual: false, isAnalyzed: false };
const seen = (session: Partial<SeenSession> = {}): DebuggerStateEvent => ({ kind: 'session-seen', session: { ...open, ...session } });
const asked = (command: DebuggerCommand, subject: string | null = 's'): DebuggerStateEvent => ({ kind: 'asked', command, subject });
const answered = (command: DebuggerCommand): DebuggerStateEvent => ({ kind: 'answered', command });
const refused = (command: DebuggerCommand): DebuggerStateEvent => ({ kind: 'refused', command, failure });
const fold = (events: DebuggerStateEvent[], from: DebuggerState = idleDebugger) => events.reduce(foldDebugger, from);

describe('the debugger tab', () => {
  test.each<[DebuggerStateEvent[], string]>([
    [[], 'idle'],
    [[asked('start', null)], 'starting'],
    [[seen()], 'open'],
    [[seen(), asked('record')], 'recording'],
    [[seen({ status: 'RECORDING' })], 'recording'],
    [[seen(), asked('analyze')], 'analyzing'],
    [[seen(), asked('suggest')], 'searching'],
    [[seen({ status: 'SEARCHING' }), asked('cancel')], 'searching'],
    [[seen(), asked('apply', 'fix')], 'applying'],
    [[seen(), asked('apply', 'fix'), answered('apply')], 'open'],
    [[seen(), asked('resolve'), answered('resolve'), seen({ status: 'RESOLVED' })], 'resolved'],
    [[seen(), { kind: 'left' }], 'idle'],
  ])('after %j is %s', (events, status) => {
    expect(debuggerStatusOf(fold(events))).toBe(status);
  });

  test('keeps what was refused, and for what, until something else is asked', () => {
    const state = fold([seen(), asked('apply', 'fix'), refused('apply')]);
    expect(state).toMatchObject({ pending: null, refusal: { command: 'apply', subject: 'fix', failure } });
    expect(fold([seen({ hasActual: true })], state).refusal).not.toBeNull();
    expect(fold([asked('apply', 'other')], state).refusal).toBeNull();
    expect(fold([seen({ id: 'other' })], state).refusal).toBeNull();
  });

  test.each<[DebuggerStateEvent]>([[answered('record')], [refused('record')]])('%j to a command that is not waited for changes nothing', (late) => {
    const state = fold([seen(), asked('apply', 'fix')]);
    expect(fold([late], state)).toBe(state);
  });

  test('that was left forgets everything but a session that is being started', () => {
    expect(fold([seen(), asked('record'), { kind: 'left' }])).toEqual(idleDebugger);
    expect(fold([asked('start', null), { kind: 'left' }]).pending?.command).toBe('start');
  });
});

describe('a recording from this page', () => {
  const recording = [seen(), asked('record'), answered('record'), seen({ status: 'RECORDING' })];

  test('is compared once it is in', () => {
    expect(findReadyToCompare(fold(recording))).toBeNull();
    expect(findReadyToCompare(fold([...recording, seen({ hasActual: true })]))).toBe('s');
  });

  test('that was begun before the session was seen is compared too', () => {
    expect(findReadyToCompare(fold([asked('start', null), answered('start'), asked('record'), answered('record'), seen(), seen({ hasActual: true })]))).toBe('s');
  });

  test.each<[string, DebuggerStateEvent[]]>([
    ['is compared once only', [seen({ hasActual: true }), asked('analyze'), answered('analyze')]],
    ['is not compared where the server did it', [seen({ hasActual: true, isAnalyzed: true })]],
    ['is done with once the server compared it, and a later one from elsewhere is not compared', [seen({ hasActual: true, isAnalyzed: true }), seen({ status: 'RECORDING' }), seen({ hasActual: true })]],
    ['is not compared where it gave nothing', [seen()]],
    ['is not compared where it was cancelled', [asked('cancel'), answered('cancel'), seen({ hasActual: true })]],
    ['is not compared where another session is open', [seen({ id: 'other', hasActual: true }), seen({ hasActual: true })]],
  ])('%s', (_, events) => {
    expect(findReadyToCompare(fold([...recording, ...events]))).toBeNull();
  });

  test('that was refused leaves nothing to compare', () => {
    expect(findReadyToCompare(fold([seen(), asked('record'), refused('record'), seen({ hasActual: true })]))).toBeNull();
  });

  test('is not made by opening a session', () => {
    expect(findReadyToCompare(fold([seen({ hasActual: true })]))).toBeNull();
  });
});

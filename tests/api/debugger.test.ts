import { readFileSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hashTree } from '../../server/rooms/tree-hash.ts';
import { AnalyzeDiscrepancy, ApplyFix, CancelDebugging, DebugSessions, RecordBehavior, ResolveSession, StartDebugSession, SuggestFixes } from '../support/debugger-documents.ts';
import { orderSession, readSession, readSessionEvents, record, startSession, suggest, totalSession, writeTill } from '../support/debug-walk.ts';
import { RollbackRun } from '../support/documents.ts';
import { openTestApp, undoAll, type TestApp, type Undo } from '../support/test-app.ts';
import { dataOf, openRoom, readEvents } from '../support/walk-through.ts';

/** Two searches with their checks, each of which starts the project's own test runner. */
const LIMIT_MS = 180_000;
const undo: Undo[] = [];
let api: TestApp;
let roomId: string;

beforeAll(async () => {
  api = await openTestApp({ project: writeTill }, undo);
  roomId = await openRoom(api, api.roomFolder);
});
afterAll(() => undoAll(undo));

const read = (path: string) => readFileSync(join(api.roomFolder, path), 'utf8');

describe('a function with a table of examples', () => {
  let sessionId: string;

  beforeEach(async () => {
    sessionId = await startSession(api, roomId, totalSession);
  });

  it('is recorded, explained, fixed by a verified run, kept as a test, and rolled back byte for byte', async () => {
    const before = await hashTree(api.roomFolder);
    const recorded = await record(api, sessionId);
    expect(recorded.recording).toMatchObject({ end: 'completed', isDeterministic: true });
    expect(recorded.recording?.examples.map(({ passed }) => passed)).toEqual([true, true, false, true]);
    expect(recorded.recording?.examples[2]).toMatchObject({ number: 3, expected: '90', actual: '100' });
    expect(recorded.recording?.layers.filter(({ active }) => active).map(({ name }) => name)).toEqual(expect.arrayContaining(['process-group', 'wall-clock', 'clear-environment', 'output-cap', 'heap-cap']));
    expect(recorded.suspects.length).toBeGreaterThan(0);
    expect(recorded.suspects[0]?.reasons.length).toBeGreaterThan(0);

    const searched = await suggest(api, { sessionId });
    expect(searched.search).toMatchObject({ kind: 'found' });
    const [fix] = searched.fixes;
    expect(fix).toMatchObject({ fixType: 'EXECUTION_CORRECTION', status: 'VERIFIED' });
    expect(fix?.diff).toContain('-  if (pieces > 10) return 0.1;\n+  if (pieces >= 10) return 0.1;');
    expect(fix?.confidence).toBeGreaterThan(0);
    expect(fix?.confidence).toBeLessThan(1);
    expect(fix?.evidence.find(({ check }) => check === 'related-tests')).toMatchObject({ passed: 2, total: 2 });
    expect(await hashTree(api.roomFolder)).toBe(before);

    const run = dataOf((await api.graphql(ApplyFix, { fixId: fix!.id })).applyFix);
    const events = await readEvents(api, run.id, { until: ['RUN_COMPLETED', 'RUN_FAILED', 'RUN_CANCELLED'] });
    expect(events.map(({ type, message }) => [type, message]).at(-1)).toEqual(['RUN_COMPLETED', null]);
    expect(read('src/discount.ts')).toContain('pieces >= 10');
    expect((await readSession(api, sessionId)).fixesApplied).toMatchObject([{ fix: { id: fix!.id }, run: { id: run.id, status: 'COMPLETED' } }]);
    expect((await record(api, sessionId)).recording?.examples.every(({ passed }) => passed)).toBe(true);

    const resolved = dataOf((await api.graphql(ResolveSession, { sessionId, keepAsTest: true })).resolveSession);
    expect(resolved).toMatchObject({ status: 'RESOLVED', resolvedAt: expect.any(String) });
    const kept = await readEvents(api, resolved.regressionRun!.id, { until: ['RUN_COMPLETED', 'RUN_FAILED', 'RUN_CANCELLED'] });
    expect(kept.at(-1)?.type).toBe('RUN_COMPLETED');
    expect(resolved.regressionRun?.diff).toContain("from 'vitest'");

    for (const runId of [resolved.regressionRun!.id, run.id]) {
      dataOf((await api.graphql(RollbackRun, { runId })).rollbackRun);
      await readEvents(api, runId, { until: ['ROLLBACK_COMPLETED', 'ROLLBACK_REFUSED'] });
    }
    expect(await hashTree(api.roomFolder)).toBe(before);
  }, LIMIT_MS);

  it('refuses what it cannot do in its state, and lists its session', async () => {
    expect((await api.graphql(SuggestFixes, { input: { sessionId } })).suggestFixes).toMatchObject({ __typename: 'InvalidInputError', message: expect.stringContaining('not analysed') });
    expect((await api.graphql(CancelDebugging, { sessionId })).cancelDebugging).toMatchObject({ __typename: 'SessionStateError', code: 'SESSION_STATE' });
    dataOf((await api.graphql(ResolveSession, { sessionId })).resolveSession);
    expect((await api.graphql(RecordBehavior, { sessionId })).recordBehavior).toMatchObject({ __typename: 'SessionStateError' });
    const { debugSessions } = await api.graphql(DebugSessions, { room: roomId });
    expect(debugSessions.edges[0]?.node).toMatchObject({ id: sessionId, status: 'RESOLVED' });
  });
});

describe('an expected path', () => {
  it('shows the first divergence with its condition, and is corrected', async () => {
    const sessionId = await startSession(api, roomId, orderSession);
    const recorded = await record(api, sessionId);
    const [discrepancy] = recorded.discrepancies as { type: string; firstDivergence: { difference: object; branch: { site: { text: string }; taken: boolean } | null } }[];
    expect(discrepancy).toMatchObject({ type: 'execution_path_mismatch', firstDivergence: { difference: { kind: 'replaced', expected: 'submit', actual: 'reject' }, branch: { taken: false, site: { file: 'src/order.ts' } } } });
    const searched = await suggest(api, { sessionId });
    expect(searched.fixes[0]?.fixType).toBe('EXECUTION_CORRECTION');
    expect(searched.fixes[0]?.diff).toContain('+++ b/src/order.ts');
    expect(searched.fixes[0]?.evidence.find(({ check }) => check === 'scenario')).toMatchObject({ passed: 1, total: 1 });
  }, LIMIT_MS);
});

describe('a behaviour that is handed in', () => {
  it('is compared as the product specifies', async () => {
    const expectedBehavior = { executionPath: ['validate()', 'submit()', 'success()'], outcome: { status: 'success', data: { json: { id: 123 } } }, performance: { responseTime: 200, memoryUsage: 50 } };
    const sessionId = await startSession(api, roomId, { triggerAction: 'button_click', userIntent: 'The form is submitted.', expectedBehavior });
    const actualBehavior = { execution_path: ['validate()', 'submit()', 'failure()'], outcome: { status: 'error', data: { id: '123' } }, performance: { response_time: 301, memory_usage: 60 } };
    const analyzed = dataOf((await api.graphql(AnalyzeDiscrepancy, { sessionId, actualBehavior })).analyzeDiscrepancy);
    const discrepancies = analyzed.discrepancies as { type: string; differences: { kind?: string; metric?: string; verdict?: string }[] }[];
    expect(discrepancies.map(({ type }) => type)).toEqual(['execution_path_mismatch', 'outcome_mismatch', 'performance_issue']);
    expect(discrepancies[0]?.differences).toMatchObject([{ kind: 'replaced', expected: 'success', actual: 'failure' }]);
    expect(discrepancies[1]?.differences.map(({ kind }) => kind)).toEqual(['status', 'type']);
    expect(discrepancies[2]?.differences).toMatchObject([{ metric: 'response_time', verdict: 'exceeds' }]);
    expect(analyzed.explanation).toContain('success');
    expect(analyzed.dataMapping?.source).toContain('Number');
  });

  it('of a session without scenario cannot be recorded', async () => {
    const sessionId = await startSession(api, roomId, { triggerAction: 'a', userIntent: 'b', expectedBehavior: { executionPath: ['a'] } });
    expect((await api.graphql(RecordBehavior, { sessionId })).recordBehavior).toMatchObject({ __typename: 'InvalidInputError', message: expect.stringContaining('no scenario') });
    expect((await api.graphql(AnalyzeDiscrepancy, { sessionId, actualBehavior: [] })).analyzeDiscrepancy).toMatchObject({ __typename: 'InvalidInputError' });
  });
});

it('a session shows what is not compared and its time limit as they were given', async () => {
  const scrubbers = ['ids', 'order', 'order:items.*.tags', 'ignore:at'];
  const input = { triggerAction: 'a', userIntent: 'b', expectedBehavior: { executionPath: ['a'] } };
  expect(await readSession(api, await startSession(api, roomId, { ...input, scrubbers, wallClockMs: 700 }))).toMatchObject({ scrubbers, wallClockMs: 700 });
  expect(await readSession(api, await startSession(api, roomId, input))).toMatchObject({ scrubbers: [], wallClockMs: 20_000 });
});

it('a session that expects nothing, or runs a file that is not there, is refused', async () => {
  const start = (input: object) => api.graphql(StartDebugSession, { input: { roomId, triggerAction: 'a', userIntent: 'b', expectedBehavior: {}, ...input } });
  expect((await start({})).startDebugSession).toMatchObject({ __typename: 'InvalidInputError', message: expect.stringContaining('Nothing is expected') });
  expect((await start({ expectedBehavior: { executionPath: ['a'] }, scenario: { script: { file: 'src/gone.ts' } } })).startDebugSession).toMatchObject({ __typename: 'InvalidInputError', message: expect.stringContaining('src/gone.ts') });
});

it('code that recurses without end, that the sandbox stops, or that throws no error is told as that, never as expected', async () => {
  writeFileSync(join(api.roomFolder, 'src/wild.ts'), "import net from 'node:net';\nexport const deep = (n: number): number => deep(n + 1) + 1;\nexport const reach = (): Promise<void> => new Promise((_, reject) => net.connect(80, '93.184.216.34').on('error', reject));\nexport const say = (): never => { throw 'just words'; };\n");
  const recorded = async (exportName: string, example: object) => record(api, await startSession(api, roomId, { triggerAction: 'a', userIntent: 'It works.', expectedBehavior: {}, scenario: { function: { file: 'src/wild.ts', exportName, examples: [example] } } }));
  const deep = await recorded('deep', { args: [{ json: 0 }], expected: { json: 1 } });
  expect(deep).toMatchObject({ status: 'OPEN', recording: { end: 'completed' }, discrepancies: expect.any(Array) });
  expect(deep.recording?.examples[0]?.actual).toContain('RangeError');
  const reach = await recorded('reach', { args: [] });
  expect(reach).toMatchObject({ recording: { end: 'forbidden' }, discrepancies: [{ type: 'outcome_mismatch', differences: [{ kind: 'status', actual: 'forbidden' }] }] });
  expect(reach.explanation).not.toMatch(/\.\.$/);
  const said = await recorded('say', { args: [], throws: 'words' });
  expect(said.recording?.examples).toMatchObject([{ passed: true, actual: 'throws string: just words' }]);
}, LIMIT_MS);

it('a time that the first runs do not decide is measured until it is decided', async () => {
  writeFileSync(join(api.roomFolder, 'src/uneven.ts'), 'let calls = 0;\n/** Every third sample, of two calls each, is slow. */\nexport const uneven = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, (calls++ >> 1) % 3 === 0 ? 40 : 5));\n');
  const sessionId = await startSession(api, roomId, { triggerAction: 'a', userIntent: 'It answers in 20 ms.', expectedBehavior: { performance: { responseTime: 20 } }, wallClockMs: 60_000, scenario: { function: { file: 'src/uneven.ts', exportName: 'uneven', args: [] } } });
  const recorded = await record(api, sessionId);
  expect(recorded.discrepancies).toEqual([]);
  expect((recorded.actualBehavior as { performance: { samples: { responseTimes: number[] } } }).performance.samples.responseTimes.length).toBeGreaterThan(12);
  const events = await readSessionEvents(api, sessionId, { until: 'RECORDING_ENDED' });
  expect(events.map(({ message }) => message)).toContainEqual(expect.stringMatching(/^Measuring: \d+ of \d+ samples, \d+ more needed\.$/));
}, LIMIT_MS);

it('endless code ends with a clear report, and a recording can be cancelled', async () => {
  writeFileSync(join(api.roomFolder, 'src/endless.ts'), 'export function endless(): number {\n  for (;;) {}\n}\n');
  const input = { triggerAction: 'a', userIntent: 'It ends.', expectedBehavior: { outcome: { status: 'success' } }, scenario: { function: { file: 'src/endless.ts', exportName: 'endless', args: [] } } };
  const timed = await startSession(api, roomId, { ...input, wallClockMs: 1_500 });
  const ended = await record(api, timed);
  expect(ended.recording).toMatchObject({ end: 'timed-out', hint: expect.any(String) });
  expect(ended.discrepancies).toMatchObject([{ type: 'outcome_mismatch', differences: [{ kind: 'status' }] }]);
  const cancelled = await startSession(api, roomId, input);
  dataOf((await api.graphql(RecordBehavior, { sessionId: cancelled })).recordBehavior);
  dataOf((await api.graphql(CancelDebugging, { sessionId: cancelled })).cancelDebugging);
  const events = await readSessionEvents(api, cancelled, { until: 'RECORDING_ENDED' });
  expect(events.map(({ number }) => number)).toEqual(events.map((_, index) => index + 1));
  expect((await readSession(api, cancelled)).status).toBe('OPEN');
  expect(existsSync(join(api.roomFolder, 'src/endless.ts'))).toBe(true);
});

// Records a session: runs the scenario, measures it where performance is expected, compares, names suspects. Owns the order of that.
import type { IntentDebuggerSession, Prisma } from '../../generated/prisma/client.ts';
import type { ActualBehavior, ExpectedBehavior, PathCall, PerformanceSamples, RecordingReport } from '../behavior.ts';
import { countMissingRuns, MOST_RUNS } from '../compare/performance.ts';
import { findMedian } from '../compare/ratio-interval.ts';
import { describeValue } from '../describe-value.ts';
import type { DebuggerDeps, Source } from '../deps.ts';
import type { Discrepancy } from '../discrepancy.ts';
import type { Suspect } from '../fix.ts';
import { rankSuspects } from '../localise/suspects.ts';
import { measureScenario } from '../record/measure.ts';
import { recordScenario, type ExampleRun, type Recording } from '../record/record.ts';
import { analysisColumns } from '../sessions/columns.ts';
import type { ActivityContext, ActivityResult } from '../sessions/run-activity.ts';
import type { Example, GivenValue } from '../scenario.ts';
import type { ExampleResult, ShownSuspect } from '../stored.ts';
import type { Trace } from '../trace.ts';
import type { EncodedValue } from '../values.ts';
import { analyze } from './analyze.ts';
import { evaluateExpectation } from './expectation.ts';
import { examplesOf, namesInIntent, partsOf, type SessionParts } from './session-parts.ts';

/** Calls of the path that are stored for showing. */
const SHOWN_CALLS = 2_000;
/** Calls and branches of the trace that are stored for later analyses. */
const STORED_CALLS = 20_000;
const SHOWN_VALUE = 2_000;
const SOURCE_LINES = 3;
const FIRST_RUNS = 12;

/** Deeper calls are left out: neither a person nor the writer of the row can follow a recursion of thousands. */
const SHOWN_DEPTH = 100;

export function capPath(calls: readonly PathCall[], budget: { left: number }, depth = 1): PathCall[] {
  const kept: PathCall[] = [];
  if (depth > SHOWN_DEPTH) return kept;
  for (const call of calls) {
    if (budget.left <= 0) break;
    budget.left -= 1;
    kept.push({ ...call, calls: capPath(call.calls, budget, depth + 1) });
  }
  return kept;
}

const capTrace = (trace: Trace): Trace => {
  const calls = trace.calls.slice(0, STORED_CALLS);
  return { ...trace, calls, branches: trace.branches.filter(({ call }) => call < calls.length).slice(0, STORED_CALLS), isTruncated: trace.isTruncated || calls.length < trace.calls.length };
};

/** The lines around a suspect, as they are in the room. */
export function showSuspect(source: Source, suspect: Suspect): ShownSuspect {
  const lines = (source.tree.text(suspect.file) ?? '').split('\n');
  const first = Math.max(1, suspect.line - SOURCE_LINES);
  return { ...suspect, source: lines.slice(first - 1, suspect.line + SOURCE_LINES).join('\n'), sourceLine: first };
}

const sourceOf = (value: GivenValue): string => (value.kind === 'expression' ? value.source : (JSON.stringify(value.value) ?? 'undefined'));

function expectedText(example: Example): string | null {
  if (example.kind === 'expression') return example.expected;
  if (!example.expected) return null;
  return example.expected.kind === 'returns' ? sourceOf(example.expected.value) : `throws ${example.expected.message ?? 'an error'}`;
}

/** What is no error and no text has no message: it is told as a value. */
function thrownText({ name, message }: NonNullable<ExampleRun['error']>, value: EncodedValue): string {
  if (message !== '') return `throws ${name}: ${message}`;
  return name === 'object' || name === 'function' ? `throws ${describeValue(value, SHOWN_VALUE)}` : `throws ${name}`;
}

function exampleResults(recording: Recording, parts: SessionParts): ExampleResult[] {
  const examples = examplesOf(parts.scenario);
  return recording.examples.map(({ passed, actual, error }, index) => {
    const example = examples[index];
    return { number: index + 1, passed, expected: example ? expectedText(example) : null, value: error === null ? actual : null, actual: error === null ? describeValue(actual, SHOWN_VALUE) : thrownText(error, actual) };
  });
}

function performanceOf(samples: PerformanceSamples): NonNullable<ActualBehavior['performance']> {
  const median = (values: readonly number[]): number | null => (values.length === 0 ? null : findMedian(values));
  return { responseTime: median(samples.responseTimes), memoryUsage: median(samples.memoryUsages), samples };
}

/** With time and memory where they are expected. Measures until the verdicts are decided, or their samples or the time of one run are used up once more. */
async function withPerformance(recording: Recording, request: { source: Source; parts: SessionParts; context: ActivityContext }): Promise<ActualBehavior> {
  const { source, parts, context } = request;
  const { scenario, expectation, settings } = parts;
  if (!expectation.performance || !scenario || recording.report.end !== 'completed') return recording.actual;
  const wanted = expectation.performance;
  const samples = await measureScenario({
    source, scenario, baseline: 'reference', runs: FIRST_RUNS,
    further: { most: MOST_RUNS, timeMs: settings.limits.wallClockMs, countMissing: (taken) => countMissingRuns(wanted, performanceOf(taken), settings.thresholds) },
    options: { limits: settings.limits, signal: context.signal, onProgress: (message) => context.progress({ message }) },
  });
  return { ...recording.actual, performance: performanceOf(samples) };
}

/** What did not complete has an outcome too: the way in which it ended, whatever the code threw on that way. Nobody expects that, whatever else is expected. */
function judged(expected: ExpectedBehavior, actual: ActualBehavior, { end, message }: RecordingReport): { expected: ExpectedBehavior; actual: ActualBehavior } {
  if (end === 'completed') return { expected, actual };
  const outcome = { status: end, data: null, error: { name: end, message, stack: null } };
  return { expected: { ...expected, outcome: { status: expected.outcome?.status ?? 'success', data: null, hasData: false } }, actual: { ...actual, outcome } };
}

function findSuspects(source: Source, recording: Recording, discrepancies: readonly Discrepancy[]): ShownSuspect[] {
  const path = discrepancies.find((discrepancy) => discrepancy.type === 'execution_path_mismatch');
  const suspects = rankSuspects({ tree: source.tree, coverage: recording.coverage, trace: recording.trace, divergence: path?.firstDivergence ?? null });
  return suspects.map((suspect) => showSuspect(source, suspect));
}

/** Runs the scenario of a session and leaves behaviour, discrepancies, suspects and the recording in it. */
export async function recordSession(deps: DebuggerDeps, session: IntentDebuggerSession, context: ActivityContext): Promise<ActivityResult> {
  const parts = partsOf(session);
  const { scenario, settings } = parts;
  if (!scenario) throw new Error('a session without scenario cannot be recorded');
  const expected = await evaluateExpectation(parts.expectation, context.signal);
  const source = await deps.openSource(session.roomId);
  const recording = await recordScenario({ source, scenario, expectedNames: namesInIntent(session), options: { limits: settings.limits, signal: context.signal, onProgress: (message) => context.progress({ message }) } });
  context.signal.throwIfAborted();
  const { actual, ...against } = judged(expected, await withPerformance(recording, { source, parts, context }), recording.report);
  const analysis = analyze(against.expected, actual, parts, recording.trace);
  const results = exampleResults(recording, parts);
  const failing = results.filter(({ passed }) => !passed).length;
  const hasDifference = analysis.discrepancies.length > 0 || failing > 0;
  const suspects = hasDifference ? findSuspects(source, recording, analysis.discrepancies) : [];
  const shown: ActualBehavior = { ...actual, executionPath: actual.executionPath && capPath(actual.executionPath, { left: SHOWN_CALLS }) };
  const examplesLine = results.length === 0 ? [] : [`${results.length - failing} of ${results.length} examples give what is expected.`];
  // Beside an example that fails, nothing is as expected.
  const said = analysis.discrepancies.length === 0 && failing > 0 ? examplesLine : [analysis.message, ...examplesLine];
  return {
    data: { actualBehavior: shown as unknown as Prisma.InputJsonObject, suspects: suspects as unknown as Prisma.InputJsonArray, ...analysisColumns(analysis) },
    message: recording.report.end === 'completed' ? said.join(' ') : recording.report.message,
    write: async (tx) => {
      const trace = recording.trace ? (capTrace(recording.trace) as unknown as Prisma.InputJsonObject) : undefined;
      await tx.debuggerRecording.create({ data: { sessionId: session.id, report: recording.report as unknown as Prisma.InputJsonObject, calls: recording.trace?.calls.length ?? 0, examples: results as unknown as Prisma.InputJsonArray, ...(trace ? { trace } : {}) } });
    },
  };
}

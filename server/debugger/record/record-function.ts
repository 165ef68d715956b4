// The FUNCTION scenario: one call of an export, and the table of examples. Owns the plan of its program and what its messages mean.
import { join } from 'node:path';
import type { Coverage } from '../trace.ts';
import type { Example, Scenario } from '../scenario.ts';
import type { OpenScenario, RunFacts } from './kinds.ts';
import type { ChildMessage, FunctionPlan } from './protocol.ts';
import type { ExampleRun, RecordRequest } from './record.ts';
import { describeThrownFacts, endingOf, failedEnding, findRefusal, isOutOfMemory, outOfMemory, timedOut, type Ending } from './recording-ends.ts';
import { openInstrumented, type Instrumented } from './instrumented.ts';
import { runProgram, withStart, type ProgramRun } from './run-program.ts';

type FunctionScenario = Extract<Scenario, { kind: 'FUNCTION' }>;
type Outcome = RunFacts['outcome'];

/** What is called, in words. */
export const nameOfCall = ({ exportName, file }: Pick<FunctionScenario, 'exportName' | 'file'>): string => `${exportName}() of ${file}`;

/** The files that must be there, and those in whose scope expressions are evaluated. */
export function functionEntries(scenario: FunctionScenario, exportsName: boolean): { entries: string[]; evaluable: string[] } {
  const hasExpressions = scenario.examples.some((example) => example.kind === 'expression' || example.args.some(({ kind }) => kind === 'expression') || (example.expected?.kind === 'returns' && example.expected.value.kind === 'expression'));
  const needsScope = hasExpressions || !exportsName || (scenario.args ?? []).some(({ kind }) => kind === 'expression');
  return { entries: [scenario.file, ...(scenario.argsFile === null ? [] : [scenario.argsFile])], evaluable: needsScope ? [scenario.file] : [] };
}

/** The plan of the call that is recorded or measured. */
export function functionPlan(scenario: FunctionScenario, shadow: Instrumented['shadow']): FunctionPlan {
  const [first] = scenario.examples;
  const isGiven = scenario.args !== null || scenario.argsFile !== null;
  const module = shadow.moduleOf(scenario.file);
  return {
    kind: 'function',
    module: module.path,
    format: module.format,
    file: scenario.file,
    exportName: scenario.exportName,
    args: scenario.args ?? (first?.kind === 'call' ? first.args : []),
    argsModule: scenario.argsFile === null ? null : /\.json$/.test(scenario.argsFile) ? join(shadow.room, scenario.argsFile) : shadow.moduleOf(scenario.argsFile).path,
    expression: !isGiven && first?.kind === 'expression' ? first.actual : null,
    examples: null,
    measure: null,
    traceFile: null,
    patienceMs: 0,
  };
}

export async function openFunction(request: RecordRequest, scenario: FunctionScenario): Promise<OpenScenario> {
  const exportsName = (request.source.graph.facts(scenario.file)?.exports ?? []).some(({ name }) => name === scenario.exportName.split('.')[0]);
  const opened = await openInstrumented(request, { ...functionEntries(scenario, exportsName), alsoWatched: [scenario.exportName], keepSource: false });
  const what = nameOfCall(scenario);
  return {
    run: () => runCall(request, scenario, { opened, what }),
    runExamples: scenario.examples.length === 0 ? null : () => runExamples(request, scenario, opened),
    restore: () => opened.shadow.restore(),
    close: () => opened.shadow.close(),
  };
}

interface Opened {
  readonly opened: Instrumented;
  readonly what: string;
}

const LAST: ReadonlySet<ChildMessage['kind']> = new Set(['failed', 'returned', 'threw', 'unsettled', 'endless', 'examples-done']);

async function start(request: RecordRequest, opened: Instrumented, plan: Omit<FunctionPlan, 'traceFile'>): Promise<ProgramRun> {
  const { limits, signal, isolation } = request.options;
  const { shadow } = opened;
  return runProgram({
    shadow,
    entry: join(shadow.programs, 'record/child/run-function.mjs'),
    nodeOptions: opened.nodeOptions,
    plan: (traceFile) => ({ ...plan, traceFile, patienceMs: limits.wallClockMs }),
    planIn: 'argument',
    isLast: ({ kind }) => LAST.has(kind),
    limits: withStart(limits),
    signal,
    ...(isolation === undefined ? {} : { isolation }),
  });
}

async function runCall(request: RecordRequest, scenario: FunctionScenario, { opened, what }: Opened): Promise<RunFacts> {
  const run = await start(request, opened, functionPlan(scenario, opened.shadow));
  const last = run.messages.find(({ kind }) => LAST.has(kind));
  const context = { what, limits: request.options.limits, lost: 'the call returned' };
  const { ending, outcome } = last === undefined ? { ending: endingOf(run.result, context), outcome: null } : meaningOf(last, opened, context);
  return { ending, outcome, ...opened.read(run, []) };
}

/** What the last message of the program says about the call. */
function meaningOf(message: ChildMessage, opened: Instrumented, { what, limits }: { what: string; limits: RecordRequest['options']['limits'] }): { ending: Ending; outcome: Outcome } {
  switch (message.kind) {
    case 'returned':
      return { ending: { end: 'completed', message: `${what} returned.`, hint: null }, outcome: { status: 'success', data: message.value, error: null } };
    case 'threw': {
      const thrown = opened.clean(message.thrown);
      const outcome: Outcome = { status: 'error', data: thrown.value, error: { name: thrown.name, message: thrown.message, stack: thrown.stack } };
      const how = message.isUncaught ? 'let an error go that nobody could catch' : 'threw';
      if (isOutOfMemory(thrown)) return { ending: outOfMemory(what, limits), outcome };
      return { ending: findRefusal(thrown, what) ?? { end: 'completed', message: `${what} ${how}: ${describeThrownFacts(thrown)}.`, hint: null }, outcome };
    }
    case 'endless':
      return { ending: timedOut(what, `${limits.wallClockMs / 1000} s`), outcome: null };
    case 'unsettled':
      return { ending: { end: 'timed-out', message: `The promise of ${what} was never settled: nothing is left to run that could do it.`, hint: 'Look for a branch that calls neither resolve nor reject, or an event that never comes.' }, outcome: null };
    case 'failed':
      return { ending: opened.loadProblem(message.stage) ?? failedEnding(message.stage, message.message, message.thrown === null ? null : opened.clean(message.thrown)), outcome: null };
    default:
      throw new Error(`the program of a function cannot end with ${message.kind}`);
  }
}

/**
 * Runs the examples one after the other in one process. One that ends the process fails, and those behind it are run in a new one as long as
 * the time of a single run is not used up.
 */
async function runExamples(request: RecordRequest, scenario: FunctionScenario, opened: Instrumented): Promise<{ examples: ExampleRun[]; coverage: Coverage | null }> {
  const { limits, signal } = request.options;
  const examples: ExampleRun[] = [];
  const parts: Coverage[] = [];
  let leftMs = limits.wallClockMs;
  while (examples.length < scenario.examples.length && leftMs > 0 && !signal.aborted) {
    const rest: readonly Example[] = scenario.examples.slice(examples.length);
    const run = await start({ ...request, options: { ...request.options, limits: { ...limits, wallClockMs: leftMs } } }, opened, { ...functionPlan(scenario, opened.shadow), examples: rest });
    leftMs -= run.result.durationMs;
    const done = run.messages.flatMap((message) => (message.kind === 'example' ? [exampleRun(message, opened)] : []));
    const { coverage } = opened.read(run, done.map(({ passed }) => passed));
    if (coverage !== null) parts.push(coverage);
    examples.push(...done);
    if (run.messages.some(({ kind }) => kind === 'examples-done')) break;
    // Nothing ran: the same would happen again.
    if (run.messages.every(({ kind }) => kind !== 'example-started')) break;
    examples.push(stoppedExample(run, limits));
  }
  return { examples, coverage: joinCoverage(parts) };
}

function exampleRun({ passed, actual, thrown }: Extract<ChildMessage, { kind: 'example' }>, opened: Instrumented): ExampleRun {
  if (thrown === null) return { passed, actual, error: null };
  const { name, message, isError, value } = opened.clean(thrown);
  return { passed, actual: isError ? actual : value, error: { name, message } };
}

function stoppedExample({ result }: ProgramRun, limits: RecordRequest['options']['limits']): ExampleRun {
  const { end, message } = endingOf(result, { what: 'The example', limits, lost: 'it returned' });
  return { passed: false, actual: { kind: 'undefined' }, error: { name: end, message } };
}

/** Examples of several processes, in their order. The statements are the same: the same files were instrumented. */
function joinCoverage(parts: readonly Coverage[]): Coverage | null {
  const [first] = parts;
  return first === undefined ? null : { statements: first.statements, hits: parts.flatMap(({ hits }) => hits), passed: parts.flatMap(({ passed }) => passed) };
}

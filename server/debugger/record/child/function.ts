// Calls the function of a scenario, or runs its examples, and reports what came of it. Runs inside the sandbox; the plan is the file it is started with.
import { report, writeTrace } from './report.ts';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { Example, GivenValue } from '../../scenario.ts';
import type { EncodedValue } from '../../values.ts';
import type { ChildMessage, FailedStage, FunctionPlan } from '../protocol.ts';
import { isEndless, watchTime } from './deadline.ts';
import { encode } from './encode.ts';
import { isEqual } from './equal.ts';
import { evaluate, freshValue, type Scope } from './evaluate-in-module.ts';
import { exportsOf, findFunction, type Callee } from './find-function.ts';
import { findRecorder } from './recorder.ts';
import { describeThrown } from './thrown.ts';

/** The code under test may replace the globals. */
const nextTurn = globalThis.setImmediate;
const turn = (): Promise<void> => new Promise((resolve) => nextTurn(resolve));

class Failure extends Error {
  readonly stage: FailedStage;
  readonly thrown: unknown;
  constructor(stage: FailedStage, message: string, thrown?: unknown) {
    super(message);
    this.stage = stage;
    this.thrown = thrown;
  }
}

interface Prepared {
  readonly callee: Callee | null;
  readonly scope: Scope;
  readonly whyNoCallee: Failure | null;
}

/** Loads the module and finds the function. Throws Failure. */
export async function prepare(plan: FunctionPlan): Promise<Prepared> {
  const namespace = await load(plan.module, plan.file);
  const names = exportsOf(namespace, plan.format);
  const found = findFunction(names, plan.exportName, plan);
  const scope = { file: plan.file, names };
  if (found.kind === 'found') return { callee: found.callee, scope, whyNoCallee: null };
  return { callee: null, scope, whyNoCallee: new Failure(found.kind === 'missing' ? 'find' : 'call-kind', found.message) };
}

async function load(module: string, file: string): Promise<Record<string, unknown>> {
  try {
    return (await import(pathToFileURL(module).href)) as Record<string, unknown>;
  } catch (error) {
    throw new Failure('load', `${file} could not be loaded.`, error);
  }
}

/** The arguments of one call, made afresh. Throws Failure. */
async function argumentsOf(plan: FunctionPlan, scope: Scope): Promise<unknown[]> {
  if (plan.argsModule === null) return freshAll(plan.args, scope);
  const given = plan.argsModule.endsWith('.json') ? readJson(plan.argsModule) : (await load(plan.argsModule, 'The file of arguments'))['default'];
  const args: unknown = typeof given === 'function' ? await (given as () => unknown)() : given;
  if (!Array.isArray(args)) throw new Failure('arguments', 'The default export of the file of arguments is no array, and no function that returns one.');
  return args;
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as unknown;
  } catch (error) {
    throw new Failure('arguments', 'The file of arguments could not be read.', error);
  }
}

async function freshAll(given: readonly GivenValue[], scope: Scope): Promise<unknown[]> {
  const values: unknown[] = [];
  for (const [index, one] of given.entries()) {
    try {
      values.push(await freshValue(one, scope));
    } catch (error) {
      throw new Failure('arguments', `Argument ${index + 1} could not be evaluated.`, error);
    }
  }
  return values;
}

export function reportFailure(error: unknown): void {
  if (!(error instanceof Failure)) throw error;
  report({ kind: 'failed', stage: error.stage, message: error.message, thrown: error.thrown === undefined ? null : describeThrown(error.thrown) });
}

/** What is recorded or measured, with arguments made afresh. Throws Failure. */
export async function makeCall(plan: FunctionPlan, { callee, scope, whyNoCallee }: Prepared): Promise<() => unknown> {
  const { expression } = plan;
  if (expression !== null) return () => evaluate(expression, scope);
  if (callee === null) throw whyNoCallee;
  const args = await argumentsOf(plan, scope);
  return () => callee.call(args);
}

async function callOnce(plan: FunctionPlan): Promise<void> {
  const call = await makeCall(plan, await prepare(plan));
  const recorder = findRecorder();
  let isFinished = false;
  const finish = (message: ChildMessage): void => {
    if (isFinished) return;
    isFinished = true;
    endWatch();
    writeTrace(plan.traceFile, recorder?.snapshot() ?? null);
    report(message);
  };
  const endWatch = watchTime(plan.patienceMs, () => finish({ kind: 'endless' }));
  process.once('uncaughtException', (error) => finish(isEndless(error) ? { kind: 'endless' } : { kind: 'threw', thrown: describeThrown(error), isUncaught: true }));
  process.once('beforeExit', () => finish({ kind: 'unsettled' }));
  recorder?.start();
  let message: ChildMessage;
  try {
    message = { kind: 'returned', value: encode(await call()) };
  } catch (error) {
    message = isEndless(error) ? { kind: 'endless' } : { kind: 'threw', thrown: describeThrown(error), isUncaught: false };
  }
  // What was started and not awaited gets one turn, so that a forgotten await shows in the path.
  await turn();
  await recorder?.settle();
  finish(message);
}

async function runExamples(plan: FunctionPlan, examples: readonly Example[]): Promise<void> {
  const { callee, scope, whyNoCallee } = await prepare(plan);
  if (callee === null && examples.some((example) => example.kind === 'call')) throw whyNoCallee;
  const recorder = findRecorder();
  // An error that nobody catches belongs to the example that runs; the next one is run all the same.
  let uncaught: unknown;
  process.on('uncaughtException', (error) => (uncaught = { error }));
  const end = performance.now() + plan.patienceMs;
  for (const [index, example] of examples.entries()) {
    uncaught = undefined;
    report({ kind: 'example-started', index });
    // Half of what is left: an example that does not end leaves time for those behind it.
    const judged = await withPatience((end - performance.now()) / 2, () => judge(example, { callee, scope, begin: () => recorder?.startExample() }));
    report({ kind: 'example', index, ...judged, passed: judged.passed && uncaught === undefined });
  }
  writeTrace(plan.traceFile, recorder?.snapshot() ?? null);
  report({ kind: 'examples-done' });
}

const NOTHING: EncodedValue = { kind: 'undefined' };

class EndlessError extends Error {
  override readonly name = 'EndlessError';
  override readonly message = 'It did not end in time.';
}

class UnsettledError extends Error {
  override readonly name = 'UnsettledError';
  override readonly message = 'The promise was never settled: nothing is left to run that could do it.';
}

type Judged = Omit<Extract<Parameters<typeof report>[0], { kind: 'example' }>, 'kind' | 'index'>;

/** The judgement of an example, or that it went on for too long, or that nothing is left to run that could end it. */
async function withPatience(milliseconds: number, work: () => Promise<Judged>): Promise<Judged> {
  const failed = (error: Error): Judged => ({ passed: false, actual: NOTHING, thrown: describeThrown(error) });
  let giveUp: (judged: Judged) => void = () => {};
  const givenUp = new Promise<Judged>((resolve) => (giveUp = resolve));
  const endWatch = watchTime(milliseconds, () => giveUp(failed(new EndlessError())));
  const onEmpty = (): void => giveUp(failed(new UnsettledError()));
  process.once('beforeExit', onEmpty);
  const judged = await Promise.race([work(), givenUp]);
  process.off('beforeExit', onEmpty);
  endWatch();
  return judged.thrown?.name === 'EndlessCodeError' ? failed(new EndlessError()) : judged;
}

async function judge(example: Example, { callee, scope, begin }: { callee: Callee | null; scope: Scope; begin: () => void }): Promise<Judged> {
  try {
    if (example.kind === 'expression') {
      begin();
      const actual = await evaluate(example.actual, scope);
      const passed = example.expected === null ? Boolean(actual) : isEqual(actual, await evaluate(example.expected, scope), { isJson: false });
      return { passed, actual: encode(actual), thrown: null };
    }
    const args = await freshAll(example.args, scope);
    begin();
    const actual = await callee?.call(args);
    const { expected } = example;
    const passed = expected === null || (expected.kind === 'returns' && isEqual(actual, await freshValue(expected.value, scope), { isJson: expected.value.kind === 'json' }));
    return { passed, actual: encode(actual), thrown: null };
  } catch (error) {
    const thrown = describeThrown(error);
    const isExpected = example.kind === 'call' && example.expected?.kind === 'throws' && (example.expected.message === null || thrown.message.includes(example.expected.message));
    return { passed: isExpected, actual: NOTHING, thrown };
  }
}

/** The plan of this process; null where another program has imported this file. */
export function readPlan(): FunctionPlan {
  return JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as FunctionPlan;
}

export async function runFunction(): Promise<void> {
  const plan = readPlan();
  try {
    await (plan.examples === null ? callOnce(plan) : runExamples(plan, plan.examples));
  } catch (error) {
    reportFailure(error);
  }
}

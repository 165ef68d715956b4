// Runs the table of examples one after the other and judges each. Runs inside the sandbox.
import { report, writeTrace } from './report.ts';
import type { Example } from '../../scenario.ts';
import type { EncodedValue } from '../../values.ts';
import type { ChildMessage, FunctionPlan, ThrownFacts } from '../protocol.ts';
import { watchTime } from './deadline.ts';
import { encode } from './encode.ts';
import { isEqual } from './equal.ts';
import { evaluate, freshValue, type Scope } from './evaluate-in-module.ts';
import type { Callee } from './find-function.ts';
import { freshAll, type Prepared } from './function.ts';
import { findRecorder } from './recorder.ts';
import { describeThrown } from './thrown.ts';

/** The code under test may replace the globals. */
const now = performance.now.bind(performance);

/** Throws Failure where there is no function to call. */
export async function runExamples(plan: FunctionPlan, examples: readonly Example[], { callee, scope, whyNoCallee }: Prepared): Promise<void> {
  if (callee === null && examples.some((example) => example.kind === 'call')) throw whyNoCallee;
  const recorder = findRecorder();
  // An error that nobody catches belongs to the example that runs; the next one is run all the same.
  let uncaught: ThrownFacts | null = null;
  process.on('uncaughtException', (error) => (uncaught ??= describeThrown(error)));
  const end = now() + plan.patienceMs;
  for (const [index, example] of examples.entries()) {
    uncaught = null;
    report({ kind: 'example-started', index });
    // Half of what is left: an example that does not end leaves time for those behind it.
    const judged = await withPatience((end - now()) / 2, () => judge(example, { callee, scope, begin: () => recorder?.startExample() }));
    report({ kind: 'example', index, ...(uncaught === null ? judged : { passed: false, actual: NOTHING, thrown: uncaught }) });
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

type Judged = Omit<Extract<ChildMessage, { kind: 'example' }>, 'kind' | 'index'>;

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

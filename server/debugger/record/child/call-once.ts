// Makes the one call of a scenario that is recorded, and reports what came of it and when it did not end. Runs inside the sandbox.
import { report, writeTrace } from './report.ts';
import type { ChildMessage, FunctionPlan } from '../protocol.ts';
import { isEndless, watchTime } from './deadline.ts';
import { encode } from './encode.ts';
import { makeCall, type Prepared } from './function.ts';
import { findRecorder } from './recorder.ts';
import { describeThrown } from './thrown.ts';

/** The code under test may replace the globals. */
const nextTurn = globalThis.setImmediate;
const turn = (): Promise<void> => new Promise((resolve) => nextTurn(resolve));

/** Throws Failure. */
export async function callOnce(plan: FunctionPlan, prepared: Prepared): Promise<void> {
  const call = await makeCall(plan, prepared);
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

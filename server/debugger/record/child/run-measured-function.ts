// The program of the sandbox that measures a function: one sample for each message, so that two programs can take turns.
import { report } from './report.ts';
import { makeCall, prepare, readPlan, reportFailure } from './function.ts';
import { sampleOf, warmUp, type MakeCall } from './sample.ts';
import { referenceWork } from './reference-work.ts';
import type { FunctionPlan } from '../protocol.ts';

/** Makes one call with arguments of its own each time. */
async function measured(plan: FunctionPlan): Promise<MakeCall> {
  if (plan.measure?.reference === true) return () => Promise.resolve(referenceWork);
  const prepared = await prepare(plan);
  return () => makeCall(plan, prepared);
}

try {
  const plan = readPlan();
  const onMessage = process.on.bind(process);
  const nextCall = await measured(plan);
  const batch = await warmUp(nextCall, plan.measure?.warmUps ?? 1);
  onMessage('message', () => {
    void sampleOf(nextCall, batch).then(report, reportFailure);
  });
  report({ kind: 'ready' });
} catch (error) {
  reportFailure(error);
}

// Runs before a script or an app of the project, which is then the main program itself: keeps the trace when it ends, sends an app its request.
import { report, writeTrace } from './report.ts';
import { readFileSync } from 'node:fs';
import type { AppPlan, ProgramPlan } from '../protocol.ts';
import { isEndless, watchTime } from './deadline.ts';
import { findRecorder } from './recorder.ts';
import { awaitResponse, freePort } from './request.ts';
import { startWeighing } from './sample.ts';
import { describeThrown } from './thrown.ts';

const planFile = process.env['SUPERNOVA_PLAN'] ?? '';
delete process.env['SUPERNOVA_PLAN'];
const plan = JSON.parse(readFileSync(planFile, 'utf8')) as ProgramPlan | AppPlan;
const recorder = findRecorder();
const finish = (): void => writeTrace(plan.traceFile, recorder?.snapshot() ?? null);

const tellEndless = (): void => {
  finish();
  report({ kind: 'endless' });
};

// What goes on for too long is ended a little before the parent would, so that its trace is kept.
if (plan.patienceMs !== null) watchTime(plan.patienceMs, tellEndless);

/** The whole run counts as one example. */
const begin = (): void => {
  recorder?.start();
  recorder?.startExample();
};

// Tells what ends the process without changing that it does.
process.once('uncaughtExceptionMonitor', (error) => (isEndless(error) ? tellEndless() : report({ kind: 'threw', thrown: describeThrown(error), isUncaught: true })));

if (plan.kind === 'program') {
  begin();
  const endWeighing = plan.isMeasured ? startWeighing() : null;
  const startedAt = performance.now();
  process.once('exit', () => {
    const milliseconds = performance.now() - startedAt;
    if (endWeighing !== null) report({ kind: 'sample', milliseconds, megabytes: endWeighing() });
    finish();
  });
} else {
  process.env['PORT'] = String(await freePort());
  void awaitResponse(plan, { begin, report }).then((message) => {
    finish();
    report(message);
  });
}

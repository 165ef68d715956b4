// The program of the sandbox that calls a function or runs its examples.
import { callOnce } from './call-once.ts';
import { runExamples } from './examples.ts';
import { prepare, readPlan, reportFailure } from './function.ts';

try {
  const plan = readPlan();
  const prepared = await prepare(plan);
  await (plan.examples === null ? callOnce(plan, prepared) : runExamples(plan, plan.examples, prepared));
} catch (error) {
  reportFailure(error);
}

import { makePlan } from '../server/healing/plan.ts';
import { Codebase } from '../server/impact/codebase.ts';
import { predictBreaks } from '../server/impact/predict-breaks.ts';
import { resolveIntent } from '../server/intents/resolve-intent.ts';
import { hashTree } from '../server/rooms/tree-hash.ts';
import { createMemoryRun } from './support/step-context.ts';
import { copyPackage, type PackageName } from './bench/real-packages.ts';
const [name, ...intents] = process.argv.slice(2);
for (const intent of intents) {
  const { folder, remove } = copyPackage(name as PackageName);
  const before = await hashTree(folder);
  const codebase = await Codebase.open(folder);
  const change = resolveIntent(codebase, intent);
  const t0 = performance.now();
  const impact = await predictBreaks(codebase, change);
  const t1 = performance.now();
  const plan = await makePlan(codebase, change, impact);
  const t2 = performance.now();
  const run = createMemoryRun(codebase);
  const steps = await run.heal(plan);
  console.log('##', intent, impact.predictions.length, 'predict', Math.round(t1 - t0), 'plan', Math.round(t2 - t1));
  for (const s of steps) console.log('  ', s.stepType, s.outcome.kind, JSON.stringify((s.outcome as any).result ?? '').slice(0, 300), (s.outcome as any).message ?? '');
  console.log('   notEdited', plan.notEdited.length, plan.notEdited.slice(0, 8).map((n) => `${n.file}:${n.line} ${n.reason}`));
  await run.rollBack();
  console.log('   restored', (await hashTree(folder)) === before);
  await codebase.close(); remove();
}

// Seeded random moves and renames on real packages: each must heal without a new problem and roll back to the same tree hash.
// Usage: npm run bench:changes -- [--packages rxjs,zod,effect] [--count 20] [--seed 1] [--kinds move,rename] [--only N] [--verbose]
import { parseArgs } from 'node:util';
import { tryChanges, type Outcome, type Series } from './change-series.ts';
import type { PackageName } from './real-packages.ts';

const { values } = parseArgs({
  options: {
    packages: { type: 'string', default: 'rxjs,zod,effect' }, count: { type: 'string', default: '20' }, seed: { type: 'string', default: '1' },
    kinds: { type: 'string', default: 'move,rename' }, only: { type: 'string' }, verbose: { type: 'boolean', default: false },
  },
});

const median = (numbers: readonly number[]): number => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

function tell(name: string, outcome: Outcome): void {
  const { isClean, isRestored, files, predicted, planMs, intent, failure, places } = outcome;
  console.log(`${isClean ? 'clean ' : 'BROKEN'} ${isRestored ? 'restored' : 'CHANGED '} ${String(files).padStart(4)} files ${String(predicted).padStart(4)} predicted ${String(planMs).padStart(6)} ms  ${name}: ${intent}`);
  for (const line of [failure, ...(values.verbose ? places : [])]) if (line !== '') console.log(`      ${line}`);
}

for (const name of values.packages.split(',') as PackageName[]) {
  for (const kind of values.kinds.split(',') as Series['kind'][]) {
    const only = values.only === undefined ? {} : { only: Number(values.only) };
    const outcomes = await tryChanges({ name, kind, count: Number(values.count), seed: Number(values.seed), ...only, tell: (outcome) => tell(name, outcome) });
    const clean = outcomes.filter((outcome) => outcome.isClean).length;
    const restored = outcomes.filter((outcome) => outcome.isRestored).length;
    console.log(`== ${name} ${kind}: ${clean}/${outcomes.length} heal with no new problem, ${restored}/${outcomes.length} roll back to the same tree hash; median ${median(outcomes.map((o) => o.files))} files touched, understand + predict + plan median ${median(outcomes.map((o) => o.planMs))} ms`);
    if (clean < outcomes.length || restored < outcomes.length) process.exitCode = 1;
  }
}

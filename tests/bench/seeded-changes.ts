// Seeded random changes of every kind on real packages: each must heal without a new problem, or with every place that is left listed, and roll back to the same tree hash.
// Usage: npm run bench:changes -- [--packages rxjs,zod,effect] [--count 10] [--seed 1] [--kinds move,rename,...] [--only N] [--verbose]
import { parseArgs } from 'node:util';
import { tryChanges, type Outcome } from './change-series.ts';
import { at } from './percentile.ts';
import type { PackageName } from './real-packages.ts';
import { SERIES_KINDS, type SeriesKind } from './seeded-wishes.ts';

const { values } = parseArgs({
  options: {
    packages: { type: 'string', default: 'rxjs,zod,effect' }, count: { type: 'string', default: '10' }, seed: { type: 'string', default: '1' },
    kinds: { type: 'string', default: SERIES_KINDS.join(',') }, only: { type: 'string' }, verbose: { type: 'boolean', default: false },
  },
});

function tell(name: string, outcome: Outcome): void {
  const { isClean, isListed, isRestored, files, predicted, planMs, healMs, intent, failure, places } = outcome;
  console.log(`${isClean ? 'clean ' : isListed ? 'listed' : 'BROKEN'} ${isRestored ? 'restored' : 'CHANGED '} ${String(files).padStart(4)} files ${String(predicted).padStart(4)} predicted ${String(places.length).padStart(3)} listed, plan ${String(planMs).padStart(6)} ms, heal ${String(healMs).padStart(6)} ms  ${name}: ${intent}`);
  for (const line of [failure, ...(values.verbose ? places : [])]) if (line !== '') console.log(`      ${line}`);
}

const seconds = (outcomes: readonly Outcome[], share: number): string => (at(outcomes.map(({ planMs, healMs }) => planMs + healMs), share) / 1000).toFixed(1);

/** What one kind, or one package, came to. A time is that of a whole change: understand, predict, plan, heal, verify, roll back. */
function sumUp(outcomes: readonly Outcome[]): Record<string, unknown> {
  const [clean, listed, restored] = (['isClean', 'isListed', 'isRestored'] as const).map((property) => outcomes.filter((outcome) => outcome[property]).length) as [number, number, number];
  const rate = outcomes.length === 0 ? '' : `${((clean / outcomes.length) * 100).toFixed(1)} %`;
  return { changes: outcomes.length, clean, listed, broken: outcomes.length - clean - listed, 'clean rate': rate, restored, 'median s': seconds(outcomes, 0.5), 'p95 s': seconds(outcomes, 0.95) };
}

const table: object[] = [];
for (const name of values.packages.split(',') as PackageName[]) {
  const ofPackage: Outcome[] = [];
  for (const kind of values.kinds.split(',') as SeriesKind[]) {
    const only = values.only === undefined ? {} : { only: Number(values.only) };
    let refused = 0;
    const outcomes = await tryChanges({
      name, kind, count: Number(values.count), seed: Number(values.seed), ...only, tell: (outcome) => tell(name, outcome),
      refused: (wish, error) => {
        refused += 1;
        if (values.verbose) console.log(`refused ${JSON.stringify(wish).slice(0, 160)}\n      ${error.message}`);
      },
    });
    ofPackage.push(...outcomes);
    table.push({ package: name, kind, ...sumUp(outcomes), refused });
  }
  table.push({ package: name, kind: 'all', ...sumUp(ofPackage) });
  if (ofPackage.some(({ isClean, isListed, isRestored }) => !(isClean || isListed) || !isRestored)) process.exitCode = 1;
}
console.table(table);

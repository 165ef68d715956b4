// How often a prediction is right: seeded changes of every kind on real packages are predicted, then really written without healing to another copy and compiled from scratch.
// Usage: npm run bench:predict -- [--packages effect,rxjs,zod,three] [--count 5: of each kind on each package] [--seed 1] [--kinds move,rename,...] [--only N] [--verbose]
import { parseArgs } from 'node:util';
import { judgeChanges, type Judged } from './judge-predictions.ts';
import type { PackageName } from './real-packages.ts';
import { SERIES_KINDS, type SeriesKind } from './seeded-wishes.ts';

const { values } = parseArgs({
  options: {
    packages: { type: 'string', default: 'rxjs,zod,three,effect' }, count: { type: 'string', default: '5' }, seed: { type: 'string', default: '1' },
    kinds: { type: 'string', default: SERIES_KINDS.join(',') }, only: { type: 'string' }, verbose: { type: 'boolean', default: false },
  },
});

const sumOf = (rows: readonly Judged[], read: (row: Judged) => number): number => rows.reduce((sum, row) => sum + read(row), 0);
const share = (part: number, whole: number): string => (whole === 0 ? '-' : `${((100 * part) / whole).toFixed(2)} %`);

function describe(rows: readonly Judged[]): object {
  const right = sumOf(rows, (row) => row.right);
  const [wrong, missed] = [sumOf(rows, (row) => row.falsePositives.length), sumOf(rows, (row) => row.misses.length)];
  return {
    changes: rows.length, breaking: rows.filter((row) => row.right + row.misses.length > 0).length, 'errors seen': right + missed, predicted: right + wrong,
    'false positives': wrong, misses: missed, precision: share(right, right + wrong), recall: share(right, right + missed),
    'all right': rows.filter((row) => row.falsePositives.length + row.misses.length === 0).length,
  };
}

const all: Judged[] = [];
const table: Record<string, object> = {};
for (const name of values.packages.split(',') as PackageName[]) {
  const rows = await judgeChanges({
    name, kinds: values.kinds.split(',') as SeriesKind[], count: Number(values.count), seed: Number(values.seed), only: values.only === undefined ? null : Number(values.only),
    tell: ({ kind, intent, right, falsePositives, misses }) => {
      if (!values.verbose && falsePositives.length + misses.length === 0) return;
      console.log(`${name} ${kind}: ${right} right, ${falsePositives.length} false, ${misses.length} missed  ${intent}`);
      for (const [word, places] of [['false ', falsePositives], ['missed', misses]] as const) for (const place of places.slice(0, 5)) console.log(`      ${word} ${place}`);
    },
  });
  all.push(...rows);
  table[name] = describe(rows);
}
for (const kind of SERIES_KINDS) if (all.some((row) => row.kind === kind)) table[kind] = describe(all.filter((row) => row.kind === kind));
table['all'] = describe(all);
console.table(table);
if (all.some((row) => row.falsePositives.length + row.misses.length > 0)) process.exitCode = 1;

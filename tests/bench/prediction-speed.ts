// Time and CPU time of a warm prediction beside the TypeScript 6 language service that checks the same dependents again under the same tsconfigs, over seeded
// changes, in turns.
// Usage: npm run bench:predict:speed -- [--packages rxjs,zod] [--count 50] [--seed 1] [--warm 20]
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { editsOfChange, treeWithoutHealing } from '../../server/edits/change-edits.ts';
import { groupBy } from '../../server/graph/group-by.ts';
import { includedBy } from '../../server/graph/tsconfigs.ts';
import { affectedFiles } from '../../server/impact/affected-files.ts';
import { Codebase } from '../../server/impact/codebase.ts';
import { WhyPaths } from '../../server/impact/why-paths.ts';
import type { Change } from '../../server/intents/change.ts';
import { drawChange } from './draw-change.ts';
import { at } from './percentile.ts';
import type { Answer, Question } from './predict-worker.ts';
import { copyPackage, type PackageName } from './real-packages.ts';
import { createRandom } from './seeded-random.ts';
import { SERIES_KINDS } from './seeded-wishes.ts';

const { values } = parseArgs({
  options: { packages: { type: 'string', default: 'rxjs,zod' }, count: { type: 'string', default: '50' }, seed: { type: 'string', default: '1' }, warm: { type: 'string', default: '20' }, verbose: { type: 'boolean', default: false } },
});

async function ask(worker: ChildProcess, question: Question): Promise<Answer> {
  worker.send(question);
  const [answer] = (await once(worker, 'message')) as [Answer];
  return answer;
}

async function questionFor(codebase: Codebase, change: Change): Promise<Question> {
  const edits = await editsOfChange(codebase, change);
  const tried = treeWithoutHealing(codebase, edits);
  const dependents = new WhyPaths(codebase.graph, edits.targets).dependents.map(({ file }) => file);
  return { change, overlay: [...tried.overlay], files: affectedFiles(codebase, { edits, tried, dependents }) };
}

interface Row {
  readonly kind: Change['kind'];
  readonly ours: Answer;
  readonly theirs: Answer;
  readonly files: number;
}

/** Those that take a source file in; a package without any has the default one of either side. */
function configsOf({ graph }: Codebase): string[] {
  const files = graph.files().map((file) => join(graph.root, file));
  const used = graph.tsconfigs.all.filter(({ config }) => files.some(includedBy(config)));
  return used.length === 0 ? ['tsconfig.json'] : used.map(({ path }) => path);
}

function describe(rows: readonly Row[], tsconfigs?: number): object {
  const median = (read: (row: Row) => number) => at(rows.map(read), 0.5);
  const ratio = (read: (answer: Answer) => number) => {
    const ratios = rows.map(({ ours, theirs }) => read(theirs) / Math.max(1, read(ours)));
    return [0.5, 0.1, 0.9].map((share) => at(ratios, share).toFixed(1)).join(' ');
  };
  return {
    ...(tsconfigs === undefined ? {} : { tsconfigs }), changes: rows.length, files: median(({ files }) => files),
    'ours, ms': Math.round(median(({ ours }) => ours.wallMs)), 'language service, ms': Math.round(median(({ theirs }) => theirs.wallMs)), 'ratio p50 p10 p90': ratio(({ wallMs }) => wallMs),
    'ours, CPU ms': Math.round(median(({ ours }) => ours.cpuMs)), 'its, CPU ms': Math.round(median(({ theirs }) => theirs.cpuMs)), 'CPU ratio p50 p10 p90': ratio(({ cpuMs }) => cpuMs),
  };
}

const table: Record<string, object> = {};
const all: Row[] = [];
for (const name of values.packages.split(',') as PackageName[]) {
  const copy = copyPackage(name);
  const codebase = await Codebase.open(copy.folder);
  const configs = configsOf(codebase);
  const start = (side: string) => fork(join(import.meta.dirname, 'predict-worker.ts'), [side, copy.folder, ...configs], { execArgv: ['--import', 'tsx'] });
  const [ours, theirs] = [start('ours'), start('theirs')];
  const random = createRandom(Number(values.seed));
  const rows: Row[] = [];
  for (let n = 1 - Number(values.warm); n <= Number(values.count); ) {
    const drawn = drawChange(codebase, SERIES_KINDS[Math.floor(random() * SERIES_KINDS.length)] ?? 'rename', { random, n: n + 1000 });
    if (!drawn) continue;
    const question = await questionFor(codebase, drawn.change);
    const answers = { ours: await ask(ours, question), theirs: await ask(theirs, question) };
    if (values.verbose) console.log(`${name} ${n} ${drawn.change.kind}: ${question.files.length} files, ours ${Math.round(answers.ours.wallMs)} ms, language service ${Math.round(answers.theirs.wallMs)} ms, ratio ${(answers.theirs.wallMs / answers.ours.wallMs).toFixed(1)}`);
    if (n > 0) rows.push({ kind: drawn.change.kind, ...answers, files: question.files.length });
    n += 1;
  }
  table[name] = describe(rows, configs.length);
  all.push(...rows);
  for (const [kind, own] of groupBy(rows, (row) => row.kind)) table[`${name} ${kind}`] = describe(own, configs.length);
  for (const worker of [ours, theirs]) {
    worker.send('end');
    await once(worker, 'exit');
  }
  await codebase.close();
  copy.remove();
}
table['all'] = describe(all);
console.table(table);

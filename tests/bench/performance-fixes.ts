// How many slow programs the search makes faster, by how much, and how near it comes to the form a person would write, in the same run.
// Usage: npx tsx tests/bench/performance-fixes.ts [--only <part of a name>] [--budget 60] [--diffs]
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { applyEdits } from '../../server/edits/text-edits.ts';
import { unifiedDiff } from '../../server/edits/unified-diff.ts';
import { ProjectGraph } from '../../server/graph/project-graph.ts';
import { SourceTree } from '../../server/rooms/source-tree.ts';
import { judgeFunction } from '../../server/debugger/repair/performance/judge.ts';
import { optimise } from '../../server/debugger/repair/performance/optimise.ts';
import { medianOf } from '../../server/debugger/repair/performance/statistics.ts';
import { TrialHome } from '../../server/debugger/repair/performance/trial-home.ts';
import { DEFAULT_SANDBOX_LIMITS, type Scenario } from '../../server/debugger/scenario.ts';
import { SLOW_PROGRAMS, type SlowProgram } from './slow-programs.ts';

const { values } = parseArgs({ options: { only: { type: 'string', default: '' }, budget: { type: 'string', default: '60' }, diffs: { type: 'boolean', default: false } } });
const { signal } = new AbortController();

interface Row {
  readonly operator: string | null;
  /** Time of the found form over the slow one, of the hand-written one over the slow one, and of the found over the hand-written one. */
  readonly found: number | null;
  readonly hand: number | null;
  readonly nearness: number | null;
  readonly seconds: number;
  readonly tried: number;
  readonly diff: string;
  readonly left: readonly string[];
  readonly end: string;
}

const ratioOf = (judgement: Awaited<ReturnType<typeof judgeFunction>>): number | null => ('ratio' in judgement ? judgement.ratio.median : null);

async function measure(program: SlowProgram): Promise<Row> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'supernova-bench-')));
  try {
    await mkdir(dirname(join(root, program.path)), { recursive: true });
    await writeFile(join(root, 'package.json'), '{ "type": "module" }');
    await writeFile(join(root, program.path), program.text);
    const tree = await SourceTree.open(root);
    await tree.scan();
    const source = { tree, graph: await ProjectGraph.build(tree, root) };
    const scenario: Extract<Scenario, { kind: 'FUNCTION' }> = { kind: 'FUNCTION', file: program.path, exportName: 'run', args: [{ kind: 'json', value: program.size }], argsFile: null, examples: [0, 1, 7].map((value) => ({ kind: 'call', args: [{ kind: 'json', value }], expected: null })) };
    const startedAt = performance.now();
    const { end, left } = await optimise({ source, scenario, budgetMs: Number(values.budget) * 1000, maxPatches: 3, signal, onProgress: () => {} });
    const seconds = (performance.now() - startedAt) / 1000;
    const [patch] = end.kind === 'found' ? end.patches : [];
    const [edit] = patch?.edits ?? [];
    const text = edit?.kind === 'modify' ? applyEdits(program.text, edit.edits) : null;
    const home = await TrialHome.open({ source, scenario, limits: DEFAULT_SANDBOX_LIMITS, signal });
    try {
      // What a constant of the module costs to make is paid once, in both forms; remembered results are only fair in a fresh process.
      const keepsState = /memoise/.test(patch?.operator ?? '');
      const compare = async (other: string) => {
        await home.tryText(program.path, other);
        return ratioOf(await judgeFunction(home, { keepsState }));
      };
      const hand = await compare(program.better);
      const found = text === null ? null : await compare(text);
      await home.keepText(program.path, program.better);
      const nearness = text === null ? null : await compare(text);
      return { operator: patch?.operator ?? null, found, hand, nearness, seconds, tried: end.kind === 'not-repairable' ? 0 : end.tried, diff: patch ? unifiedDiff(tree, patch.edits) : '', left: left.map(({ description, why }) => `${description}: ${why}`), end: end.kind === 'found' ? (patch?.operator ?? '') : `${end.kind}: ${end.why}` };
    } finally {
      await home.close();
    }
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

const speed = (ratio: number | null): string => (ratio === null ? '      -' : `${(1 / ratio).toFixed(1)}x`.padStart(7));
const rows: Row[] = [];
console.log('  found  by hand  found/hand   s  tried  program');
for (const program of SLOW_PROGRAMS.filter(({ name }) => name.includes(values.only))) {
  const row = await measure(program);
  rows.push(row);
  console.log(`${speed(row.found)}  ${speed(row.hand)}  ${(row.nearness === null ? '-' : row.nearness.toFixed(2)).padStart(10)} ${row.seconds.toFixed(0).padStart(3)}  ${String(row.tried).padStart(5)}  ${program.name} (${row.end})`);
  if (values.diffs) for (const line of [row.diff, ...row.left]) if (line !== '') console.log(line);
}
const found = rows.filter((row) => row.found !== null);
const near = found.flatMap(({ nearness }) => (nearness === null ? [] : [nearness]));
console.log(`${found.length} of ${rows.length} made faster; median speed-up ${(1 / medianOf(found.map((row) => row.found ?? 1))).toFixed(1)}x (by hand, on the same: ${(1 / medianOf(found.map((row) => row.hand ?? 1))).toFixed(1)}x); time over the hand-written form: median ${medianOf(near).toFixed(2)}, worst ${Math.max(...near).toFixed(2)}; ${near.filter((ratio) => ratio < 1.5).length} within 1.5 of it`);

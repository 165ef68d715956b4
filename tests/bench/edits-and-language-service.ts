// Edits of seeded moves and renames beside the TypeScript 6 language service: both warm, in turns, each in a process of its own whose peak memory is told;
// the places that only one side edits; with --clean the diagnostics that the edits of each side bring.
// Usage: npm run bench:edits -- [--packages effect,three] [--count 50] [--seed 1] [--warm 10] [--clean] [--places] [--cpu: for a busy machine]
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { editsOfChange } from '../../server/edits/change-edits.ts';
import type { Overlay } from '../../server/edits/virtual-tree.ts';
import { Codebase } from '../../server/impact/codebase.ts';
import { brings, differences, overlayOf, type Difference } from './compare-edits.ts';
import { pickTargets, type Target } from './edit-targets.ts';
import type { Answer, Question } from './edit-worker.ts';
import { at } from './percentile.ts';
import { copyPackage, type PackageName } from './real-packages.ts';

const { values } = parseArgs({
  options: {
    packages: { type: 'string', default: 'effect,three' }, count: { type: 'string', default: '50' }, seed: { type: 'string', default: '1' }, warm: { type: 'string', default: '10' },
    clean: { type: 'boolean', default: false }, places: { type: 'boolean', default: false }, cpu: { type: 'boolean', default: false },
  },
});

interface Side {
  readonly ms: number;
  readonly files: number;
  /** Null where it was not asked. */
  readonly isClean: boolean | null;
}

interface Row {
  readonly ours: Side;
  readonly theirs: Side;
  readonly differences: readonly Difference[];
}

interface Sides {
  /** Judges what the workers do. */
  readonly codebase: Codebase;
  readonly ours: ChildProcess;
  readonly theirs: ChildProcess;
}


async function ask<K extends Question['kind']>(worker: ChildProcess, question: Question & { kind: K }): Promise<Extract<Answer, K extends 'end' ? { own: number } : { ms: number }>> {
  worker.send(question);
  const [answer] = (await once(worker, 'message')) as [never];
  return answer;
}

async function compare({ codebase, ours, theirs }: Sides, change: Target): Promise<Row> {
  const mine = await ask(ours, { kind: 'change', change });
  const other = await ask(theirs, { kind: 'change', change });
  const edits = await editsOfChange(codebase, change);
  const own = change.kind === 'MOVE_FILE' ? change.from : change.file;
  const places = other.places.map((place) => ({ ...place, file: relative(codebase.tree.root, place.file) }));
  const judge = async (overlay: Overlay) => (values.clean ? (await brings(codebase, edits, overlay)) === 0 : null);
  return {
    ours: { ms: mine.ms, files: new Set([...edits.updateImports, ...edits.updateReferences].map(({ path }) => path)).size, isClean: await judge(edits.after.overlay) },
    theirs: { ms: other.ms, files: new Set(places.map(({ file }) => file)).size - Number(places.some(({ file }) => file === own)), isClean: await judge(overlayOf(codebase.tree, change, places)) },
    differences: differences(codebase, change, places),
  };
}

const table: Record<string, string>[] = [];

function report(name: string, kind: string, rows: readonly Row[]): void {
  const side = (pick: (row: Row) => Side) => {
    const sides = rows.map(pick);
    const judged = sides.filter(({ isClean }) => isClean !== null);
    const clean = judged.length === 0 ? '' : `${judged.filter(({ isClean }) => isClean).length}/${judged.length}`;
    return { ms: sides.map(({ ms }) => ms), files: sides.reduce((sum, { files }) => sum + files, 0), clean };
  };
  const [ours, theirs] = [side((row) => row.ours), side((row) => row.theirs)];
  const both = (pick: (one: typeof ours) => string | number) => `${pick(ours)} | ${pick(theirs)}`;
  table.push({
    changes: `${name}, ${rows.length} ${kind}s`,
    'median ms': both(({ ms }) => at(ms, 0.5).toFixed(1)), 'p95 ms': both(({ ms }) => at(ms, 0.95).toFixed(1)),
    'times faster': `${at(rows.map((row) => row.theirs.ms / row.ours.ms), 0.5).toFixed(1)} (of medians ${(at(theirs.ms, 0.5) / at(ours.ms, 0.5)).toFixed(1)})`,
    'dependents edited': both(({ files }) => files), clean: both(({ clean }) => clean),
    'same places': kind === 'rename' ? `${rows.filter((row) => row.differences.length === 0).length}/${rows.length}` : '',
  });
  const reasons = new Map<string, Difference[]>();
  for (const difference of rows.flatMap((row) => row.differences)) reasons.set(difference.why, [...(reasons.get(difference.why) ?? []), difference]);
  for (const [why, found] of reasons) {
    console.log(`  ${name} ${kind}: ${found.length} places only of ${why}`);
    for (const { file, line, excerpt } of found.slice(0, values.places ? undefined : 3)) console.log(`      ${file}:${line}  ${excerpt}`);
  }
}

const start = (side: 'ours' | 'theirs', folder: string) => fork(join(import.meta.dirname, 'edit-worker.ts'), [side, folder, values.cpu ? 'cpu' : 'wall'], { execArgv: ['--import', 'tsx'] });

for (const name of values.packages.split(',') as PackageName[]) {
  const copy = copyPackage(name);
  const codebase = await Codebase.open(copy.folder);
  const targets = pickTargets(codebase.graph, { count: Number(values.count), seed: Number(values.seed) });
  const warmUp = pickTargets(codebase.graph, { count: Number(values.warm), seed: Number(values.seed) + 1_000 });
  const sides: Sides = { codebase, ours: start('ours', copy.folder), theirs: start('theirs', copy.folder) };
  for (const change of [...warmUp.moves, ...warmUp.renames]) for (const worker of [sides.ours, sides.theirs]) await ask(worker, { kind: 'change', change });
  for (const kind of ['move', 'rename'] as const) {
    const rows: Row[] = [];
    for (const change of targets[`${kind}s`]) rows.push(await compare(sides, change));
    report(name, kind, rows);
  }
  const [ours, theirs] = [await ask(sides.ours, { kind: 'end' }), await ask(sides.theirs, { kind: 'end' })];
  table.push({ changes: `${name}, peak memory in MB`, 'median ms': '', 'p95 ms': '', 'times faster': '', 'dependents edited': `${Math.round(ours.own + ours.compiler)} (${Math.round(ours.own)} and ${Math.round(ours.compiler)} of the compiler) | ${Math.round(theirs.own)}`, clean: '', 'same places': '' });
  await codebase.close();
  copy.remove();
}
console.log(`Supernova | TypeScript 6 language service${values.cpu ? '; CPU time of each process' : ''}`);
console.table(table);

// Edits of seeded moves and renames beside the TypeScript 6 language service: both warm, in turns, on the same files in the same run; the peak memory
// of each side in a process of its own; with --clean the diagnostics that the edits of each side bring.
// Usage: npm run bench:edits -- [--packages effect,three] [--count 50] [--seed 1] [--warm 10] [--clean] [--places]
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import type ts6 from 'typescript-6';
import { editsOfChange } from '../../server/edits/change-edits.ts';
import type { Overlay } from '../../server/edits/virtual-tree.ts';
import { Codebase } from '../../server/impact/codebase.ts';
import { brings, differences, overlayOf, type Difference } from './compare-edits.ts';
import { pickTargets, type EditTargets } from './edit-targets.ts';
import { movePlaces, openLanguageService, renamePlaces, type ServicePlace } from './language-service.ts';
import { copyPackage, type PackageName } from './real-packages.ts';

const { values } = parseArgs({
  options: {
    packages: { type: 'string', default: 'effect,three' }, count: { type: 'string', default: '50' }, seed: { type: 'string', default: '1' }, warm: { type: 'string', default: '10' },
    clean: { type: 'boolean', default: false }, places: { type: 'boolean', default: false },
  },
});

type Target = EditTargets['moves'][number] | EditTargets['renames'][number];

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
  readonly codebase: Codebase;
  readonly service: ts6.LanguageService;
}

const at = (numbers: readonly number[], share: number): number => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length * share)] ?? 0;

async function timed<T>(work: () => T | Promise<T>): Promise<{ ms: number; value: T }> {
  const started = performance.now();
  const value = await work();
  return { ms: performance.now() - started, value };
}

function placesOf({ codebase, service }: Sides, change: Target): ServicePlace[] {
  const absolute = (path: string) => join(codebase.tree.root, path);
  return change.kind === 'MOVE_FILE' ? movePlaces(service, absolute(change.from), absolute(change.to)) : renamePlaces(service, absolute(change.file), change.start, change.to);
}

async function compare(sides: Sides, change: Target, isClean: boolean): Promise<Row> {
  const { codebase } = sides;
  const ours = await timed(() => editsOfChange(codebase, change));
  const theirs = await timed(() => placesOf(sides, change));
  const own = change.kind === 'MOVE_FILE' ? change.from : change.file;
  const places = theirs.value.map((place) => ({ ...place, file: relative(codebase.tree.root, place.file) }));
  const judge = async (overlay: Overlay) => (isClean ? (await brings(codebase, ours.value, overlay)) === 0 : null);
  return {
    ours: { ms: ours.ms, files: new Set([...ours.value.updateImports, ...ours.value.updateReferences].map(({ path }) => path)).size, isClean: await judge(ours.value.after.overlay) },
    theirs: { ms: theirs.ms, files: new Set(places.map(({ file }) => file)).size - Number(places.some(({ file }) => file === own)), isClean: await judge(overlayOf(codebase.tree, change, places)) },
    differences: differences(codebase, change, places),
  };
}

function peaksOf(folder: string, targets: EditTargets): { ours: { own: number; compiler: number }; theirs: { own: number } } {
  const scratch = mkdtempSync(join(tmpdir(), 'supernova-targets-'));
  const file = join(scratch, 'targets.json');
  writeFileSync(file, JSON.stringify(targets));
  const run = (side: string) => JSON.parse(execFileSync(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'peak-memory.ts'), side, folder, file], { encoding: 'utf8' })) as { own: number; compiler: number };
  try {
    return { ours: run('ours'), theirs: run('theirs') };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
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

for (const name of values.packages.split(',') as PackageName[]) {
  const copy = copyPackage(name);
  const codebase = await Codebase.open(copy.folder);
  const targets = pickTargets(codebase.graph, { count: Number(values.count), seed: Number(values.seed) });
  const warmUp = pickTargets(codebase.graph, { count: Number(values.warm), seed: Number(values.seed) + 1_000 });
  const service = openLanguageService(copy.folder);
  service.getProgram()?.getTypeChecker();
  const sides = { codebase, service };
  for (const change of [...warmUp.moves, ...warmUp.renames]) await compare(sides, change, false);
  for (const kind of ['move', 'rename'] as const) {
    const rows: Row[] = [];
    for (const change of targets[`${kind}s`]) rows.push(await compare(sides, change, values.clean));
    report(name, kind, rows);
  }
  service.dispose();
  await codebase.close();
  const { ours, theirs } = peaksOf(copy.folder, targets);
  table.push({ changes: `${name}, peak memory`, 'median ms': '', 'p95 ms': '', 'times faster': '', 'dependents edited': `${Math.round(ours.own + ours.compiler)} MB (${Math.round(ours.own)} and ${Math.round(ours.compiler)} of the compiler) | ${Math.round(theirs.own)} MB`, clean: '', 'same places': '' });
  copy.remove();
}
console.log('Supernova | TypeScript 6 language service');
console.table(table);

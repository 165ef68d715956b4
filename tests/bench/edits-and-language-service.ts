// Computes the edits of seeded moves and renames, warm, beside the TypeScript 6 language service on the same files in the same run.
// Usage: npm run bench:edits -- [--packages rxjs,effect] [--count 20] [--seed 1]
import { createRequire } from 'node:module';
import { join, posix } from 'node:path';
import { parseArgs } from 'node:util';
import type ts6 from 'typescript-6';
import { editsOfChange } from '../../server/edits/change-edits.ts';
import { Codebase } from '../../server/impact/codebase.ts';
import type { Change } from '../../server/intents/change.ts';
import { copyPackage, type PackageName } from './real-packages.ts';
import { createRandom, pick } from './seeded-random.ts';

const { values } = parseArgs({ options: { packages: { type: 'string', default: 'rxjs,effect' }, count: { type: 'string', default: '20' }, seed: { type: 'string', default: '1' } } });
const ts = createRequire(import.meta.url)('typescript-6') as typeof ts6;

function openLanguageService(folder: string): ts6.LanguageService {
  const config = ts.readConfigFile(join(folder, 'tsconfig.json'), ts.sys.readFile);
  const parsed = ts.parseJsonConfigFileContent(config.config, ts.sys, folder);
  const texts = new Map<string, ts6.IScriptSnapshot>();
  return ts.createLanguageService({
    getCompilationSettings: () => ({ ...parsed.options, ignoreDeprecations: '6.0' }),
    getScriptFileNames: () => parsed.fileNames,
    getScriptVersion: () => '1',
    getScriptSnapshot: (path) => {
      const known = texts.get(path) ?? (ts.sys.fileExists(path) ? ts.ScriptSnapshot.fromString(ts.sys.readFile(path) ?? '') : undefined);
      if (known) texts.set(path, known);
      return known;
    },
    getCurrentDirectory: () => folder,
    getDefaultLibFileName: (options) => ts.getDefaultLibFilePath(options),
    fileExists: (path) => ts.sys.fileExists(path),
    readFile: (path) => ts.sys.readFile(path),
    readDirectory: (...args) => ts.sys.readDirectory(...args),
    directoryExists: (path) => ts.sys.directoryExists(path),
    getDirectories: (path) => ts.sys.getDirectories(path),
  });
}

interface Pair {
  readonly ours: number;
  readonly theirs: number;
  readonly ourFiles: number;
  readonly theirFiles: number;
}

const median = (numbers: readonly number[]): number => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
const p95 = (numbers: readonly number[]): number => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length * 0.95)] ?? 0;

async function timed<T>(work: () => T | Promise<T>): Promise<{ ms: number; value: T }> {
  const started = performance.now();
  const value = await work();
  return { ms: performance.now() - started, value };
}

async function compareMove(codebase: Codebase, service: ts6.LanguageService, from: string, n: number): Promise<Pair> {
  const change: Change = { kind: 'MOVE_FILE', from, to: posix.join(posix.dirname(from), `moved${n}`, posix.basename(from)) };
  const ours = await timed(() => editsOfChange(codebase, change));
  const root = codebase.tree.root;
  const theirs = await timed(() => service.getEditsForFileRename(join(root, change.from), join(root, change.to), {}, {}));
  return { ours: ours.ms, theirs: theirs.ms, ourFiles: ours.value.updateImports.length + ours.value.updateReferences.length, theirFiles: theirs.value.filter((edit) => edit.fileName !== join(root, change.from)).length };
}

async function compareRename(codebase: Codebase, service: ts6.LanguageService, target: { file: string; name: string; start: number }, n: number): Promise<Pair> {
  const change: Change = { kind: 'RENAME_EXPORT', file: target.file, from: target.name, to: `${target.name}Renamed${n}` };
  const ours = await timed(() => editsOfChange(codebase, change));
  const theirs = await timed(() => service.findRenameLocations(join(codebase.tree.root, target.file), target.start, false, false, { providePrefixAndSuffixTextForRename: true }) ?? []);
  return { ours: ours.ms, theirs: theirs.ms, ourFiles: new Set([...ours.value.updateImports, ...ours.value.updateReferences].map((edit) => edit.path)).size, theirFiles: new Set(theirs.value.map((place) => place.fileName)).size - 1 };
}

function report(name: string, kind: string, pairs: readonly Pair[]): void {
  const ours = pairs.map((pair) => pair.ours);
  const theirs = pairs.map((pair) => pair.theirs);
  const ratios = pairs.map((pair) => pair.theirs / pair.ours);
  const sum = (pick: (pair: Pair) => number) => pairs.reduce((total, pair) => total + pick(pair), 0);
  console.log(`${name} ${kind}, ${pairs.length} changes: Supernova median ${median(ours).toFixed(1)} ms, p95 ${p95(ours).toFixed(1)} | language service median ${median(theirs).toFixed(1)} ms, p95 ${p95(theirs).toFixed(1)} | ratio median ${median(ratios).toFixed(1)}x | dependents edited ${sum((pair) => pair.ourFiles)} and ${sum((pair) => pair.theirFiles)}`);
}

for (const name of values.packages.split(',') as PackageName[]) {
  const copy = copyPackage(name);
  const codebase = await Codebase.open(copy.folder);
  const service = openLanguageService(copy.folder);
  service.getProgram()?.getTypeChecker();
  const { graph } = codebase;
  const random = createRandom(Number(values.seed));
  const files = graph.files().filter((file) => file.startsWith('src/') && graph.edgesTo(file).length > 0 && !/(^|\/)index\./.test(file));
  const exports = files.flatMap((file) => (graph.facts(file)?.exports ?? []).filter((entry) => entry.importIndex === null && entry.local === entry.name).map(({ name: exported, start }) => ({ file, name: exported, start })));
  const count = Number(values.count);
  await compareMove(codebase, service, pick(random, files), 0); // warm both
  const moves: Pair[] = [];
  const renames: Pair[] = [];
  for (let n = 1; n <= count; n += 1) moves.push(await compareMove(codebase, service, pick(random, files), n));
  for (let n = 1; n <= count; n += 1) renames.push(await compareRename(codebase, service, pick(random, exports), n));
  report(name, 'move', moves);
  report(name, 'rename', renames);
  await codebase.close();
  copy.remove();
}

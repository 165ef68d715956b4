// Builds the import graph of real packages beside madge and dependency-cruiser, on the same files in the same run.
// Usage: npm run bench:graph -- [--packages effect,rxjs,zod,three] [--runs 3]
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { parseSync } from 'oxc-parser';
import { ProjectGraph } from '../../server/graph/project-graph.ts';
import { SourceTree } from '../../server/rooms/source-tree.ts';
import { copyPackage, type PackageName } from './real-packages.ts';

const { values } = parseArgs({ options: { packages: { type: 'string', default: 'effect,rxjs,zod,three' }, runs: { type: 'string', default: '3' } } });
const benchRequire = createRequire(join(import.meta.dirname, 'package.json'));
const load = async (name: string): Promise<Record<string, unknown>> => (await import(pathToFileURL(benchRequire.resolve(name)).href)) as Record<string, unknown>;

type Work = () => Promise<number>;

async function median(work: Work, runs: number): Promise<{ ms: number; found: number }> {
  const times: number[] = [];
  let found = 0;
  for (let i = 0; i < runs; i += 1) {
    const started = performance.now();
    found = await work();
    times.push(performance.now() - started);
  }
  return { ms: times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0, found };
}

async function withMadge(folder: string): Promise<number> {
  const madge = (await load('madge'))['default'] as (path: string, options: object) => Promise<{ obj(): Record<string, string[]> }>;
  const tsConfig = existsSync(join(folder, 'tsconfig.json')) ? { tsConfig: join(folder, 'tsconfig.json') } : {};
  const found = await madge(join(folder, 'src'), { fileExtensions: ['ts', 'tsx', 'js', 'mjs', 'mts', 'cts'], ...tsConfig });
  return Object.values(found.obj()).flat().length;
}

async function withDependencyCruiser(folder: string): Promise<number> {
  const { cruise } = (await import(pathToFileURL(join(import.meta.dirname, 'node_modules/dependency-cruiser/src/main/index.mjs')).href)) as { cruise(paths: string[], options: object): Promise<{ output: { modules: { source: string; dependencies: { couldNotResolve: boolean; coreModule: boolean }[] }[] } }> };
  const { output } = await cruise(['src'], { baseDir: folder, tsPreCompilationDeps: true, doNotFollow: { path: 'node_modules' } });
  return output.modules.filter((module) => module.source.startsWith('src')).flatMap((module) => module.dependencies).length;
}

async function withOurs(folder: string): Promise<number> {
  const tree = await SourceTree.open(folder);
  await tree.scan();
  const graph = await ProjectGraph.build(tree, tree.root);
  return graph.files().flatMap((file) => graph.edgesFrom(file)).filter((edge) => edge.to !== null).length;
}

async function withBareParser(folder: string): Promise<number> {
  const tree = await SourceTree.open(folder);
  await tree.scan();
  let imports = 0;
  for (const path of tree.paths().filter((file) => /\.[cm]?[jt]sx?$/.test(file))) imports += parseSync(path, tree.text(path) ?? '').module.staticImports.length;
  return imports;
}

for (const name of values.packages.split(',') as PackageName[]) {
  const copy = copyPackage(name);
  const runs = Number(values.runs);
  const ours = await median(() => withOurs(copy.folder), runs);
  const bare = await median(() => withBareParser(copy.folder), runs);
  const madge = await median(() => withMadge(copy.folder), 1);
  const cruiser = await median(() => withDependencyCruiser(copy.folder), 1);
  console.log(`${name}: Supernova ${Math.round(ours.ms)} ms (${ours.found} edges inside) | reading and bare oxc parsing ${Math.round(bare.ms)} ms, ratio ${(ours.ms / bare.ms).toFixed(2)} | madge ${Math.round(madge.ms)} ms (${madge.found}), ${(madge.ms / ours.ms).toFixed(1)}x ours | dependency-cruiser ${Math.round(cruiser.ms)} ms (${cruiser.found}), ${(cruiser.ms / ours.ms).toFixed(1)}x ours`);
  copy.remove();
}

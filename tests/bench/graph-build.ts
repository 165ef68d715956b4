// Builds the import graph of real packages beside madge and dependency-cruiser, on the same files in the same run.
// Usage: npm run bench:graph -- [--packages effect,three,rxjs,zod,graphql,sample] [--runs 3] [--saves 51] [--no-peers]
import { appendFileSync, cpSync, existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { parseSync } from 'oxc-parser';
import { ProjectGraph } from '../../server/graph/project-graph.ts';
import { SourceTree } from '../../server/rooms/source-tree.ts';
import { copyPackage, type PackageName } from './real-packages.ts';
import { median, timed, type Cost } from './time-work.ts';

const { values } = parseArgs({
  options: {
    packages: { type: 'string', default: 'effect,three,rxjs,zod,graphql,sample' },
    runs: { type: 'string', default: '3' },
    saves: { type: 'string', default: '51' },
    peers: { type: 'boolean', default: true },
  },
  allowNegative: true,
});
const benchRequire = createRequire(join(import.meta.dirname, 'package.json'));
const load = async (name: string): Promise<Record<string, unknown>> => (await import(pathToFileURL(benchRequire.resolve(name)).href)) as Record<string, unknown>;

async function withMadge(folder: string): Promise<number> {
  const madge = (await load('madge'))['default'] as (path: string, options: object) => Promise<{ obj(): Record<string, string[]> }>;
  const tsConfig = existsSync(join(folder, 'tsconfig.json')) ? { tsConfig: join(folder, 'tsconfig.json') } : {};
  const found = await madge(existsSync(join(folder, 'src')) ? join(folder, 'src') : folder, { fileExtensions: ['ts', 'tsx', 'js', 'mjs', 'mts', 'cts'], ...tsConfig });
  return Object.values(found.obj()).flat().length;
}

async function withDependencyCruiser(folder: string): Promise<number> {
  const { cruise } = (await import(pathToFileURL(join(import.meta.dirname, 'node_modules/dependency-cruiser/src/main/index.mjs')).href)) as { cruise(paths: string[], options: object): Promise<{ output: { modules: { source: string; dependencies: { couldNotResolve: boolean; coreModule: boolean }[] }[] } }> };
  const { output } = await cruise([existsSync(join(folder, 'src')) ? 'src' : '.'], { baseDir: folder, tsPreCompilationDeps: true, doNotFollow: { path: 'node_modules' } });
  return output.modules.filter((module) => !module.source.startsWith('node_modules')).flatMap((module) => module.dependencies).length;
}

async function openGraph(folder: string): Promise<{ tree: SourceTree; graph: ProjectGraph }> {
  const tree = await SourceTree.open(folder);
  await tree.scan();
  return { tree, graph: await ProjectGraph.build(tree, tree.root) };
}

async function withOurs(folder: string): Promise<number> {
  const { graph } = await openGraph(folder);
  return graph.files().flatMap((file) => graph.edgesFrom(file)).filter((edge) => edge.to !== null).length;
}

async function withBareParser(folder: string): Promise<number> {
  const tree = await SourceTree.open(folder);
  await tree.scan();
  let imports = 0;
  for (const path of tree.paths().filter((file) => /\.[cm]?[jt]sx?$/.test(file))) imports += parseSync(path, tree.text(path) ?? '').module.staticImports.length;
  return imports;
}

/** Finding one saved file on the disk and updating the graph. */
async function saves(folder: string): Promise<Cost> {
  const { tree, graph } = await openGraph(folder);
  const files = graph.files().filter((file) => /\.[cm]?[jt]sx?$/.test(file));
  const costs: Cost[] = [];
  for (let i = 0; i < Number(values.saves); i += 1) {
    appendFileSync(join(folder, files[(i * 37) % files.length] ?? ''), `\nexport const saved${i} = ${i};\n`);
    costs.push((await timed(async () => graph.update(await tree.scan()))).cost);
  }
  return median(costs);
}

/** Every work in turn, so that a busy moment of the machine meets all of them. */
async function inTurns(folder: string, works: readonly ((folder: string) => Promise<number>)[], runs: number): Promise<{ cost: Cost; found: number }[]> {
  const results = works.map(() => ({ costs: [] as Cost[], found: 0 }));
  for (let run = 0; run < runs; run += 1) {
    for (const [i, work] of works.entries()) {
      const { result, cost } = await timed(() => work(folder));
      results[i]?.costs.push(cost);
      if (results[i]) results[i].found = result;
    }
  }
  return results.map(({ costs, found }) => ({ cost: median(costs), found }));
}

function copyOf(name: string): { folder: string; remove(): void } {
  if (name !== 'sample') return copyPackage(name as PackageName);
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'supernova-sample-')));
  cpSync(join(import.meta.dirname, '../../prisma/seed/storefront'), folder, { recursive: true });
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

const said = ({ ms, cpuMs }: Cost): string => `${ms.toFixed(ms < 100 ? 1 : 0)} ms (CPU ${cpuMs.toFixed(cpuMs < 100 ? 1 : 0)})`;
const ratio = (a: Cost, b: Cost): string => `${(a.ms / b.ms).toFixed(2)} (CPU ${(a.cpuMs / b.cpuMs).toFixed(2)})`;

for (const name of values.packages.split(',')) {
  const copy = copyOf(name);
  const [ours, bare] = await inTurns(copy.folder, [withOurs, withBareParser], Number(values.runs));
  if (!ours || !bare) throw new Error('nothing was measured');
  console.log(`${name}: Supernova ${said(ours.cost)}, ${ours.found} edges inside | reading and bare oxc parsing ${said(bare.cost)}, ours takes ${ratio(ours.cost, bare.cost)} times as long`);
  for (const [peer, work] of Object.entries(values.peers ? { madge: withMadge, 'dependency-cruiser': withDependencyCruiser } : {})) {
    const { result, cost } = await timed(() => work(copy.folder));
    console.log(`${name}: ${peer} ${said(cost)}, ${result} edges, takes ${ratio(cost, ours.cost)} times as long as ours`);
  }
  console.log(`${name}: after one save, found on the disk and updated in ${said(await saves(copy.folder))}, median of ${values.saves}`);
  copy.remove();
}

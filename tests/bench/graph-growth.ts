// How the cost of the graph grows with the project: a cold build, an update after one save, and memory, from 100 to 5,000 modules.
// Usage: npm run bench:growth -- [--sizes 100,250,500,1000,2500,5000] [--runs 3] [--saves 51] [--svg tests/bench/graph-growth.svg]
import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parseArgs } from 'node:util';
import { ProjectGraph } from '../../server/graph/project-graph.ts';
import { SourceTree } from '../../server/rooms/source-tree.ts';
import { writeGrownProject, type GrownProject } from './grown-project.ts';
import { drawPanels } from './line-plot.ts';
import { createRandom, pick } from './seeded-random.ts';
import { median, timed, type Cost } from './time-work.ts';

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '100,250,500,1000,2500,5000' },
    runs: { type: 'string', default: '3' },
    saves: { type: 'string', default: '51' },
    svg: { type: 'string', default: join(import.meta.dirname, 'graph-growth.svg') },
  },
});

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

interface Growth {
  readonly size: number;
  readonly files: number;
  readonly edges: number;
  readonly build: Cost;
  readonly find: Cost;
  readonly update: Cost;
  readonly megabytes: number;
}

async function openCold(folder: string): Promise<{ tree: SourceTree; graph: ProjectGraph }> {
  const tree = await SourceTree.open(folder);
  await tree.scan();
  return { tree, graph: await ProjectGraph.build(tree, tree.root) };
}

/** Each save adds an import to a module. It is found by a look at every file on the disk, and then the graph is updated. */
async function measureSaves({ folder, modules }: GrownProject, { tree, graph }: { tree: SourceTree; graph: ProjectGraph }): Promise<{ find: Cost; update: Cost }> {
  const random = createRandom(modules.length);
  const [finds, updates]: [Cost[], Cost[]] = [[], []];
  for (let i = 0; i < Number(values.saves); i += 1) {
    const [from, to] = [pick(random, modules), pick(random, modules)];
    const before = graph.edgesFrom(from).length;
    appendFileSync(join(folder, from), `import '@/${to.slice('src/'.length)}';\n`);
    const found = await timed(() => tree.scan());
    finds.push(found.cost);
    updates.push((await timed(() => graph.update(found.result))).cost);
    if (graph.edgesFrom(from).length !== before + 1) throw new Error(`The import that was added to ${from} is not in the graph.`);
  }
  return { find: median(finds), update: median(updates) };
}

function memoryInUse(): number {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 2 ** 20;
}

async function measure(size: number): Promise<Growth> {
  const project = writeGrownProject(size);
  try {
    const before = memoryInUse();
    const open = await openCold(project.folder);
    const megabytes = memoryInUse() - before;
    const builds: Cost[] = [];
    for (let run = 0; run < Number(values.runs); run += 1) builds.push((await timed(() => openCold(project.folder))).cost);
    const saves = await measureSaves(project, open);
    const files = open.graph.files();
    return { size, files: files.length, edges: files.flatMap((file) => open.graph.edgesFrom(file)).length, build: median(builds), ...saves, megabytes };
  } finally {
    project.remove();
  }
}

await measure(200);
const found: Growth[] = [];
for (const size of values.sizes.split(',').map(Number)) {
  const growth = await measure(size);
  found.push(growth);
  const { files, edges, build, find, update, megabytes } = growth;
  console.log(`${size} modules (${files} files, ${edges} edges): cold ${build.ms.toFixed(0)} ms (CPU ${build.cpuMs.toFixed(0)}) | after one save, median of ${values.saves}: found in ${find.ms.toFixed(1)} ms (CPU ${find.cpuMs.toFixed(1)}), graph updated in ${update.ms.toFixed(1)} ms (CPU ${update.cpuMs.toFixed(1)}) | ${megabytes.toFixed(1)} MB`);
}
writeFileSync(values.svg, drawPanels('The graph of a generated project, CPU time and memory over its size', {
  at: found.map(({ size }) => size),
  axis: 'modules',
  lines: [
    { title: 'cold build', unit: 'ms', color: '#1c7ed6', values: found.map(({ build }) => build.cpuMs) },
    { title: 'one save found and updated', unit: 'ms', color: '#e8590c', values: found.map(({ find, update }) => find.cpuMs + update.cpuMs) },
    { title: 'memory, texts included', unit: 'MB', color: '#2f9e44', values: found.map(({ megabytes }) => megabytes) },
  ],
}));

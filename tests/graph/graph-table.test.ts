import { expect, test } from 'vitest';
import { coupling } from '../../server/graph/coupling.ts';
import { findCycles } from '../../server/graph/cycles.ts';
import { graphTable } from '../../server/graph/graph-table.ts';
import { graphOf, openGraph } from './build-graph.ts';

const files = {
  'src/a.ts': "import { b, bb } from './b';\nimport type { T } from './b';\nimport './lib/c';\nimport './a';\n",
  'src/b.ts': "import './lib/c';\nexport const b = 1, bb = 2;\nexport type T = 1;\n",
  'src/lib/c.ts': "import '../b';\nvi.mock('../a');\nimport 'node:fs';\n",
  'alone.ts': '',
};

test('a graph is told in columns, with the places of files for their names', async () => {
  const { graph } = await openGraph(files);
  const table = graphTable(graph, 100);
  expect(table.folders).toEqual(['', 'src', 'src/lib']);
  expect(table.nodes).toMatchObject({ path: ['alone.ts', 'src/a.ts', 'src/b.ts', 'src/lib/c.ts'], folder: [0, 1, 1, 2], cycle: [null, null, 0, 0], ca: [0, 0, 2, 2], ce: [0, 2, 1, 1], bytes: Object.values({ 0: 0, 1: files['src/a.ts'].length, 2: files['src/b.ts'].length, 3: files['src/lib/c.ts'].length }) });
  expect(table.cycles).toBe(1);
  const { from, to, kind, weight, typeOnly } = table.edges;
  expect(from.map((place, i) => [place, to[i], kind[i], weight[i], typeOnly[i]])).toEqual([
    [1, 2, 'STATIC', 2, false],
    [1, 2, 'TYPE', 1, true],
    [1, 3, 'STATIC', 1, false],
    [2, 3, 'STATIC', 1, false],
    [3, 2, 'STATIC', 1, false],
    [3, 1, 'MOCK', 1, true],
  ]);
  expect(table.filesLeftOut).toBe(0);
});

test('beyond the limit, the files with the fewest neighbours are left out and the measures stay those of the whole', async () => {
  const { graph } = await openGraph(files);
  const table = graphTable(graph, 2);
  expect(table.nodes).toMatchObject({ path: ['src/b.ts', 'src/lib/c.ts'], ca: [2, 2], cycle: [0, 0] });
  expect([table.edges.from, table.edges.to]).toEqual([[0, 1], [1, 0]]);
  expect(table.filesLeftOut).toBe(2);
});

test('on our own code, columns say the same as the measures of single files', async () => {
  const { graph } = await graphOf(`${import.meta.dirname}/../..`);
  const { nodes, cycles } = graphTable(graph, 10_000);
  expect(nodes.path).toEqual(graph.files());
  for (const [place, path] of nodes.path.entries()) expect([path, nodes.ca[place], nodes.ce[place]]).toEqual([path, coupling(graph, path).afferent, coupling(graph, path).efferent]);
  expect(cycles).toBe(findCycles(graph).filter((cycle) => cycle.files.length > 1).length);
});

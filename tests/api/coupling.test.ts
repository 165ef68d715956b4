import { expect, test } from 'vitest';
import { ReadProjectGraph } from '../support/documents.ts';
import { copyStorefront } from '../support/projects.ts';
import { startTestApp } from '../support/test-app.ts';
import { openRoom } from '../support/walk-through.ts';

test('a room gives its whole graph in columns, within the limits of a query', async () => {
  const api = await startTestApp({ project: copyStorefront, isEngineStarted: false });
  const roomId = await openRoom(api, api.roomFolder);
  const graph = (await api.graphql(ReadProjectGraph, { roomId, first: 5000 })).room?.projectGraph;
  const { nodes, edges } = graph ?? expect.unreachable('the room has a graph');
  expect(nodes.path).toContain('src/cart/totals.ts');
  expect(new Set(Object.values(nodes).map((column) => column.length))).toEqual(new Set([nodes.path.length]));
  expect(new Set(Object.values(edges).map((column) => column.length))).toEqual(new Set([edges.from.length]));
  const said = edges.from.map((from, i) => `${nodes.path[from]} ${edges.kind[i]} ${nodes.path[edges.to[i] ?? -1]}`);
  expect(said).toContain('src/cart/index.ts REEXPORT src/cart/totals.ts');
  expect(graph?.filesLeftOut).toBe(0);
  expect((await api.graphql(ReadProjectGraph, { roomId, first: 3 })).room?.projectGraph.filesLeftOut).toBe(nodes.path.length - 3);
});

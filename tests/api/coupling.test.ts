import { expect, test } from 'vitest';
import { print } from 'graphql';
import { FindImpact, ReadProjectGraph } from '../support/documents.ts';
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

test('findImpact tells who depends on a symbol and why; a target that does not exist is refused with a hint', async () => {
  const api = await startTestApp({ project: copyStorefront, isEngineStarted: false });
  const roomId = await openRoom(api, api.roomFolder);
  const asked = { roomId, targetType: 'SYMBOL', targetId: 'src/cart/totals.ts#cartTotals', changeType: 'DELETION' } as const;
  const impact = (await api.graphql(FindImpact, asked)).room?.findImpact;
  expect(impact).toMatchObject({ targetType: 'SYMBOL', files: ['src/cart/totals.ts'], symbol: 'cartTotals', changeType: 'DELETION' });
  expect(impact?.directCount).toBe(impact?.directDependents.length);
  expect(impact?.directDependents).toContainEqual(expect.objectContaining({ file: 'src/cart/index.ts', distance: 1 }));
  for (const { distance, whyPath } of [...(impact?.directDependents ?? []), ...(impact?.transitiveDependents ?? [])]) {
    expect(whyPath).toHaveLength(distance + 1);
    expect(whyPath.at(-1)).toEqual({ file: 'src/cart/totals.ts', via: null, line: null });
  }
  const refused = await api.send(print(FindImpact), { ...asked, targetId: 'src/cart/totals.ts#cartTotal' });
  expect(refused.errors?.[0]).toMatchObject({ message: expect.stringContaining('cartTotal'), extensions: { code: 'TARGET_NOT_FOUND', hint: expect.stringMatching(/\w/) } });
});

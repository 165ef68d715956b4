import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findCommunities, modularity, tiesOf } from '../../server/graph/communities.ts';
import { moduleLinks } from '../../server/graph/module-links.ts';
import { folderCoupling, reachablePairs, structureOf } from '../../server/graph/structure.ts';
import { openGraph } from './build-graph.ts';

const files = {
  'main.ts': "import './ui/page';\nimport './core/money';\n",
  'ui/page.ts': "import { total } from '../core/total';\nimport { row } from './parts/row';\nexport const page = total + row;\n",
  'ui/parts/row.ts': "import { money } from '../../core/money';\nimport type { Page } from '../page';\nexport const row = money;\n",
  'core/total.ts': "import { money } from './money';\nexport const total = money;\n",
  'core/money.ts': "import { total } from './total';\nexport const money = 1;\n",
};

test('folders are coupled by the files outside that use them and that they use, with everything below', async () => {
  const { graph } = await openGraph(files);
  expect(folderCoupling(moduleLinks(graph))).toEqual([
    // main, page and row use it; it uses nothing outside.
    { folder: 'core', files: 2, ca: 3, ce: 0, instability: 0 },
    // main uses it; it uses total and money.
    { folder: 'ui', files: 2, ca: 1, ce: 2, instability: 2 / 3 },
    // page uses it; it uses money and page.
    { folder: 'ui/parts', files: 1, ca: 1, ce: 2, instability: 2 / 3 },
  ]);
});

test('the structure of a project is told in numbers that can be counted by hand', async () => {
  const { graph } = await openGraph(files);
  const { metrics, ties, communities } = structureOf(graph);
  // main-page, main-money, page-total, page-row, row-money, total-money
  expect(metrics).toMatchObject({ cycles: 1, cyclicFiles: 2, ties: 6, crossFolderTies: 5 });
  // main reaches all 4 others; page and row reach each other, total and money; total and money reach each other.
  expect(metrics.reach).toBe(4 + 3 + 3 + 1 + 1);
  expect(metrics.modularity).toBe(communities.modularity);
  expect(metrics.folderModularity).toBeCloseTo(modularity(ties, ['core', 'core', '', 'ui', 'ui/parts']), 12);
  expect(metrics.crossCommunityTies).toBe(ties.filter(({ a, b }) => communities.of[a] !== communities.of[b]).length);
  expect(communities).toEqual(findCommunities(5, tiesOf(moduleLinks(graph))));
});

const NODES = 40;
const arcs = fc.uniqueArray(fc.tuple(fc.nat(NODES - 1), fc.nat(NODES - 1)).filter(([a, b]) => a !== b), { maxLength: 90, selector: (pair) => pair.join() });

test('the pairs that a change can reach are those that a search from every file finds', () => {
  fc.assert(
    fc.property(arcs, (pairs) => {
      const names = Array.from({ length: NODES }, (_, i) => `f${String(i).padStart(2, '0')}`);
      const links = pairs.map(([from, to]) => ({ from, to, kind: 'STATIC' as const, weight: 1, isTypeOnly: false }));
      let expected = 0;
      for (const start of names.keys()) {
        const seen = new Set([start]);
        for (const at of seen) for (const [from, to] of pairs) if (from === at) seen.add(to);
        expected += seen.size - 1;
      }
      expect(reachablePairs({ files: names, placeOf: new Map(names.map((name, i) => [name, i])), links })).toBe(expected);
    }),
  );
});

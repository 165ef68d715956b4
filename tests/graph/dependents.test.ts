import { describe, expect, test } from 'vitest';
import { coupling, folderTies } from '../../server/graph/coupling.ts';
import { directDependents, exportedNames, strength, transitiveDependents, usedNames } from '../../server/graph/dependents.ts';
import { countDependents, moduleLinks, neighboursOf } from '../../server/graph/module-links.ts';
import { openGraph } from './build-graph.ts';

/** page -> barrel -> price; cart -> price; cart <-> page; lazy -> price dynamically; alone. */
const SHOP = {
  'price.ts': 'export const a = 1, b = 2, c = 3, d = 4;',
  'barrel.ts': "\nexport * from './price';",
  'page.ts': "import { a } from './barrel'; import './cart'",
  'cart.ts': "import { a, b } from './price';\nimport type { c, d } from './price';\nimport './page'",
  'lazy.ts': "const { a } = await import('./price')",
  'alone.ts': "import 'node:fs'; import './alone'",
};

describe('dependents', () => {
  test('are direct ones through imports and re-exports', async () => {
    const { graph } = await openGraph(SHOP);
    expect(directDependents(graph, 'price.ts')).toEqual(['barrel.ts', 'cart.ts', 'lazy.ts']);
    expect(directDependents(graph, 'alone.ts')).toEqual([]);
  });

  test('are transitive ones with their distance, in circles too', async () => {
    const { graph } = await openGraph(SHOP);
    expect([...transitiveDependents(graph, ['price.ts'])]).toEqual([['barrel.ts', 1], ['cart.ts', 1], ['lazy.ts', 1], ['page.ts', 2]]);
    expect([...transitiveDependents(graph, ['barrel.ts', 'cart.ts'])]).toEqual([['page.ts', 1]]);
    expect(transitiveDependents(graph, [])).toEqual(new Map());
  });
});

describe('the names taken from a module', () => {
  test.each([
    ["import { a, b as x } from './m'", ['a', 'b'], 0.5],
    ["import { a } from './m'; import type { T } from './m'", ['T', 'a'], 0.5],
    ["import * as ns from './m'", ['*'], 1],
    ["export * from './m'", ['*'], 1],
    ["import('./m')", ['*'], 1],
    ["const { a } = require('./m')", ['a'], 0.25],
    ["import './m'", [], 0],
    ["import { missing } from './m'", ['missing'], 0],
    ["import d, { a, b, T } from './m'", ['T', 'a', 'b', 'default'], 1],
    ["import './other'", [], 0],
  ])('by %s are %j, a share of %d', async (text, names, share) => {
    const { graph } = await openGraph({ 'from.ts': text, 'm.ts': 'export const a = 1, b = 2; export type T = 1; export default a', 'other.ts': '' });
    expect(usedNames(graph, 'from.ts', 'm.ts')).toEqual(names);
    expect(strength(graph, 'from.ts', 'm.ts')).toBe(share);
  });

  test('are compared with all a barrel passes on, without defaults, in circles too', async () => {
    const { graph } = await openGraph({
      'barrel.ts': "export * from './x'; export { default as y } from './y'; export const own = 1",
      'x.ts': "export const x = 1; export default x; export * from './barrel'",
      'y.ts': 'export default 1',
      'use.ts': "import { x } from './barrel'",
    });
    expect(exportedNames(graph, 'barrel.ts')).toEqual(['own', 'x', 'y']);
    expect(strength(graph, 'use.ts', 'barrel.ts')).toBeCloseTo(1 / 3);
  });

  test('are the whole of a CommonJS module for its default import', async () => {
    const { graph } = await openGraph({ 'm.js': 'module.exports = { a, b }', 'use.ts': "import m from './m'" });
    expect(strength(graph, 'use.ts', 'm.js')).toBe(1);
  });
});

describe('the coupling', () => {
  test.each([
    ['price.ts', { afferent: 3, efferent: 0, instability: 0, transitive: 1, strong: 2, strongShare: 0.5 }],
    ['cart.ts', { afferent: 1, efferent: 2, instability: 2 / 3, transitive: 0, strong: 0, strongShare: 0 }],
    ['alone.ts', { afferent: 0, efferent: 0, instability: 0, transitive: 0, strong: 0, strongShare: 0 }],
  ])('of %s is counted', async (file, expected) => {
    expect(coupling((await openGraph(SHOP)).graph, file)).toEqual(expected);
  });
});

test('a folder is tied strongly to files outside that take most names of what they import from it', async () => {
  const { graph } = await openGraph({
    'lib/a.ts': "import './b';\nexport const a = 1, b = 2;\n", 'lib/b.ts': 'export const c = 3, d = 4;\n',
    'most.ts': "import { a, b } from './lib/a';\nimport { c } from './lib/b';\n", 'half.ts': "import { a } from './lib/a';\nexport {};\n", 'whole.ts': "import * as lib from './lib/b';\nlib.c;\n", 'far.ts': "import './half';\n", 'alone.ts': '',
  });
  const modules = moduleLinks(graph);
  const tiesOf = (files: string[]) => folderTies(graph, files, countDependents(neighboursOf(modules).users, files.map((file) => modules.placeOf.get(file) ?? -1)));
  expect(tiesOf(['lib/a.ts', 'lib/b.ts'])).toEqual({ strong: 2, strongShare: 0.5 });
  expect(tiesOf(['alone.ts'])).toEqual({ strong: 0, strongShare: 0 });
});

import { beforeAll, describe, expect, it } from 'vitest';
import { findCycles } from '../server/graph/cycles.ts';
import { ProjectGraph } from '../server/graph/project-graph.ts';
import { SourceTree } from '../server/rooms/source-tree.ts';
import { findBarrels, findDefaultExports, findDoorBreaks, findLayerBreaks, findShortSpecifiers, ownFiles } from './architecture/imports.ts';
import { DOORS, LAYERS } from './architecture/layers.ts';
import { findBadFileNames, findBannedNames, findExits, findLongFiles, findLongFunctions, findMarkers, findMissingOpenings, medianLines, type NamedText } from './architecture/measures.ts';
import { openGraph } from './graph/build-graph.ts';

let graph: ProjectGraph;
let files: readonly NamedText[];

beforeAll(async () => {
  const tree = await SourceTree.open(`${import.meta.dirname}/..`);
  await tree.scan();
  graph = await ProjectGraph.build(tree, tree.root);
  files = ownFiles(graph).map((path) => ({ path, text: tree.text(path) ?? '' }));
});

/** A house of one wrong import. */
const houseOf = async (from: string, line: string, to = 'server/errors.ts') => (await openGraph({ [from]: line, [to]: 'export const a = 1;\nexport type A = 1;\n' })).graph;

describe('the layers', () => {
  it('are kept by every import of the server and the page', () => {
    expect(files.length).toBeGreaterThan(100);
    expect(findLayerBreaks(graph, LAYERS)).toEqual([]);
  });

  it.each([
    ['server/rooms/a.ts', 'server/graph/b.ts', 'rooms/ is the door'],
    ['server/rooms/service.ts', 'server/graph/b.ts', 'opens codebases'],
    ['server/graph/a.ts', 'server/edits/b.ts', 'edits/ or checker/'],
    ['server/graph/a.ts', 'server/rooms/service.ts', 'edits/ or checker/'],
    ['server/checker/a.ts', 'server/graph/b.ts', 'impact/ or healing/'],
    ['server/edits/a.ts', 'server/intents/change.ts', 'words belongs in intents/'],
    ['server/intents/a.ts', 'server/impact/b.ts', 'belongs in impact/'],
    ['server/impact/a.ts', 'server/healing/b.ts', 'belongs in healing/'],
    ['server/coupling/a.ts', 'server/healing/b.ts', 'belongs in healing/'],
    ['server/engine/a.ts', 'server/graph/b.ts', 'in healing/'],
    ['server/healing/a.ts', 'server/api/b.ts', 'belongs in api/'],
    ['server/debugger/a.ts', 'server/healing/b.ts', 'edits/ or engine/'],
    ['server/watch/a.ts', 'server/healing/b.ts', 'notices saves'],
    ['server/editor/a.ts', 'server/impact/b.ts', 'reads and saves single files'],
    ['server/changes/a.ts', 'server/watch/b.ts', 'tells that something changed'],
    ['server/api/a.ts', 'server/healing/plan.ts', 'service.ts of its folder'],
    ['server/cli/a.ts', 'server/healing/plan.ts', 'belongs in a service'],
    ['server/app.ts', 'server/api/b.ts', 'belongs in one of them'],
    ['server/main.ts', 'server/healing/plan.ts', 'app.ts or a service'],
    ['server/database/a.ts', 'server/rooms/b.ts', 'belongs in a service'],
    ['server/launch/a.ts', 'server/config.ts', 'main.ts or cli.ts'],
    ['server/errors.ts', 'server/config.ts', 'beside the code that throws'],
    ['web/a.ts', 'server/config.ts', 'crosses GraphQL'],
    ['server/config.ts', 'web/a.ts', 'belongs in a service'],
  ])('say where code belongs when %s imports %s', async (from, to, sentence) => {
    const specifier = '../'.repeat(from.split('/').length - 1) + to;
    const breaks = findLayerBreaks(await houseOf(from, `import { a } from '${specifier}';`, to), LAYERS);
    expect(breaks).toEqual([expect.stringContaining(sentence)]);
    expect(breaks[0]).toContain(`${from}:1 imports ${to}`);
  });

  it('let types through where only types may cross', async () => {
    expect(findLayerBreaks(await houseOf('server/edits/a.ts', "import type { A } from '../intents/change.ts';", 'server/intents/change.ts'), LAYERS)).toEqual([]);
  });

  it('hold every file', async () => {
    expect(findLayerBreaks(await houseOf('server/extras/a.ts', ''), LAYERS)).toEqual([expect.stringContaining('server/extras/a.ts is in no layer')]);
  });
});

describe('cycles', () => {
  it('do not exist at run time', () => {
    const own = new Set(ownFiles(graph));
    expect(findCycles(graph).filter((cycle) => cycle.files.some((file) => own.has(file)))).toEqual([]);
  });

  it('are found where they exist', async () => {
    const house = await openGraph({ 'server/graph/a.ts': "import './b.ts';", 'server/graph/b.ts': "import './a.ts';" });
    expect(findCycles(house.graph)).toHaveLength(1);
  });
});

describe('the doors', () => {
  it('to files, database, compiler and processes are used by their owners only', () => {
    expect(findDoorBreaks(graph, DOORS)).toEqual([]);
  });

  it.each([
    ['server/healing/a.ts', "import { readFile } from 'node:fs/promises';", 'Only rooms/ touches'],
    ['server/graph/a.ts', "import fs = require('fs');", 'Only rooms/ touches'],
    ['server/impact/a.ts', "import { API } from 'typescript/unstable/async';", 'belongs in checker/'],
    ['server/edits/a.ts', "import { parseSync } from 'oxc-parser';", 'graph/guarded-parse.ts'],
    ['server/debugger/compare/a.ts', "import { spawn } from 'node:child_process';", 'start processes'],
    ['server/healing/a.ts', "import { a } from '../generated/prisma/client.ts';", 'knows no Prisma'],
  ])('are closed to %s: %s', async (from, line, sentence) => {
    expect(findDoorBreaks(await houseOf(from, line, 'server/generated/prisma/client.ts'), DOORS)).toEqual([expect.stringContaining(sentence)]);
  });

  it('to the end of the process is in main.ts', () => {
    expect(findExits(files)).toEqual([]);
    expect(findExits([{ path: 'server/cli.ts', text: '\nif (x) process.exit(1);' }])).toEqual([expect.stringContaining('server/cli.ts:2')]);
  });
});

describe('exports and imports', () => {
  it('name the defining file: there is no barrel', async () => {
    expect(findBarrels(graph)).toEqual([]);
    expect(findBarrels(await houseOf('server/graph/a.ts', "export { a } from '../errors.ts';"))).toHaveLength(1);
    expect(findBarrels(await houseOf('server/graph/a.ts', "export * from '../errors.ts';"))).toHaveLength(1);
  });

  it('have names: there is no default export', async () => {
    expect(findDefaultExports(graph)).toEqual([]);
    expect(findDefaultExports(await houseOf('web/a.ts', 'export default 1;'))).toHaveLength(1);
    expect(findDefaultExports(await houseOf('web/a.ts', 'const a = 1;\nexport { a as default };'))).toHaveLength(1);
  });

  it('carry their extension', async () => {
    expect(findShortSpecifiers(graph)).toEqual([]);
    expect(findShortSpecifiers(await houseOf('server/graph/a.ts', "import { a } from '../errors';"))).toHaveLength(1);
    expect(findShortSpecifiers(await houseOf('server/graph/a.ts', "import { a } from '../errors.js';"))).toHaveLength(1);
  });
});

describe('files', () => {
  const lines = (count: number) => 'x();\n'.repeat(count);

  it('have at most 300 lines, and half of them fewer than 100', () => {
    expect(findLongFiles(files)).toEqual([]);
    expect(medianLines(files)).toBeLessThan(100);
    expect(findLongFiles([{ path: 'a.ts', text: lines(300) }])).toEqual([]);
    expect(findLongFiles([{ path: 'a.ts', text: lines(301) }])).toHaveLength(1);
    expect(medianLines([{ path: 'a.ts', text: lines(5) }, { path: 'b.ts', text: lines(7) }, { path: 'c.ts', text: lines(100) }])).toBe(7);
  });

  it('hold functions of at most 80 lines', () => {
    expect(findLongFunctions(files)).toEqual([]);
    for (const head of ['function f() {', 'const f = () => {', 'class A { f() {']) {
      const tail = head.startsWith('class') ? '} }' : '}';
      expect(findLongFunctions([{ path: 'a.ts', text: `${head}\n${lines(78)}${tail}` }])).toEqual([]);
      expect(findLongFunctions([{ path: 'a.ts', text: `${head}\n${lines(79)}${tail}` }])).toHaveLength(1);
    }
  });

  it('and what they declare have names that say something', () => {
    expect(findBannedNames(files)).toEqual([]);
    for (const text of ['class RunManager {}', 'const pathUtils = 1;', 'function clickHandler() {}', 'interface EditHelper {}']) expect(findBannedNames([{ path: 'a.ts', text }]), text).toHaveLength(1);
    expect(findBannedNames([{ path: 'server/path-util.ts', text: '' }])).toHaveLength(1);
  });

  it('are named in one style', () => {
    expect(findBadFileNames(files.map(({ path }) => path))).toEqual([]);
    const bad = ['server/readFile.ts', 'server/read_file.ts', 'web/panel.tsx', 'web/UsePanel.ts', 'server/Read.ts'];
    expect(findBadFileNames(bad)).toHaveLength(bad.length);
  });

  it('leave no work behind', () => {
    expect(findMarkers(files)).toEqual([]);
    expect(findMarkers([{ path: 'a.ts', text: `// TO${''}DO later` }, { path: 'b.ts', text: `x(); // FIX${''}ME` }])).toHaveLength(2);
  });

  it('open with what they own in the engine, the edits, the checker and every service', () => {
    expect(findMissingOpenings(files)).toEqual([]);
    for (const path of ['server/engine/a.ts', 'server/edits/a.ts', 'server/checker/a.ts', 'server/rooms/service.ts']) {
      expect(findMissingOpenings([{ path, text: "import { a } from './b.ts';" }, { path, text: '// a\n' }])).toHaveLength(2);
    }
  });
});

import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ProjectGraph } from '../../server/graph/project-graph.ts';
import { makeProject, writeAll, type Files } from '../rooms/temp-project.ts';
import { contentsOf, graphOf, leadsTo, openGraph, type OpenGraph } from './build-graph.ts';

async function change({ tree, graph }: OpenGraph, write: Files, remove: readonly string[] = []): Promise<void> {
  await Promise.all(remove.map((path) => rm(join(tree.root, path), { force: true })));
  await writeAll(tree.root, write);
  await graph.update(await tree.scan());
}

describe('a graph', () => {
  test('knows edges both ways, and several from one file to another', async () => {
    const { graph } = await openGraph({
      'a.ts': "import './b'; import type { B } from './b.js'; import './s.css'",
      'b.ts': "export interface B {}\nexport * from './c'",
      'c.ts': '',
      's.css': '',
    });
    expect(graph.files()).toEqual(['a.ts', 'b.ts', 'c.ts']);
    expect(graph.edgesTo('b.ts').map((edge) => [edge.from, edge.kind])).toEqual([['a.ts', 'STATIC'], ['a.ts', 'TYPE']]);
    expect(graph.edgesTo('s.css').map((edge) => edge.from)).toEqual(['a.ts']);
    expect([graph.edgesFrom('gone.ts'), graph.edgesTo('gone.ts'), graph.facts('gone.ts')]).toEqual([[], [], undefined]);
  });

  test('parses only what changed', async () => {
    const open = await openGraph({ 'a.ts': "import './b'", 'b.ts': 'export const b = 1' });
    const [a, b] = [open.graph.facts('a.ts'), open.graph.facts('b.ts')];
    await change(open, { 'b.ts': 'export const c = 1', 'tsconfig.json': '{}' });
    expect(open.graph.facts('a.ts')).toBe(a);
    expect(open.graph.facts('b.ts')).not.toBe(b);
  });

  test('leaves out a file that was deleted between listing and reading', async () => {
    const { tree } = await openGraph({ 'a.ts': "import './b'", 'b.ts': '' });
    const graph = await ProjectGraph.build({ paths: () => ['a.ts', 'b.ts', 'gone.ts'], text: (path) => tree.text(path), hash: (path) => tree.hash(path) }, tree.root);
    expect(graph.files()).toEqual(['a.ts', 'b.ts']);
  });

  test('stays as it was when an update is aborted', async () => {
    const open = await openGraph({ 'a.ts': "import './b'", 'b.ts': '' });
    const before = contentsOf(open);
    await writeAll(open.tree.root, { 'b.ts': "import './a'" });
    const changes = await open.tree.scan();
    await expect(open.graph.update(changes, AbortSignal.abort())).rejects.toThrow(/abort/i);
    expect(contentsOf(open)).toEqual(before);
  });
});

describe('after an update', () => {
  test.each<[string, Files, Files, string[], string[]]>([
    ['an import that led nowhere finds its file', { 'a.ts': "import './b'" }, { 'b.ts': '' }, [], ['./b -> b.ts']],
    ['an import of a removed file leads nowhere', { 'a.ts': "import './b'", 'b.ts': '' }, {}, ['b.ts'], ['./b -> nowhere']],
    ['a file comes before the folder it had the name of', { 'a.ts': "import './b'", 'b/index.ts': '' }, { 'b.ts': '' }, [], ['./b -> b.ts']],
    ['the folder is taken when the file is gone', { 'a.ts': "import './b'", 'b/index.ts': '', 'b.ts': '' }, {}, ['b.ts'], ['./b -> b/index.ts']],
    ['TypeScript comes before JavaScript', { 'a.ts': "import './b.js'", 'b.js': '' }, { 'b.ts': '' }, [], ['./b.js -> b.ts']],
    [
      'the entry of a folder with a package.json comes before its index',
      { 'a.ts': "import './b'", 'b/package.json': '{"main":"lib/x.js"}', 'b/index.ts': '' },
      { 'b/lib/x.js': '' },
      [],
      ['./b -> b/lib/x.js'],
    ],
    [
      'a path of baseUrl comes before a package',
      { 'a.ts': "import 'pkg'", 'tsconfig.json': '{"compilerOptions":{"baseUrl":"src"}}', 'node_modules/pkg/index.js': '' },
      { 'src/pkg.ts': '' },
      [],
      ['pkg -> src/pkg.ts'],
    ],
    [
      'a mapping that names another file is seen',
      { 'a.ts': "import 'core'", 'tsconfig.json': '{"compilerOptions":{"paths":{"core":["./x.ts","./y.ts"]}}}', 'y.ts': '' },
      { 'x.ts': '' },
      [],
      ['core -> x.ts'],
    ],
    [
      'a base of the config that changed is read again',
      { 'a.ts': "import '@/b'", 'tsconfig.json': '{"extends":"./base"}', 'base.json': '{}', 'src/b.ts': '' },
      { 'base.json': '{"compilerOptions":{"paths":{"@/*":["./src/*"]}}}' },
      [],
      ['@/b -> src/b.ts'],
    ],
    [
      'a name with # below baseUrl is no fragment of the index there',
      { 'a.ts': "import '#a'; import '#b'", 'tsconfig.json': '{"compilerOptions":{"baseUrl":"."}}', '#b.ts': '' },
      { 'index.ts': '' },
      [],
      ['#a -> nowhere', '#b -> #b.ts'],
    ],
    [
      'a changed package.json changes its own imports',
      { 'a.ts': "import '#b'", 'package.json': '{}', 'b.ts': '' },
      { 'package.json': '{"imports":{"#b":"./b.ts"}}' },
      [],
      ['#b -> b.ts'],
    ],
  ])('%s', async (_, files, write, remove, expected) => {
    const open = await openGraph(files);
    await change(open, write, remove);
    expect(leadsTo(open.graph, 'a.ts')).toEqual(expected);
    expect(contentsOf(open)).toEqual(contentsOf(await graphOf(open.tree.root)));
  });

  test('the graph is the one that a fresh build gives, whatever happened', { timeout: 60_000 }, async () => {
    const root = await makeProject();
    await fc.assert(
      fc.asyncProperty(fc.array(batch, { minLength: 2, maxLength: 6 }), async (batches) => {
        await rm(root, { recursive: true, force: true });
        await writeAll(root, { 'node_modules/pkg/index.js': '', 'keep.ts': "import 'pkg'; import './a'; export * from './lib'" });
        const open = await graphOf(root);
        for (const changes of batches) {
          const latest = new Map(changes);
          const write = [...latest].filter((entry): entry is [string, string] => entry[1] !== null);
          await change(open, Object.fromEntries(write), [...latest].filter(([, text]) => text === null).map(([path]) => path));
          expect(contentsOf(open)).toEqual(contentsOf(await graphOf(root)));
        }
      }),
      { numRuns: 60 },
    );
  });
});

const specifier = fc.constantFrom('./a', './a.js', '../a', '.', '..', './lib', '../lib', './lib/', './lib/a.js', 'a', 'lib/b', 'pkg', '@/a', '@/lib', '#a', 'me', './b');
const statement = fc.oneof(
  specifier.map((name) => `import { x } from '${name}';`),
  specifier.map((name) => `export * from '${name}';`),
  specifier.map((name) => `import type { T } from '${name}';`),
  specifier.map((name) => `require('${name}');`),
  specifier.map((name) => `/// <reference path="${name}" />`),
  specifier.map((name) => `/** @type {import('${name}').T} */`),
  fc.constantFrom("import.meta.glob('./lib/*.ts');", 'import(`./${x}.js`);'),
);
const sourceText = fc.array(statement, { maxLength: 4 }).map((lines) => lines.join('\n'));
const sourcePath = fc.constantFrom('a.ts', 'a.js', 'a.d.ts', 'b.tsx', 'index.ts', 'lib/a.ts', 'lib/b.ts', 'lib/index.ts', 'lib/index.js', 'lib.ts', 'pkg.ts', 'src/a.ts', 'src/lib/index.ts');
const configuration = fc.constantFrom<[string, string]>(
  ['tsconfig.json', '{"compilerOptions":{"baseUrl":"."}}'],
  ['tsconfig.json', '{"compilerOptions":{"paths":{"@/*":["./src/*","./*"]}}}'],
  ['tsconfig.json', '{"extends":"./base.json"}'],
  ['base.json', '{"compilerOptions":{"paths":{"@/*":["./lib/*"]}}}'],
  ['lib/tsconfig.json', '{"compilerOptions":{"baseUrl":".."}}'],
  ['package.json', '{"name":"me","imports":{"#a":"./a.ts"},"exports":"./lib/index.js"}'],
  ['lib/package.json', '{"main":"b.ts"}'],
);
const entry = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(sourcePath, sourceText) },
  { weight: 3, arbitrary: fc.tuple(sourcePath, fc.constant(null)) },
  { weight: 2, arbitrary: configuration },
  { weight: 1, arbitrary: configuration.map(([path]): [string, null] => [path, null]) },
);
const batch = fc.array<[string, string | null]>(entry, { minLength: 1, maxLength: 4 });

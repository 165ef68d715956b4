import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { coupling } from '../../server/graph/coupling.ts';
import { findCycles } from '../../server/graph/cycles.ts';
import { transitiveDependents } from '../../server/graph/dependents.ts';
import { NESTING_LIMIT } from '../../server/graph/nesting.ts';
import { parseFile } from '../../server/graph/parse-file.ts';
import { ProjectGraph } from '../../server/graph/project-graph.ts';
import { SourceTree } from '../../server/rooms/source-tree.ts';
import { makeProject, writeAll } from '../rooms/temp-project.ts';
import { contentsOf, graphOf, leadsTo, openGraph } from './build-graph.ts';

const factsOf = (text: string, path = 'a.ts') => parseFile({ path, text, hash: 'h', bytes: Buffer.byteLength(text) });

test('a circle of 5,000 files, each of which also imports one far away, is one cycle with breaks that end it', { timeout: 120_000 }, async () => {
  const count = 5_000;
  const name = (i: number): string => `m${i % count}`;
  const text = (i: number): string => `import { ${name(i + 1)} } from './${name(i + 1)}.ts';\nimport { ${name(i * 7 + 3)} as far } from './${name(i * 7 + 3)}.ts';\nexport const ${name(i)} = () => [${name(i + 1)}, far];\n`;
  const open = await openGraph(Object.fromEntries(Array.from({ length: count }, (_, i) => [`${name(i)}.ts`, text(i)])));
  const cycles = findCycles(open.graph);
  expect(cycles.map(({ files }) => files.length)).toEqual([count]);
  expect(transitiveDependents(open.graph, ['m0.ts']).size).toBe(count - 1);
  expect(coupling(open.graph, 'm0.ts')).toMatchObject({ afferent: 2, efferent: 2, transitive: count - 3 });

  const broken = new Map(cycles[0]?.breaks.map(({ from, to }) => [`${from} ${to}`, true]));
  expect(broken.size).toBeLessThan(count * 2);
  const kept = { files: () => open.graph.files(), facts: (path: string) => open.graph.facts(path), edgesFrom: (path: string) => open.graph.edgesFrom(path).filter(({ to }) => !broken.has(`${path} ${to}`)) };
  expect(findCycles({ ...kept, root: open.graph.root, tsconfigs: open.graph.tsconfigs, edgesTo: (path) => open.graph.edgesTo(path), resolve: (from, specifier) => open.graph.resolve(from, specifier) })).toEqual([]);

  await writeAll(open.tree.root, { 'm2.ts': 'export const m2 = 1;\n' });
  await open.graph.update(await open.tree.scan());
  expect(leadsTo(open.graph, 'm1.ts')).toEqual(['./m2.ts -> m2.ts', './m10.ts -> m10.ts']);
  expect(open.graph.edgesFrom('m2.ts')).toEqual([]);
});

describe('a source of 2 MB', () => {
  const DATA = `export const rows = [\n${"  { id: 1, text: 'require(nothing) import nothing', list: [1, 2, 3] },\n".repeat(30_000)}];\n`;

  test('is read to its last line', () => {
    const facts = factsOf(`import { a } from './a';\n${DATA}export { last } from './last';\nconst lazy = () => import('./lazy');\n`);
    expect(DATA.length).toBeGreaterThan(2_000_000);
    expect(facts.problems).toEqual([]);
    expect(facts.imports.map(({ kind, specifier, line }) => [kind, specifier, line])).toEqual([['STATIC', './a', 1], ['REEXPORT', './last', 30_004], ['DYNAMIC', './lazy', 30_005]]);
    expect(facts.exports.map(({ name, line }) => [name, line])).toEqual([['rows', 2], ['last', 30_004]]);
  });

  test('on one line is read to its last column', () => {
    const line = DATA.replaceAll('\n', ' ');
    const facts = factsOf(`${line}module.exports.last = require('./last');`, 'a.js');
    expect(facts.imports.map(({ kind, specifier, line: at, column }) => [kind, specifier, at, column])).toEqual([['REQUIRE', './last', 1, line.length + 31]]);
    expect(facts.exports.map(({ name }) => name)).toEqual(['rows', 'last']);
  });

  test.each([
    ['spaces behind a tag', `/** @import ${' '.repeat(20_000)} */ import './a'`],
    ['open braces in a comment', `/** ${'{ '.repeat(20_000)} import('./x') */ import './a'`],
    ['stars', `/** @import ${'*'.repeat(20_000)} from */ import './a'`],
    ['a word that goes on', `vi.${'mock'.repeat(20_000)}; import './a'`],
    ['a keyword with much space', `import './a'; ${`require${' '.repeat(200)}`.repeat(500)}`],
  ])('with %s does not make the reading hang', (_, text) => {
    expect(factsOf(text).imports.map(({ specifier }) => specifier)).toContain('./a');
  });
});

describe('a file with syntax errors', () => {
  test.each([
    ["import { a } from './a';\nexport const b = ;\n", 2],
    ["import { a } from './a';\nfunction (", 2],
    ["import { a } from './a';\nconst s = 'open\n", 2],
    ["import { a } from './a';\n/* open", 2],
    ["import { a } from './a';\nconst t = `${", 2],
    ["import { a } from './a'; <<<<<<< HEAD\n", 1],
    ["import { a } from './a';\n\u0000\u0001", 2],
    ["import { a } from './a';\nexport { a a } from './b'", 2],
  ])('%j says where', (text, line) => {
    const { problems } = factsOf(text);
    expect(problems[0]).toMatchObject({ line, message: expect.stringMatching(/\w/) });
  });

  test('is mended by the next save, as a fresh build has it', async () => {
    const open = await openGraph({ 'a.ts': "import './b'", 'b.ts': "import './c'", 'c.ts': '' });
    for (const text of ["import './c'; export {", "import './c'; export {}", '}{', "import './c'"]) {
      await writeAll(open.tree.root, { 'b.ts': text });
      await open.graph.update(await open.tree.scan());
      expect(contentsOf(open)).toEqual(contentsOf(await graphOf(open.tree.root)));
    }
    expect(leadsTo(open.graph, 'b.ts')).toEqual(['./c -> c.ts']);
  });
});

describe('brackets that nest', () => {
  const deep = (open: string, close: string, levels: number): string => `import './a';\nlet x = ${open.repeat(levels)}1${close.repeat(levels)};\n`;
  const FORMS: [string, string][] = [['(', ')'], ['[', ']'], ['[{a:', '}]'], ['`${', '}`'], ['f(', ')'], ['() => {', '}'], ['[', '']];

  test.each(FORMS)('deeper than the parser can follow by %j and %j are a problem, and no crash', (open, close) => {
    const facts = factsOf(deep(open, close, 20_000));
    expect(facts.problems).toEqual([{ message: expect.stringContaining(`more than ${NESTING_LIMIT} levels`), line: 1, column: 1 }]);
    expect(facts.imports).toEqual([]);
  });

  test('of types are one too', () => {
    expect(factsOf(`import './a';\ntype A = ${'B<'.repeat(20_000)}C${'>'.repeat(20_000)};\n`).problems).toHaveLength(1);
  });

  test.each(FORMS)('a hundred times by %j and %j are read', (open, close) => {
    expect(factsOf(deep(open, close, 100)).imports.map(({ specifier }) => specifier)).toEqual(['./a']);
  });

  test.each([
    ['in strings', "f('(', \"[\", '<'); // ((\n"],
    ['in comparisons', 'x = a < b;\n'],
    ['one after the other', 'f([{}], <T>(a: A<B>) => {});\n'],
  ])('%s count for nothing', (_, line) => {
    expect(factsOf(`import './a';\n${line.repeat(5_000)}`).imports.map(({ specifier }) => specifier)).toEqual(['./a']);
  });

  test('too deeply leave every other file as it is', async () => {
    const { graph } = await openGraph({ 'a.ts': "import './b'", 'b.ts': deep('[', ']', 20_000), 'c.ts': "import './b'" });
    expect(graph.edgesTo('b.ts').map(({ from }) => from)).toEqual(['a.ts', 'c.ts']);
    expect(graph.facts('b.ts')?.problems).toHaveLength(1);
  });
});

describe('files that vanish', () => {
  test('between the listing and the reading of a change are gone from the graph', async () => {
    const open = await openGraph({ 'a.ts': "import './b'; import './c'", 'b.ts': '', 'c.ts': '' });
    await rm(join(open.tree.root, 'b.ts'));
    const changes = await open.tree.scan();
    await open.graph.update({ ...changes, added: ['never.ts'], changed: ['b.ts'] });
    expect(open.graph.files()).toEqual(['a.ts', 'c.ts']);
    expect(leadsTo(open.graph, 'a.ts')).toEqual(['./b -> nowhere', './c -> c.ts']);
  });

  test('with their folder during a scan leave a graph that the next scan mends', async () => {
    const files = Object.fromEntries(Array.from({ length: 400 }, (_, i) => [`folder${i % 20}/f${i}.ts`, "import '../a'"]));
    const tree = await SourceTree.open(await makeProject({ ...files, 'a.ts': '' }));
    const scanning = tree.scan();
    await Promise.all(Array.from({ length: 20 }, (_, i) => rm(join(tree.root, `folder${i}`), { recursive: true })));
    await scanning;
    const graph = await ProjectGraph.build(tree, tree.root);
    await graph.update(await tree.scan());
    expect(graph.files()).toEqual(['a.ts']);
    expect(graph.edgesTo('a.ts')).toEqual([]);
  });
});

describe('tsconfig files that refer to each other', () => {
  const config = (...references: string[]): string => JSON.stringify({ compilerOptions: { composite: true }, references: references.map((path) => ({ path })) });

  test('in a circle are told, and imports are resolved all the same', async () => {
    const { graph } = await openGraph({
      'tsconfig.json': config('a', 'b'),
      'a/tsconfig.json': config('../b'),
      'b/tsconfig.json': config('../a'),
      'a/x.ts': "import '../b/y.js'",
      'b/y.ts': "import '../a/x.js'",
    });
    expect(graph.tsconfigs.problems).toEqual(['Circular project references: a/tsconfig.json -> b/tsconfig.json -> a/tsconfig.json.']);
    expect([leadsTo(graph, 'a/x.ts'), leadsTo(graph, 'b/y.ts')]).toEqual([['../b/y.js -> b/y.ts'], ['../a/x.js -> a/x.ts']]);
  });

  test('in a circle of 2,000 are told in one sentence', { timeout: 60_000 }, async () => {
    const count = 2_000;
    const files = Object.fromEntries(Array.from({ length: count }, (_, i) => [`p${i}/tsconfig.json`, config(`../p${(i + 1) % count}`)]));
    const { graph } = await openGraph({ ...files, 'p1/x.ts': "import './x'" });
    expect(graph.tsconfigs.problems).toHaveLength(1);
    expect(leadsTo(graph, 'p1/x.ts')).toEqual(['./x -> p1/x.ts']);
  });
});

import { describe, expect, test } from 'vitest';
import { coupling } from '../../server/graph/coupling.ts';
import { findCycles } from '../../server/graph/cycles.ts';
import { directDependents, strength, transitiveDependents, usedNames } from '../../server/graph/dependents.ts';
import { parseFile } from '../../server/graph/parse-file.ts';
import { writeAll } from '../rooms/temp-project.ts';
import { leadsTo, openGraph } from './build-graph.ts';

function importsOf(text: string): string[] {
  const { imports } = parseFile({ path: 'a.test.ts', text, hash: 'h', bytes: text.length });
  return imports.map(({ kind, specifier, names }) => `${kind} ${specifier} {${names.map((name) => `${name.imported}>${name.local ?? ''}`).join(' ')}}`);
}

describe('a module that is only named', () => {
  test.each([
    ["vi.mock('./x')", ''],
    ["vi.mock('./x', () => ({ a: 1 }))", ''],
    ['vi.mock(`./x`)', ''],
    ["vi.doMock('./x'); ", ''],
    ["vi.unmock('./x')", ''],
    ["vi.doUnmock('./x')", ''],
    ["const actual = await vi.importActual('./x')", '*>'],
    ["const mocked = await vi.importMock('./x')", '*>'],
    ["jest.mock('./x')", ''],
    ["jest . doMock('./x')", ''],
    ["jest.unmock('./x')", ''],
    ["jest.dontMock('./x')", ''],
    ["jest.setMock('./x', {})", ''],
    ["({ ...jest.requireActual('./x') })", '*>'],
    ["const { a } = jest.requireMock('./x')", '*>'],
    ["jest.createMockFromModule('./x')", ''],
    ["require.resolve('./x')", ''],
    ["import.meta.resolve('./x')", ''],
    ["new Worker(new URL('./x', import.meta.url))", ''],
    ['new URL(`./x`, import.meta.url)', ''],
  ])('by %s is a MOCK edge', (text, names) => {
    expect(importsOf(text)).toEqual([`MOCK ./x {${names}}`]);
  });

  test.each([
    ["vi.mock(import('./x'))", ['DYNAMIC ./x {*>}']],
    ["vi.importActual<typeof import('./x')>('./x')", ['TYPE ./x {*>}', 'MOCK ./x {*>}']],
    ["jest.mock('./x').mock('./y')", ['MOCK ./x {}']],
    ['vi.mock(name)', []],
    ['vi.mock(`${name}`)', []],
    ["vi.fn('./x')", []],
    ["vi['mock']('./x')", []],
    ["other.mock('./x')", []],
    ["a.vi.mock('./x')", []],
    ["vi.toString('./x')", []],
    ["// vi.mock('./x')", []],
    ["new URL('./x', base)", []],
    ["new URL('./x')", []],
    ["new URL('x.wasm', import.meta.url)", []],
    ["new URL('https://example.org/x', import.meta.url)", []],
    ["new URL('.', import.meta.url)", []],
    ["new URL('..', import.meta.url)", []],
    ["new URL('../data/', import.meta.url)", []],
    ["new Link('./x', import.meta.url)", []],
    ["require.cache('./x')", []],
    ["constructor.mock('./x')", []],
    ["toString.resolve('./x')", []],
  ])('by %s gives %j', (text, expected) => {
    expect(importsOf(text)).toEqual(expected);
  });
});

const SHOP = {
  'price.ts': "export const price = 1; import './page'",
  'page.ts': "import { price } from './price'",
  'price.test.ts': "vi.mock('./price', () => ({ price: 2 })); await vi.importActual('./price')",
  'suite.ts': "import './price.test'",
};

describe('a file that mocks another', () => {
  test('depends on it, and so do its own dependents', async () => {
    const { graph } = await openGraph(SHOP);
    expect(graph.edgesTo('price.ts').map((edge) => `${edge.from} ${edge.kind}`)).toEqual(['page.ts STATIC', 'price.test.ts MOCK', 'price.test.ts MOCK']);
    expect(directDependents(graph, 'price.ts')).toEqual(['page.ts', 'price.test.ts']);
    expect([...transitiveDependents(graph, ['price.ts'])]).toEqual([['page.ts', 1], ['price.test.ts', 1], ['suite.ts', 2]]);
  });

  test('takes no name of it, and is no part of its coupling', async () => {
    const { graph } = await openGraph(SHOP);
    expect(usedNames(graph, 'price.test.ts', 'price.ts')).toEqual([]);
    expect(strength(graph, 'price.test.ts', 'price.ts')).toBe(0);
    expect(coupling(graph, 'price.ts')).toMatchObject({ afferent: 1, efferent: 1, transitive: 0, strong: 1, strongShare: 1 });
    expect(coupling(graph, 'price.test.ts')).toMatchObject({ afferent: 1, efferent: 0 });
  });

  test('makes no cycle with it, at run time or through types', async () => {
    const { graph } = await openGraph({ 'a.ts': "import './b'", 'b.ts': "vi.mock('./a')" });
    expect([findCycles(graph), findCycles(graph, { includeTypes: true })]).toEqual([[], []]);
  });

  test('names no mock as what breaks a cycle', async () => {
    const { graph } = await openGraph({ 'a.ts': "vi.mock('./b')\nimport './b'", 'b.ts': "vi.mock('./a')\nimport './a'" });
    expect(findCycles(graph)[0]?.breaks.map((edge) => edge.line)).toEqual([2]);
  });
});

describe('an address', () => {
  test.each([
    ["vi.mock('./missing')", './missing -> outside'],
    ["vi.mock('some-package')", 'some-package -> outside'],
    ["jest.mock('node:fs')", 'node:fs -> outside'],
    ["new URL('./missing.wasm', import.meta.url)", './missing.wasm -> outside'],
    ["new URL('./logo.svg', import.meta.url)", './logo.svg -> logo.svg'],
    ["new URL('./worker.js', import.meta.url)", './worker.js -> worker.ts'],
    ["vi.mock('@/worker')", '@/worker -> worker.ts'],
    ["import('./missing')", './missing -> nowhere'],
  ])('%s: %s', async (text, expected) => {
    const paths = '{"compilerOptions":{"paths":{"@/*":["./*"]}}}';
    const { graph } = await openGraph({ 'a.ts': text, 'worker.ts': '', 'logo.svg': '<svg/>', 'tsconfig.json': paths });
    expect(leadsTo(graph, 'a.ts')).toEqual([expected]);
  });

  test('that led nowhere finds its file when it appears', async () => {
    const { tree, graph } = await openGraph({ 'a.ts': "vi.mock('#made'); vi.mock('./made')", 'package.json': '{"imports":{"#made":"./made.ts"}}' });
    expect(leadsTo(graph, 'a.ts')).toEqual(['#made -> outside', './made -> outside']);
    await writeAll(tree.root, { 'made.ts': '' });
    await graph.update(await tree.scan());
    expect(leadsTo(graph, 'a.ts')).toEqual(['#made -> made.ts', './made -> made.ts']);
  });
});

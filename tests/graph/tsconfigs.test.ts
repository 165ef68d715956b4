import { describe, expect, test } from 'vitest';
import { parseJsonc } from '../../server/graph/jsonc.ts';
import { findTsconfigs } from '../../server/graph/tsconfigs.ts';
import { makeProject, type Files } from '../rooms/temp-project.ts';
import { leadsTo, openGraph } from './build-graph.ts';

async function configsOf(files: Readonly<Record<string, object | string>>) {
  const texts: Files = Object.fromEntries(
    Object.entries(files).map(([path, value]) => [path, typeof value === 'string' ? value : JSON.stringify(value)]),
  );
  const root = await makeProject(texts);
  return findTsconfigs(root, Object.keys(texts).filter((path) => !path.startsWith('node_modules/')));
}

test.each<[string, unknown]>([
  ['{ "a": 1, // one\n /* two */ "b": [1, 2,], }', { a: 1, b: [1, 2] }],
  ['\uFEFF{ "url": "http://x/*y*/", "c": ",]" }', { url: 'http://x/*y*/', c: ',]' }],
  ['{ "q": "\\"//no\\"" }', { q: '"//no"' }],
  ['', {}],
])('%j is read as tsconfig JSON', (text, expected) => {
  expect(parseJsonc(text)).toEqual(expected);
});

describe('the configs of a room', () => {
  test('are those at the root, the nested ones with their variants, and those they reference', async () => {
    const configs = await configsOf({
      'tsconfig.json': { files: [], references: [{ path: './packages/a' }, { path: './config/tools.json' }] },
      'tsconfig.build.json': {},
      'packages/a/tsconfig.json': { compilerOptions: { baseUrl: '.' } },
      'packages/a/tsconfig.test.json': { extends: './tsconfig.json' },
      'packages/a/jsconfig.old.json': {},
      'config/tools.json': {},
      'config/unused.json': {},
    });
    expect(configs.all.map(({ path, references, hasBaseUrl }) => ({ path, references, hasBaseUrl }))).toEqual([
      { path: 'config/tools.json', references: [], hasBaseUrl: false },
      { path: 'packages/a/jsconfig.old.json', references: [], hasBaseUrl: false },
      { path: 'packages/a/tsconfig.json', references: [], hasBaseUrl: true },
      { path: 'packages/a/tsconfig.test.json', references: [], hasBaseUrl: true },
      { path: 'tsconfig.build.json', references: [], hasBaseUrl: false },
      { path: 'tsconfig.json', references: ['packages/a/tsconfig.json', 'config/tools.json'], hasBaseUrl: false },
    ]);
    expect(configs.problems).toEqual([]);
  });

  test('leave out a variant that only others extend, and what is beyond the limit, which is told', async () => {
    const based = await configsOf({ 'a/tsconfig.base.json': {}, 'a/tsconfig.test.json': { extends: './tsconfig.base.json' }, 'b/tsconfig.base.json': { include: ['src'] }, 'b/tsconfig.json': { extends: './tsconfig.base.json' } });
    expect(based.all.map(({ path }) => path)).toEqual(['a/tsconfig.test.json', 'b/tsconfig.base.json', 'b/tsconfig.json']);
    const many = await configsOf(Object.fromEntries(Array.from({ length: 102 }, (_, i) => [`p/tsconfig.v${String(i).padStart(3, '0')}.json`, {}])));
    expect(many.all.length).toBe(100);
    expect(many.problems).toEqual(['There are 102 variants of tsconfig.json below the root that nothing references. The first 100 are used; p/tsconfig.v100.json and those after it are left out.']);
  });

  test('govern by a variant below the root only what nothing else includes', async () => {
    const configs = await configsOf({ 'tsconfig.json': { include: ['packages/a/src'] }, 'packages/a/tsconfig.build.json': { include: ['src'] }, 'packages/a/tsconfig.test.json': { include: ['test'] } });
    expect(['src/a.ts', 'test/a.ts', 'other/a.ts'].map((path) => configs.governing(`packages/a/${path}`)?.path)).toEqual(['tsconfig.json', 'packages/a/tsconfig.test.json', 'tsconfig.json']);
  });

  test('take over what they extend: the last of several wins, references are not inherited', async () => {
    const configs = await configsOf({
      'tsconfig.json': { extends: ['./a.json', './sub/b', 'base-config', '@acme/configs/strict.json'], references: [] },
      'a.json': { compilerOptions: { baseUrl: 'from-a', customConditions: ['a'] }, references: [{ path: './x' }] },
      'sub/b.json': { compilerOptions: { baseUrl: 'from-b' } },
      'node_modules/base-config/package.json': { name: 'base-config' },
      'node_modules/base-config/tsconfig.json': { include: ['${configDir}/src'] },
      'node_modules/@acme/configs/strict.json': { exclude: ['x'] },
    });
    const found = configs.all[0]?.config;
    expect(configs.problems).toEqual([]);
    expect(found?.baseUrl).toMatch(/\/sub\/from-b$/);
    expect(found?.customConditions).toEqual(['a']);
    expect(found?.include?.[0]).toMatch(/supernova-test-[^/]+\/src$/);
    expect(found?.exclude?.[0]).toMatch(/@acme\/configs\/x$/);
    expect(found?.references).toEqual([]);
    expect([...configs.inputs].filter((path) => !path.startsWith('node_modules'))).toEqual(['tsconfig.json', 'a.json', 'sub/b.json']);
  });

  test.each<[string, Record<string, object | string>, RegExp]>([
    ['a circle of references', { 'tsconfig.json': { references: [{ path: 'a' }] }, 'a/tsconfig.json': { references: [{ path: '..' }] } }, /^Circular project references: a\/tsconfig\.json -> tsconfig\.json -> a\/tsconfig\.json\.$/],
    ['a config that references itself', { 'tsconfig.json': { references: [{ path: '.' }] } }, /Circular/],
    ['a circle of extends', { 'tsconfig.json': { extends: './b.json' }, 'b.json': { extends: './tsconfig.json' } }, /^b\.json extends .* leads back to itself/],
    ['a base that is missing', { 'tsconfig.json': { extends: './gone.json' } }, /^tsconfig\.json extends ".\/gone\.json", which was not found/],
    ['a reference that is missing', { 'tsconfig.json': { references: [{ path: 'gone' }] } }, /references gone\/tsconfig\.json, which does not exist/],
    ['a reference out of the room', { 'tsconfig.json': { references: [{ path: '..' }] } }, /outside of the project/],
    ['text that is no JSON', { 'tsconfig.json': '{ "files": [' }, /^tsconfig\.json is not a valid tsconfig/],
    ['a field of the wrong type', { 'tsconfig.json': { include: 'src' } }, /^tsconfig\.json is not a valid tsconfig/],
  ])('have a problem with %s, and are used all the same', async (_, files, problem) => {
    const configs = await configsOf(files);
    expect(configs.problems).toEqual([expect.stringMatching(problem)]);
    expect(configs.governing('src/x.ts')?.path).toBe('tsconfig.json');
  });
});

describe('the config that governs a file', () => {
  test.each([
    ['packages/a/src/x.ts', 'packages/a/tsconfig.json'],
    ['packages/a/lib/x.ts', 'packages/a/tsconfig.json'],
    ['src/x.ts', 'tsconfig.app.json'],
    ['src/x.test.ts', 'tsconfig.test.json'],
    ['vite.config.ts', 'tsconfig.node.json'],
    ['other/x.ts', 'tsconfig.json'],
    ['js/x.js', 'js/jsconfig.json'],
  ])('of %s is %s', async (file, expected) => {
    const configs = await configsOf({
      'tsconfig.json': { files: [], references: [{ path: './tsconfig.app.json' }, { path: './tsconfig.node.json' }] },
      'tsconfig.app.json': { include: ['src'], exclude: ['**/*.test.ts'] },
      'tsconfig.node.json': { files: ['vite.config.ts'] },
      'tsconfig.test.json': { include: ['src/**/*.test.ts'] },
      'packages/a/tsconfig.json': { include: ['src/**/*'] },
      'js/jsconfig.json': {},
    });
    expect(configs.governing(file)?.path).toBe(expected);
  });

  test('decides about aliases in each project of a build with references', async () => {
    const paths = (target: string) => JSON.stringify({ compilerOptions: { paths: { '@/*': [target] } }, include: ['src'] });
    const { graph } = await openGraph({
      'tsconfig.json': '{ "files": [], "references": [{ "path": "a" }, { "path": "b" }] }',
      'a/tsconfig.json': paths('./src/*'),
      'b/tsconfig.json': paths('./src/*'),
      'a/src/main.ts': "import '@/own'; import '../../b/src/own'",
      'a/src/own.ts': '',
      'b/src/main.ts': "import '@/own'",
      'b/src/own.ts': '',
    });
    expect(leadsTo(graph, 'a/src/main.ts')).toEqual(['@/own -> a/src/own.ts', '../../b/src/own -> b/src/own.ts']);
    expect(leadsTo(graph, 'b/src/main.ts')).toEqual(['@/own -> b/src/own.ts']);
  });
});

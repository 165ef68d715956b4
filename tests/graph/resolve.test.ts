import { mkdir, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeProject, type Files } from '../rooms/temp-project.ts';
import { graphOf, leadsTo, openGraph } from './build-graph.ts';

const config = (value: object): string => JSON.stringify(value);

describe('an import leads', () => {
  test.each<[string, Files, string[]]>([
    [
      'to the source of a .js name, to declarations and to index files',
      {
        'a.ts': "import './b.js'; import './c.jsx'; import './d.mjs'; import './e'; import './folder'; import './f.js'; import '.'",
        ...{ 'b.ts': '', 'c.tsx': '', 'd.mts': '', 'e.d.ts': '', 'folder/index.ts': '', 'f.js': '', 'f.d.ts': '', 'index.tsx': '' },
      },
      ['./b.js -> b.ts', './c.jsx -> c.tsx', './d.mjs -> d.mts', './e -> e.d.ts', './folder -> folder/index.ts', './f.js -> f.d.ts', '. -> index.tsx'],
    ],
    [
      'to any file of the project, source or not',
      { 'a.ts': "import './s.css'; import d from './d.json'; import r from './i.svg?raw'", 's.css': '', 'd.json': '{}', 'i.svg': '' },
      ['./s.css -> s.css', './d.json -> d.json', './i.svg?raw -> i.svg'],
    ],
    [
      'outside for builtins and packages, nowhere for what is not there',
      {
        'a.ts': "import 'node:fs'; import 'path'; import 'pkg/sub'; import './missing'; import 'missing'",
        'node_modules/pkg/package.json': '{"name":"pkg"}',
        'node_modules/pkg/sub.js': '',
      },
      ['node:fs -> outside', 'path -> outside', 'pkg/sub -> outside', './missing -> nowhere', 'missing -> nowhere'],
    ],
    [
      'through paths, the longest pattern first, relative to the config that declares them',
      {
        'a.ts': "import '@/b'; import '@/deep/c'; import 'exact'; import '@/none'",
        'tsconfig.json': '{ "extends": "./config/base.json", }',
        'config/base.json': '{ /* base */ "compilerOptions": { "paths": { "@/*": ["../src/*"], "@/deep/*": ["../x/*", "../y/*"], "exact": ["../src/b.ts"], } } }',
        ...{ 'src/b.ts': '', 'y/c.ts': '', 'src/deep/c.ts': '' },
      },
      ['@/b -> src/b.ts', '@/deep/c -> y/c.ts', 'exact -> src/b.ts', '@/none -> nowhere'],
    ],
    [
      'through baseUrl, which paths are relative to then',
      {
        'a.ts': "import 'b'; import '~/c'",
        'tsconfig.json': config({ compilerOptions: { baseUrl: './src', paths: { '~/*': ['lib/*'] } } }),
        ...{ 'src/b.ts': '', 'src/lib/c.ts': '' },
      },
      ['b -> src/b.ts', '~/c -> src/lib/c.ts'],
    ],
    [
      'through the imports and the own name of the package',
      {
        'package.json': config({ name: 'me', imports: { '#x': './src/x.ts', '#lib/*': './lib/*.js' }, exports: { '.': './src/main.ts', './*': './src/*.js' } }),
        'a.ts': "import '#x'; import '#lib/y'; import 'me'; import 'me/x'; import '#none'",
        ...{ 'src/x.ts': '', 'lib/y.ts': '', 'src/main.ts': '' },
      },
      ['#x -> src/x.ts', '#lib/y -> lib/y.ts', 'me -> src/main.ts', 'me/x -> src/x.ts', '#none -> nowhere'],
    ],
    [
      'to the source of what a build makes, by the own names of a package',
      {
        'tsconfig.json': config({ compilerOptions: { outDir: 'dist', rootDir: '.' } }),
        'package.json': config({
          name: '@me/lib',
          imports: { '#util/*': { types: './src/util/*.ts', default: './dist/src/util/*.js' }, '#built/*': './dist/src/util/*.js' },
          exports: { '.': { types: './dist/src/main.d.ts', default: './dist/src/main.js' }, './parts/*': './dist/src/parts/*.js', './none': './dist/src/none.js', './own': './own/x.js' },
        }),
        'a.ts': "import '@me/lib'; import '@me/lib/parts/x'; import '@me/lib/none'; import '@me/lib/own'; import '#util/y'; import '#built/y'; import '@me/library'",
        ...{ 'src/main.ts': '', 'src/parts/x.tsx': '', 'src/util/y.ts': '', 'own/x.ts': '', 'dist/src/main.d.ts': '' },
      },
      ['@me/lib -> src/main.ts', '@me/lib/parts/x -> src/parts/x.tsx', '@me/lib/none -> nowhere', '@me/lib/own -> own/x.ts', '#util/y -> src/util/y.ts', '#built/y -> src/util/y.ts', '@me/library -> nowhere'],
    ],
    [
      'to the source of an output from the folder of the config, where it says no rootDir',
      {
        'tsconfig.json': config({ compilerOptions: { outDir: 'dist', declarationDir: 'types' } }),
        'package.json': config({ name: 'me', exports: { types: './types/main.d.ts', default: './dist/main.js' } }),
        ...{ 'a.ts': "import 'me'", 'main.ts': '' },
      },
      ['me -> main.ts'],
    ],
    [
      'through custom conditions of the config',
      {
        'tsconfig.json': config({ compilerOptions: { customConditions: ['source'] } }),
        'package.json': config({ name: 'me', exports: { '.': { source: './src/main.ts', default: './lib/main.js' } } }),
        ...{ 'a.ts': "import 'me'", 'src/main.ts': '', 'lib/main.js': '' },
      },
      ['me -> src/main.ts'],
    ],
    [
      'to the branch of a package for import and the one for require',
      {
        'package.json': config({ name: 'me', exports: { '.': { import: './m.mjs', require: './c.cjs' }, './only': { require: './c.cjs' } } }),
        ...{ 'a.js': '', 'a.ts': "import 'me'; require('me'); import 'me/only'", 'm.mjs': '', 'c.cjs': '' },
      },
      ['me -> m.mjs', 'me -> c.cjs', 'me/only -> c.cjs'],
    ],
  ])('%s', async (_, files, expected) => {
    expect(leadsTo((await openGraph(files)).graph, 'a.ts')).toEqual(expected);
  });

  test.each<[string, string | null, string[]]>([
    ['of scripts that no config compiles to what runs', '{}', ['b.d.ts', 'b.js', 'b.js', 'c.d.ts', 'd/index.mjs', 'b.d.ts']],
    ['of scripts that a config compiles to declarations', '{ "compilerOptions": { "allowJs": true } }', ['b.d.ts', 'b.d.ts', 'b.d.ts', 'c.d.ts', 'd/index.d.mts', 'b.d.ts']],
    ['of scripts without a config to declarations', null, ['b.d.ts', 'b.d.ts', 'b.d.ts', 'c.d.ts', 'd/index.d.mts', 'b.d.ts']],
  ])('%s where these stand beside it', async (_, tsconfig, expected) => {
    const sources = { 'b.js': '', 'b.d.ts': '', 'c.d.ts': '', 'd/index.mjs': '', 'd/index.d.mts': '' };
    const { graph } = await openGraph({ ...(tsconfig === null ? {} : { 'tsconfig.json': tsconfig }), ...sources, 'a.ts': "import './b'", 'a.cjs': "/** @type {import('./b').B} */\nrequire('./b'); require('./b.js'); require('./c'); require('./d/index.mjs')" });
    expect([...graph.edgesFrom('a.ts'), ...graph.edgesFrom('a.cjs').filter(({ kind }) => kind === 'REQUIRE'), ...graph.edgesFrom('a.cjs').filter(({ kind }) => kind !== 'REQUIRE')].map(({ to }) => to)).toEqual(expected);
  });

  test('into a workspace package by its link, not by a copy', async () => {
    const root = await makeProject({
      'packages/core/package.json': config({ name: '@acme/core', exports: { '.': './src/index.ts', './util': './src/util.ts' } }),
      'packages/core/src/index.ts': '',
      'packages/core/src/util.ts': '',
      'packages/app/main.ts': "import '@acme/core'; import '@acme/core/util'",
    });
    const link = join(root, 'node_modules/@acme/core');
    await mkdir(dirname(link), { recursive: true });
    await symlink(join(root, 'packages/core'), link);
    const { graph } = await graphOf(root);
    expect(leadsTo(graph, 'packages/app/main.ts')).toEqual([
      '@acme/core -> packages/core/src/index.ts',
      '@acme/core/util -> packages/core/src/util.ts',
    ]);
    expect(graph.resolve('packages/app/main.ts', '@acme/core')).toEqual({ to: 'packages/core/src/index.ts' });
  });

  test('outside of the room when a link goes there', async () => {
    const outside = await makeProject({ 'x.ts': '' });
    const root = await makeProject({ 'a.ts': "import './link/x'; import '../other'" });
    await symlink(outside, join(root, 'link'));
    const { graph } = await graphOf(root);
    expect(leadsTo(graph, 'a.ts')).toEqual(['./link/x -> outside', '../other -> nowhere']);
    expect(graph.files()).toEqual(['a.ts']);
  });

  test('where a CommonJS project without a config says', async () => {
    const { graph } = await openGraph({
      'package.json': '{"main":"index.js"}',
      'index.js': "const { start } = require('./lib'); require('./lib/util.js'); module.exports = { start }",
      'lib/index.js': "exports.start = require('fs')",
      'lib/util.js': '',
      'bin/cli.js': "#!/usr/bin/env node\nrequire('..')",
    });
    expect(leadsTo(graph, 'index.js')).toEqual(['./lib -> lib/index.js', './lib/util.js -> lib/util.js']);
    expect(leadsTo(graph, 'bin/cli.js')).toEqual(['.. -> index.js']);
    expect(graph.tsconfigs.all).toEqual([]);
  });
});

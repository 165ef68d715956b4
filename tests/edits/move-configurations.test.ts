import { describe, expect, test } from 'vitest';
import type { Change } from '../../server/intents/change.ts';
import { changeProject, type Texts } from './changed-project.ts';

const FILE: Change = { kind: 'MOVE_FILE', from: 'src/cart/totals.ts', to: 'src/shop/sums.ts' };
const FOLDER: Change = { kind: 'MOVE_FOLDER', from: 'src/cart', to: 'lib/shop' };
const SOURCES: Texts = { 'src/cart/totals.ts': 'export const total = 1', 'src/cart/index.ts': "export * from './totals'" };

const after = async (path: string, text: string, change: Change, more: Texts = {}) => {
  const { texts, left } = await changeProject({ ...SOURCES, ...more, [path]: text }, change);
  return { text: texts[path], left: left.filter((line) => line.startsWith(`${path}:`)).map((line) => line.slice(path.length + 1)) };
};

describe('package.json', () => {
  test.each<[string, string, string[]?]>([
    ['{"main":"./src/cart/totals.ts"}', '{"main":"./src/shop/sums.ts"}'],
    ['{"main":"src/cart/totals"}', '{"main":"src/shop/sums"}'],
    ['{ "types" :\t"./src/cart/totals.ts" }\r\n', '{ "types" :\t"./src/shop/sums.ts" }\r\n'],
    ['{"exports":"./src/cart/totals.js"}', '{"exports":"./src/shop/sums.js"}'],
    ['{"exports":{"./t":{"import":"./src/cart/totals.ts","require":null}}}', '{"exports":{"./t":{"import":"./src/shop/sums.ts","require":null}}}'],
    ['{"imports":{"#t":"./src/cart/totals.ts","#fs":"src/cart/totals"}}', '{"imports":{"#t":"./src/shop/sums.ts","#fs":"src/cart/totals"}}', ["1 names the old path 'src/cart/totals' in a configuration file; it would be 'src/shop/sums'"]],
    ['{"bin":{"x":"./src/cart/totals.ts"},"sideEffects":["./src/cart/totals.ts","*.css"]}', '{"bin":{"x":"./src/shop/sums.ts"},"sideEffects":["./src/shop/sums.ts","*.css"]}'],
    ['{"browser":{"./src/cart/totals.ts":"./src/cart/index.ts"}}', '{"browser":{"./src/cart/totals.ts":"./src/cart/index.ts"}}', ["1 names the old path './src/cart/totals.ts' in a configuration file; it would be './src/shop/sums.ts'"]],
    ['{"main":"dist/cart/totals.js"}', '{"main":"dist/cart/totals.js"}', ["1 'dist/cart/totals.js' may name what is built from src/cart/totals.ts, which moves to src/shop/sums.ts; its tsconfig does not say so"]],
    ['{"main":"dist/esm/index.js"}', '{"main":"dist/esm/index.js"}'],
    ['{"scripts":{"x":"tsx src/cart/totals.ts"}}', '{"scripts":{"x":"tsx src/cart/totals.ts"}}', ["1 names the old path 'src/cart/totals.ts' in a configuration file; it would be 'src/shop/sums.ts'"]],
    ['{"main":"src/cart/totals-old.ts"}', '{"main":"src/cart/totals-old.ts"}'],
    ['{"exports":{"./*":"./src/cart/*.ts"}}', '{"exports":{"./*":"./src/cart/*.ts"}}', ["1 the package offered src/cart/totals.ts as './totals' and does not any more"]],
  ])('%s with a moved file', async (before, expected, listed = []) => {
    expect(await after('package.json', before, FILE)).toEqual({ text: expected, left: listed });
  });

  test.each<[string, string]>([
    ['{"main":"./src/cart"}', '{"main":"./lib/shop"}'],
    ['{"main":"./src/cart/index.ts","files":["src/cart/","README.md"]}', '{"main":"./lib/shop/index.ts","files":["lib/shop/","README.md"]}'],
    ['{"imports":{"#cart/*":"./src/cart/*.ts"},"exports":{"./cart/*":"./src/cart/*"}}', '{"imports":{"#cart/*":"./lib/shop/*.ts"},"exports":{"./cart/*":"./lib/shop/*"}}'],
    ['{"workspaces":["src/*","!src/cart/x"]}', '{"workspaces":["src/*","!lib/shop/x"]}'],
    ['{"dependencies":{"cart":"file:./src/cart","other":"link:../src/cart"}}', '{"dependencies":{"cart":"file:./lib/shop","other":"link:../src/cart"}}'],
    ['{"main":"./src/other"}', '{"main":"./src/other"}'],
  ])('%s with a moved folder', async (before, expected) => {
    expect((await after('package.json', before, FOLDER)).text).toBe(expected);
  });

  test.each<[string, string, string, string[]?]>([
    ['{"compilerOptions":{"rootDir":"src","outDir":"dist"}}', '{"main":"./dist/cart/totals.js","types":"dist/cart/totals.d.ts"}', '{"main":"./dist/shop/sums.js","types":"dist/shop/sums.d.ts"}'],
    ['{"compilerOptions":{"rootDir":".","outDir":"out","declarationDir":"types"}}', '{"main":"./out/src/cart/totals.js","types":"types/src/cart/totals.d.ts"}', '{"main":"./out/src/shop/sums.js","types":"types/src/shop/sums.d.ts"}'],
    ['{"compilerOptions":{"composite":true,"outDir":"out"}}', '{"main":"./out/src/cart/totals.js"}', '{"main":"./out/src/shop/sums.js"}'],
  ])('with %s names build outputs: %s', async (config, before, expected, listed = []) => {
    expect(await after('package.json', before, FILE, { 'tsconfig.json': config })).toEqual({ text: expected, left: listed });
  });
});

describe('a tsconfig', () => {
  test.each<[string, string, string[]?]>([
    ['{"files":["src/cart/totals.ts","./src/cart/index.ts"]}', '{"files":["src/shop/sums.ts","./src/cart/index.ts"]}'],
    ['{"compilerOptions":{"paths":{"t":["./src/cart/totals"]}},}', '{"compilerOptions":{"paths":{"t":["./src/shop/sums"]}},}'],
    ['{"compilerOptions":{"baseUrl":"./src","paths":{"t":["cart/totals.ts"]}}}', '{"compilerOptions":{"baseUrl":"./src","paths":{"t":["shop/sums.ts"]}}}'],
    ['{"include":["src/cart/**/*"]}', '{"include":["src/cart/**/*"]}', ['1 tsconfig.json takes in src/cart/totals.ts, but not src/shop/sums.ts; extend its files, include or exclude if that is not meant']],
    ['{"include":["src/shop"]}', '{"include":["src/shop"]}', ['1 tsconfig.json takes in src/shop/sums.ts, which it did not at src/cart/totals.ts; extend its files, include or exclude if that is not meant']],
    ['{"exclude":["src/shop/**"]}', '{"exclude":["src/shop/**"]}', ['1 tsconfig.json takes in src/cart/totals.ts, but not src/shop/sums.ts; extend its files, include or exclude if that is not meant']],
    ['{"include":["src"]}', '{"include":["src"]}'],
  ])('%s with a moved file', async (before, expected, listed = []) => {
    expect(await after('tsconfig.json', before, FILE)).toEqual({ text: expected, left: listed });
  });

  test.each<[string, string]>([
    ['{"include":["src/cart","src/*.ts"]}', '{"include":["lib/shop","src/*.ts"]}'],
    ['{"include":["./src/cart/**/*.ts"],"exclude":["src/cart/**/*.test.ts"]}', '{"include":["./lib/shop/**/*.ts"],"exclude":["lib/shop/**/*.test.ts"]}'],
    ['{"compilerOptions":{"paths":{"@cart/*":["./src/cart/*"],"@/*":["./src/*"]},"rootDirs":["src/cart","gen"]}}', '{"compilerOptions":{"paths":{"@cart/*":["./lib/shop/*"],"@/*":["./src/*"]},"rootDirs":["lib/shop","gen"]}}'],
    ['{"references":[{"path":"./src/cart"}]}', '{"references":[{"path":"./lib/shop"}]}'],
    ['{"compilerOptions":{"baseUrl":"src/cart"}}', '{"compilerOptions":{"baseUrl":"lib/shop"}}'],
  ])('%s with a moved folder', async (before, expected) => {
    expect((await after('tsconfig.json', before, FOLDER)).text).toBe(expected);
  });

  test('that moves itself names what stays from its new place', async () => {
    const config = '{"extends":"../../base.json","compilerOptions":{"outDir":"../../dist","rootDir":"."},"include":[".","../types"],"references":[{"path":"../core"}]}';
    const { texts } = await changeProject({ ...SOURCES, 'src/cart/tsconfig.json': config, 'base.json': '{}', 'src/core/tsconfig.json': '{}', 'src/types/a.d.ts': '' }, { kind: 'MOVE_FOLDER', from: 'src/cart', to: 'cart' });
    expect(texts['cart/tsconfig.json']).toBe('{"extends":"../base.json","compilerOptions":{"outDir":"../dist","rootDir":"."},"include":[".","../src/types"],"references":[{"path":"../src/core"}]}');
  });
});

test('importers by an edited entry keep their specifier', async () => {
  const files = {
    ...SOURCES,
    'tsconfig.json': '{"compilerOptions":{"paths":{"@total":["./src/cart/totals.ts"],"@cart/*":["./src/cart/*"]}}}',
    'package.json': '{"name":"shop","imports":{"#total":"./src/cart/totals.ts"},"exports":{"./total":"./src/cart/totals.ts"}}',
    'src/app.ts': "import '@total'; import '#total'; import 'shop/total'; import '@cart/totals'",
  };
  expect((await changeProject(files, FOLDER)).texts['src/app.ts']).toBe(files['src/app.ts']);
  const moved = await changeProject(files, FILE);
  expect(moved.texts['src/app.ts']).toBe("import '@total'; import '#total'; import 'shop/total'; import './shop/sums'");
  expect(moved.left).toEqual([]);
});

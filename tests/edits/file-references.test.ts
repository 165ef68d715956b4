import { createRequire } from 'node:module';
import { join } from 'node:path';
import type ts6 from 'typescript-6';
import { describe, expect, test } from 'vitest';
import { aliasesOf } from '../../server/graph/aliases.ts';
import { editsOfChange } from '../../server/edits/change-edits.ts';
import { openGraph, type OpenGraph } from '../graph/build-graph.ts';
import { changeProject, type ChangedProject, type Texts } from './changed-project.ts';

const ts = createRequire(import.meta.url)('typescript-6') as typeof ts6;
const CONFIG = '{"compilerOptions":{"module":"preserve","target":"es2022","allowJs":true,"types":[],"paths":{"@/*":["./src/*"],"@totals":["./src/cart/totals.ts"]}},"files":["src/cart/totals.ts"],"include":["src"]}';
const MANIFEST = '{"name":"shop","type":"module","main":"./src/cart/totals.ts","exports":{"./totals":"./src/cart/totals.ts"},"imports":{"#totals":"./src/cart/totals.ts","#cart/*":"./src/cart/*.ts"}}';
const MOVE = { kind: 'MOVE_FILE', from: 'src/cart/totals.ts', to: 'src/checkout/sums.ts' } as const;

/** One file for each form of reference; `edited`: what it reads afterwards, null where the place is listed instead. */
const FORMS: readonly (readonly [form: string, path: string, before: string, edited: string | null])[] = [
  ['a static import', 'src/f01.ts', "import { total } from './cart/totals'", "import { total } from './checkout/sums'"],
  ['a default import', 'src/f02.ts', "import total from './cart/totals'", "import total from './checkout/sums'"],
  ['a namespace import', 'src/f03.ts', "import * as totals from './cart/totals'", "import * as totals from './checkout/sums'"],
  ['a side-effect import', 'src/f04.ts', "import './cart/totals'", "import './checkout/sums'"],
  ['import type', 'src/f05.ts', "import type { Totals } from './cart/totals'", "import type { Totals } from './checkout/sums'"],
  ['an inline type', 'src/f06.ts', "import { type Totals } from './cart/totals'", "import { type Totals } from './checkout/sums'"],
  ['export *', 'src/f07.ts', "export * from './cart/totals'", "export * from './checkout/sums'"],
  ['export * as', 'src/f08.ts', "export * as totals from './cart/totals'", "export * as totals from './checkout/sums'"],
  ['a named re-export', 'src/f09.ts', "export { total as sum } from './cart/totals'", "export { total as sum } from './checkout/sums'"],
  ['a type re-export', 'src/f10.ts', "export type { Totals } from './cart/totals'", "export type { Totals } from './checkout/sums'"],
  ['an awaited import()', 'src/f11.ts', "(await import('./cart/totals')).total", "(await import('./checkout/sums')).total"],
  ['import().then', 'src/f12.ts', "import('./cart/totals').then((m) => m.total)", "import('./checkout/sums').then((m) => m.total)"],
  ['a destructured import()', 'src/f13.ts', "const { total } = await import('./cart/totals')", "const { total } = await import('./checkout/sums')"],
  ['import() of a template', 'src/f14.ts', 'import(`./cart/totals`)', 'import(`./checkout/sums`)'],
  ['an import type', 'src/f15.ts', "type T = import('./cart/totals').Totals", "type T = import('./checkout/sums').Totals"],
  ['typeof import()', 'src/f16.ts', "type T = typeof import('./cart/totals')", "type T = typeof import('./checkout/sums')"],
  ['require in CommonJS', 'src/f17.cjs', "const { total } = require('./cart/totals')", "const { total } = require('./checkout/sums')"],
  ['require in TypeScript', 'src/f18.ts', "const totals = require('./cart/totals')", "const totals = require('./checkout/sums')"],
  ['require.resolve', 'src/f19.ts', "require.resolve('./cart/totals')", "require.resolve('./checkout/sums')"],
  ['import = require()', 'src/f20.ts', "import totals = require('./cart/totals')", "import totals = require('./checkout/sums')"],
  ['a path alias', 'src/f21.ts', "import '@/cart/totals'", "import '@/checkout/sums'"],
  ['an exact alias', 'src/f22.ts', "import '@totals'", "import '@totals'"],
  ['an exact name of the package', 'src/f23.ts', "import '#totals'", "import '#totals'"],
  ['a pattern of the package', 'src/f24.ts', "import '#cart/totals'", "import '@/checkout/sums'"],
  ['the package by its own name', 'src/f25.ts', "import 'shop/totals'", "import 'shop/totals'"],
  ['the extension of what is emitted', 'src/f26.ts', "import './cart/totals.js'", "import './checkout/sums.js'"],
  ['a reference comment', 'src/f27.ts', '/// <reference path="cart/totals.ts" />', '/// <reference path="checkout/sums.ts" />'],
  ['a JSDoc type', 'src/f28.js', "/** @type {import('./cart/totals').Totals} */", "/** @type {import('./checkout/sums').Totals} */"],
  ['a JSDoc import', 'src/f29.js', "/** @import { Totals } from './cart/totals' */", "/** @import { Totals } from './checkout/sums' */"],
  ['vi.mock', 'src/f30.ts', "vi.mock('./cart/totals'); vi.doMock('./cart/totals'); vi.unmock('./cart/totals')", "vi.mock('./checkout/sums'); vi.doMock('./checkout/sums'); vi.unmock('./checkout/sums')"],
  ['importActual', 'src/f31.ts', "vi.importActual('./cart/totals')", "vi.importActual('./checkout/sums')"],
  ['jest.mock and requireActual', 'src/f32.ts', "jest.mock('./cart/totals', () => jest.requireActual('./cart/totals'))", "jest.mock('./checkout/sums', () => jest.requireActual('./checkout/sums'))"],
  ['a URL', 'src/f33.ts', "new Worker(new URL('./cart/totals.ts', import.meta.url))", "new Worker(new URL('./checkout/sums.ts', import.meta.url))"],
  ['import.meta.resolve', 'src/f34.ts', "import.meta.resolve('./cart/totals.ts')", "import.meta.resolve('./checkout/sums.ts')"],
  ['import.meta.glob', 'src/f35.ts', "import.meta.glob('./cart/t*.ts')", null],
  ['a template with a substitution', 'src/f36.ts', 'import(`./cart/${name}.ts`)', null],
  ['an augmentation', 'src/f37.ts', "export {}\ndeclare module './cart/totals' { interface Totals { note: string } }", "export {}\ndeclare module './checkout/sums' { interface Totals { note: string } }"],
  ['an HTML entry', 'index.html', '<script type="module" src="/src/cart/totals.ts"></script>', null],
  ['a link in a document', 'README.md', '[totals](./src/cart/totals.ts)', null],
  ['a comment', 'src/f40.ts', '// as in ./cart/totals', null],
  ['a string', 'src/f41.ts', "const path = 'src/cart/totals.ts'", null],
];

const files: Texts = { 'tsconfig.json': CONFIG, 'package.json': MANIFEST, 'src/cart/totals.ts': 'export interface Totals {}\nexport const total = 1\nexport default total', ...Object.fromEntries(FORMS.map(([, path, before]) => [path, before])) };

/** All forms at once, made once. */
let moved: Promise<ChangedProject> | null = null;
const moveAll = (): Promise<ChangedProject> => (moved ??= changeProject(files, MOVE));

describe('every form of reference to a moved file is edited or listed:', () => {
  test.each(FORMS)('%s', async (_, path, before, edited) => {
    const { texts, left } = await moveAll();
    expect(texts[path]).toBe(edited ?? before);
    expect(left.filter((line) => line.startsWith(`${path}:`))).toHaveLength(edited === null ? 1 : 0);
  });

  test('the entries of configuration files', async () => {
    const { texts, left } = await moveAll();
    expect(texts['package.json']).toBe(MANIFEST.replaceAll('./src/cart/totals.ts', './src/checkout/sums.ts'));
    expect(texts['tsconfig.json']).toBe(CONFIG.replace('./src/cart/totals.ts', './src/checkout/sums.ts').replace('"src/cart/totals.ts"', '"src/checkout/sums.ts"'));
    expect(left.filter((line) => /^(package|tsconfig)\.json/.test(line))).toEqual([]);
  });
});

/** The files that the TypeScript 6 language service edits, the moved one left out. */
function filesEditedByLanguageService({ tree }: OpenGraph): string[] {
  const at = (path: string) => join(tree.root, path);
  const config = ts.parseJsonConfigFileContent(ts.readConfigFile(at('tsconfig.json'), ts.sys.readFile).config, ts.sys, tree.root);
  const service = ts.createLanguageService({
    getCompilationSettings: () => config.options,
    getScriptFileNames: () => config.fileNames,
    getScriptVersion: () => '1',
    getScriptSnapshot: (path) => (ts.sys.fileExists(path) ? ts.ScriptSnapshot.fromString(ts.sys.readFile(path) ?? '') : undefined),
    getCurrentDirectory: () => tree.root,
    getDefaultLibFileName: (options) => ts.getDefaultLibFilePath(options),
    fileExists: (path) => ts.sys.fileExists(path), readFile: (path) => ts.sys.readFile(path),
    readDirectory: (...args) => ts.sys.readDirectory(...args), directoryExists: (path) => ts.sys.directoryExists(path), getDirectories: (path) => ts.sys.getDirectories(path),
  });
  const edits = service.getEditsForFileRename(at(MOVE.from), at(MOVE.to), {}, {});
  service.dispose();
  return edits.map(({ fileName }) => fileName.slice(tree.root.length + 1)).filter((path) => path !== MOVE.from && path !== 'tsconfig.json').sort();
}

test('without the augmentation the TypeScript 6 language service leaves these forms alone and does not say so', async () => {
  const others = Object.fromEntries(Object.entries(files).filter(([path]) => path !== 'src/f37.ts'));
  const edited = filesEditedByLanguageService(await openGraph(others));
  const missed = FORMS.filter(([form, path, before, after]) => form !== 'an augmentation' && before !== after && !edited.includes(path)).map(([form]) => form);
  expect(missed).toEqual([
    'require in TypeScript', 'require.resolve', 'a reference comment', 'vi.mock', 'importActual', 'jest.mock and requireActual', 'a URL', 'import.meta.resolve',
    'import.meta.glob', 'a template with a substitution', 'an HTML entry', 'a link in a document', 'a comment', 'a string',
  ]);
}, 60_000);

describe('one augmentation of the moved file', () => {
  const importers = { 'tsconfig.json': CONFIG, 'src/cart/totals.ts': files['src/cart/totals.ts'] ?? '', 'src/a.ts': "import { total } from './cart/totals'", 'src/b.ts': "export * from './cart/totals'" };
  const augmented = { ...importers, 'src/c.ts': files['src/f37.ts'] ?? '' };
  const ours = async (project: Texts) => {
    const open = await openGraph(project);
    const edits = await editsOfChange({ ...open, aliasesFor: (file) => aliasesOf(open.graph, file) }, MOVE);
    return { open, edited: edits.updateImports.map(({ path }) => path) };
  };

  test('makes the TypeScript 6 language service skip every importer, which it updates without one', async () => {
    expect(filesEditedByLanguageService((await ours(importers)).open)).toEqual(['src/a.ts', 'src/b.ts']);
    expect(filesEditedByLanguageService((await ours(augmented)).open)).toEqual([]);
  });

  test('is updated here, and every importer with it', async () => {
    expect((await ours(importers)).edited).toEqual(['src/a.ts', 'src/b.ts']);
    expect((await ours(augmented)).edited).toEqual(['src/a.ts', 'src/b.ts', 'src/c.ts']);
  });
});

import { describe, expect, test } from 'vitest';
import type { Change } from '../../server/intents/change.ts';
import { openGraph } from '../graph/build-graph.ts';
import { aliasesOf } from '../../server/graph/aliases.ts';
import { editsOfChange } from '../../server/edits/change-edits.ts';
import { changeProject, type ChangedProject, type Texts } from './changed-project.ts';

const PATHS = '{"compilerOptions":{"paths":{"@/*":["./src/*"],"@cart/*":["./src/cart/*"],"@totals":["./src/cart/totals.ts"]}}}';
const CART: Texts = {
  'tsconfig.json': PATHS,
  'src/money.ts': '',
  'src/cart/totals.ts': "import './tax'\nimport '../money'",
  'src/cart/tax.ts': '',
  'src/cart/index.ts': "export * from './totals'",
  'src/cart/parts/line.ts': "import '../tax'\nimport '..'\nimport '../../money'",
};

const move = (files: Texts, to = 'src/shop/checkout', from = 'src/cart'): Promise<ChangedProject> => changeProject({ ...CART, ...files }, { kind: 'MOVE_FOLDER', from, to });

test('every file below goes along, and what moves together stays as it is written', async () => {
  const { texts, left } = await move({});
  expect(texts).toEqual({
    'tsconfig.json': '{"compilerOptions":{"paths":{"@/*":["./src/*"],"@cart/*":["./src/shop/checkout/*"],"@totals":["./src/shop/checkout/totals.ts"]}}}',
    'src/money.ts': '',
    'src/shop/checkout/totals.ts': "import './tax'\nimport '../../money'",
    'src/shop/checkout/tax.ts': '',
    'src/shop/checkout/index.ts': "export * from './totals'",
    'src/shop/checkout/parts/line.ts': "import '../tax'\nimport '..'\nimport '../../../money'",
  });
  expect(left).toEqual([]);
});

describe('a dependent', () => {
  test.each([
    ["import './cart'", "import './shop/checkout'"],
    ["import './cart/'", "import './shop/checkout/'"],
    ["import './cart/index.js'", "import './shop/checkout/index.js'"],
    ["import './cart/parts/line.js'", "import './shop/checkout/parts/line.js'"],
    ["import '@/cart/totals'", "import '@/shop/checkout/totals'"],
    ["import '@cart/totals'; import '@totals'", "import '@cart/totals'; import '@totals'"],
    ["vi.mock('./cart/tax'); import(`./cart/tax`); type T = import('./cart/tax').T", "vi.mock('./shop/checkout/tax'); import(`./shop/checkout/tax`); type T = import('./shop/checkout/tax').T"],
    ["declare module './cart/tax' {}", "declare module './shop/checkout/tax' {}"],
    ["import './carts'", "import './carts'"],
  ])('%s', async (before, after) => {
    expect((await move({ 'src/app.ts': before })).texts['src/app.ts']).toBe(after);
  });
});

describe('a moved file', () => {
  test.each([
    ["import './tax'; import './../cart/parts/line'", "import './tax'; import '../checkout/parts/line'", 'by the name of its own folder'],
    ["import '../cart'", "import '../checkout'", 'its own folder'],
    ["import '@/cart/tax'", "import '@/shop/checkout/tax'", 'by an alias'],
    ["import '../../dist/made.js'", "import '../../../dist/made.js'", 'of a build'],
    ["import './generated'", "import './generated'", 'unresolved'],
    ["new URL('./logo.png', import.meta.url)", "new URL('../../cart/logo.png', import.meta.url)", 'an asset that stays'],
    ["import '#util'", "import '#util'", 'a name of the package'],
    ["import 'node:fs'", "import 'node:fs'", 'a builtin'],
    ["/// <reference path='../types.d.ts' />", "/// <reference path='../../types.d.ts' />", 'a reference comment'],
    ["/** @type {import('../money').M} */", "/** @type {import('../../money').M} */", 'JSDoc'],
    ["import.meta.glob('../pages/*.ts')", "import.meta.glob('../../pages/*.ts')", 'a glob'],
    ["import.meta.glob('./*.ts')", "import.meta.glob('./*.ts')", 'a glob of its own folder'],
    ['import(`../pages/${x}.ts`)', 'import(`../../pages/${x}.ts`)', 'a template'],
  ])('%s becomes %s: %s', async (before, after) => {
    const others = { 'dist/made.js': '', 'src/types.d.ts': '', 'src/pages/a.ts': '', 'package.json': '{"imports":{"#util":"./src/money.ts"}}' };
    const { tree, graph } = await openGraph({ ...CART, ...others, 'src/cart/logo.png': new Uint8Array([137, 80, 78, 71, 255]), 'src/cart/totals.ts': before });
    const edits = await editsOfChange({ tree, graph, aliasesFor: (file) => aliasesOf(graph, file) }, { kind: 'MOVE_FOLDER', from: 'src/cart', to: 'src/shop/checkout' });
    expect(edits.after.text('src/shop/checkout/totals.ts')).toBe(after);
    expect(edits.notEdited.filter(({ file }) => file === 'src/cart/logo.png').map(({ reason }) => reason)).toEqual(['is no text that Supernova reads, so it stays where it is, and what names it is kept right; move it to src/shop/checkout/logo.png by hand']);
  });
});

test('stylesheets keep their paths right on both sides', async () => {
  const files = { 'src/cart/cart.scss': "@use './tokens';\n@import '../base.css';\na { background: url(../logo.svg#x) url(data:x) }", 'src/cart/_tokens.scss': '', 'src/base.css': '@import "cart/parts.css"', 'src/cart/parts.css': '', 'src/logo.svg': '' };
  const { texts } = await move(files);
  expect(texts['src/shop/checkout/cart.scss']).toBe("@use './tokens';\n@import '../../base.css';\na { background: url(../../logo.svg#x) url(data:x) }");
  expect(texts['src/base.css']).toBe('@import "shop/checkout/parts.css"');
});

test('a file whose alias means something else at the new place is made relative', async () => {
  const files = { 'a/tsconfig.json': '{"compilerOptions":{"paths":{"@/*":["./src/*"]}}}', 'a/src/one.ts': "import '@/two'", 'a/src/two.ts': "import './one'", 'b/tsconfig.json': '{"compilerOptions":{"paths":{"@/*":["./src/*"]}}}', 'b/src/two.ts': '' };
  const { texts } = await changeProject(files, { kind: 'MOVE_FILE', from: 'a/src/one.ts', to: 'b/src/one.ts' });
  expect([texts['b/src/one.ts'], texts['a/src/two.ts']]).toEqual(["import '../../a/src/two'", "import '../../b/src/one'"]);
});

describe('the shims of a folder', () => {
  const shimsOf = async (files: Texts, change: Change) => {
    const { edits } = await changeProject(files, change);
    const kept = edits.shim?.keep(edits.after) ?? [];
    const shimmed = edits.after.apply(kept);
    const marked = shimmed.apply(edits.shim?.deprecate(shimmed, kept) ?? []);
    return kept.map(({ path }) => `${path}: ${(marked.text(path) ?? '').split('\n').slice(1).join(' ').trim()}`);
  };

  test('stand for what exports something or is imported from outside, not for tests', async () => {
    const files = { 'src/cart/a.ts': 'export const a = 1', 'src/cart/a.test.ts': 'export const t = 1', 'src/cart/effect.ts': 'void 0', 'src/cart/alone.ts': 'void 0', 'src/app.ts': "import './cart/effect'" };
    expect(await shimsOf(files, { kind: 'MOVE_FOLDER', from: 'src/cart', to: 'lib/cart' })).toEqual([
      "src/cart/a.ts: export { /** @deprecated Import it from lib/cart/a.ts. */ a } from '../../lib/cart/a'",
      "src/cart/effect.ts: import '../../lib/cart/effect';",
    ]);
  });

  test('are not made for a package, whose name stays', async () => {
    const files = { 'packages/a/package.json': '{"name":"a"}', 'packages/a/index.ts': 'export const a = 1' };
    expect(await shimsOf(files, { kind: 'MOVE_FOLDER', from: 'packages/a', to: 'libs/a' })).toEqual([]);
  });
});

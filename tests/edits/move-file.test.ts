import { describe, expect, test } from 'vitest';
import { changeProject, type ChangedProject, type Texts } from './changed-project.ts';

const PATHS = '{"compilerOptions":{"paths":{"@/*":["./src/*"],"@cart/*":["./src/cart/*"],"~/*":["./lib/*"],"@totals":["./src/cart/totals.ts"]}}}';
/** The exact alias follows the file. */
const pathsAfter = (to: string): string => PATHS.replace('./src/cart/totals.ts', `./${to}`);
const TOTALS = { 'src/cart/totals.ts': 'export const total = 1', 'tsconfig.json': PATHS };

const move = (files: Texts, to = 'src/checkout/sums.ts', from = 'src/cart/totals.ts'): Promise<ChangedProject> =>
  changeProject({ ...TOTALS, ...files }, { kind: 'MOVE_FILE', from, to });

describe('a dependent', () => {
  test.each<[string, string, string[]?]>([
    ["import { total } from './cart/totals'", "import { total } from './checkout/sums'"],
    ["import { total } from './cart/totals.js'", "import { total } from './checkout/sums.js'"],
    ["import { total } from './cart/totals.ts'", "import { total } from './checkout/sums.ts'"],
    ['import { total } from "@/cart/totals"', 'import { total } from "@/checkout/sums"'],
    ["import { total } from '@cart/totals'", "import { total } from '@/checkout/sums'"],
    ["import './cart/totals'", "import './checkout/sums'"],
    ["import type { T } from './cart/totals'", "import type { T } from './checkout/sums'"],
    ["export { total } from './cart/totals'\nexport * from './cart/totals'", "export { total } from './checkout/sums'\nexport * from './checkout/sums'"],
    ["import t = require('./cart/totals')", "import t = require('./checkout/sums')"],
    ["type T = import('./cart/totals').T", "type T = import('./checkout/sums').T"],
    ["declare module './cart/totals' {}", "declare module './checkout/sums' {}"],
    ["await import('./cart/totals')", "await import('./checkout/sums')"],
    ['await import(`./cart/totals`)', 'await import(`./checkout/sums`)'],
    ["require('./cart/totals')", "require('./checkout/sums')"],
    ["vi.mock('./cart/totals', () => ({}))", "vi.mock('./checkout/sums', () => ({}))"],
    ["vi.mock(import('./cart/totals'))", "vi.mock(import('./checkout/sums'))"],
    ["vi.importActual<typeof import('@/cart/totals')>('@/cart/totals')", "vi.importActual<typeof import('@/checkout/sums')>('@/checkout/sums')"],
    ["jest.mock('./cart/totals.js')\njest.requireActual('./cart/totals')", "jest.mock('./checkout/sums.js')\njest.requireActual('./checkout/sums')"],
    ["require.resolve('./cart/totals')", "require.resolve('./checkout/sums')"],
    ["new Worker(new URL('./cart/totals.ts', import.meta.url))", "new Worker(new URL('./checkout/sums.ts', import.meta.url))"],
    ["import w from './cart/totals?worker'", "import w from './checkout/sums?worker'"],
    ["\uFEFFconst e = '😀'\r\nimport './cart/totals'\r\nvi.mock('./cart/totals')\r\n", "\uFEFFconst e = '😀'\r\nimport './checkout/sums'\r\nvi.mock('./checkout/sums')\r\n"],
    ["import '@totals'", "import '@totals'"],
    ["import './other'; // './cart/totals'", "import './other'; // './cart/totals'", ["src/app.ts:1 names the old path './cart/totals' in a comment; it would be './checkout/sums'"]],
  ])('%s', async (before, after, listed = []) => {
    const { texts, left } = await move({ 'src/app.ts': before, 'src/other.ts': '' });
    expect(texts).toEqual({ 'src/checkout/sums.ts': TOTALS['src/cart/totals.ts'], 'tsconfig.json': pathsAfter('src/checkout/sums.ts'), 'src/app.ts': after, 'src/other.ts': '' });
    expect(left).toEqual(listed);
  });

  test.each([
    ["import '@/cart/totals'", 'lib/totals.ts', "import '~/totals'"],
    ["import '@/cart/totals'", 'other/totals.ts', "import '../other/totals'"],
    ["import './cart/totals'", 'src/index.ts', "import './index'"],
    ["import './cart/totals'", 'src/cart/totals/index.ts', "import './cart/totals/index'"],
  ])('%s of a file that goes to %s', async (before, to, after) => {
    expect((await move({ 'src/app.ts': before }, to)).texts['src/app.ts']).toBe(after);
  });

  test('by a folder stays by the folder while it can', async () => {
    const files = { 'src/cart/index.ts': '', 'src/app.ts': "import './cart'", 'src/cart/a.ts': "import '.'", 'src/cart/b/c.ts': "import '..'" };
    const moved = await move(files, 'src/checkout/index.ts', 'src/cart/index.ts');
    expect([moved.texts['src/app.ts'], moved.texts['src/cart/a.ts'], moved.texts['src/cart/b/c.ts']]).toEqual(["import './checkout'", "import '../checkout'", "import '../../checkout'"]);
  });

  test.each(['{}', '{"compilerOptions":{"allowJs":true}}'])('of a script that goes with its declarations, under %s', async (config) => {
    const files = { 'tsconfig.json': config, 'src/cart/sum.js': "require('./rate')", 'src/cart/sum.d.ts': "import type { Rate } from './rate';\nexport declare const sum: Rate;", 'src/cart/rate.js': '', 'src/cart/rate.d.ts': 'export type Rate = 1' };
    const { texts, left } = await move({ ...files, 'src/app.ts': "import { sum } from './cart/sum'", 'src/app.test.js': "/** @type {import('./cart/sum').sum} */\nrequire('./cart/sum')" }, 'src/sums/sum.js', 'src/cart/sum.js');
    expect(texts).toMatchObject({
      'src/sums/sum.js': "require('../cart/rate')", 'src/sums/sum.d.ts': "import type { Rate } from '../cart/rate';\nexport declare const sum: Rate;",
      'src/app.ts': "import { sum } from './sums/sum'", 'src/app.test.js': "/** @type {import('./sums/sum').sum} */\nrequire('./sums/sum')",
    });
    expect([left, Object.keys(texts).filter((path) => path.startsWith('src/cart/sum'))]).toEqual([[], []]);
  });

  test('by an entry that is not edited is left and listed', async () => {
    const packages = { 'packages/core/package.json': '{"name":"@acme/core"}', 'packages/core/src/index.ts': '', 'tsconfig.json': '{"compilerOptions":{"paths":{"@acme/*":["./packages/*/src"]}}}' };
    const { texts, left } = await move({ ...packages, 'src/app.ts': "import '@acme/core'" }, 'packages/core/src/main/index.ts', 'packages/core/src/index.ts');
    expect(texts['src/app.ts']).toBe("import '@acme/core'");
    expect(left).toEqual(["src/app.ts:1 '@acme/core' reaches the file through an exact alias or a package entry; change that entry to 'packages/core/src/main/index.ts'"]);
  });

  test('gets imports in one step, calls and configuration in another', async () => {
    const { edits } = await move({ 'src/app.ts': "vi.mock('./cart/totals'); import './cart/totals'; import('./cart/totals')" });
    const count = (list: typeof edits.updateImports) => list.map((edit) => ('edits' in edit ? edit.edits.length : 0));
    expect([count(edits.updateImports), count(edits.updateReferences)]).toEqual([[1], [2, 1]]);
  });
});

describe('the moved file', () => {
  test.each([
    ["import '../money'", "import '../../money'"],
    ["import './tax.js'", "import '../../cart/tax.js'"],
    ["import '.'", "import '../../cart'"],
    ["import '..'", "import '../..'"],
    ["import '@/money'", "import '@/money'"],
    ["import 'node:fs'\nimport 'pkg'", "import 'node:fs'\nimport 'pkg'"],
    ["import './totals'\nimport('./totals.js')", "import './sums'\nimport('./sums.js')"],
    ["import './missing'", "import './missing'"],
    ["export * from './tax'\nconst t = require('./tax')\nvi.mock('../money')", "export * from '../../cart/tax'\nconst t = require('../../cart/tax')\nvi.mock('../../money')"],
    ["new URL('./rates.json', import.meta.url)", "new URL('../../cart/rates.json', import.meta.url)"],
    ["type T = import('./tax').T", "type T = import('../../cart/tax').T"],
  ])('%s', async (before, after) => {
    const others = { 'src/money.ts': '', 'src/index.ts': '', 'src/cart/tax.ts': '', 'src/cart/index.ts': '', 'src/cart/rates.json': '{}' };
    const { texts } = await move({ ...others, 'src/cart/totals.ts': before }, 'src/shop/checkout/sums.ts');
    expect(texts).toEqual({ ...others, 'tsconfig.json': pathsAfter('src/shop/checkout/sums.ts'), 'src/shop/checkout/sums.ts': after });
  });
});

test('the snapshots of a test go with it', async () => {
  const snapshot = 'exports[`a 1`] = `1`;\n';
  const files = { 'src/a.test.ts': '', 'src/__snapshots__/a.test.ts.snap': snapshot, 'src/__snapshots__/b.test.ts.snap': '' };
  const { texts } = await changeProject(files, { kind: 'MOVE_FILE', from: 'src/a.test.ts', to: 'tests/c.test.ts' });
  expect(texts).toEqual({ 'tests/c.test.ts': '', 'tests/__snapshots__/c.test.ts.snap': snapshot, 'src/__snapshots__/b.test.ts.snap': '' });
});

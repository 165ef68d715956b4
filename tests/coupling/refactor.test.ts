import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findPackageRoot } from '../../server/config.ts';
import { winsSomething } from '../../server/coupling/refactor/suggest.ts';
import { structureOf } from '../../server/graph/structure.ts';
import { makePlan } from '../../server/healing/plan.ts';
import { findRefactorings } from '../../server/healing/refactorings.ts';
import { sayIntent } from '../../web/healing/analyze-intent.ts';
import type { Refactoring } from '../../server/coupling/refactoring.ts';
import { predictBreaks } from '../../server/impact/predict-breaks.ts';
import type { Codebase } from '../../server/impact/codebase.ts';
import { resolveIntent, resolveWish } from '../../server/intents/resolve-intent.ts';
import { graphOf } from '../graph/build-graph.ts';
import type { Files } from '../rooms/temp-project.ts';
import { openCodebase, STRICT, strictConfig } from '../support/open-codebase.ts';
import { createMemoryRun } from '../support/step-context.ts';

const suggest = (codebase: Codebase, limit = 10) => findRefactorings(codebase, { limit, signal: AbortSignal.timeout(60_000) });

function readAll(folder: string): Files {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(paths.map((path) => [path.slice(folder.length + 1), readFileSync(path)]));
}

/** Says the intent as the page does, heals it, and measures a graph that is built from scratch. */
async function run(codebase: Codebase, { intent }: Refactoring) {
  const said = sayIntent(intent);
  const change = 'userAction' in said ? resolveIntent(codebase, said.userAction) : resolveWish(codebase, { kind: 'EDIT', files: [], diff: said.change.edit.diff });
  const plan = await makePlan(codebase, change, await predictBreaks(codebase, change));
  const memory = createMemoryRun(codebase);
  const steps = await memory.heal(plan);
  expect(steps.filter(({ stepType, outcome }) => outcome.kind !== 'completed' && !(stepType === 'MARK_DEPRECATED' && outcome.kind === 'skipped'))).toEqual([]);
  expect(steps).toContainEqual({ stepType: 'VERIFY', outcome: expect.objectContaining({ kind: 'completed' }) });
  const rebuilt = await graphOf(codebase.tree.root);
  const verified = steps.find(({ stepType }) => stepType === 'VERIFY')?.outcome;
  return { promised: plan.structure, measured: verified && 'result' in verified ? (verified.result as { structure?: object }).structure : undefined, metrics: structureOf(rebuilt.graph).metrics, keepsOldForm: plan.actions.some(({ actionType }) => actionType === 'COMPATIBILITY_LAYER') };
}

const typeCycle: Files = {
  'tsconfig.json': STRICT,
  'src/cart.ts': "import { priceOf } from './pricing';\nexport interface Cart { items: number[] }\nexport const due = (cart: Cart): number => priceOf(cart);\n",
  'src/pricing.ts': "import { Cart } from './cart';\nexport const priceOf = (cart: Cart): number => cart.items.length;\n",
};

const valueCycle: Files = {
  'tsconfig.json': STRICT,
  'src/orders.ts': "import { format } from './report';\nexport const orders = (): string[] => [format(1)];\nexport const count = (): number => 2;\n",
  'src/report.ts': "import { orders } from './orders';\nexport const format = (n: number): string => `#${n}`;\nexport const report = (): string => orders().join();\n",
};

const strayFile: Files = {
  'tsconfig.json': STRICT,
  'src/ui/money.ts': "import { rate } from '../pricing/rate';\nimport { tax } from '../pricing/tax';\nexport const money = (n: number): number => n * rate * tax;\n",
  'src/ui/page.ts': "import { view } from './view';\nexport const page = view;\n",
  'src/ui/view.ts': 'export const view = 1;\n',
  'src/pricing/rate.ts': 'export const rate = 1;\n',
  'src/pricing/tax.ts': "import { rate } from './rate';\nexport const tax = rate;\n",
  'src/pricing/total.ts': "import { money } from '../ui/money';\nimport { rate } from './rate';\nexport const total = money(rate);\n",
};

const plugins: Files = {
  'tsconfig.json': STRICT,
  ...Object.fromEntries(['patches', 'maps', 'lists'].map((name) => [`src/plugins/${name}.ts`, `import { produce } from '../internal';\nexport const ${name} = (): number => produce(1);\n`])),
  'src/core/produce.ts': 'export const produce = (n: number): number => n;\nexport const draft = 1;\n',
  'src/internal.ts': "export * from './core/produce';\n",
  'src/entry.ts': ['patches', 'maps', 'lists'].map((name) => `export { ${name} } from './plugins/${name}';\n`).join(''),
};

test('a file is not to move to the barrels that it is reached by', async () => {
  expect((await suggest(await openCodebase(plugins))).filter(({ kind }) => kind === 'MOVE_FILE')).toEqual([]);
});

const twoInOne: Files = {
  'tsconfig.json': STRICT,
  'src/shared/all.ts': "const PI = 3;\nexport const area = (r: number): number => PI * r * r;\nexport const around = (r: number): number => 2 * PI * r;\nexport function upper(s: string): string {\n  return s.toUpperCase();\n}\nexport const lower = (s: string): string => s.toLowerCase();\n",
  'src/shapes/a.ts': "import { area, around } from '../shared/all';\nexport const a = area(1) + around(1);\n",
  'src/shapes/b.ts': "import { area, around } from '../shared/all';\nimport { a } from './a';\nexport const b = area(2) + around(a);\n",
  'src/text/c.ts': "import { upper, lower } from '../shared/all';\nexport const c = upper('a') + lower('B');\n",
  'src/text/d.ts': "import { upper, lower } from '../shared/all';\nimport { c } from './c';\nexport const d = upper(c) + lower('B');\n",
};

describe.each([
  ['an import that is used as a type', typeCycle, 'TYPE_ONLY_IMPORT'],
  ['an export that closes a cycle', valueCycle, 'MOVE_EXPORT'],
  ['a file among strangers', strayFile, 'MOVE_FILE'],
  ['a module of two parts', twoInOne, 'SPLIT_MODULE'],
] as const)('%s', (_, files, kind) => {
  test(`is suggested as ${kind}, and running it leads to the structure that was promised`, async () => {
    const codebase = await openCodebase(files);
    const found = (await suggest(codebase)).filter((one) => one.kind === kind);
    const [best] = found;
    if (!best) return expect.unreachable(`there is a ${kind}`);
    expect(best.before.metrics).toEqual(structureOf(codebase.graph).metrics);
    expect(best.gain).toBeGreaterThan(0);
    const { metrics, keepsOldForm, promised, measured } = await run(codebase, best);
    expect(metrics).toEqual(best.after.metrics);
    expect(promised).toEqual({ before: best.before.metrics, promised: best.after.metrics });
    expect(measured).toEqual(metrics);
    expect(keepsOldForm).toBe(best.keepsOldForm);
  });
});

const kidsApart: Files = {
  'tsconfig.json': STRICT,
  'src/diff/index.ts': "import { diffChildren } from './kids';\nimport { node } from '../node';\nimport { assign } from '../util';\nimport { limit } from '../constants';\nexport const diff = (deep: boolean): number => (deep ? diffChildren() : assign(node, limit));\nexport const unmount = (): number => 0;\n",
  'src/diff/kids.ts': "import { diff } from './index';\nimport { node } from '../node';\nimport { assign } from '../util';\nimport { limit } from '../constants';\nexport function diffChildren(): number {\n  return diff(false) + assign(node, limit);\n}\nexport const toArray = (): number[] => [node];\n",
  'src/diff/props.ts': "import { unmount } from './index';\nexport const props = unmount();\n",
  'src/node.ts': "import { limit } from './constants';\nexport const node = limit;\n",
  'src/util.ts': 'export const assign = (a: number, b: number): number => a + b;\n',
  'src/constants.ts': 'export const limit = 1;\n',
  'src/render.ts': "import { diff } from './diff/index';\nimport { node } from './node';\nexport const render = (): number => diff(true) + node;\n",
  'src/index.ts': "import { toArray } from './diff/kids';\nimport { render } from './render';\nexport const all = [...toArray(), render()];\n",
};

test('what was moved to its neighbours is not offered back to the file that used it there', async () => {
  const codebase = await openCodebase(kidsApart);
  codebase.settings = { ...codebase.settings, policies: { ...codebase.settings.policies, oldForms: 'ALWAYS' } };
  const moved = (await suggest(codebase)).find(({ title }) => title === 'Move src/diff/kids.ts to src');
  if (!moved) return expect.unreachable('the file is offered to its neighbours');
  expect((await run(codebase, moved)).metrics.crossFolderTies).toBeLessThan(moved.before.metrics.crossFolderTies);
  await codebase.refresh();
  expect((await suggest(codebase)).map(({ title }) => title).filter((title) => title.includes('diffChildren'))).toEqual([]);
});

describe('the sample project', () => {
  test('is promised nothing that does not come true, shims of old forms included', { timeout: 120_000 }, async () => {
    const texts = readAll(join(findPackageRoot(), 'prisma/seed/storefront'));
    const found = await suggest(await openCodebase(texts), 12);
    expect(found.map(({ gain }) => gain)).toEqual(found.map(({ gain }) => gain).toSorted((a, b) => b - a));
    expect(new Set(found.map(({ kind }) => kind)).size).toBeGreaterThan(1);
    expect(found.some(({ keepsOldForm }) => keepsOldForm)).toBe(true);
    for (const one of found) {
      const { metrics, keepsOldForm } = await run(await openCodebase(texts), one);
      expect([one.title, keepsOldForm, metrics]).toEqual([one.title, one.keepsOldForm, one.after.metrics]);
    }
  });
});

test('a plan that leaves every import where it is promises nothing of the structure', async () => {
  const codebase = await openCodebase(typeCycle);
  const change = resolveIntent(codebase, 'rename due to owed in src/cart.ts');
  expect(await makePlan(codebase, change, await predictBreaks(codebase, change))).not.toHaveProperty('structure');
});

describe('nothing is suggested', () => {
  test.each([
    ['where an import in a cycle is used as a value', { ...typeCycle, 'src/cart.ts': "import { priceOf } from './pricing';\nexport class Cart { items: number[] = []; }\nexport const due = (cart: Cart): number => priceOf(cart);\n", 'src/pricing.ts': "import { Cart } from './cart';\nexport const priceOf = (cart: Cart): number => cart instanceof Cart ? cart.items.length : 0;\n" }],
    ['as a type-only import in JavaScript', { 'src/a.js': "import { b } from './b.js';\nexport const a = 1;\n", 'src/b.js': "import { a } from './a.js';\nexport const b = 1;\n" }],
  ] as const)('%s', async (_, files) => {
    const found = await suggest(await openCodebase(files));
    expect(found.filter(({ kind }) => kind === 'TYPE_ONLY_IMPORT')).toEqual([]);
  });

  test('that moves a file which three folders use, and nothing that wins modularity alone', async () => {
    const user = (name: string) => `import { money } from '${name}';\nexport const used = money;\n`;
    const shared = await openCodebase({
      'tsconfig.json': STRICT, 'src/shared/money.ts': 'export const money = 1;\n', 'src/shared/date.ts': "import { money } from './money';\nexport const date = money;\n",
      ...Object.fromEntries(['a/1', 'a/2', 'a/3', 'b/1', 'b/2', 'c/1'].map((place) => [`src/${place}.ts`, user('../shared/money')])),
    });
    expect(await suggest(shared)).toEqual([]);
    const modules = structureOf(shared.graph);
    const better = { ...modules, metrics: { ...modules.metrics, modularity: modules.metrics.modularity + 0.1, folderModularity: modules.metrics.folderModularity + 0.1 } };
    const focus = { before: 'src/shared/money.ts', after: 'src/shared/money.ts' };
    expect(winsSomething({ kind: 'MOVE_EXPORT', focus }, modules, better)).toBe(false);
    expect(winsSomething({ kind: 'MOVE_EXPORT', focus }, modules, { ...better, metrics: { ...better.metrics, crossFolderTies: modules.metrics.crossFolderTies - 1 } })).toBe(true);
  });

  test('that moves code into tests, or to open a cycle that goes by marking an import', async () => {
    const tested = await openCodebase({
      'tsconfig.json': strictConfig({}, { include: ['src', 'test'] }), 'src/a/money.ts': "import { rate } from '../rate';\nexport const money = rate;\n", 'src/rate.ts': 'export const rate = 1;\n',
      ...Object.fromEntries([1, 2, 3, 4].map((i) => [`test/m${i}.ts`, "import { money } from '../src/a/money';\nexport const used = money;\n"])),
    });
    expect(await suggest(tested)).toEqual([]);
    const cyclic = await openCodebase({ ...valueCycle, 'src/orders.ts': "import { Report } from './report';\nexport const orders = (to: Report): number => to.count;\n", 'src/report.ts': "import { orders } from './orders';\nexport class Report { count = 1; total(): number { return orders(this); } }\nexport const title = 'r';\n" });
    expect((await suggest(cyclic)).map(({ kind }) => kind)).toEqual(['TYPE_ONLY_IMPORT']);
  });

  test('where nothing would be better', async () => {
    expect(await suggest(await openCodebase({ 'tsconfig.json': STRICT, 'src/a.ts': "import { b } from './b';\nexport const a = b;\n", 'src/b.ts': 'export const b = 1;\n' }))).toEqual([]);
  });

  test('about files that are not asked for', async () => {
    const codebase = await openCodebase(strayFile);
    const ask = (file: string) => findRefactorings(codebase, { files: new Set([file]), limit: 10, signal: AbortSignal.timeout(60_000) });
    expect((await ask('src/ui/money.ts')).map(({ title }) => title)).toEqual(['Move src/ui/money.ts to src/pricing']);
    expect(await ask('src/ui/view.ts')).toEqual([]);
  });
});

test('a search that is aborted ends', async () => {
  const codebase = await openCodebase(strayFile);
  await expect(findRefactorings(codebase, { limit: 10, signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow('enough');
});

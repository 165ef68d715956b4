import { describe, expect, test } from 'vitest';
import { findImpact, type FoundImpact } from '../../server/coupling/find-impact.ts';
import type { ImpactChange } from '../../server/coupling/graph-risk.ts';
import type { TargetType } from '../../server/coupling/impact-target.ts';
import { AmbiguousTargetError, TargetNotFoundError } from '../../server/intents/errors.ts';
import { openCodebase, STRICT } from '../support/open-codebase.ts';

const shop = {
  'tsconfig.json': STRICT,
  'src/prices.ts': 'export function total(all: number[]) { return all.length; }\nexport const currency = 1, rounding = 2;\nexport default function Prices() { return null; }\n',
  'src/index.ts': "export * from './prices';\n",
  'src/cart.ts': "import { total, currency } from './prices';\nexport const due = total([currency]) + total([]);\n",
  'src/other.ts': "import { rounding } from './prices';\nexport const r = rounding;\n",
  'src/receipt.ts': "import { total as sum } from './index';\nexport const printed = sum([3]);\n",
  'src/page.ts': "import { printed } from './receipt';\nexport const page = printed;\n",
  'src/cart.test.ts': "import { due } from './cart';\nvi.mock('./prices');\nexport const t = due;\n",
};

async function impactOf(targetType: TargetType, targetId: string, options: { changeType?: ImpactChange; limit?: number } = {}): Promise<FoundImpact> {
  const codebase = await openCodebase(shop);
  return findImpact(codebase, { targetType, targetId, changeType: options.changeType ?? 'MODIFICATION', limit: options.limit ?? 100 });
}

const ways = (files: FoundImpact['directDependents']) => files.map(({ file, whyPath }) => `${file}: ${whyPath.map((hop) => (hop.via === null ? hop.file : `${hop.file}:${hop.line} ${hop.via}${hop.isBarrel ? ' (barrel)' : ''}`)).join(' > ')}`);

describe('the impact on a file', () => {
  test('is strong where many names are taken in many places', async () => {
    const { directDependents, directCount } = await impactOf('FILE', 'src/prices.ts');
    // The barrel passes on three of four names, by default not the default; the test only mocks the module.
    expect(directDependents.map(({ file, names, uses, strength }) => [file, names, uses, strength])).toEqual([
      ['src/index.ts', 4, 4, 0.8],
      ['src/cart.ts', 2, 3, 0.38],
      ['src/other.ts', 1, 1, 0.13],
      ['src/cart.test.ts', 0, 0, 0],
    ]);
    expect(directCount).toBe(4);
  });

  test('goes on through barrels, which are hops of the way', async () => {
    const { transitiveDependents } = await impactOf('FILE', 'prices.ts');
    expect(ways(transitiveDependents)).toEqual([
      'src/receipt.ts: src/receipt.ts:1 ./index > src/index.ts:1 ./prices (barrel) > src/prices.ts',
      'src/page.ts: src/page.ts:1 ./receipt > src/receipt.ts:1 ./index > src/index.ts:1 ./prices (barrel) > src/prices.ts',
    ]);
    // A third of the names of the barrel, used once; then the only name of the receipt, used once.
    expect(transitiveDependents.map(({ distance, strength }) => [distance, strength])).toEqual([[2, 0.14], [3, 0.07]]);
  });

  test('is counted beyond what is listed', async () => {
    const { directDependents, directCount, transitiveDependents, transitiveCount } = await impactOf('FILE', 'src/prices.ts', { limit: 1 });
    expect([directDependents.map(({ file }) => file), directCount, transitiveDependents.map(({ file }) => file), transitiveCount]).toEqual([['src/index.ts'], 4, ['src/receipt.ts'], 2]);
  });
});

test('a cut list of dependents through others has the nearest, and of those the strongest', async () => {
  const codebase = await openCodebase({
    'tsconfig.json': STRICT,
    'src/price.ts': 'export const price = 1;\n', 'src/all.ts': "import { price } from './price';\nexport const a = price, b = price, c = price;\n",
    'src/far.ts': "import { strong } from './strong';\nexport const far = strong;\n",
    'src/able.ts': "import { a } from './all';\nexport const able = a;\n", 'src/baker.ts': "import { a } from './all';\nexport const baker = a;\n",
    'src/strong.ts': "import { a, b, c } from './all';\nexport const strong = [a, b, c];\n",
  });
  const listed = (limit: number) => findImpact(codebase, { targetType: 'FILE', targetId: 'src/price.ts', changeType: 'MODIFICATION', limit }).transitiveDependents.map(({ file }) => file);
  expect([listed(1), listed(4)]).toEqual([['src/strong.ts'], ['src/strong.ts', 'src/able.ts', 'src/baker.ts', 'src/far.ts']]);
});

describe('the impact on a symbol', () => {
  test('is on those who say its name under any name, and on the barrels between', async () => {
    const found = await impactOf('SYMBOL', 'src/prices.ts#total');
    expect(found.directDependents.map(({ file, uses, strength }) => [file, uses, strength])).toEqual([['src/cart.ts', 2, 0.67], ['src/index.ts', 1, 0.5], ['src/receipt.ts', 1, 0.5]]);
    expect(ways(found.directDependents)).toContain('src/receipt.ts: src/receipt.ts:1 ./index > src/index.ts:1 ./prices (barrel) > src/prices.ts');
    expect(ways(found.transitiveDependents)).toEqual(['src/cart.test.ts: src/cart.test.ts:1 ./cart > src/cart.ts:1 ./prices > src/prices.ts', 'src/page.ts: src/page.ts:1 ./receipt > src/receipt.ts:1 ./index > src/index.ts:1 ./prices (barrel) > src/prices.ts']);
  });

  test('leaves out who takes other names of the file', async () => {
    const { directDependents, transitiveCount } = await impactOf('SYMBOL', 'rounding');
    expect(directDependents.map(({ file }) => file)).toEqual(['src/other.ts']);
    expect(transitiveCount).toBe(0);
  });

  test.each([
    ['src/prices.ts#totals', TargetNotFoundError],
    ['src/nothing.ts#total', TargetNotFoundError],
    ['nothing', TargetNotFoundError],
  ])('%s is not found, with what is near', async (targetId, error) => {
    await expect(impactOf('SYMBOL', targetId)).rejects.toThrow(error);
  });
});

describe('the impact on a symbol behind a barrel', () => {
  const SHOP = {
    'tsconfig.json': STRICT,
    'src/shared/money.ts': 'export const formatPrice = (cents: number) => `${cents}`;\nexport const formatCents = (cents: number) => cents;\nexport default class Money {}\n',
    'src/shared/product.ts': 'export interface Product { readonly name: string }\n',
    'src/shared/index.ts': "export * from './money';\nexport { default as Money } from './money';\nexport type { Product } from './product';\n",
    'src/prices.ts': "export { formatPrice as price } from './shared';\n",
    'src/catalog.ts': "import type { Product } from './shared';\nexport const catalog: Product[] = [];\n",
    'src/search.ts': "import { catalog } from './catalog';\nexport const found = catalog[0];\n",
    'src/label.ts': "import { price } from './prices';\nexport const label = price(1);\n",
    'src/whole.ts': "import * as shared from './shared';\nexport const bill = shared.formatPrice(2);\n",
    'src/cents.ts': "import * as shared from './shared';\nexport const cents = shared.formatCents(2);\n",
    'src/purse.ts': "import { Money } from './shared';\nexport const purse = new Money();\n",
    'src/ui.ts': "import { cents } from './cents';\nexport { label as title } from './label';\nexport * from './search';\nexport { cents };\n",
    'src/page.ts': "import { title } from './ui';\nexport const page = title;\n",
    'src/results.ts': "import { found } from './ui';\nexport const results = [found];\n",
    'src/members.ts': "import * as ui from './ui';\nexport const sum = [ui.found, ui.cents];\n",
    'src/start.ts': "import './ui';\nimport { results } from './results';\nresults.push();\n",
    'src/app.ts': "import { page } from './page';\nimport { results } from './results';\nexport const app = [page, results];\n",
  };
  const ask = async (targetId: string) => findImpact(await openCodebase(SHOP), { targetType: 'SYMBOL', targetId, changeType: 'MODIFICATION', limit: 100 });

  test('is on those who take the name, and on those who take something of theirs', async () => {
    const { directDependents, transitiveDependents, transitiveCount } = await ask('src/shared/money.ts#formatPrice');
    expect(directDependents.map(({ file }) => file).sort()).toEqual(['src/label.ts', 'src/prices.ts', 'src/shared/index.ts', 'src/whole.ts']);
    expect(ways(transitiveDependents)).toEqual([
      'src/ui.ts: src/ui.ts:2 ./label (barrel) > src/label.ts:1 ./prices > src/prices.ts:1 ./shared (barrel) > src/shared/index.ts:1 ./money (barrel) > src/shared/money.ts',
      'src/page.ts: src/page.ts:1 ./ui > src/ui.ts:2 ./label (barrel) > src/label.ts:1 ./prices > src/prices.ts:1 ./shared (barrel) > src/shared/index.ts:1 ./money (barrel) > src/shared/money.ts',
      'src/app.ts: src/app.ts:1 ./page > src/page.ts:1 ./ui > src/ui.ts:2 ./label (barrel) > src/label.ts:1 ./prices > src/prices.ts:1 ./shared (barrel) > src/shared/index.ts:1 ./money (barrel) > src/shared/money.ts',
    ]);
    expect(transitiveCount).toBe(3);
    // Half of label's use of the name; of the three names of ui one, used once; then the only name of the page.
    expect(transitiveDependents.map(({ strength }) => strength)).toEqual([0.25, 0.04, 0.02]);
  });

  test('follows a default that a barrel names, and a type', async () => {
    const purse = await ask('src/shared/money.ts#Money');
    expect([purse.directDependents.map(({ file }) => file).sort(), purse.transitiveCount]).toEqual([['src/purse.ts', 'src/shared/index.ts'], 0]);
    const product = await ask('src/shared/product.ts#Product');
    expect(product.directDependents.map(({ file }) => file).sort()).toEqual(['src/catalog.ts', 'src/shared/index.ts']);
    expect(product.transitiveDependents.map(({ file }) => file)).toEqual(['src/search.ts', 'src/ui.ts', 'src/members.ts', 'src/results.ts', 'src/app.ts', 'src/start.ts']);
  });

  test('goes on from a file that is imported and exported on by its name', async () => {
    const { transitiveDependents } = await ask('src/shared/money.ts#formatCents');
    expect(transitiveDependents.map(({ file }) => file)).toEqual(['src/ui.ts', 'src/members.ts']);
  });
});

test.each([
  ['prices.ts', 'Prices', undefined],
  ['src/cart.ts', 'due', undefined],
  ['Prices', 'Prices', undefined],
])('a component is found by its file or by its name: %s', async (targetId, name) => {
  const { target } = await impactOf('COMPONENT', targetId);
  expect([target.symbol === 'default' ? 'Prices' : target.symbol, target.files]).toEqual([name, [name === 'due' ? 'src/cart.ts' : 'src/prices.ts']]);
});

test('a folder is everything below it; what is inside does not depend on it from outside', async () => {
  const codebase = await openCodebase({ 'tsconfig.json': STRICT, 'src/lib/a.ts': "import './deep/b';\nexport const a = 1;", 'src/lib/deep/b.ts': 'export const b = 1;', 'src/use.ts': "import { b } from './lib/deep/b';\nexport const c = b + b;", 'other/lib/x.ts': '' });
  const ask = (targetId: string) => findImpact(codebase, { targetType: 'FOLDER', targetId, changeType: 'MOVE', limit: 10 });
  const { target, directDependents } = ask('src/lib');
  expect(target.files).toEqual(['src/lib/a.ts', 'src/lib/deep/b.ts']);
  expect(directDependents.map(({ file, strength }) => [file, strength])).toEqual([['src/use.ts', 0.67]]);
  expect(() => ask('lib')).toThrow(AmbiguousTargetError);
  expect(() => ask('src/libs')).toThrow(TargetNotFoundError);
});

describe('the overall risk', () => {
  test('is the sum of its factors and grows with the change', async () => {
    const risks = [];
    for (const changeType of ['MODIFICATION', 'MOVE', 'RENAME', 'SIGNATURE', 'DELETION'] as const) {
      const { overallRisk, riskFactors } = await impactOf('FILE', 'src/prices.ts', { changeType });
      expect(overallRisk).toBeCloseTo(Math.min(10, riskFactors.reduce((sum, { points }) => sum + points, 0)), 5);
      risks.push(overallRisk);
    }
    expect(risks).toEqual([...risks].sort((a, b) => a - b));
    expect(new Set(risks).size).toBe(5);
  });

  test('tells each reason once, and nothing of what is not so', async () => {
    const { riskFactors, couplingScore } = await impactOf('FILE', 'src/prices.ts', { changeType: 'DELETION' });
    expect(riskFactors).toEqual([
      { factor: 'change', points: 5, reason: 'everything that needs it loses it' },
      { factor: 'dependents', points: 1, reason: '4 files depend on it directly' },
      { factor: 'reach', points: 1.5, reason: '2 more depend on it through others: 100 % of the project in all' },
      { factor: 'strength', points: 0.5, reason: '17 % of its dependents are strongly tied to it' },
    ]);
    expect(couplingScore).toBeCloseTo(1 / 6, 5);
  });

  const LIBRARY = { 'lib/package.json': '{ "name": "lib", "private": true }', 'lib/src/a.ts': 'export const a = 1;\n', 'lib/src/use.ts': "import { a } from './a';\nexport const b = a;\n" };
  const OPEN = "other packages can import it as 'lib/src/a'";
  test.each<[string, Record<string, string>, boolean]>([
    ['of a package that is published', { 'lib/package.json': '{ "name": "lib" }' }, true],
    ['of a private package that stands alone', {}, false],
    ['of a private package beside one that does not know it', { 'package.json': '{ "name": "all", "dependencies": { "other": "1" } }' }, false],
    ['of a private package on which another depends', { 'app/package.json': '{ "name": "app", "devDependencies": { "lib": "*" } }' }, true],
    ['of a private package that is a workspace', { 'package.json': '{ "workspaces": ["lib"] }' }, true],
    ['of a private package that is a workspace of pnpm', { 'pnpm-workspace.yaml': 'packages:\n  - lib\n' }, true],
    ['of a private package that has workspaces itself', { 'lib/package.json': '{ "name": "lib", "private": true, "workspaces": ["parts/*"] }' }, false],
    ['of a package whose manifest cannot be read', { 'lib/package.json': '{' }, false],
  ])('%s: other packages can import it only where there can be some', async (_, files, isOpen) => {
    const { riskFactors } = findImpact(await openCodebase({ 'tsconfig.json': STRICT, ...LIBRARY, ...files }), { targetType: 'FILE', targetId: 'lib/src/a.ts', changeType: 'MODIFICATION', limit: 10 });
    expect(riskFactors.filter(({ factor }) => factor === 'public').map(({ reason }) => reason)).toEqual(isOpen ? [OPEN] : []);
  });

  test('is none where nobody depends on the target', async () => {
    expect(await impactOf('FILE', 'src/page.ts')).toMatchObject({ overallRisk: 0, directCount: 0, riskFactors: [{ factor: 'no dependents' }] });
  });
});

test('a target that is not found is not repeated as a whole', async () => {
  const codebase = await openCodebase(shop);
  for (const targetType of ['FILE', 'FOLDER', 'SYMBOL', 'COMPONENT'] as const) {
    for (const word of ['a', 'a b/', "it's "]) {
      const targetId = word.repeat(5_000 / word.length);
      const ask = () => findImpact(codebase, { targetType, targetId, changeType: 'MODIFICATION', limit: 10 });
      expect(ask).toThrow(expect.objectContaining({ message: expect.stringContaining(word), hint: expect.stringMatching(/^.{0,300}$/) }));
      try { ask(); } catch (error) { expect(String(error).length).toBeLessThan(2_100); }
    }
  }
});

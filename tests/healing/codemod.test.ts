import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { editsOfChange } from '../../server/edits/change-edits.ts';
import { codemodOf } from '../../server/healing/codemod/codemod.ts';
import { VirtualTree } from '../../server/edits/virtual-tree.ts';
import { Codebase } from '../../server/impact/codebase.ts';
import type { Change } from '../../server/intents/change.ts';
import { resolveIntent } from '../../server/intents/resolve-intent.ts';
import type { Files } from '../rooms/temp-project.ts';
import { openCodebase, STRICT } from '../support/open-codebase.ts';
import { writeFiles } from '../support/projects.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const RUNNER = createRequire(import.meta.url).resolve('jscodeshift/bin/jscodeshift.js');

const manifest = (exports: object) => JSON.stringify({ name: '@acme/shop', version: '1.0.0', type: 'module', exports });
const SHOP: Readonly<Record<string, string>> = {
  'tsconfig.json': STRICT,
  'package.json': manifest({ '.': './src/index.ts', './*': './src/*.ts' }),
  'src/index.ts': "export * from './price';\nexport { tax as vat } from './tax';\nexport * as taxes from './tax';\n",
  'src/price.ts': 'export interface Price { readonly cents: number }\nexport function formatPrice(price: Price): string {\n  return String(price.cents);\n}\nexport const zero: Price = { cents: 0 };\n',
  'src/tax.ts': "import { type Price } from './price';\n\nexport const tax = (price: Price): Price => ({ cents: price.cents * 2 });\nexport default tax;\n",
  'src/legacy.ts': 'export const cost = 1;\nexport { /** @deprecated Use {@link cost} instead. */ cost as fee };\n',
};

interface Row {
  readonly name: string;
  /** In words; or a change with the files that it leaves. */
  readonly intent: string | { readonly change: Change; readonly leaves: Readonly<Record<string, string>> };
  /** The dependent's files before and after. */
  readonly files: Readonly<Record<string, readonly [before: string, after: string]>>;
}

const ROWS: readonly Row[] = [
  {
    name: 'a rename', intent: 'rename formatPrice to formatMoney in src/price.ts',
    files: {
      'src/named.ts': ["// The bill.\nimport { formatPrice, zero } from '@acme/shop';\n\n// odd   spacing\nexport const  bill = [formatPrice( zero ), { formatPrice }];\n", "// The bill.\nimport { formatMoney, zero } from '@acme/shop';\n\n// odd   spacing\nexport const  bill = [formatMoney( zero ), { formatPrice: formatMoney }];\n"],
      'src/taken.ts': ["import { formatPrice, zero } from '@acme/shop/price';\n\nconst formatMoney = 1;\nexport const bill = formatPrice(zero) + formatMoney;\n", "import { formatMoney as formatPrice, zero } from '@acme/shop/price';\n\nconst formatMoney = 1;\nexport const bill = formatPrice(zero) + formatMoney;\n"],
      'src/shadowed.ts': ["import { formatPrice, zero } from '@acme/shop';\n\nexport const bill = (formatPrice: number) => formatPrice;\nexport const other = formatPrice(zero);\n", "import { formatMoney as formatPrice, zero } from '@acme/shop';\n\nexport const bill = (formatPrice: number) => formatPrice;\nexport const other = formatPrice(zero);\n"],
      'src/aliased.ts': ["import { formatPrice as show, zero } from \"@acme/shop\"\nexport const bill = show(zero)\n", "import { formatMoney as show, zero } from \"@acme/shop\"\nexport const bill = show(zero)\n"],
      'src/space.ts': ["import * as shop from '@acme/shop';\nexport const bill: ReturnType<typeof shop.formatPrice> = shop.formatPrice(shop.zero);\n", "import * as shop from '@acme/shop';\nexport const bill: ReturnType<typeof shop.formatMoney> = shop.formatMoney(shop.zero);\n"],
      'src/passed.ts': ["export { formatPrice, zero } from '@acme/shop';\n", "export { formatMoney as formatPrice, zero } from '@acme/shop';\n"],
      'src/passed-later.ts': ["import { formatPrice } from '@acme/shop';\n\nexport { formatPrice };\n", "import { formatMoney } from '@acme/shop';\n\nexport { formatMoney as formatPrice };\n"],
      'src/loaded.ts': ["export const one = async () => {\n  const { formatPrice, zero } = await import('@acme/shop');\n  return formatPrice(zero);\n};\nexport const two = async () => (await import('@acme/shop')).formatPrice;\nexport const three = () => import('@acme/shop').then((shop) => shop.formatPrice(shop.zero));\n", "export const one = async () => {\n  const { formatMoney: formatPrice, zero } = await import('@acme/shop');\n  return formatPrice(zero);\n};\nexport const two = async () => (await import('@acme/shop')).formatMoney;\nexport const three = () => import('@acme/shop').then((shop) => shop.formatMoney(shop.zero));\n"],
      'src/typed.ts': ["export type Format = typeof import('@acme/shop').formatPrice;\n", "export type Format = typeof import('@acme/shop').formatMoney;\n"],
      'src/other.ts': ["import { formatPrice } from './passed';\nexport const bill = formatPrice;\n", "import { formatPrice } from './passed';\nexport const bill = formatPrice;\n"],
      'src/assertion.ts': ["import { formatPrice, zero } from '@acme/shop';\nexport const bill = <string>formatPrice(zero);\n", "import { formatMoney, zero } from '@acme/shop';\nexport const bill = <string>formatMoney(zero);\n"],
    },
  },
  {
    name: 'the rename of a type', intent: 'rename Price to Money in src/price.ts',
    files: { 'src/types.ts': ["import type { Price } from '@acme/shop';\nimport { type Price as P, zero } from '@acme/shop/price';\n\nexport const all: readonly (Price | P)[] = [zero];\n", "import type { Money } from '@acme/shop';\nimport { type Money as P, zero } from '@acme/shop/price';\n\nexport const all: readonly (Money | P)[] = [zero];\n"] },
  },
  {
    name: 'the move of a file', intent: 'move src/price.ts to src/money/price.ts',
    files: { 'src/use.ts': ["import { formatPrice } from '@acme/shop/price';\nimport { zero } from '@acme/shop';\nexport * from '@acme/shop/price';\n\nexport const bill = formatPrice(zero);\nexport const load = () => import('@acme/shop/price');\nexport type Price = import('@acme/shop/price').Price;\n", "import { formatPrice } from '@acme/shop/money/price';\nimport { zero } from '@acme/shop';\nexport * from '@acme/shop/money/price';\n\nexport const bill = formatPrice(zero);\nexport const load = () => import('@acme/shop/money/price');\nexport type Price = import('@acme/shop/money/price').Price;\n"] },
  },
  {
    name: 'the move of an export', intent: 'move formatPrice from src/price.ts to src/format.ts',
    files: {
      'src/use.ts': ["import { formatPrice, zero } from '@acme/shop/price';\n\nexport const bill = formatPrice(zero);\n", "import { zero } from '@acme/shop/price';\n\nimport { formatPrice } from '@acme/shop/format';\n\nexport const bill = formatPrice(zero);\n"],
      'src/alone.ts': ["import { formatPrice } from '@acme/shop/price';\n\nexport const bill = formatPrice;\n", "import { formatPrice } from '@acme/shop/format';\n\nexport const bill = formatPrice;\n"],
      'src/barrel.ts': ["import { formatPrice } from '@acme/shop';\n\nexport const bill = formatPrice;\n", "import { formatPrice } from '@acme/shop';\n\nexport const bill = formatPrice;\n"],
      'src/space.ts': ["import * as prices from '@acme/shop/price';\n\nexport const bill = prices.formatPrice(prices.zero);\n", "import * as prices from '@acme/shop/price';\n\nimport { formatPrice } from '@acme/shop/format';\n\nexport const bill = formatPrice(prices.zero);\n"],
      'src/passed.ts': ["export { formatPrice, zero } from '@acme/shop/price';\n", "export { zero } from '@acme/shop/price';\nexport { formatPrice } from '@acme/shop/format';\n"],
    },
  },
  {
    name: 'a default export that gets a name',
    intent: { change: { kind: 'DEFAULT_TO_NAMED', file: 'src/tax.ts', name: 'tax' }, leaves: { 'src/tax.ts': "import { type Price } from './price';\n\nexport const tax = (price: Price): Price => ({ cents: price.cents * 2 });\n" } },
    files: {
      'src/same.ts': ["import tax from '@acme/shop/tax';\nimport { zero } from '@acme/shop';\n\nexport const bill = tax(zero);\n", "import { tax } from '@acme/shop/tax';\nimport { zero } from '@acme/shop';\n\nexport const bill = tax(zero);\n"],
      'src/own.ts': ["import duty from '@acme/shop/tax';\nimport { zero } from '@acme/shop';\n\nexport const bill = duty(zero);\n", "import { tax as duty } from '@acme/shop/tax';\nimport { zero } from '@acme/shop';\n\nexport const bill = duty(zero);\n"],
      'src/passed.ts': ["export { default as duty } from '@acme/shop/tax';\n", "export { tax as duty } from '@acme/shop/tax';\n"],
      'src/loaded.ts': ["export const load = async () => (await import('@acme/shop/tax')).default;\n", "export const load = async () => (await import('@acme/shop/tax')).tax;\n"],
    },
  },
  {
    name: 'a named export that becomes the default',
    intent: { change: { kind: 'NAMED_TO_DEFAULT', file: 'src/price.ts', name: 'formatPrice' }, leaves: { 'src/price.ts': 'export interface Price { readonly cents: number }\nexport default function formatPrice(price: Price): string {\n  return String(price.cents);\n}\nexport const zero: Price = { cents: 0 };\n', 'src/index.ts': "export * from './price';\nexport { default as formatPrice } from './price';\n" } },
    files: {
      'src/both.ts': ["import { zero, formatPrice } from '@acme/shop/price';\n\nexport const bill = formatPrice(zero);\n", "import formatPrice, { zero } from '@acme/shop/price';\n\nexport const bill = formatPrice(zero);\n"],
      'src/alone.ts': ["import { formatPrice as show } from '@acme/shop/price';\n\nexport const bill = show({ cents: 1 });\n", "import show from '@acme/shop/price';\n\nexport const bill = show({ cents: 1 });\n"],
    },
  },
  {
    name: 'a shim that is retired', intent: 'retire fee in src/legacy.ts',
    files: { 'src/use.ts': ["import { fee } from '@acme/shop/legacy';\n\nexport const bill: number = fee;\n", "import { cost } from '@acme/shop/legacy';\n\nexport const bill: number = cost;\n"] },
  },
];

interface Shifted {
  readonly after: Codebase;
  readonly read: (path: string) => string;
}

/** The dependent before and after the codemod, both with the package as the change leaves it. */
async function shift({ intent, files }: Row): Promise<Shifted> {
  const codebase = await openCodebase(SHOP);
  const change = typeof intent === 'string' ? resolveIntent(codebase, intent) : intent.change;
  const tree = typeof intent === 'string' ? (await editsOfChange(codebase, change)).after : new VirtualTree(codebase.tree, new Map(Object.entries(intent.leaves)));
  const { codemod } = codemodOf({ tree: codebase.tree, graph: codebase.graph, after: tree }, change, 'docs/migrations/guide.md');
  if (!codemod) throw new Error('there is no codemod');
  const folder = makeTempFolder();
  writeFiles(folder, { 'tsconfig.json': STRICT, 'package.json': '{ "type": "module" }', ...Object.fromEntries(Object.entries(files).map(([path, [text]]) => [path, text])) });
  for (const path of new Set([...codebase.tree.paths(), ...tree.overlay.keys()])) {
    const text = tree.text(path);
    const target = join(folder, 'node_modules/@acme/shop', path);
    mkdirSync(dirname(target), { recursive: true });
    if (text !== undefined) writeFileSync(target, text);
  }
  const script = join(makeTempFolder(), 'guide.codemod.cjs');
  writeFileSync(script, codemod.text);
  const before = await Codebase.open(folder);
  const broken = await before.checker.check({ overlay: new Map(), files: Object.keys(files) });
  expect(broken.problems.length).toBeGreaterThan(0);
  await before.close();
  execFileSync(process.execPath, [RUNNER, '--extensions=ts,tsx', '--run-in-band', '--silent', '-t', script, join(folder, 'src')], { cwd: folder, stdio: 'pipe' });
  const after = await Codebase.open(folder);
  return { after, read: (path) => readFileSync(join(folder, path), 'utf8') };
}

describe('the codemod of', () => {
  it.each(ROWS)('$name lets a dependent project compile again, and changes nothing else', async (row) => {
    const { after, read } = await shift(row);
    try {
      for (const [path, [, text]] of Object.entries(row.files)) expect(read(path), path).toBe(text);
      const { problems, checked } = await after.checker.check({ overlay: new Map(), files: Object.keys(row.files) });
      expect(problems.map(({ file, line, message }) => `${file}:${line} ${message}`)).toEqual([]);
      expect(checked).toHaveLength(Object.keys(row.files).length);
    } finally {
      await after.close();
    }
  });
});

describe('without a codemod the guide says why', () => {
  const built = { ...SHOP, 'package.json': manifest({ '.': './dist/index.js' }) };
  it.each<readonly [string, Files, string]>([
    ['rename formatPrice to formatMoney in src/price.ts', { ...SHOP, 'package.json': '{}' }, 'belongs to no package with a name'],
    ['rename cost to costs in src/legacy.ts', built, '`@acme/shop` does not offer it to other packages'],
    ['rename tax to duty in src/tax.ts', built, 'inside of a namespace'],
    ['move src/price.ts to src/money/price.ts', built, '`@acme/shop` does not offer it'],
    ['move formatPrice from src/price.ts to src/format.ts', built, 'Other packages reach it through modules that offer it as before.'],
    ['move src/price.ts to src/money/price.ts', { ...SHOP, 'package.json': manifest({ '.': './src/index.ts', './price': './src/price.ts' }) }, 'Other packages reach it as before.'],
    ['move cost from src/legacy.ts to src/costs.ts', { ...SHOP, 'package.json': manifest({ './legacy': './src/legacy.ts' }) }, 'add an entry for it to package.json'],
  ])('%s', async (intent, files, reason) => {
    const codebase = await openCodebase(files);
    const change = resolveIntent(codebase, intent);
    const edits = await editsOfChange(codebase, change);
    const { codemod, section } = codemodOf({ tree: codebase.tree, graph: codebase.graph, after: edits.after }, change, 'docs/migrations/guide.md');
    expect(codemod).toBeNull();
    expect(section.join('\n')).toContain(reason);
  });
});

it('the guide tells the command, and stands beside the program', async () => {
  const codebase = await openCodebase({ ...SHOP, 'package.json': manifest({ '.': { types: './dist/index.d.ts', import: './dist/index.js' } }) });
  const change = resolveIntent(codebase, 'rename formatPrice to formatMoney in src/price.ts');
  const edits = await editsOfChange(codebase, change);
  const { codemod, section } = codemodOf({ tree: codebase.tree, graph: codebase.graph, after: edits.after }, change, 'docs/migrations/rename-formatPrice.md');
  expect(codemod?.path).toBe('docs/migrations/rename-formatPrice.codemod.cjs');
  expect(section).toContain('npx jscodeshift@17.4.0 --extensions=ts,tsx,mts,cts,js,jsx,mjs,cjs -t docs/migrations/rename-formatPrice.codemod.cjs src');
  expect(section).toContain("- formatPrice of '@acme/shop' is now formatMoney of '@acme/shop'");
});

it.each([
  ['none for a private package without an entry', { private: true }, false],
  ['one for a private package with an entry', { private: true, exports: { './*': './src/*.ts' } }, true],
  ['one for a package that is published as it is', {}, true],
])('there is %s', async (_, json, isMade) => {
  const codebase = await openCodebase({ 'package.json': JSON.stringify({ name: 'app', ...json }), 'src/price.ts': 'export const price = 1;\n' });
  const change = resolveIntent(codebase, 'rename price to cost');
  const { codemod, section } = codemodOf({ tree: codebase.tree, graph: codebase.graph, after: (await editsOfChange(codebase, change)).after }, change, 'docs/migrations/guide.md');
  expect(codemod !== null).toBe(isMade);
  if (!isMade) expect(section.join('\n')).toContain('`app` is private and its package.json names no entry');
});

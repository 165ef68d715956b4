import { describe, expect, test } from 'vitest';
import { isRelative, moveSpecifier, type Alias } from '../../server/edits/specifier.ts';

const ALIASES: readonly Alias[] = [{ prefix: '@/', folder: 'src/' }, { prefix: '@cart/', folder: 'src/cart/' }, { prefix: '~lib/', folder: 'lib/' }];

interface Case {
  readonly written: string;
  readonly from: string;
  readonly to: string;
  readonly expected: string | null;
  readonly importer?: string;
  readonly aliases?: readonly Alias[];
}

const move = ({ written, from, to, importer = 'src/app.ts', aliases = [] }: Case) =>
  moveSpecifier({ specifier: written, importer, oldTarget: from, newTarget: to, aliases });

describe('a relative specifier stays in its style', () => {
  test.each<Case>([
    { written: './cart/totals', from: 'src/cart/totals.ts', to: 'src/checkout/totals.ts', expected: './checkout/totals' },
    { written: './cart/totals', from: 'src/cart/totals.tsx', to: 'src/cart/sums.tsx', expected: './cart/sums' },
    { written: './cart/totals', from: 'src/cart/totals.ts', to: 'lib/totals.ts', expected: '../lib/totals' },
    { written: './cart/totals', from: 'src/cart/totals.d.ts', to: 'src/totals.d.ts', expected: './totals' },
    { written: './cart/totals.ts', from: 'src/cart/totals.ts', to: 'src/totals.ts', expected: './totals.ts' },
    { written: './cart/totals.ts', from: 'src/cart/totals.ts', to: 'src/totals.tsx', expected: './totals.tsx' },
    { written: './cart/totals.js', from: 'src/cart/totals.ts', to: 'src/totals.ts', expected: './totals.js' },
    { written: './cart/totals.js', from: 'src/cart/totals.tsx', to: 'src/totals.ts', expected: './totals.js' },
    { written: './cart/totals.mjs', from: 'src/cart/totals.mts', to: 'src/totals.mts', expected: './totals.mjs' },
    { written: './cart/totals.cjs', from: 'src/cart/totals.cts', to: 'src/totals.cts', expected: './totals.cjs' },
    { written: './cart/totals.js', from: 'src/cart/totals.d.ts', to: 'src/totals.d.ts', expected: './totals.js' },
    { written: './cart/totals.js', from: 'src/cart/totals.js', to: 'src/totals.js', expected: './totals.js' },
    { written: './cart/totals.jsx', from: 'src/cart/totals.tsx', to: 'src/totals.tsx', expected: './totals.jsx' },
    { written: './rates.json', from: 'src/rates.json', to: 'src/data/rates.json', expected: './data/rates.json' },
    { written: './cart', from: 'src/cart/index.ts', to: 'src/checkout/index.ts', expected: './checkout' },
    { written: './cart/', from: 'src/cart/index.ts', to: 'src/checkout/index.ts', expected: './checkout/' },
    { written: './cart', from: 'src/cart/index.ts', to: 'src/checkout/main.ts', expected: './checkout/main' },
    { written: './cart/', from: 'src/cart/index.ts', to: 'src/checkout/main.ts', expected: './checkout/main' },
    { written: './cart/index', from: 'src/cart/index.ts', to: 'src/checkout/index.ts', expected: './checkout/index' },
    { written: './cart/index.js', from: 'src/cart/index.ts', to: 'src/checkout/index.ts', expected: './checkout/index.js' },
    { written: '.', from: 'src/index.ts', to: 'src/cart/index.ts', expected: './cart' },
    { written: './', from: 'src/index.ts', to: 'src/main.ts', expected: './main' },
    { written: '..', from: 'src/index.ts', to: 'src/cart/index.ts', importer: 'src/cart/totals.ts', expected: '.' },
    { written: '..', from: 'src/index.ts', to: 'lib/index.ts', importer: 'src/cart/totals.ts', expected: '../../lib' },
    { written: '../', from: 'src/index.ts', to: 'src/cart/index.ts', importer: 'src/cart/totals.ts', expected: './' },
    { written: './totals', from: 'totals.ts', to: 'index.ts', importer: 'app.ts', expected: './index' },
    { written: './src', from: 'src/index.ts', to: 'index.ts', importer: 'app.ts', expected: '.' },
    { written: './.config/env', from: 'src/.config/env.ts', to: 'src/.settings/env.ts', expected: './.settings/env' },
    { written: './icon.svg?raw', from: 'src/icon.svg', to: 'src/icons/icon.svg', expected: './icons/icon.svg?raw' },
    { written: './cart?worker', from: 'src/cart.ts', to: 'src/cart/main.ts', expected: './cart/main?worker' },
  ])('$written of $from to $to is $expected', (row) => {
    expect(move(row)).toBe(row.expected);
  });
});

describe('an alias', () => {
  test.each<Case>([
    { written: '@/cart/totals', from: 'src/cart/totals.ts', to: 'src/checkout/totals.ts', expected: '@/checkout/totals' },
    { written: '@/cart/totals.js', from: 'src/cart/totals.ts', to: 'src/checkout/sums.ts', expected: '@/checkout/sums.js' },
    { written: '@/cart', from: 'src/cart/index.ts', to: 'src/checkout/index.ts', expected: '@/checkout' },
    { written: '@/cart/totals', from: 'src/cart/totals.ts', to: 'lib/totals.ts', aliases: ALIASES, expected: '~lib/totals' },
    { written: '~lib/totals', from: 'lib/totals.ts', to: 'src/cart/totals.ts', aliases: ALIASES, expected: '@cart/totals' },
    { written: '@cart/totals', from: 'src/cart/totals.ts', to: 'src/totals.ts', aliases: ALIASES, expected: '@/totals' },
    { written: '@/cart/totals', from: 'src/cart/totals.ts', to: 'other/totals.ts', aliases: ALIASES, expected: '../other/totals' },
    { written: 'cart/totals', from: 'src/cart/totals.ts', to: 'src/totals.ts', expected: 'totals' },
    { written: '@config', from: 'src/config.ts', to: 'src/settings.ts', aliases: ALIASES, expected: null },
    { written: '@acme/cart', from: 'packages/cart/src/main.ts', to: 'packages/cart/src/entry.ts', expected: null },
  ])('$written of $from to $to is $expected', (row) => {
    expect(move(row)).toBe(row.expected);
  });
});

test.each([
  [undefined, '../text/pad'],
  [{ specifier: './b.js', target: 'src/b.ts' }, '../text/pad.js'],
  [{ specifier: './b.ts', target: 'src/b.ts' }, '../text/pad.ts'],
  [{ specifier: './b', target: 'src/b.ts' }, '../text/pad'],
])('an alias that becomes relative is written like %j', (model, expected) => {
  expect(moveSpecifier({ specifier: '#in/pad', importer: 'src/app.ts', oldTarget: 'src/in/pad.ts', newTarget: 'text/pad.ts', aliases: [], model })).toBe(expected);
});

test.each([
  ['.', true],
  ['..', true],
  ['./', true],
  ['../a', true],
  ['.a', false],
  ['..a', false],
  ['a', false],
  ['@/a', false],
  ['/a', false],
])('%s is relative: %s', (specifier, expected) => {
  expect(isRelative(specifier)).toBe(expected);
});

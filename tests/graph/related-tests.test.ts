import { describe, expect, it } from 'vitest';
import { findRelatedTests, isTestFile } from '../../server/graph/related-tests.ts';
import { openGraph } from './build-graph.ts';

const SHOP = {
  'src/price.ts': 'export const price = 1;\nexport interface Price { amount: number }',
  'src/cart.ts': "import { price } from './price';\nexport const cart = price;",
  'src/app.ts': "import { cart } from './cart';\nexport const app = cart;",
  'src/price.test.ts': "import { price } from './price';",
  'src/cart.spec.tsx': "import { cart } from './cart';",
  'src/__tests__/app.ts': "import { app } from '../app';",
  'src/typed.test.ts': "import type { Price } from './price';",
  'src/mocking.test.ts': "import { vi } from 'vitest';\nvi.mock('./price');",
  'src/other.test.ts': 'export {};',
  'tests/flow.ts': "import { test } from 'node:test';\nimport { app } from '../src/app.ts';",
  'tests/setup.ts': "import { onTestFinished } from 'vitest';\nimport { price } from '../src/price';\nexport const setUp = () => onTestFinished(() => price);",
  'tests/uses-setup.test.ts': "import { setUp } from './setup';",
  'tests/plain.ts': "import { price } from '../src/price';",
  'tests/fixtures/shop/price.test.ts': "import { price } from '../../../src/price';",
};

describe('the tests related to files', () => {
  it.each([
    [['src/price.ts'], ['src/price.test.ts', 'src/cart.spec.tsx', 'tests/uses-setup.test.ts', 'src/__tests__/app.ts', 'tests/flow.ts']],
    [['src/app.ts'], ['src/__tests__/app.ts', 'tests/flow.ts']],
    [['src/other.test.ts'], ['src/other.test.ts']],
    [['src/app.ts', 'src/price.test.ts'], ['src/price.test.ts', 'src/__tests__/app.ts', 'tests/flow.ts']],
    [['src/gone.test.ts'], []],
    [[], []],
  ])('of %j are %j, the nearest first', async (files, tests) => {
    const { graph } = await openGraph(SHOP);
    expect(findRelatedTests(graph, files)).toEqual(tests);
  });

  it('are at most 50', async () => {
    const tests = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`src/t${String(index).padStart(2, '0')}.test.ts`, "import './price';"]));
    const { graph } = await openGraph({ 'src/price.ts': 'export {};', ...tests });
    const found = findRelatedTests(graph, ['src/price.ts']);
    expect(found).toHaveLength(50);
    expect(found[0]).toBe('src/t00.test.ts');
  });

  it('are no declarations, mocks or plain sources', async () => {
    const { graph } = await openGraph({ 'a.test.d.ts': '', '__tests__/__mocks__/a.js': '', 'src/test.ts': '', 'src/latest.ts': '' });
    expect(graph.files().filter((path) => isTestFile(graph, path))).toEqual([]);
  });
});

import { describe, expect, test } from 'vitest';
import { shimsIn } from '../../server/edits/find-shims.ts';
import { openGraph } from '../graph/build-graph.ts';
import { changeProject, type Texts } from './changed-project.ts';

const retire = (files: Texts, name: string | null = 'price', file = 'a.ts') => changeProject(files, { kind: 'RETIRE_SHIM', file, name });
const ALIAS = "export const cost = 1;\n\n/** @deprecated Use {@link cost}. Keeps callers working that still say price. */\nexport { /** @deprecated Use {@link cost} instead. */ cost as price };\n";
const PLACE = "export const b = 1;\n\n/** @deprecated Moved to money.ts. */\nexport { /** @deprecated Import it from money.ts. */ price } from './money';\n";

describe('what counts as a shim', () => {
  test.each<readonly [string, Texts, readonly (readonly [string | null, string | null, string | null])[]]>([
    ['an alias with its own tag', { 'a.ts': ALIAS }, [['price', 'a.ts', 'cost']]],
    ['an alias whose statement has the tag', { 'a.ts': 'export const cost = 1;\n/** @deprecated */\nexport { cost as price };\n' }, [['price', 'a.ts', 'cost']]],
    ['an alias without a tag is none', { 'a.ts': 'export const cost = 1;\n// @deprecate\nexport { cost as price };\n' }, []],
    ['a deprecated function is none', { 'a.ts': '/** @deprecated */\nexport function price() {}\n' }, []],
    ['an alias of an alias', { 'a.ts': 'const inner = 1;\nexport { inner as cost, /** @deprecated */ inner as price };\n' }, [['price', 'a.ts', 'cost']]],
    ['a name that is passed on from its new place', { 'a.ts': PLACE, 'money.ts': 'export const price = 1;' }, [['price', 'money.ts', 'price']]],
    ['a name that is imported and passed on', { 'a.ts': "import { price as p } from './money';\nexport { /** @deprecated */ p as price };\n", 'money.ts': 'export const price = 1;' }, [['price', 'money.ts', 'price']]],
    ['an entry of a barrel', { 'a.ts': "export { cost, /** @deprecated */ cost as price } from './money';\n", 'money.ts': 'export const cost = 1;' }, [['price', 'a.ts', 'cost']]],
    ['a name of a package has no replacement in the project', { 'a.ts': "export const b = 1;\nexport { /** @deprecated */ price } from 'shop';\n" }, [['price', null, null]]],
    ['a file that passes another one on', { 'a.ts': "/** @deprecated Moved. */\nexport { /** @deprecated */ price, /** @deprecated */ default } from './money';\n", 'money.ts': 'export const price = 1;\nexport default 1;' }, [[null, 'money.ts', null]]],
    ['a file of stars', { 'a.ts': "/** @deprecated Moved. */\nexport * from './money';\n", 'money.ts': 'export const price = 1;' }, [[null, 'money.ts', null]]],
    ['a CommonJS file', { 'a.ts': '', 'a.js': "/** @deprecated Moved. */\nmodule.exports = require('./money');\n", 'money.js': 'exports.a = 1;' }, []],
  ])('%s', async (_, files, expected) => {
    const source = await openGraph(files);
    expect(shimsIn(source, 'a.ts').map(({ name, replacement }) => [name, replacement?.file ?? null, replacement?.name ?? null])).toEqual(expected);
    if ('a.js' in files) expect(shimsIn(source, 'a.js')).toMatchObject([{ name: null, replacement: { file: 'money.js', name: null } }]);
  });
});

describe('an alias that is retired', () => {
  test.each<readonly [string, Texts, Texts]>([
    ['goes with its statement', { 'a.ts': ALIAS }, { 'a.ts': 'export const cost = 1;\n' }],
    ['leaves its callers with the new name', { 'a.ts': ALIAS, 'use.ts': "import { price } from './a';\nprice();\n" }, { 'a.ts': 'export const cost = 1;\n', 'use.ts': "import { cost } from './a';\ncost();\n" }],
    ['leaves a caller that has the new name already with both', { 'a.ts': ALIAS, 'use.ts': "import { cost, price } from './a';\ncost(price);\n" }, { 'use.ts': "import { cost, cost as price } from './a';\ncost(price);\n" }],
    ['leaves namespace accesses with the new name', { 'a.ts': ALIAS, 'use.ts': "import * as a from './a';\na.price(a.cost);\n" }, { 'use.ts': "import * as a from './a';\na.cost(a.cost);\n" }],
    ['goes from barrels that keep it', { 'a.ts': ALIAS, 'index.ts': "export { cost, /** @deprecated */ cost as price, cost as c } from './a';\n", 'use.ts': "import { price } from './index';\nprice();\n" }, { 'index.ts': "export { cost, cost as c } from './a';\n", 'use.ts': "import { cost } from './index';\ncost();\n" }],
    ['goes from barrels that name both', { 'a.ts': ALIAS, 'index.ts': "export { cost } from './a';\nexport { price } from './a';\n", 'use.ts': "import { price } from './index';\nprice();\n" }, { 'index.ts': "export { cost } from './a';\n", 'use.ts': "import { cost } from './index';\ncost();\n" }],
    ['is renamed in barrels that name it alone', { 'a.ts': ALIAS, 'index.ts': "export { price } from './a';\n", 'use.ts': "import { price } from './index';\nprice();\n" }, { 'index.ts': "export { cost } from './a';\n", 'use.ts': "import { cost } from './index';\ncost();\n" }],
    ['is followed through stars', { 'a.ts': ALIAS, 'index.ts': "export * from './a';\n", 'use.ts': "import { price as p } from './index';\np();\n" }, { 'index.ts': "export * from './a';\n", 'use.ts': "import { cost as p } from './index';\np();\n" }],
    ['may be one of several names', { 'a.ts': 'const cost = 1;\nexport {\n  cost,\n  /** @deprecated */\n  cost as price,\n};\n' }, { 'a.ts': 'const cost = 1;\nexport {\n  cost,\n};\n' }],
    ['may be the first of several names', { 'a.ts': 'const cost = 1;\nexport { /** @deprecated */ cost as price, cost };\n' }, { 'a.ts': 'const cost = 1;\nexport { cost };\n' }],
  ])('%s', async (_, files, expected) => {
    const { texts, left } = await retire(files);
    expect(texts).toMatchObject(expected);
    expect(left).toEqual([]);
  });
});

describe('a place that is retired', () => {
  test.each<readonly [string, Texts, Texts]>([
    ['leaves its callers with the new place', { 'a.ts': PLACE, 'money.ts': 'export const price = 1;', 'use.ts': "import { b, price } from './a';\nprice(b);\n" }, { 'a.ts': 'export const b = 1;\n', 'use.ts': "import { b } from './a';\nimport { price } from './money';\nprice(b);\n" }],
    ['may have got another name', { 'a.ts': PLACE.replace('price }', 'cost as price }'), 'money.ts': 'export const cost = 1;', 'use.ts': "import { price } from './a';\nprice();\n" }, { 'use.ts': "import { cost as price } from './money';\nprice();\n" }],
    ['leaves barrels with the new place', { 'a.ts': PLACE, 'money.ts': 'export const price = 1;', 'index.ts': "export { price, b } from './a';\n" }, { 'index.ts': "export { b } from './a';\nexport { price } from './money';\n" }],
  ])('%s', async (_, files, expected) => {
    const { texts, left } = await retire(files);
    expect(texts).toMatchObject(expected);
    expect(left).toEqual([]);
  });
});

describe('a file that is retired', () => {
  const shim = "/** @deprecated Moved to lib/money.ts. */\nexport { /** @deprecated */ price } from './lib/money';\n";
  test('is gone, and its callers name the moved one', async () => {
    const { texts, left } = await retire({ 'a.ts': shim, 'lib/money.ts': 'export const price = 1;', 'use.ts': "import { price } from './a';\nexport * from './a';\nawait import('./a');\nvi.mock('./a');\n" }, null);
    expect(texts).toEqual({ 'lib/money.ts': 'export const price = 1;', 'use.ts': "import { price } from './lib/money';\nexport * from './lib/money';\nawait import('./lib/money');\nvi.mock('./lib/money');\n" });
    expect(left).toEqual([]);
  });
});

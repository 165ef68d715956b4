import { describe, expect, test } from 'vitest';
import { renamePrice } from './changed-project.ts';

const IMPORT = "import * as ns from './price'\n";

describe('through a namespace', () => {
  test.each([
    ['ns.price()', 'ns.cost()'],
    ['ns?.price?.()', 'ns?.cost?.()'],
    ["ns['price']", "ns['cost']"],
    ['ns["price"].price', 'ns["cost"].price'],
    ['(ns as any).price', '(ns as any).cost'],
    ['ns!.price', 'ns!.cost'],
    ['const a = <ns.price />', 'const a = <ns.cost />'],
    ['const a = <ns.price.Row>x</ns.price.Row>', 'const a = <ns.cost.Row>x</ns.cost.Row>'],
    ['let a: ns.price', 'let a: ns.cost'],
    ['let a: typeof ns.price', 'let a: typeof ns.cost'],
    ["let a: (typeof ns)['price']", "let a: (typeof ns)['cost']"],
    ['let a: ns.price.Inner', 'let a: ns.cost.Inner'],
    ['class A extends ns.price {}', 'class A extends ns.cost {}'],
    ['class A implements ns.price {}', 'class A implements ns.cost {}'],
    ['const { price } = ns\nprice', 'const { cost: price } = ns\nprice'],
    ['const { price: p, ...rest } = ns', 'const { cost: p, ...rest } = ns'],
    ["const { 'price': p } = ns", "const { 'cost': p } = ns"],
    ['const { price = 1 } = ns', 'const { cost: price = 1 } = ns'],
    ['const copy = ns\ncopy.price', 'const copy = ns\ncopy.cost'],
    ['let copy\ncopy = ns\ncopy.price', 'let copy\ncopy = ns\ncopy.cost'],
    ['import p = ns.price', 'import p = ns.cost'],
    ['ns.other.price\nother.ns.price', 'ns.other.price\nother.ns.price'],
    ['const f = (ns) => ns.price', 'const f = (ns) => ns.price'],
    ['var again = again\nagain = ns\nagain.price', 'var again = again\nagain = ns\nagain.cost'],
  ])('%s', async (before, after) => {
    const { texts, left } = await renamePrice({ 'use.tsx': IMPORT + before });
    expect([texts['use.tsx'], left]).toEqual([IMPORT + after, []]);
  });

  test('inside of a namespace', async () => {
    const { texts } = await renamePrice({
      'inner.ts': "export * as inner from './price'",
      'outer.ts': "export * as outer from './inner'",
      'use.ts': "import { outer } from './outer'\nimport * as all from './outer'\nouter.inner.price\nconst { inner: { price } } = all.outer\nlet a: all.outer.inner.price\nouter.price",
    });
    expect(texts['use.ts']).toBe("import { outer } from './outer'\nimport * as all from './outer'\nouter.inner.cost\nconst { inner: { cost: price } } = all.outer\nlet a: all.outer.inner.cost\nouter.price");
  });

  test('a computed key is left and listed', async () => {
    const { texts, left } = await renamePrice({ 'use.ts': `${IMPORT}ns[key]` });
    expect([texts['use.ts'], left]).toEqual([`${IMPORT}ns[key]`, ["use.ts:2 the key is computed; it may be 'price'"]]);
  });
});

describe('through a dynamic import', () => {
  test.each([
    ["const m = await import('./price'); m.price", "const m = await import('./price'); m.cost"],
    ["(await import('./price')).price()", "(await import('./price')).cost()"],
    ["const { price } = await import('./price'); price", "const { cost: price } = await import('./price'); price"],
    ["const { price: p } = await import(`./price`); p", "const { cost: p } = await import(`./price`); p"],
    ["const { price = 1 } = await import('./price')", "const { cost: price = 1 } = await import('./price')"],
    ["import('./price').then((m) => m.price)", "import('./price').then((m) => m.cost)"],
    ["import('./price').then(({ price }) => price)", "import('./price').then(({ cost: price }) => price)"],
    ["import('./price').then(({ price: p = 1 }) => p)", "import('./price').then(({ cost: p = 1 }) => p)"],
    ["import('./price').then(function (m) { return { default: m.price } })", "import('./price').then(function (m) { return { default: m.cost } })"],
    ["let m: typeof import('./price')\nm = await import('./price')\nm.price", "let m: typeof import('./price')\nm = await import('./price')\nm.cost"],
    ["const actual = await vi.importActual<typeof import('./price')>('./price')\nactual.price", "const actual = await vi.importActual<typeof import('./price')>('./price')\nactual.cost"],
    ["vi.mock('./price')\nuse(new URL('./price', import.meta.url)).price", "vi.mock('./price')\nuse(new URL('./price', import.meta.url)).price"],
  ])('%s', async (before, after) => {
    const { texts, left } = await renamePrice({ 'use.ts': before });
    expect([texts['use.ts'], left]).toEqual([after, []]);
  });
});

describe.each(['use.ts', 'use.js', 'use.cjs'])('through require in %s', (file) => {
  test.each([
    ["const { price } = require('./price'); price", "const { cost: price } = require('./price'); price"],
    ["const { price: p } = require('./price'); p", "const { cost: p } = require('./price'); p"],
    ["const m = require('./price'); m.price", "const m = require('./price'); m.cost"],
    ["const p = require('./price').price", "const p = require('./price').cost"],
    ["require('./price')['price']", "require('./price')['cost']"],
  ])('%s', async (before, after) => {
    const { texts, left } = await renamePrice({ [file]: before });
    expect([texts[file], left]).toEqual([after, []]);
  });
});

test('through import = require in TypeScript', async () => {
  const { texts } = await renamePrice({ 'use.ts': "import m = require('./price')\nm.price\nlet a: m.price" });
  expect(texts['use.ts']).toBe("import m = require('./price')\nm.cost\nlet a: m.cost");
});

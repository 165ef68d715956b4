import { describe, expect, test } from 'vitest';
import { changeProject, renamePrice, type Texts } from './changed-project.ts';

/** A file that uses price.ts, before and after. */
type Row = readonly [before: string, after: string];

async function expectUse([before, after]: Row, file = 'use.tsx', others: Texts = {}): Promise<void> {
  const { texts, left } = await renamePrice({ ...others, [file]: before });
  expect(texts[file]).toBe(after);
  expect(left).toEqual([]);
}

describe('the declaring file', () => {
  test.each<Row>([
    ['export const price = 1\nuse(price)', 'export const cost = 1\nuse(cost)'],
    ['export function price(a: 1): 1\nexport function price(a: 2): 2\nexport function price(a: any) { return price(a) }', 'export function cost(a: 1): 1\nexport function cost(a: 2): 2\nexport function cost(a: any) { return cost(a) }'],
    ['export interface price { a: price }\nexport const price = {} as price\nexport namespace price { export type T = 1 }\nlet x: price.T', 'export interface cost { a: cost }\nexport const cost = {} as cost\nexport namespace cost { export type T = 1 }\nlet x: cost.T'],
    ['export class price { static a = new price() }', 'export class cost { static a = new cost() }'],
    ['export enum price { a }\nlet x: price.a', 'export enum cost { a }\nlet x: cost.a'],
    ['const price = 1\nexport { price }', 'const cost = 1\nexport { cost }'],
    ['const price = 1\nexport { price, price as default, price as old }', 'const cost = 1\nexport { cost, cost as default, cost as old }'],
    ['const total = 1\nexport { total as price }', 'const total = 1\nexport { total as cost }'],
    ['export const { price, b } = x', 'export const { price: cost, b } = x'],
    ['export const { a: price = 1 } = x', 'export const { a: cost = 1 } = x'],
    ['export let price = 1\nexport default price\nprice += 1', 'export let cost = 1\nexport default cost\ncost += 1'],
    ['export const price = 1\nexport const all = { price, b: price, price: 2 }', 'export const cost = 1\nexport const all = { price: cost, b: cost, price: 2 }'],
    ['export const price = 1\nconst f = (price: number) => price + 1\n{ const price = 2; use(price) }', 'export const cost = 1\nconst f = (price: number) => price + 1\n{ const price = 2; use(price) }'],
    ["export * as price from './use.ts'", "export * as cost from './use.ts'"],
    ['\uFEFFexport const e = "😀", price = 1\r\nuse(price)\r\n', '\uFEFFexport const e = "😀", cost = 1\r\nuse(cost)\r\n'],
  ])('%s', async (before, after) => {
    const { texts, left } = await renamePrice({ 'use.ts': '' }, before);
    expect(texts).toEqual({ 'price.ts': after, 'use.ts': '' });
    expect(left).toEqual([]);
  });
});

describe('a named import', () => {
  test.each<Row>([
    ["import { price } from './price'\nprice()", "import { cost } from './price'\ncost()"],
    ["import d, { a, price, type b } from './price'\nprice()", "import d, { a, cost, type b } from './price'\ncost()"],
    ["import { price as p } from './price'\np()", "import { cost as p } from './price'\np()"],
    ["import { price as cost } from './price'\ncost()", "import { cost } from './price'\ncost()"],
    ["import type { price } from './price'\nlet a: price", "import type { cost } from './price'\nlet a: cost"],
    ["import { type price } from './price'\nlet a: price", "import { type cost } from './price'\nlet a: cost"],
    ["import { price } from './price'\nconst a = { price }", "import { cost } from './price'\nconst a = { price: cost }"],
    ["import { price } from './price'\n;({ price } = a)\n;({ price = 1 } = a)", "import { cost } from './price'\n;({ price: cost } = a)\n;({ price: cost = 1 } = a)"],
    ["import { price } from './price'\nconst f = ({ price }) => price\nprice", "import { cost } from './price'\nconst f = ({ price }) => price\ncost"],
    ["import { price } from './price'\nfunction f<price>(a: price) { return price }", "import { cost } from './price'\nfunction f<price>(a: price) { return cost }"],
    ["import { price } from './price'\nlet a: typeof price\na.price", "import { cost } from './price'\nlet a: typeof cost\na.price"],
    ["import { price } from './price'\nexport const a = <b price={price}>price</b>", "import { cost } from './price'\nexport const a = <b price={cost}>price</b>"],
    ["import { price } from './price'\nexport { price as p }\nexport default price", "import { cost } from './price'\nexport { cost as p }\nexport default cost"],
    ["import price from './price'\nprice()", "import price from './price'\nprice()"],
    ["import { default as price } from './price'\nprice()", "import { default as price } from './price'\nprice()"],
    ["import { price } from './other'\nprice()", "import { price } from './other'\nprice()"],
    ["\uFEFFimport { price } from './price'\r\nconst e = '😀' + price\r\n", "\uFEFFimport { cost } from './price'\r\nconst e = '😀' + cost\r\n"],
  ])('%s', (...row) => expectUse(row, 'use.tsx', { 'other.ts': 'export const price = 2' }));

  test('lets an element of JSX follow', async () => {
    const files = { 'button.ts': 'export const Button = 1', 'use.tsx': "import { Button } from './button'\nconst a = <Button><Button.Icon /></Button>" };
    const { texts } = await changeProject(files, { kind: 'RENAME_EXPORT', file: 'button.ts', from: 'Button', to: 'Knob' });
    expect(texts['use.tsx']).toBe("import { Knob } from './button'\nconst a = <Knob><Knob.Icon /></Knob>");
  });
});

describe('a name that is taken where the export is imported is solved by an alias', () => {
  test.each<Row>([
    ["import { price } from './price'\nconst cost = 2\nprice + cost", "import { cost as price } from './price'\nconst cost = 2\nprice + cost"],
    ["import { price } from './price'\nimport { cost } from './other'\nprice + cost", "import { cost as price } from './price'\nimport { cost } from './other'\nprice + cost"],
    ["import { price } from './price'\nconst f = (cost) => price + cost", "import { cost as price } from './price'\nconst f = (cost) => price + cost"],
    ["import { price } from './price'\nprice + cost", "import { cost as price } from './price'\nprice + cost"],
    ["import { price } from './price'\nconst cost = 2\nexport { price }", "import { cost as price } from './price'\nconst cost = 2\nexport { price as cost }"],
  ])('%s', (...row) => expectUse(row, 'use.ts', { 'other.ts': 'export const cost = 2' }));

  test('and by none where the other one lies in a scope apart', () =>
    expectUse(["import { price } from './price'\nprice\nconst f = (cost) => cost", "import { cost } from './price'\ncost\nconst f = (cost) => cost"]));

  test('and inside of a declared module', () =>
    expectUse(["declare module 'x' {\n  import { price } from './price'\n  let a: price\n}\nconst price = 1\nprice", "declare module 'x' {\n  import { cost as price } from './price'\n  let a: price\n}\nconst price = 1\nprice"]));
});

describe('a barrel', () => {
  test.each<[string, Row, Row]>([
    ['that names it', ["export { price } from './price'", "export { cost } from './price'"], ["import { price } from './barrel'\nprice", "import { cost } from './barrel'\ncost"]],
    ['with a star', ["export * from './price'", "export * from './price'"], ["import { price } from './barrel'\nprice", "import { cost } from './barrel'\ncost"]],
    ['with types only', ["export type { price } from './price'", "export type { cost } from './price'"], ["import type { price } from './barrel'\nlet a: price", "import type { cost } from './barrel'\nlet a: cost"]],
    ['that renames it', ["export { price as p } from './price'", "export { cost as p } from './price'"], ["import { p } from './barrel'\np", "import { p } from './barrel'\np"]],
    ['that makes it the default', ["export { price as default } from './price'", "export { cost as default } from './price'"], ["import price from './barrel'\nprice", "import price from './barrel'\nprice"]],
    ['that names its namespace', ["export * as money from './price'", "export * as money from './price'"], ["import { money } from './barrel'\nmoney.price", "import { money } from './barrel'\nmoney.cost"]],
    ['that imports, then exports', ["import { price } from './price'\nexport { price }", "import { cost } from './price'\nexport { cost }"], ["import { price } from './barrel'\nprice", "import { cost } from './barrel'\ncost"]],
    ['that imports by an alias, then exports', ["import { price as p } from './price'\nexport { p as price }", "import { cost as p } from './price'\nexport { p as cost }"], ["import { price } from './barrel'\nprice", "import { cost } from './barrel'\ncost"]],
    ['that imports the namespace, then exports', ["import * as m from './price'\nexport { m as money }", "import * as m from './price'\nexport { m as money }"], ["import { money } from './barrel'\nmoney.price", "import { money } from './barrel'\nmoney.cost"]],
    ['that exports the namespace by default', ["import * as m from './price'\nexport default m", "import * as m from './price'\nexport default m"], ["import money from './barrel'\nmoney.price", "import money from './barrel'\nmoney.cost"]],
    ['that exports a loaded namespace', ["export const money = await import('./price')", "export const money = await import('./price')"], ["import { money } from './barrel'\nmoney.price", "import { money } from './barrel'\nmoney.cost"]],
    ['that has its own', ["export * from './price'\nexport const price = 2", "export * from './price'\nexport const price = 2"], ["import { price } from './barrel'\nprice", "import { price } from './barrel'\nprice"]],
    ['with its own namespace', ["export * from './price'\nexport * as self from './barrel'", "export * from './price'\nexport * as self from './barrel'"], ["import { self } from './barrel'\nself.price", "import { self } from './barrel'\nself.cost"]],
  ])('%s', async (_, barrel, use) => {
    const { texts } = await renamePrice({ 'barrel.ts': barrel[0], 'use.ts': use[0] });
    expect(texts).toEqual({ 'price.ts': 'export const cost = 1', 'barrel.ts': barrel[1], 'use.ts': use[1] });
  });

  test('behind a barrel, in a circle, passes it on once', async () => {
    const { texts, edits } = await renamePrice({ 'a.ts': "export * from './price'\nexport * from './b'", 'b.ts': "export * from './a'", 'use.ts': "import { price } from './b'\nprice" });
    expect(texts['use.ts']).toBe("import { cost } from './b'\ncost");
    expect(edits.sites.map((site) => [site.file, ...site.path])).toEqual([['price.ts', 'price'], ['a.ts', 'price'], ['b.ts', 'price']]);
  });
});

describe('an import type', () => {
  test.each<Row>([
    ["type A = import('./price').price", "type A = import('./price').cost"],
    ["type A = import('./price').price.Inner", "type A = import('./price').cost.Inner"],
    ["type A = typeof import('./price').price", "type A = typeof import('./price').cost"],
    ["type A = typeof import('./price')['price']", "type A = typeof import('./price')['cost']"],
    ["type A = (typeof import('./price'))['price']['b']", "type A = (typeof import('./price'))['cost']['b']"],
    ["type A = import('./price').other.price", "type A = import('./price').other.price"],
    ["let m: typeof import('./price')\nm.price", "let m: typeof import('./price')\nm.cost"],
    ["declare module './price' { interface price { a: 1 } }\nexport {}", "declare module './price' { interface cost { a: 1 } }\nexport {}"],
  ])('%s', (...row) => expectUse(row, 'use.ts'));
});

test('a file that cannot be parsed is listed', async () => {
  const { texts, left } = await renamePrice({ 'use.ts': "import { price } from './price'\nlet = = 2" });
  expect(texts['use.ts']).toContain('price }');
  expect(left).toEqual([expect.stringMatching(/^use\.ts:1 the file cannot be parsed/)]);
});

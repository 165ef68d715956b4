import { describe, expect, test } from 'vitest';
import { renamePrice } from './changed-project.ts';

const NS = "import * as ns from './price'\n";
const NAMED = "import { price } from './price'\n";

/** What stands after the import, before and after. */
type Row = readonly [before: string, after: string];

describe('a name that is said beside a namespace', () => {
  test.each<Row>([
    ["vi.spyOn(ns, 'price')", "vi.spyOn(ns, 'cost')"],
    ["jest.spyOn(ns, `price`).mockReturnValue(1)", "jest.spyOn(ns, `cost`).mockReturnValue(1)"],
    ["sinon.stub(ns, 'price')", "sinon.stub(ns, 'cost')"],
    ["mock.method(ns, 'price')", "mock.method(ns, 'cost')"],
    ["jest.replaceProperty(ns, 'price', 2)", "jest.replaceProperty(ns, 'cost', 2)"],
    ["'price' in ns", "'cost' in ns"],
    ["vi.mocked(ns.price).mockReset()", "vi.mocked(ns.cost).mockReset()"],
    ["vi.spyOn(other, 'price')", "vi.spyOn(other, 'price')"],
    ["vi.spyOn(ns, 'other', 'price')", "vi.spyOn(ns, 'other', 'price')"],
    ['ns[`price`]', 'ns[`cost`]'],
    ["let k: keyof typeof ns = 'price'", "let k: keyof typeof ns = 'cost'"],
    ["const f = (k: keyof typeof ns = 'price') => k", "const f = (k: keyof typeof ns = 'cost') => k"],
    ["use('price' as keyof typeof ns)", "use('cost' as keyof typeof ns)"],
    ["use('price' satisfies keyof typeof ns)", "use('cost' satisfies keyof typeof ns)"],
    ["const all: (keyof typeof ns)[] = ['price', 'other']", "const all: (keyof typeof ns)[] = ['cost', 'other']"],
    ["type K = keyof typeof ns\nconst k: K = 'price'", "type K = keyof typeof ns\nconst k: K = 'cost'"],
    ["type K = Extract<keyof typeof ns, 'price' | 'b'>", "type K = Extract<keyof typeof ns, 'cost' | 'b'>"],
    ["type P = Pick<typeof ns, 'price'>", "type P = Pick<typeof ns, 'cost'>"],
    ["type P = Omit<typeof ns, 'b' | 'price'>", "type P = Omit<typeof ns, 'b' | 'cost'>"],
    ["type P = (typeof ns)['price' | 'b']", "type P = (typeof ns)['cost' | 'b']"],
    ["const { a, ...rest } = ns\nrest.price", "const { a, ...rest } = ns\nrest.cost"],
    ["const { price, ...rest } = ns\nrest.price", "const { cost: price, ...rest } = ns\nrest.price"],
    ["const f = ({ price } = ns) => price", "const f = ({ cost: price } = ns) => price"],
    ["const f = (m = ns) => m.price", "const f = (m = ns) => m.cost"],
    ["const f = (m: typeof ns) => m.price", "const f = (m: typeof ns) => m.cost"],
  ])('%s', async (before, after) => {
    const { texts, left } = await renamePrice({ 'use.ts': NS + before });
    expect([texts['use.ts'], left]).toEqual([NS + after, []]);
  });
});

describe('a name that is said beside an import', () => {
  test.each<Row>([
    ["const k: keyof typeof import('./price') = 'price'", "const k: keyof typeof import('./price') = 'cost'"],
    ["type P = Pick<typeof import('./price'), 'price'>", "type P = Pick<typeof import('./price'), 'cost'>"],
    ["const [, { price }] = await Promise.all([1, import('./price')])", "const [, { cost: price }] = await Promise.all([1, import('./price')])"],
    ["const [m] = await Promise.all([import('./price')])\nm.price", "const [m] = await Promise.all([import('./price')])\nm.cost"],
    ["vi.spyOn(await import('./price'), 'price')", "vi.spyOn(await import('./price'), 'cost')"],
  ])('%s', async (before, after) => {
    const { texts, left } = await renamePrice({ 'use.ts': before });
    expect([texts['use.ts'], left]).toEqual([after, []]);
  });
});

describe('the object of a mock', () => {
  test.each<Row>([
    ["vi.mock('./price', () => ({ price: vi.fn() }))", "vi.mock('./price', () => ({ cost: vi.fn() }))"],
    ["vi.mock('./price', () => ({ 'price': vi.fn(), other: price }))", "vi.mock('./price', () => ({ 'cost': vi.fn(), other: price }))"],
    ["vi.mock('./price', () => ({ ['price']: 1 }))", "vi.mock('./price', () => ({ ['cost']: 1 }))"],
    ["vi.doMock('./price', function () { return { price() {} } })", "vi.doMock('./price', function () { return { cost() {} } })"],
    ["jest.mock('./price', () => ({ __esModule: true, ...jest.requireActual('./price'), price: jest.fn() }))", "jest.mock('./price', () => ({ __esModule: true, ...jest.requireActual('./price'), cost: jest.fn() }))"],
    ["const price = vi.fn()\nvi.mock('./price', () => ({ price }))", "const price = vi.fn()\nvi.mock('./price', () => ({ cost: price }))"],
    ["vi.mock('./price', async (importOriginal) => {\n  const actual = await importOriginal<typeof import('./price')>()\n  return { ...actual, price: vi.fn(actual.price) }\n})", "vi.mock('./price', async (importOriginal) => {\n  const actual = await importOriginal<typeof import('./price')>()\n  return { ...actual, cost: vi.fn(actual.cost) }\n})"],
    ["vi.mock('./price', async () => {\n  const actual = await vi.importActual('./price')\n  if (a) return { price: actual.price }\n  return { other: () => { return { price: 1 } } }\n})", "vi.mock('./price', async () => {\n  const actual = await vi.importActual('./price')\n  if (a) return { cost: actual.cost }\n  return { other: () => { return { price: 1 } } }\n})"],
    ["vi.mock(import('./price'), () => ({ price: vi.fn() }))", "vi.mock(import('./price'), () => ({ cost: vi.fn() }))"],
    ["vi.mock('./price', () => ({ price: 1 }) as unknown as typeof import('./price'))", "vi.mock('./price', () => ({ cost: 1 }) as unknown as typeof import('./price'))"],
    ["const made = vi.hoisted(() => ({ price: vi.fn() }))\nvi.mock('./price', () => made)", "const made = vi.hoisted(() => ({ cost: vi.fn() }))\nvi.mock('./price', () => made)"],
    ["vi.mock('./other', () => ({ price: vi.fn() }))", "vi.mock('./other', () => ({ price: vi.fn() }))"],
    ["vi.mock('./price')\nvi.mock('./price', { spy: true })", "vi.mock('./price')\nvi.mock('./price', { spy: true })"],
  ])('%s', async (before, after) => {
    const { texts, left } = await renamePrice({ 'use.test.ts': before, 'other.ts': 'export const price = 2' });
    expect([texts['use.test.ts'], left]).toEqual([after, []]);
  });

  test('of a barrel is mocked by the name there', async () => {
    const { texts } = await renamePrice({ 'index.ts': "export * from './price'\nexport * as money from './price'", 'use.test.ts': "vi.mock('./index', () => ({ price: 1, money: { price: 2 } }))" });
    expect(texts['use.test.ts']).toBe("vi.mock('./index', () => ({ cost: 1, money: { cost: 2 } }))");
  });

  test('that takes the imported name as it is gets one name for both', async () => {
    const { texts } = await renamePrice({ 'use.test.ts': `${NAMED}jest.mock('./price', () => ({ price }))` });
    expect(texts['use.test.ts']).toBe("import { cost } from './price'\njest.mock('./price', () => ({ cost }))");
  });

  test('that is made elsewhere is listed', async () => {
    const { texts, left } = await renamePrice({ 'use.test.ts': "vi.mock('./price', () => makeMocks('price'))" });
    expect(texts['use.test.ts']).toContain("makeMocks('price')");
    expect(left).toEqual(["use.test.ts:1 what stands in for the module is made elsewhere; it may name 'price'"]);
  });
});

describe('a use of an imported name', () => {
  test.each<Row>([
    ['@price class A { @price() b = 1; constructor(@price c: 1) {} }', '@cost class A { @cost() b = 1; constructor(@cost c: 1) {} }'],
    ['type T = ReturnType<typeof price>\nclass A<B extends price = price> {}', 'type T = ReturnType<typeof cost>\nclass A<B extends cost = cost> {}'],
    ['const a = price<string>`x${price}`', 'const a = cost<string>`x${cost}`'],
    ['price.a = price?.b ?? price![price]', 'cost.a = cost?.b ?? cost![cost]'],
    ['const f = (a: unknown): a is price => a instanceof price', 'const f = (a: unknown): a is cost => a instanceof cost'],
    ['const a = { [price]: price, price: 1, get price() { return price } }', 'const a = { [cost]: cost, price: 1, get price() { return cost } }'],
    ['label: for (const a of price) break label', 'label: for (const a of cost) break label'],
    ['export { price as default, price as other }', 'export { cost as default, cost as other }'],
    ['vi.mocked(price).mockReset()', 'vi.mocked(cost).mockReset()'],
  ])('%s', async (before, after) => {
    const { texts, left } = await renamePrice({ 'use.ts': NAMED + before });
    expect([texts['use.ts'], left]).toEqual([NAMED.replace('price', 'cost') + after, []]);
  });
});

describe('merged declarations', () => {
  test.each([
    ['interfaces', 'export interface price { a: 1 }\nexport interface price { b: price }', 'export interface cost { a: 1 }\nexport interface cost { b: cost }'],
    ['a class and a namespace', 'export class price {}\nexport namespace price { export const a = 1 }\nprice.a', 'export class cost {}\nexport namespace cost { export const a = 1 }\ncost.a'],
    ['a function and a namespace', 'export function price() {}\nexport namespace price { export type A = 1 }\nlet a: price.A', 'export function cost() {}\nexport namespace cost { export type A = 1 }\nlet a: cost.A'],
    ['enums', 'export enum price { a }\nexport enum price { b = price.a + 1 }', 'export enum cost { a }\nexport enum cost { b = cost.a + 1 }'],
  ])('%s', async (_, before, after) => {
    const { texts } = await renamePrice({ 'use.ts': "declare module './price' { interface price { c: price } }\nexport {}" }, before);
    expect(texts).toEqual({ 'price.ts': after, 'use.ts': "declare module './price' { interface cost { c: cost } }\nexport {}" });
  });
});

test('no file keeps the old name by an alias that nobody asked for', async () => {
  const { texts } = await renamePrice({ 'index.ts': "export { price } from './price'", 'all.ts': "import { price } from './index'\nconst cost = 1\nexport { price, cost as other }", 'use.ts': "import { price } from './all'\nprice" });
  expect(texts).toEqual({ 'price.ts': 'export const cost = 1', 'index.ts': "export { cost } from './price'", 'all.ts': "import { cost as price } from './index'\nconst cost = 1\nexport { price as cost, cost as other }", 'use.ts': "import { cost } from './all'\ncost" });
});

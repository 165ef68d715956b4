import { describe, expect, test } from 'vitest';
import { changeProject, type Texts } from './changed-project.ts';

const toNamed = (files: Texts, name = 'price') => changeProject(files, { kind: 'DEFAULT_TO_NAMED', file: 'price.ts', name });
const toDefault = (files: Texts, name = 'price') => changeProject(files, { kind: 'NAMED_TO_DEFAULT', file: 'price.ts', name });

type Row = readonly [before: string, after: string];

describe('a default export gets a name', () => {
  test.each<Row>([
    ['export default function price() { return price }', 'export function price() { return price }'],
    ['export default async function price() {}', 'export async function price() {}'],
    ['export default function () {}', 'export function price() {}'],
    ['export default function() {}', 'export function price() {}'],
    ['export default async function* <T>(a: T) {}', 'export async function* price<T>(a: T) {}'],
    ['export default class price {}', 'export class price {}'],
    ['export default class {}', 'export class price {}'],
    ['export default class<T> extends Base {}', 'export class price<T> extends Base {}'],
    ['@sealed\nexport default class {}', '@sealed\nexport class price {}'],
    ['export default abstract class {}', 'export abstract class price {}'],
    ['export default interface price { a: 1 }', 'export interface price { a: 1 }'],
    ['export default (a: 1) => a;', 'export const price = (a: 1) => a;'],
    ['export default {\n  a: 1, // one\n};', 'export const price = {\n  a: 1, // one\n};'],
    ['export default [1] as const', 'export const price = [1] as const'],
    ["export default await load('./x');", "export const price = await load('./x');"],
    ['export default globalThis;', 'export const price = globalThis;'],
    ['const price = 1;\nexport default price;', 'const price = 1;\nexport { price };'],
    ['const inner = 1\nexport default inner\n', 'const inner = 1\nexport { inner as price }\n'],
    ['export const price = 1;\n\nexport default price;\n', 'export const price = 1;\n'],
    ['const price = 1;\nexport { price, price as default };', 'const price = 1;\nexport { price };'],
    ['const a = 1, inner = 2;\nexport { a, inner as default };', 'const a = 1, inner = 2;\nexport { a, inner as price };'],
    ['export default function inner(a: 1): 1;\nexport default function inner(a: any) { return inner(a); }', 'export function price(a: 1): 1;\nexport function price(a: any) { return price(a); }'],
    ['export default function inner() {}\nexport { inner as other };', 'function inner() {}\nexport { inner as price };\nexport { inner as other };'],
    ['export default function inner() {}\nconst all = { inner };', 'export function price() {}\nconst all = { inner: price };'],
    ['\uFEFF/** Doc. */\r\nexport default function () {}\r\n', '\uFEFF/** Doc. */\r\nexport function price() {}\r\n'],
  ])('%s', async (before, after) => {
    const { texts, left } = await toNamed({ 'price.ts': before });
    expect([texts['price.ts'], left]).toEqual([after, []]);
  });
});

describe('an importer of a default export takes it by name', () => {
  test.each<Row>([
    ["import price from './price'\nprice()", "import { price } from './price'\nprice()"],
    ["import cost from './price'\ncost()", "import { price as cost } from './price'\ncost()"],
    ["import type cost from './price'\nlet a: cost", "import type { price as cost } from './price'\nlet a: cost"],
    ["import cost, { other } from './price'", "import { price as cost, other } from './price'"],
    ["import price, {\n  other,\n  type Third,\n} from './price'", "import {\n  price,\n  other,\n  type Third,\n} from './price'"],
    ["import price, {} from './price'", "import { price } from './price'"],
    ["import price, * as ns from './price';\nns.default(); ns.other;", "import * as ns from './price';\nimport { price } from './price';\nns.price(); ns.other;"],
    ["import { default as cost } from './price'", "import { price as cost } from './price'"],
    ["import { default as price, other } from './price'", "import { price, other } from './price'"],
    ["import { type default as price } from './price'", "import { type price } from './price'"],
    ["import { 'default' as price } from './price'", "import { price } from './price'"],
    ["export { default } from './price'", "export { price as default } from './price'"],
    ["export { default as price } from './price'", "export { price } from './price'"],
    ["export { default as cost, other } from './price'", "export { price as cost, other } from './price'"],
    ["export type { default as cost } from './price'", "export type { price as cost } from './price'"],
    ["import * as ns from './price'\nns.default(); ns['default']; const { default: cost } = ns", "import * as ns from './price'\nns.price(); ns['price']; const { price: cost } = ns"],
    ["const a = (await import('./price')).default", "const a = (await import('./price')).price"],
    ["const { default: cost, other } = await import('./price')", "const { price: cost, other } = await import('./price')"],
    ["import('./price').then((m) => m.default)", "import('./price').then((m) => m.price)"],
    ["import('./price').then(({ default: cost }) => cost)", "import('./price').then(({ price: cost }) => cost)"],
    ["const A = React.lazy(() => import('./price'))", "const A = React.lazy(() => import('./price').then((m) => ({ default: m.price })))"],
    ["const A = lazy(async () => { return await import('./price') })", "const A = lazy(async () => { return await import('./price').then((m) => ({ default: m.price })) })"],
    ["const A = dynamic(() => import('./price'), { ssr: false })", "const A = dynamic(() => import('./price').then((m) => ({ default: m.price })), { ssr: false })"],
    ["const A = lazy(() => import('./price').then((m) => ({ default: m.default })))", "const A = lazy(() => import('./price').then((m) => ({ default: m.price })))"],
    ["const a = require('./price').default", "const a = require('./price').price"],
    ["const { default: a } = require('./price')", "const { price: a } = require('./price')"],
    ["import p = require('./price')\np.default", "import p = require('./price')\np.price"],
    ["type A = typeof import('./price').default", "type A = typeof import('./price').price"],
    ["type A = import('./price').default['b']", "type A = import('./price').price['b']"],
    ["vi.mock('./price', () => ({ default: vi.fn(), other: 1 }))", "vi.mock('./price', () => ({ price: vi.fn(), other: 1 }))"],
    ["jest.mock('./price', () => ({ __esModule: true, default: () => 1 }))", "jest.mock('./price', () => ({ __esModule: true, price: () => 1 }))"],
    ["import * as ns from './price'\nvi.spyOn(ns, 'default')", "import * as ns from './price'\nvi.spyOn(ns, 'price')"],
    ["/** @type {import('./price').default} */\nlet a", "/** @type {import('./price').price} */\nlet a"],
    ["/** @import cost from './price' */\n/** @type {cost} */", "/** @import { price as cost } from './price' */\n/** @type {cost} */"],
    ["/** @import { default as price } from './price' */", "/** @import { price as price } from './price' */"],
    ["import './price'\nimport { other } from './price'", "import './price'\nimport { other } from './price'"],
    ["export * from './price'", "export * from './price'"],
  ])('%s', async (before, after) => {
    const { texts, left } = await toNamed({ 'price.ts': 'export default function price() {}\nexport const other = 1\n', 'use.tsx': before });
    expect([texts['use.tsx'], left]).toEqual([after, []]);
  });

  test('a component keeps the parts that hang on it', async () => {
    const files = { 'price.tsx': "export default function App() { return <App.Inner><App /></App.Inner> }\nApp.Inner = () => null\nexport type Props = typeof App\n", 'use.ts': "import App from './price'\nexport default App\nexport { App as Named }\n" };
    const { texts } = await changeProject(files, { kind: 'DEFAULT_TO_NAMED', file: 'price.tsx', name: 'Shell' });
    expect(texts).toEqual({ 'price.tsx': "export function Shell() { return <Shell.Inner><Shell /></Shell.Inner> }\nShell.Inner = () => null\nexport type Props = typeof Shell\n", 'use.ts': "import { Shell as App } from './price'\nexport default App\nexport { App as Named }\n" });
  });

  test('through a namespace that a barrel makes', async () => {
    const { texts } = await toNamed({ 'price.ts': 'export default 1', 'index.ts': "export * as money from './price'", 'use.ts': "import { money } from './index'\nmoney.default" });
    expect(texts['use.ts']).toBe("import { money } from './index'\nmoney.price");
  });

  test('and nobody behind a barrel that gives it a name notices', async () => {
    const files = { 'price.ts': 'export default 1', 'index.ts': "export { default } from './price'", 'use.ts': "import cost from './index'\ncost" };
    const { texts, edits } = await toNamed(files);
    expect(texts['use.ts']).toBe(files['use.ts']);
    expect(edits.updateImports.map(({ path }) => path)).toEqual(['index.ts']);
  });

  test.each([
    ["const routes = [{ component: () => import('./price') }]", 'use.ts:1 the module is handed on whole; what takes its default export is not followed'],
    ["import('./price').then(unwrap)", null],
    ["/** @import price, { other } from './price' */", 'use.ts:1 an @import takes the default and names at once; take it apart by hand'],
    ["import * as ns from './price'\nns[key]", "use.ts:2 the key is computed; it may be 'default'"],
  ])('%s', async (text, reason) => {
    const { texts, left } = await toNamed({ 'price.ts': 'export default 1', 'use.ts': text });
    expect(texts['use.ts']).toBe(text);
    expect(left).toEqual([reason ?? expect.stringContaining('use.ts:1 the module is handed on whole')]);
  });
});

describe('a named export becomes the default', () => {
  test.each<Row>([
    ['export function price() {}', 'export default function price() {}'],
    ['export async function* price() {}', 'export default async function* price() {}'],
    ['export function price(a: 1): 1;\nexport function price(a: any) {}', 'export default function price(a: 1): 1;\nexport default function price(a: any) {}'],
    ['export class price {}', 'export default class price {}'],
    ['export abstract class price {}', 'export default abstract class price {}'],
    ['@sealed\nexport class price {}', '@sealed\nexport default class price {}'],
    ['export interface price { a: 1 }', 'export default interface price { a: 1 }'],
    ['export type price = 1;\nlet a: price;\n', 'type price = 1;\n\nexport type { price as default };\nlet a: price;\n'],
    ['export const price = () => 1; // one\n', 'const price = () => 1; // one\n\nexport default price;\n'],
    ['export const price = 1\nuse(price)\n', 'const price = 1\n\nexport default price\nuse(price)\n'],
    ['export let price = 1;', 'let price = 1;\n\nexport { price as default };'],
    ['export const a = 1, price = 2;', 'const a = 1, price = 2;\n\nexport { a };\nexport default price;'],
    ['export const { price, b: c, ...rest } = x;', 'const { price, b: c, ...rest } = x;\n\nexport { c, rest };\nexport default price;'],
    ['export enum price { a }', 'enum price { a }\n\nexport default price'],
    ['export declare function price(): 1;', 'declare function price(): 1;\n\nexport default price;'],
    ['export interface price { a: 1 }\nexport class price {}', 'interface price { a: 1 }\nclass price {}\n\nexport default price'],
    ['const a = 1, price = 2;\nexport { a, price };', 'const a = 1, price = 2;\nexport { a, price as default };'],
    ['const inner = 2;\nexport { inner as price };', 'const inner = 2;\nexport { inner as default };'],
    ["export { z as price } from 'lib';", "export { z as default } from 'lib';"],
    ["export * as price from './other';", "export * as default from './other';"],
    ['export const price = 1;\r\nexport const b = 2;\r\n', 'const price = 1;\r\n\r\nexport default price;\r\nexport const b = 2;\r\n'],
  ])('%s', async (before, after) => {
    const { texts, left } = await toDefault({ 'price.ts': before, 'other.ts': '' });
    expect([texts['price.ts'], left]).toEqual([after, []]);
  });
});

describe('an importer of a named export takes the default', () => {
  test.each<Row>([
    ["import { price } from './price'\nprice()", "import price from './price'\nprice()"],
    ["import { price as cost } from './price'\ncost()", "import cost from './price'\ncost()"],
    ["import { price, other } from './price'", "import price, { other } from './price'"],
    ["import { other, price } from './price'", "import price, { other } from './price'"],
    ["import {\n  other,\n  price,\n  third,\n} from './price'", "import price, {\n  other,\n  third,\n} from './price'"],
    ["import {\n  other,\n  price,\n} from './price'", "import price, {\n  other,\n} from './price'"],
    ["import type { price } from './price'", "import type price from './price'"],
    ["import type { price, other } from './price'", "import type { default as price, other } from './price'"],
    ["import { type price, other } from './price'", "import { type default as price, other } from './price'"],
    ["import { type price } from './price'", "import { type default as price } from './price'"],
    ["export { price } from './price'", "export { default as price } from './price'"],
    ["export { price as cost, other } from './price'", "export { default as cost, other } from './price'"],
    ["export { price as default } from './price'", "export { default } from './price'"],
    ["export type { price } from './price'", "export type { default as price } from './price'"],
    ["export * from './price';\nexport const a = 1;", "export * from './price';\nexport { default as price } from './price';\nexport const a = 1;"],
    ["export type * from './price'", "export type * from './price'\nexport type { default as price } from './price'"],
    ["export * from './price'\nexport const price = 2", "export * from './price'\nexport const price = 2"],
    ["import * as ns from './price'\nns.price(); const { price } = ns; let a: ns.price", "import * as ns from './price'\nns.default(); const { default: price } = ns; let a: ns.default"],
    ["const { price } = await import('./price')", "const { default: price } = await import('./price')"],
    ["lazy(() => import('./price').then((m) => ({ default: m.price })))", "lazy(() => import('./price').then((m) => ({ default: m.default })))"],
    ["const { price } = require('./price')", "const { default: price } = require('./price')"],
    ["type A = typeof import('./price').price", "type A = typeof import('./price').default"],
    ["vi.mock('./price', () => ({ price: vi.fn() }))", "vi.mock('./price', () => ({ default: vi.fn() }))"],
    ["/** @type {import('./price').price} */\nlet a", "/** @type {import('./price').default} */\nlet a"],
    ["/** @import { price, other } from './price' */\n/** @type {price} */", "/** @import { default as price, other } from './price' */\n/** @type {price} */"],
    ["const price = 1\nvi.mock('./price', () => ({ price }))", "const price = 1\nvi.mock('./price', () => ({ default: price }))"],
    ["import * as ns from './price'\nvi.spyOn(ns, 'price')", "import * as ns from './price'\nvi.spyOn(ns, 'default')"],
  ])('%s', async (before, after) => {
    const { texts, left } = await toDefault({ 'price.ts': 'export function price() {}\nexport const other = 1, third = 2\n', 'use.tsx': before });
    expect([texts['use.tsx'], left]).toEqual([after, []]);
  });

  test.each([
    ["import * as ns from './price'\nimport p = ns.price", "use.ts:2 an import alias cannot name 'default'; import 'price' another way"],
    ["declare module './price' { interface price { b: 1 } }\nexport {}", "use.ts:1 a declaration is merged with 'price' by that name; a default export cannot be merged with"],
  ])('%s is listed', async (text, reason) => {
    const { texts, left } = await toDefault({ 'price.ts': 'export interface price {}', 'use.ts': text });
    expect([texts['use.ts'], left]).toEqual([text, [reason]]);
  });
});

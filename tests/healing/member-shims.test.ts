import { expect, it } from 'vitest';
import { editsOfChange } from '../../server/edits/change-edits.ts';
import { resolveIntent } from '../../server/intents/resolve-intent.ts';
import { openCodebase, STRICT } from '../support/open-codebase.ts';

interface ShimCase {
  readonly name: string;
  readonly intent?: string;
  readonly text: string;
  /** `src/a.ts` once the shim and its tag are in. */
  readonly after: string;
  /** Code that still says the old name; it must compile, and its uses are reported as deprecated. */
  readonly caller: string;
}

const IMPORT = "import { Cart } from './a';\n";

const CASES: readonly ShimCase[] = [
  { name: 'a field can be read and written', text: 'export class Cart {\n  total = 1;\n}\n', after: 'export class Cart {\n  sum = 1;\n  /** @deprecated Use {@link Cart.sum} instead. */\n  get total(): this[\'sum\'] { return this.sum; }\n  /** @deprecated Use {@link Cart.sum} instead. */\n  set total(value) { this.sum = value; }\n}\n', caller: `${IMPORT}const c = new Cart();\nc.total = c.total + 1;\n` },
  { name: 'a field without a semicolon', text: 'export class Cart {\n  total = 1\n  other = 2\n}\n', after: 'export class Cart {\n  sum = 1;\n  /** @deprecated Use {@link Cart.sum} instead. */\n  get total(): this[\'sum\'] { return this.sum; }\n  /** @deprecated Use {@link Cart.sum} instead. */\n  set total(value) { this.sum = value; }\n  other = 2\n}\n', caller: `${IMPORT}new Cart().total.toFixed();\n` },
  { name: 'a method with its type parameters and overloads', text: 'export class Cart {\r\n  total(a: string): string;\r\n  total<T>(a: T[]): T;\r\n  total(a: any): any { return [this, a]; }\r\n}\r\n', after: 'export class Cart {\r\n  sum(a: string): string;\r\n  sum<T>(a: T[]): T;\r\n  sum(a: any): any { return [this, a]; }\r\n  /** @deprecated Use {@link Cart.sum} instead. */\r\n  get total(): this[\'sum\'] { return this.sum; }\r\n}\r\n', caller: `${IMPORT}const n: number = new Cart().total([1]);\nconst s: string = new Cart().total('a');\nvoid [n, s];\n` },
  { name: 'a readonly field can only be read', text: 'export class Cart<T> {\n  readonly total: T[] = [];\n}\n', after: 'export class Cart<T> {\n  readonly sum: T[] = [];\n  /** @deprecated Use {@link Cart.sum} instead. */\n  get total(): this[\'sum\'] { return this.sum; }\n}\n', caller: `${IMPORT}const a: string[] = new Cart<string>().total;\nvoid a;\n` },
  { name: 'a pair of accessors', text: 'export class Cart {\n  get total(): number { return 1; }\n  set total(n: number) { void n; }\n}\n', after: 'export class Cart {\n  get sum(): number { return 1; }\n  set sum(n: number) { void n; }\n  /** @deprecated Use {@link Cart.sum} instead. */\n  get total(): this[\'sum\'] { return this.sum; }\n  /** @deprecated Use {@link Cart.sum} instead. */\n  set total(value) { this.sum = value; }\n}\n', caller: `${IMPORT}new Cart().total = new Cart().total;\n` },
  { name: 'a static member', text: 'export class Cart { static total() { return 1; } }\n', after: "export class Cart { static sum() { return 1; }\n  /** @deprecated Use {@link Cart.sum} instead. */\n  static get total(): (typeof Cart)['sum'] { return this.sum; } }\n", caller: `${IMPORT}Cart.total().toFixed();\n` },
  { name: 'a property that a parameter declares', text: 'export class Cart {\n  constructor(public total: number) {}\n}\n', after: 'export class Cart {\n  constructor(public sum: number) {}\n  /** @deprecated Use {@link Cart.sum} instead. */\n  get total(): this[\'sum\'] { return this.sum; }\n  /** @deprecated Use {@link Cart.sum} instead. */\n  set total(value) { this.sum = value; }\n}\n', caller: `${IMPORT}new Cart(1).total.toFixed();\n` },
  { name: 'an enum member', intent: 'rename Cart.Full to Loaded', text: "export enum Cart {\n  Empty = 'e',\n  Full = 'f',\n}\n", after: "export enum Cart {\n  Empty = 'e',\n  Loaded = 'f',\n  /** @deprecated Use {@link Cart.Loaded} instead. */\n  Full = Loaded,\n}\n", caller: `${IMPORT}const c: Cart.Full = Cart.Loaded;\nexport const is = (x: Cart) => x === Cart.Full ? c : x;\n` },
  { name: 'an enum member that is counted', intent: 'rename Cart.Empty to Bare', text: 'export enum Cart { Empty, Full }\n', after: 'export enum Cart { Bare,\n  /** @deprecated Use {@link Cart.Bare} instead. */\n  Empty = Bare, Full }\n', caller: `${IMPORT}export const one: 1 = Cart.Full;\nexport const none: Cart = Cart.Empty;\n` },
];

async function shimmed(text: string, intent: string) {
  const codebase = await openCodebase({ 'tsconfig.json': STRICT, 'src/a.ts': text });
  const edits = await editsOfChange(codebase, resolveIntent(codebase, intent));
  const kept = edits.shim?.keep(edits.after) ?? [];
  const tree = edits.after.apply(kept);
  return { codebase, edits, kept, tree: tree.apply(edits.shim?.deprecate(tree, kept) ?? []) };
}

it.each(CASES)('the old name of $name is kept', async ({ intent = 'rename Cart.total to sum', text, after, caller }) => {
  const { codebase, tree } = await shimmed(text, intent);
  expect(tree.text('src/a.ts')).toBe(after);
  const overlay = new Map([...tree.overlay, ['src/old.ts', caller] as const]);
  const { problems } = await codebase.checker.check({ overlay, files: ['src/a.ts', 'src/old.ts'] });
  expect(problems.map(({ file, line, message }) => `${file}:${line} ${message}`)).toEqual([]);
  const uses = await codebase.checker.findDeprecatedUses({ overlay, files: ['src/old.ts'] });
  expect(uses.problems.length).toBeGreaterThan(0);
});

it.each([
  ['an interface', 'export interface Cart { total: number }\n', 'An interface'],
  ['an object type', 'export type Cart = { total: number };\n', 'An object type'],
  ['a constant object', 'export const Cart = { total: 1 };\n', 'constant object'],
  ['a private member', 'export class Cart { private total = 1; get() { return this.total; } }\n', 'Nobody outside'],
  ['a member with a private name', 'export class Cart { #total = 1; get() { return this.#total; } }\n', 'Nobody outside'],
])('the old name of %s is not kept, and the reason is said', async (_, text, reason) => {
  const { edits, kept } = await shimmed(text, 'rename Cart.total to sum');
  expect(kept).toEqual([]);
  expect(edits.shim).toBeNull();
  expect(edits.withoutShim).toContain(reason);
});

import { describe, expect, it } from 'vitest';
import type { Texts } from '../changed-project.ts';
import { deprecatedLines, errorsIn, heal, run, shim, STRICTEST } from './shimmed.ts';

interface Case {
  readonly name: string;
  readonly intent: string;
  /** `src/a.ts` */
  readonly text: string;
  /** The same once the old form is kept and deprecated. */
  readonly after?: string;
  /** A part of that, where the rest is said by another case. */
  readonly part?: string;
  /** How it is imported and called; default: `{ f }`. */
  readonly imports?: string;
  /** Calls in the old form. */
  readonly old: readonly string[];
  /** The same calls in the new form. */
  readonly now: readonly string[];
  /** Calls that are the same in both forms. */
  readonly both?: readonly string[];
  /** What the body says once somebody uses an added parameter: before and after. */
  readonly used?: readonly [string, string];
  /** What to retire; default: `f`. */
  readonly retired?: string;
  /** What the file needs that is not the function itself. */
  readonly beside?: Texts;
}

const calls = (imports: string, lines: readonly string[]): string => `import ${imports} from './a';\nexport const results: readonly unknown[] = [\n${lines.map((line) => `  ${line},\n`).join('')}];\n`;
const lineNumbers = (lines: readonly string[]): number[] => lines.map((_, index) => index + 3);

const OVERLOADS: readonly Case[] = [
  { name: 'takes what is not used any more, and ignores it', intent: 'remove parameter b from f',
    text: '/**\n * Does.\n * @param b gone\n */\nexport function f(a: number, b: string): number { return a; }\n',
    after: '/**\n * Does.\n */\nexport function f(a: number): number;\n/** @deprecated Call `f(a)` instead; `b` is not used any more. */\nexport function f(a: number, b: string): number;\nexport function f(a: number): number { return a; }\n',
    old: ["f(1, 'b')", "f(f(2), 'd')"], now: ['f(1)', 'f(f(2))'] },
  { name: 'takes a rest that is not used any more', intent: 'remove parameter rest from f',
    text: 'export async function f<T>(a: T, ...rest: T[]) { return [a]; }\n',
    after: 'export function f<T>(a: T): Promise<T[]>;\n/** @deprecated Call `f(a)` instead; `rest` is not used any more. */\nexport function f<T>(a: T, ...rest: T[]): Promise<T[]>;\nexport async function f<T>(a: T) { return [a]; }\n',
    old: ['f(1, 2, 3)', "f('a', 'b')"], now: ['f(1)', "f('a')"], both: ['f(7)'] },
  { name: 'gets a default for what it does not give, in CRLF too', intent: "add parameter currency: string to f in src/a.ts with argument CURRENCY",
    imports: '{ f, CURRENCY }', both: ['CURRENCY'],
    text: "export const CURRENCY = 'EUR';\r\n\r\n// Says.\r\nexport function f(this: unknown, a: number, { b = 2 }: { b?: number }) { return [a, b]; }\r\n",
    after: "export const CURRENCY = 'EUR';\r\n\r\n// Says.\r\nexport function f(this: unknown, a: number, given2: { b?: number }, currency: string): number[];\r\n/** @deprecated Call `f(a, given2, currency)` instead; without `currency` it is `CURRENCY`. */\r\nexport function f(this: unknown, a: number, given2: { b?: number }): number[];\r\nexport function f(this: unknown, a: number, { b = 2 }: { b?: number }, currency: string = CURRENCY) { return [a, b]; }\r\n",
    old: ['f(1, {})', 'f(1, { b: 3 })'], now: ["f(1, {}, 'EUR')", "f(1, { b: 3 }, 'EUR')"], used: ['return [a, b]', 'return [a, b, currency.length]'] },
  { name: 'gets a default behind another default', intent: "add parameter x: string to f in src/a.ts with argument 'EUR'",
    text: 'export function f(a: number, run: () => number = () => 2) { return [a, run()]; }\n',
    after: "export function f(a: number, run: (() => number) | undefined, x: string): number[];\n/** @deprecated Call `f(a, run, x)` instead; without `x` it is `'EUR'`. */\nexport function f(a: number, run?: () => number): number[];\nexport function f(a: number, run: () => number = () => 2, x: string = 'EUR') { return [a, run()]; }\n",
    old: ['f(1)', 'f(1, () => 3)'], now: ["f(1, undefined, 'EUR')", "f(1, () => 3, 'EUR')"], used: ['return [a,', 'return [x.length, a,'] },
  { name: 'of a constant is a type with two signatures', intent: 'remove parameter b from f',
    text: 'export const f = <T>(a: T, b: string): T => a;\n',
    after: 'export const f: {\n  <T>(a: T): T;\n  /** @deprecated Call `f(a)` instead; `b` is not used any more. */\n  <T>(a: T, b: string): T;\n} = <T>(a: T): T => a;\n',
    old: ["f(1, 'b')"], now: ['f(1)'] },
  { name: 'of a constant gets a default too', intent: "add parameter x: number to f in src/a.ts with argument 7",
    text: 'export const f = function (a: number) { return [a]; };\n',
    after: 'export const f: {\n  (a: number, x: number): number[];\n  /** @deprecated Call `f(a, x)` instead; without `x` it is `7`. */\n  (a: number): number[];\n} = function (a: number, x: number = 7) { return [a]; };\n',
    old: ['f(1)'], now: ['f(1, 7)'], used: ['return [a]', 'return [a, x]'] },
  { name: 'of a default export without a name', intent: 'remove parameter b from default in src/a.ts', imports: 'f', retired: 'default',
    text: 'export default function (a: number, b: string): number { return a; }\n',
    after: 'export default function (a: number): number;\n/** @deprecated Call `it(a)` instead; `b` is not used any more. */\nexport default function (a: number, b: string): number;\nexport default function (a: number): number { return a; }\n',
    old: ["f(1, 'b')"], now: ['f(1)'] },
  { name: 'of a method', intent: 'remove parameter b from A.run', imports: '{ A }', retired: 'A.run',
    text: 'export class A<T> {\n  /** Runs. */\n  static async run(a: number, b: string) { return [a]; }\n  x?: T;\n}\n',
    after: 'export class A<T> {\n  /** Runs. */\n  static run(a: number): Promise<number[]>;\n  /** @deprecated Call `run(a)` instead; `b` is not used any more. */\n  static run(a: number, b: string): Promise<number[]>;\n  static async run(a: number) { return [a]; }\n  x?: T;\n}\n',
    old: ["A.run(1, 'b')"], now: ['A.run(1)'] },
  { name: 'of a constructor, whose parameters declare properties', intent: 'add parameter n: number to A.constructor in src/a.ts with argument Math.max(1, 2)', imports: '{ A, B }', retired: 'A.constructor',
    text: 'export class A {\n  constructor(readonly id: string) {}\n}\nexport class B extends A {}\n',
    after: 'export class A {\n  constructor(id: string, n: number);\n  /** @deprecated Call `new A(id, n)` instead; without `n` it is `Math.max(1, 2)`. */\n  constructor(id: string);\n  constructor(readonly id: string, n: number = Math.max(1, 2)) {}\n}\nexport class B extends A {}\n',
    old: ["new A('a').id", "new B('b').id"], now: ["new A('a', Math.max(1, 2)).id", "new B('b', Math.max(1, 2)).id"] },
];

const DISPATCHED: readonly Case[] = [
  { name: 'with its arguments one by one, told by the kind of the first', intent: 'make the parameters of f an options object',
    text: '/** Says. */\nexport function f(\n  a: number, // cents\n  b = "x",\n  c?: boolean,\n): string {\n  return [a, b, c].join();\n}\n\nexport const after = 1;\n',
    after: `/** Says. */
export function f(options: { a: number; b?: string; c?: boolean }): string;
/** @deprecated Call \`f({ a, b, c })\` instead: it takes one object. */
export function f(a: number, b?: string, c?: boolean): string;
export function f(...given: unknown[]): string {
  if (typeof given[0] === 'number') {
    const [a, b, c] = given as [a: number, b?: string, c?: boolean];
    return fNow({ a, ...(b !== undefined && { b }), ...(c !== undefined && { c }) });
  }
  return fNow(...(given as [options: { a: number; b?: string; c?: boolean }]));
}

function fNow(
  { a, // cents
  b = "x",
  c }: { a: number; b?: string; c?: boolean },
): string {
  return [a, b, c].join();
}

export const after = 1;
`,
    old: ['f(1)', 'f(0, "y")', 'f(1, undefined, false)', 'f(2, "", true)'], now: ['f({ a: 1 })', 'f({ a: 0, b: "y" })', 'f({ a: 1, c: false })', 'f({ a: 2, b: "", c: true })'] },
  { name: 'with objects, told by the number of arguments', intent: 'make the parameters of f an options object',
    text: 'export function f(a: { x: number }, b: number): number[] { return [a.x, b]; }\n',
    part: '  if (given.length > 1) {\n    const [a, b] = given as [a: { x: number }, b: number];\n    return fNow({ a, b });\n',
    old: ['f({ x: 1 }, 2)'], now: ['f({ a: { x: 1 }, b: 2 })'] },
  { name: 'that may all be left out', intent: 'make the parameters of f an options object',
    text: 'type Id = string | string[];\nexport function f<T extends number>(a?: Id, b?: T): unknown { return { a, b }; }\n',
    part: "  if (typeof given[0] === 'string' || Array.isArray(given[0]) || given[0] === undefined) {\n",
    old: ["f('a')", "f(['a'], 2)", 'f(undefined, 2)'], now: ["f({ a: 'a' })", "f({ a: ['a'], b: 2 })", 'f({ b: 2 })'], both: ['f()'] },
  { name: 'with a default in front of what must be given', intent: 'make the parameters of f an options object',
    text: 'export function f(a = 1, b: string) { return `${a}${b}`; }\n',
    part: "    const [a, b] = given as [a: number | undefined, b: string];\n    return fNow({ ...(a !== undefined && { a }), b });\n",
    old: ["f(2, 'b')"], now: ["f({ a: 2, b: 'b' })"] },
  { name: 'in the old order', intent: 'reorder parameters of f to run, a, b',
    text: "export function f(this: void, a: number | string, run: () => number, b?: boolean): unknown[] { return [a, run(), b]; }\n",
    part: "export function f(this: void, run: () => number, a: number | string, b?: boolean): unknown[];\n/** @deprecated Call `f(run, a, b)` instead: the order is another one. */\nexport function f(this: void, a: number | string, run: () => number, b?: boolean): unknown[];\nexport function f(this: void, ...given: unknown[]): unknown[] {\n  if (typeof given[0] === 'number' || typeof given[0] === 'string') {\n    const [a, run, b] = given as [a: number | string, run: () => number, b?: boolean];\n    return fNow.call(this, run, a, b);\n  }\n  return fNow.call(this, ...(given as [run: () => number, a: number | string, b?: boolean]));\n}\n\nfunction fNow(this: void, run: () => number, a: number | string, b?: boolean): unknown[]",
    old: ['f(1, () => 2)', "f('a', () => 3, true)"], now: ['f(() => 2, 1)', "f(() => 3, 'a', true)"] },
  { name: 'in the old order where a type is narrowed', intent: 'reorder parameters of f to b, a',
    text: 'export function f(a: unknown[], b: string): a is string[] { return a.includes(b); }\n',
    part: 'export function f(b: string, a: unknown[]): a is string[];\n/** @deprecated Call `f(b, a)` instead: the order is another one. */\nexport function f(a: unknown[], b: string): a is string[];\nexport function f(...given: unknown[]): boolean {\n  if (Array.isArray(given[0])) {\n',
    old: ["f(['x'], 'x')", "f([], 'x')"], now: ["f('x', ['x'])", "f('x', [])"] },
  { name: 'with what is not used any more between others', intent: 'remove parameter b from f',
    text: 'export function* f(a: number, b: string, c = 1) { yield a + c; }\n',
    part: "export function f(a: number, c?: number): Generator<number, void, unknown>;\n/** @deprecated Call `f(a, c)` instead; `b` is not used any more. */\nexport function f(a: number, b: string, c?: number): Generator<number, void, unknown>;\nexport function f(...given: unknown[]): Generator<number, void, unknown> {\n  if (typeof given[1] === 'string') {\n    const [a, , c] = given as [a: number, b: string, c?: number];\n    return fNow(a, c);\n  }\n  return fNow(...(given as [a: number, c?: number]));\n}\n\nfunction* fNow(a: number, c = 1) { yield a + c; }\n",
    old: ["[...f(1, 'b')][0]", "[...f(1, 'b', 5)][0]"], now: ['[...f(1)][0]', '[...f(1, 5)][0]'] },
  { name: 'without what is given first now', intent: "add parameter x: string to f in src/a.ts at position 1 with argument 'EUR'",
    text: 'export async function f(a: number, ...rest: number[]) { return [a, ...rest]; }\n',
    part: "  if (typeof given[0] === 'number') {\n    const [a, ...rest] = given as [a: number, ...rest: number[]];\n    return fNow('EUR', a, ...rest);\n  }\n  return fNow(...(given as [x: string, a: number, ...rest: number[]]));\n}\n\nasync function fNow(x: string, a: number, ...rest: number[])",
    old: ['f(1)', 'f(1, 2, 3)'], now: ["f('EUR', 1)", "f('EUR', 1, 2, 3)"], used: ['return [a,', 'return [x.length, a,'] },
  { name: 'without what may be undefined now', intent: "add parameter x: string | undefined to f in src/a.ts with argument 'EUR'",
    text: 'export default function f(a: number) { return [a]; }\n', imports: 'f',
    part: 'export default function f(...given: unknown[]): number[] {\n  if (given.length < 2) {\n',
    old: ['f(1)'], now: ["f(1, 'EUR')"], used: ['return [a]', 'return [a, x?.length ?? 0]'] },
  { name: 'of a default export without a name, in front', intent: 'reorder parameters of default in src/a.ts to b, a', imports: 'f', retired: 'default',
    text: 'export default function(a: number, b: string): string { return a + b; }\n',
    part: 'export default function (...given: unknown[]): string {\n',
    old: ["f(1, 'b')"], now: ["f('b', 1)"] },
  { name: 'whose result has a type that the file does not name', intent: 'remove parameter b from f', beside: { 'src/b.ts': 'class Hidden { n = 1; }\nexport const make = (n: number) => Object.assign(new Hidden(), { n });\n' },
    text: "import { make } from './b';\nexport function f(a: number, b?: string) { return make(a); }\n",
    part: 'export function f(a: number): ReturnType<typeof fNow>;\n',
    old: ["f(1, 'b').n"], now: ['f(1).n'], both: ['f(2).n'] },
  { name: 'of a local function that is exported elsewhere, beside names that would be taken', intent: 'make the parameters of f an options object',
    text: 'const fNow = 1;\nconst given = 2;\nfunction f(a: string) { return [a, fNow, given]; }\nexport { f };\n',
    part: "function f(...given_: unknown[]): (string | number)[] {\n  if (typeof given_[0] === 'string') {\n    const [a] = given_ as [a: string];\n    return fNow_({ a });\n",
    old: ["f('a')"], now: ["f({ a: 'a' })"] },
];

async function keeps({ intent, text, after, part, imports = '{ f }', old, now, both = [], used, retired = 'f', beside = {} }: Case): Promise<void> {
  const shimmed = await shim({ 'src/a.ts': text, ...beside }, intent);
  expect(shimmed.edits.withoutShim).toBeUndefined();
  const own = shimmed.kept['src/a.ts'] ?? '';
  if (after !== undefined) expect(own).toBe(after);
  expect(own).toContain(part ?? '@deprecated');
  const callers: Texts = { 'src/old.ts': calls(imports, [...old, ...both]), 'src/now.ts': calls(imports, [...now, ...both]) };
  const kept: Texts = { ...shimmed.kept, ...callers };
  expect(await errorsIn(shimmed, kept)).toEqual([]);
  expect(await deprecatedLines(shimmed, kept, 'src/old.ts')).toEqual(lineNumbers(old));
  expect(await deprecatedLines(shimmed, kept, 'src/now.ts')).toEqual([]);

  // Both forms do the same, and what they did before.
  const using: Texts = used ? { ...kept, 'src/a.ts': own.replace(...used) } : kept;
  const results = await run(using, 'src/old.ts');
  expect(results).toEqual(await run(using, 'src/now.ts'));
  if (used) expect(using['src/a.ts']).not.toBe(own);
  else expect(results).toEqual(await run({ ...beside, 'src/a.ts': text, ...callers }, 'src/old.ts'));

  // Retired, it is what the change alone would have made of everything.
  const changed = await heal({ 'tsconfig.json': STRICTEST, ...beside, 'src/a.ts': text, 'src/old.ts': callers['src/old.ts'] ?? '' }, intent);
  const gone = await heal(kept, `retire ${retired} in src/a.ts`);
  expect(gone.left).toEqual([]);
  expect(gone.texts).toEqual({ ...kept, 'src/a.ts': shimmed.plain['src/a.ts'], 'src/old.ts': changed.texts['src/old.ts'] });
  expect(await errorsIn(shimmed, gone.texts)).toEqual([]);
}

describe('a deprecated overload', () => void it.each(OVERLOADS)('$name', keeps));
describe('a function in front takes calls', () => void it.each(DISPATCHED)('$name', keeps));

it.each<readonly [string, string, string, string]>([
  ['a function that becomes async', 'make f async', 'export function f(a: string): string { return a; }\n', 'who does not wait needs the value itself'],
  ['a default at the end', 'add parameter x = 1 to f', 'export function f(a: string): string { return a; }\n', "none is needed: 'x' may be left out"],
  ['two arguments of one kind', 'reorder parameters of f to b, a', 'export function f(a: string, b: string): string { return a + b; }\n', 'cannot surely be told apart: no argument is surely of another kind'],
  ['an object that may be the options', 'make the parameters of f an options object', 'export function f(a: object, b?: number): unknown { return [a, b]; }\n', "a value for 'a' may be an object too"],
  ['a type parameter of an alias\'s name', 'make the parameters of f an options object', 'type T = string;\nexport const x: T = "x";\nexport function f<T>(a: T): T { return a; }\n', "a value for 'a' may be an object too"],
  ['a callback that may get more than it takes', 'make the parameters of f an options object', 'export function f(a: object, b: number): unknown { return [a, b]; }\nexport const all = [{}].map(f);\n', 'it may be given more than it takes'],
  ['what may be left out between others of one kind', 'remove parameter b from f', 'export function f(a: number, b?: number, c?: number): unknown { return [a, c]; }\n', 'cannot surely be told apart'],
  ['an argument that only callers know', 'add parameter x: string to f in src/a.ts with argument local.name', 'export function f(a: string): string { return a; }\n', "'local' in the argument 'local.name' is not known there"],
  ['an argument with the name of a parameter', 'add parameter x: string to f in src/a.ts with argument a', 'export const a = "x";\nexport function f(a: string): string { return a; }\n', "'a' in the argument 'a' is not known there"],
  ['an argument of the place', 'add parameter x: unknown to f in src/a.ts with argument this', 'export function f(a: string): string { return a; }\n', 'means something else in another place'],
  ['overloads', 'remove parameter b from f', 'export function f(a: string, b: number): string;\nexport function f(a: number, b: number): number;\nexport function f(a: unknown, b: number): unknown { return a; }\n', 'it has overloads already'],
  ['a type beside a constant', 'remove parameter b from f', 'export const f: (a: string, b: number) => string = (a: string, b: number) => a;\n', 'other signatures must agree with it'],
  ['a type of a constant from elsewhere', 'remove parameter b from f', 'type F = (a: string, b: number) => string;\nexport const f: F = (a, b) => a;\n', 'its type is that of another declaration'],
  ['a method that overrides', 'remove parameter b from A.run', 'export class A { run(a: string, b: number): string { return a; } }\nexport class B extends A { override run(a: string, b: number): string { return a; } }\n', 'other signatures must agree with it'],
  ['a private method', 'remove parameter b from A.run', 'export class A { private run(a: string, b: number): string { return a; } go() { return this.run("a", 1); } }\n', 'nobody outside can have called it'],
  ['a method that would tell calls apart', 'make the parameters of A.run an options object', 'export class A { run(a: string): string { return a; } }\n', 'a method would have to tell the two calls apart'],
  ['a constant that would tell calls apart', 'make the parameters of f an options object', 'export const f = (a: string): string => a;\n', 'a constant would need a function in front'],
  ['a method of an object', 'remove parameter b from o.f', 'export const o = { f(a: string, b: number): string { return a; } };\n', 'it is a value in an object or a field'],
  ['a declaration without a body', 'remove parameter b from f', 'export declare function f(a: string, b: number): string;\n', 'it has no body here'],
  ['a result that cannot be said', 'remove parameter b from f', 'const hide = () => { class Hidden { n = 1; } return new Hidden(); };\nexport const f = (a: string, b: number) => hide();\n', 'write its return type first'],
  ['a function that is called through .call', 'remove parameter b from f', 'export function f(a: string, b: number): string { return a; }\nf.call(null, "a", 1);\n', 'it is called through .call or .apply'],
  ['type parameters with this', 'reorder parameters of f to b, a', 'export function f<T extends string>(this: T, a: number, b: string): T { void [a, b]; return this; }\n', "takes 'this', which cannot be passed on"],
])('the old form of %s is not kept, and the reason is said', async (_, intent, text, reason) => {
  const { edits } = await shim({ 'src/a.ts': text }, intent);
  expect(edits.shim).toBeNull();
  expect(edits.withoutShim).toMatch(/^The old form of \S+ is not kept: .*\.$/);
  expect(edits.withoutShim).toContain(reason);
});

it.each<readonly [string, string, string]>([
  ['needs none for an argument too many', 'remove parameter b from f in src/a.js', 'none is needed in JavaScript'],
  ['has no overloads', 'remove parameter a from f in src/a.js', 'JavaScript has no overloads'],
])('JavaScript %s', async (_, intent, reason) => {
  const { edits } = await shim({ 'src/a.js': 'export function f(a, b) { return 1; }\n' }, intent);
  expect(edits).toMatchObject({ shim: null, withoutShim: expect.stringContaining(reason) as unknown });
});

it('the last callers are rewritten wherever the compiler sees them, and where that cannot be they are listed', async () => {
  const text = 'export function f(a: number): number;\n/** @deprecated Call `f(a)` instead. */\nexport function f(a: number, b: string): number;\nexport function f(a: number): number { return a; }\n';
  const use = (given: string): string => `import { f } from './a';\ntype F = typeof f;\nconst id = (x: F): F => x;\nid(f)(1${given});\n(f)(1${given});\n[f][0]?.(1${given});\n[f].at(0)!(1${given});\n({ f })['f'](f(1${given})${given});\nexport function g(h: F) { h(1${given}); }\n`;
  const listed = "import { f } from './a';\nconst both: [number, string] = [1, 'b'];\nf(...both);\nf.call(null, 1, 'b');\nf(1, String(both.pop()) + both.push(2, 3).toFixed());\n";
  const { texts, left } = await heal({ 'tsconfig.json': STRICTEST, 'src/a.ts': text, 'src/use.ts': use(", 'b'"), 'src/listed.ts': listed }, 'retire f in src/a.ts');
  expect(texts['src/a.ts']).toBe('export function f(a: number): number { return a; }\n');
  expect(texts['src/use.ts']).toBe(use(''));
  expect(left.filter((line) => line.startsWith('src/listed'))).toEqual(['src/listed.ts:3 arguments are spread here, so that their places are not known', 'src/listed.ts:4 whether this is a call of the old form is not known here']);
});

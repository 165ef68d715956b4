import { describe, expect, it } from 'vitest';
import { DomainError } from '../../server/errors.ts';
import { assertCompilerAgrees } from '../../server/intents/compiler-preconditions.ts';
import { isSuggesting } from '../../server/intents/errors.ts';
import { parseIntent } from '../../server/intents/parse-intent.ts';
import { resolveIntent } from '../../server/intents/resolve-intent.ts';
import { openCodebase, STRICT } from '../support/open-codebase.ts';

const member = (owner: string, from: string, to: string, file: string | null = null) => ({ kind: 'RENAME_MEMBER', owner, from, to, file });
const signature = (name: string, operation: object, file: string | null = null) => ({ kind: 'CHANGE_SIGNATURE', name, file, operation });
const add = (name: string, more: object = {}) => ({ kind: 'ADD_PARAMETER', name, type: null, position: null, defaultValue: null, argument: null, ...more });

it.each([
  ['rename Cart.total to sum in src/cart.ts', member('Cart', 'total', 'sum', 'src/cart.ts')],
  ['rename Cart.total in src/cart.ts to sum', member('Cart', 'total', 'sum', 'src/cart.ts')],
  ['rename Cart.total to Cart.sum', member('Cart', 'total', 'sum')],
  ['rename Cart.#total to #sum', member('Cart', '#total', '#sum')],
  ['rename the member total of Cart to sum', member('Cart', 'total', 'sum')],
  ['rename method total of Cart in src/cart.ts to sum', member('Cart', 'total', 'sum', 'src/cart.ts')],
  ['rename the property total of Cart to sum in src/cart.ts', member('Cart', 'total', 'sum', 'src/cart.ts')],
  ['rename Größe.länge → breite', member('Größe', 'länge', 'breite')],
  ["add parameter currency: string = 'EUR' to formatPrice in src/x.ts", signature('formatPrice', add('currency', { type: 'string', defaultValue: "'EUR'" }), 'src/x.ts')],
  ["add parameter locale to f in src/x.ts with argument 'en'", signature('f', add('locale', { argument: "'en'" }), 'src/x.ts')],
  ['add a parameter n: Map<string, number> to the function f with the argument new Map()', signature('f', add('n', { type: 'Map<string, number>', argument: 'new Map()' }))],
  ['add parameter done: (error: Error) => void to Cart.save with value noop', signature('Cart.save', add('done', { type: '(error: Error) => void', argument: 'noop' }))],
  ['add optional parameter note?: string to f', signature('f', add('note', { type: 'string', defaultValue: 'undefined' }))],
  ['add parameter n = 1 to f as the first parameter', signature('f', add('n', { defaultValue: '1', position: 0 }))],
  ['add parameter n = 1 to f in src/x.ts at position 2', signature('f', add('n', { defaultValue: '1', position: 1 }), 'src/x.ts')],
  ['add parameter n: number to f at position 2 with argument 0', signature('f', add('n', { type: 'number', argument: '0', position: 1 }))],
  ['remove parameter b from f', signature('f', { kind: 'REMOVE_PARAMETER', name: 'b' })],
  ['remove the parameter b of f in src/x.ts', signature('f', { kind: 'REMOVE_PARAMETER', name: 'b' }, 'src/x.ts')],
  ['reorder parameters of f to b, a', signature('f', { kind: 'REORDER_PARAMETERS', order: ['b', 'a'] })],
  ['reorder the parameters of Cart.add in src/x.ts to c, a and b', signature('Cart.add', { kind: 'REORDER_PARAMETERS', order: ['c', 'a', 'b'] }, 'src/x.ts')],
  ['make the parameters of f an options object', signature('f', { kind: 'TO_OPTIONS_OBJECT' })],
  ['turn the parameters of f in src/x.ts into an object', signature('f', { kind: 'TO_OPTIONS_OBJECT' }, 'src/x.ts')],
  ['make f async', signature('f', { kind: 'TO_ASYNC' })],
  ['make the method Cart.save in src/x.ts async', signature('Cart.save', { kind: 'TO_ASYNC' }, 'src/x.ts')],
  ['make f async in src/x.ts', signature('f', { kind: 'TO_ASYNC' }, 'src/x.ts')],
])('"%s" is understood', (text, wish) => {
  expect(parseIntent(text)).toEqual(wish);
});

it.each(['rename cart.ts to basket.ts', 'rename a.json to b.json', 'rename method to total', 'add parameter to f', 'make it faster', 'remove parameter from f'])('"%s" names no member and no signature', (text) => {
  expect(['RENAME_MEMBER', 'CHANGE_SIGNATURE']).not.toContain(parseIntent(text)?.kind);
});

it('words that repeat up to the limit are read to an end', () => {
  for (const part of ['a: ', '= 1 ', 'to f ', 'in src/x.ts ', "with argument 'x' ", 'at position 1 ', 'of f ', 'a, ']) {
    for (const start of ['add parameter a ', 'add parameter a to f ', 'remove parameter a ', 'reorder parameters of f to ', 'make ', 'rename member a ']) {
      const began = performance.now();
      parseIntent(start + part.repeat(1_950 / part.length));
      expect(performance.now() - began, start + part).toBeLessThan(2_000);
    }
  }
});

const SHOP = {
  'tsconfig.json': STRICT,
  'src/cart.ts': "import type { Priced } from './priced';\nexport class Cart implements Priced {\n  total = 1;\n  #secret = 2;\n  get size() { return this.#secret; }\n  add(id: string, count?: number, ...more: string[]) { return [id, count, more]; }\n  async later() { return 1; }\n  *each() { yield 1; }\n  promised(): Promise<number> { return Promise.resolve(1); }\n  isCart(x: unknown): x is Cart { return x instanceof Cart; }\n  constructor(readonly owner: string, unused: number) {}\n}\nexport class Big extends Cart { taken = 1; override add(id: string, count?: number) { return [id, count, []]; } }\n",
  'src/priced.ts': 'export interface Priced { total: number; other?: string }\nexport type Name = string;\n',
  'src/library.ts': "export class Keyed extends Map<string, number> { override get size() { return 1; } override has(key: string) { return key === 'a'; } own(a: number) { return a; } }\nexport class Failure extends Error { override name = 'Failure'; }\n",
  'src/f.ts': 'export function f(a: number, b: string, { c } = { c: 1 }) { return `${a}${c}`; }\nexport function rest(a: number, ...b: number[]) { return [a, b]; }\nexport function args(a: number, b: number) { return arguments.length; }\nexport const g = (a: number, b?: number) => { const x = 1; return [a, x]; };\nexport const value = 1;\nexport const none = () => 1;\ntype F = (a: number) => number;\nexport const typed: F = (a) => a;\nexport function over(a: number): number;\nexport function over(a: number, b: number): number;\nexport function over(a: number, b = 1) { return a + b; }\n',
};

describe('a mistake', () => {
  it.each([
    ['rename Cart.totl to sum', 'TARGET_NOT_FOUND', "declares no member 'totl'", 'rename Cart.total to sum in src/cart.ts'],
    ['rename Crt.total to sum', 'TARGET_NOT_FOUND', "exports 'Crt'", 'rename Cart.total to sum in src/cart.ts'],
    ['rename Name.length to size', 'INVALID_INPUT', 'has no members', null],
    ['rename Cart.total to total', 'INVALID_INPUT', 'has that name already', null],
    ['rename Cart.total to 1x', 'INVALID_INPUT', 'not an identifier', null],
    ['rename Cart.total to #sum', 'INVALID_INPUT', 'another kind of member', null],
    ['rename Cart.total to size', 'NAME_TAKEN', "already has a member 'size'", null],
    ['rename Cart.total to taken', 'NAME_TAKEN', 'Big in src/cart.ts', null],
    ['rename Cart.total to other', 'NAME_TAKEN', 'Priced in src/priced.ts', null],
    ['rename Keyed.size to count', 'INVALID_INPUT', 'of the JavaScript library', null],
    ['rename Failure.name to title', 'INVALID_INPUT', 'of the JavaScript library', null],
    ['add parameter x to f', 'INVALID_INPUT', 'do not know what to give', null],
    ['add parameter a = 1 to f', 'NAME_TAKEN', "parameter 'a' already", null],
    ['add parameter x = 1 to g', 'NAME_TAKEN', "'x' is used inside", null],
    ['add parameter new = 1 to f', 'INVALID_INPUT', 'a reserved word', null],
    ['add parameter x: string = ) to f', 'INVALID_INPUT', "')' is not an expression", null],
    ['add parameter x: 1+ = 1 to f', 'INVALID_INPUT', "'1+' is not a type", null],
    ['add parameter y to g with argument h()', 'INVALID_INPUT', "type of 'y' is not known", null],
    ['add parameter y: number to g with argument 1', 'INVALID_INPUT', 'behind an optional', null],
    ['add parameter y = 1 to g at position 9', 'INVALID_INPUT', 'no place 9', null],
    ['add parameter y = 1 to value', 'INVALID_INPUT', 'no function', null],
    ['add parameter y = 1 to Cart.size', 'INVALID_INPUT', 'accessor', null],
    ['add parameter y = 1 to Cart.addd', 'TARGET_NOT_FOUND', "no method 'addd'", 'add parameter y = 1 to Cart.add in src/cart.ts'],
    ['add parameter y = 1 to Keyed.has', 'INVALID_INPUT', 'of the JavaScript library', null],
    ['remove parameter z from f', 'INVALID_INPUT', 'it has a, b, a pattern', null],
    ['remove parameter a from f', 'INVALID_INPUT', 'src/f.ts at 1:', null],
    ['remove parameter owner from Cart.constructor', 'INVALID_INPUT', 'declares a property', null],
    ['remove parameter b from args', 'INVALID_INPUT', "reads 'arguments'", null],
    ['reorder parameters of f to b, a', 'INVALID_INPUT', 'is a pattern', null],
    ['reorder parameters of g to b', 'INVALID_INPUT', 'not every parameter once', null],
    ['reorder parameters of g to a, b', 'INVALID_INPUT', 'in that order already', null],
    ['reorder parameters of g to b, a', 'INVALID_INPUT', 'behind an optional', null],
    ['reorder parameters of rest to b, a', 'INVALID_INPUT', 'must stay the last', null],
    ['make the parameters of rest an options object', 'INVALID_INPUT', 'rest parameter', null],
    ['make the parameters of none an options object', 'INVALID_INPUT', 'no parameters', null],
    ['make the parameters of Cart.constructor an options object', 'INVALID_INPUT', 'declare properties', null],
    ['reorder parameters of over to b, a', 'INVALID_INPUT', 'An overload of over', null],
    ['make typed async', 'INVALID_INPUT', 'that of another declaration', null],
    ['make Cart.later async', 'INVALID_INPUT', 'async already', null],
    ['make Cart.each async', 'INVALID_INPUT', 'generator', null],
    ['make Cart.promised async', 'INVALID_INPUT', 'promise already', null],
    ['make the parameters of Cart.isCart an options object', 'INVALID_INPUT', 'narrows the type', null],
    ['make Cart.isCart async', 'INVALID_INPUT', 'narrows a type', null],
    ['make Cart.size async', 'INVALID_INPUT', 'accessor', null],
    ['make Cart.constructor async', 'INVALID_INPUT', 'constructor', null],
  ] as const)('"%s" is %s', async (text, code, message, suggestion) => {
    const codebase = await openCodebase(SHOP);
    const attempt = async () => assertCompilerAgrees(codebase, resolveIntent(codebase, text));
    const error = await attempt().then(() => null, (thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(DomainError);
    expect(error).toMatchObject({ code, message: expect.stringContaining(message), hint: expect.stringMatching(/\S \S/) });
    if (suggestion !== null) {
      expect(isSuggesting(error) && error.suggestions.map((offered) => offered.text)).toContain(suggestion);
      expect(() => resolveIntent(codebase, suggestion)).not.toThrow();
    }
  });

  it('is what an overriding body makes of a removal', async () => {
    const codebase = await openCodebase({ 'tsconfig.json': STRICT, 'src/a.ts': 'export class A { run(n: number) { return 1; } }\nexport class B extends A { override run(m: number) { return m; } }\n' });
    await expect(assertCompilerAgrees(codebase, resolveIntent(codebase, 'remove parameter n from A.run'))).rejects.toThrow('src/a.ts:2:61');
  });
});

it.each([
  ['rename Cart.secret to hidden', { kind: 'RENAME_MEMBER', file: 'src/cart.ts', owner: 'Cart', from: '#secret', to: '#hidden' }],
  ['rename Cart.total to sum', { kind: 'RENAME_MEMBER', file: 'src/cart.ts', owner: 'Cart', from: 'total', to: 'sum' }],
  ['remove parameter b from f', { kind: 'CHANGE_SIGNATURE', file: 'src/f.ts', name: 'f', operation: { kind: 'REMOVE_PARAMETER', name: 'b' } }],
  ['remove parameter a from Keyed.own', null],
])('"%s" is resolved', async (text, change) => {
  const codebase = await openCodebase(SHOP);
  if (change === null) return expect(() => resolveIntent(codebase, text)).toThrow('is used in');
  expect(resolveIntent(codebase, text)).toEqual(change);
  await assertCompilerAgrees(codebase, resolveIntent(codebase, text));
});

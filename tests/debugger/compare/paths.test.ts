import { describe, expect, test } from 'vitest';
import type { ExpectedPath } from '../../../server/debugger/behavior.ts';
import { comparePaths } from '../../../server/debugger/compare/paths.ts';
import { listKinds, readCalls } from './call-text.ts';

const ORIGINAL = ['validate()', 'submit()', 'success()'];
type Case = readonly [expected: ExpectedPath, actual: string, differences: readonly string[]];

const differences = (expected: ExpectedPath, actual: string): string[] => listKinds(comparePaths(expected, readCalls(actual)));

describe('a flat expectation', () => {
  test.each<Case>([
    [ORIGINAL, 'validate submit success', []],
    [ORIGINAL, 'validate() submit() success()', []],
    [ORIGINAL, 'validate submit failure', ['replaced success@3 failure@3']],
    [ORIGINAL, 'validate submit', ['missing success@3']],
    [ORIGINAL, 'validate success', ['missing submit@2']],
    [ORIGINAL, 'validate log submit success', ['inserted log@2']],
    [ORIGINAL, 'submit validate success', ['reordered validate@1 validate@2']],
    [ORIGINAL, 'success submit validate', ['reordered validate@1 validate@3', 'reordered submit@2 submit@2']],
    [ORIGINAL, 'validate validate validate submit success', ['repeated validate@2']],
    [ORIGINAL, 'validate x y success', ['replaced submit@2 x@2', 'inserted y@3']],
    [ORIGINAL, 'validate submit submit x', ['repeated submit@3', 'replaced success@3 x@4']],
    [ORIGINAL, '', ['missing validate@1', 'missing submit@2', 'missing success@3']],
    [['a', 'b', 'a'], 'a a b', ['reordered b@2 b@3']],
    [[], 'a', ['inserted a@1']],
    [[], '', []],
  ])('%j against %s on one level', (expected, actual, wanted) => {
    expect(differences(expected, actual)).toEqual(wanted);
  });

  test.each<Case>([
    [ORIGINAL, 'handle{validate{trim} submit{fetch{send}} success}', []],
    [ORIGINAL, 'handle{validate submit{fetch} failure}', ['replaced success@3 failure@3']],
    [ORIGINAL, 'setUp main{handle{validate submit success} close}', []],
    // Of two levels that fit equally well the first counts; a better one goes before it.
    [ORIGINAL, 'handle{validate submit} handle{validate submit success}', []],
    [ORIGINAL, 'handle{success submit validate} other{validate}', ['reordered validate@1 validate@3', 'reordered submit@2 submit@2']],
    // Nothing is found: what the scenario's own function calls is compared.
    [ORIGINAL, 'handle{foo bar}', ['replaced validate@1 foo@1', 'replaced submit@2 bar@2', 'missing success@3']],
    [['fib'], 'fib{fib{fib} fib}', []],
  ])('%j is compared with the level where it fits best: %s', (expected, actual, wanted) => {
    expect(differences(expected, actual)).toEqual(wanted);
  });

  test.each<Case>([
    [ORIGINAL, 'validate{submit{success}}', []],
    [ORIGINAL, 'handle{validate{trim submit{fetch}} success}', []],
    [ORIGINAL, 'validate{submit} failure', ['replaced success@3 failure@2']],
    [ORIGINAL, 'validate{submit} log success', ['inserted log@2']],
    [ORIGINAL, 'handle{prepare{validate} log dispatch{submit} finish{success}}', []],
    [['checkout', ...ORIGINAL], 'checkout{log validate log submit success log}', []],
    [['checkout', ...ORIGINAL], 'checkout{validate submit failure}', ['replaced success@4 failure@3']],
    [['checkout', ...ORIGINAL], 'checkout{validate submit{fetch}}', ['missing success@4']],
    [['checkout', 'validate'], 'checkout{foo}', ['replaced validate@2 foo@1']],
    [['checkout', 'validate'], 'checkout', ['missing validate@2']],
    [['checkout', 'validate', 'submit'], 'checkout{submit{validate}}', ['reordered validate@2 validate@1']],
    [['a', 'a', 'a'], 'a{a{a}}', []],
    [['a', 'a'], 'a{a{a}}', ['repeated a@1']],
  ])('%j is compared by order of entry where its names are spread over levels: %s', (expected, actual, wanted) => {
    expect(differences(expected, actual)).toEqual(wanted);
  });
});

describe('names', () => {
  test.each<Case>([
    [['submit'], 'Form.submit', []],
    [['Form.submit()'], 'submit', []],
    [['form.submit'], 'Form.submit', []],
    [['Form.submit'], 'Modal.submit', ['replaced Form.submit@1 Modal.submit@1']],
    [['submit', 'close'], 'Form.submit submit close', ['inserted Form.submit@1']],
    [['validate*', 'save'], 'Form.validateName Form.save', []],
    [['*.save'], 'Form.save', []],
    [['load.*'], 'load.<anonymous>', []],
    [['Cart.prototype.total', 'Cart#add'], 'Cart.total Cart.add', []],
    [['await this.save(order, (x) => x)'], 'save', []],
  ])('%j and %s', (expected, actual, wanted) => {
    expect(differences(expected, actual)).toEqual(wanted);
  });
});

describe('wildcards', () => {
  test.each<Case>([
    [['a', '*', 'c'], 'a b c', []],
    [['a', '*', 'c'], 'a c', ['missing *@2']],
    [['a', '*', 'c'], 'a b b c', ['inserted b@3']],
    [['a', '*', 'c'], 'main{a b{c}}', []],
    [['a', '...', 'c'], 'a c', []],
    [['a', '...', 'c'], 'a b b c b c', []],
    [['a', '...', 'c'], 'x a b c', ['inserted x@1']],
    [['...', 'c'], 'a b c', []],
    [['a', '...'], 'a b c', []],
    [['a', '...', 'c', 'd'], 'a b d', ['missing c@2']],
    [['...'], 'a b c', []],
    [['validate*', 'validateName'], 'validateName', ['missing validate*@1']],
  ])('%j against %s', (expected, actual, wanted) => {
    expect(differences(expected, actual)).toEqual(wanted);
  });
});

describe('a group in any order', () => {
  test.each<Case>([
    [[{ anyOrder: ['a', 'b', 'c'] }, 'd'], 'c a b d', []],
    [['z', { anyOrder: ['a', 'b'] }, 'd'], 'z b a d', []],
    [[{ anyOrder: ['a', 'b', 'c'] }, 'd'], 'c b x d', ['replaced a@1 x@3']],
    [[{ anyOrder: ['a', 'b'] }], 'a a b', ['repeated a@2']],
    [[{ anyOrder: ['a', 'a', 'b'] }], 'a b a', []],
    [[{ anyOrder: ['a', 'b', '...'] }, 'd'], 'q a x b y d', []],
    [[{ anyOrder: ['*', 'a'] }], 'a b', []],
    [[{ anyOrder: ['load*', 'loadUser'] }], 'loadUser loadCart', []],
    // A greedy choice gives `ab` to the first pattern and leaves the second without.
    [[{ anyOrder: ['*b*', '*a'] }], 'ba xb', []],
    [[{ anyOrder: [{ call: 'a', calls: ['x'] }, { call: 'a', calls: ['y'] }] }], 'a{y} a{x}', []],
    [[{ anyOrder: ['a', { anyOrder: ['b', 'c'] }] }], 'c a b', []],
    [['d', { anyOrder: ['a', 'b'] }, 'e'], 'd e', ['missing a@2', 'missing b@3']],
  ])('%j against %s', (expected, actual, wanted) => {
    expect(differences(expected, actual)).toEqual(wanted);
  });
});

describe('nested calls and times', () => {
  test.each<Case>([
    [[{ call: 'a', calls: ['x', 'y'] }, 'b'], 'a{x y} b', []],
    [[{ call: 'a', calls: ['x', 'y'] }, 'b'], 'a{x z} b', ['replaced y@2 z@2']],
    [[{ call: 'a', calls: [] }], 'a{x}', ['inserted x@1']],
    [[{ call: 'a' }], 'a{x}', []],
    [[{ call: 'a', calls: ['x'] }], 'a{wrap{x}}', []],
    [[{ call: 'main', calls: ['a'] }, 'b'], 'main{a b}', ['reordered b@2 b@2']],
    [[{ call: 'a', times: 3 }, 'b'], 'a a a b', []],
    [[{ call: 'a', times: 3 }, 'b'], 'a a b', ['missing a@3']],
    [[{ call: 'a', times: 2 }, 'b'], 'a a a a b', ['repeated a@3']],
    [[{ call: 'a', times: 2, calls: ['x'] }], 'a{x} a{y}', ['replaced x@1 y@1']],
    [[{ call: 'save', calls: ['check'] }], 'one{save} two{save{check}}', []],
  ])('%j against %s', (expected, actual, wanted) => {
    expect(differences(expected, actual)).toEqual(wanted);
  });

  test('say what they are within and how often a call was made', () => {
    const nested = comparePaths([{ call: 'a', calls: ['x', { call: 'y', calls: ['z'] }] }], readCalls('main{a{x y{q}}}'));
    expect(nested?.differences).toEqual([
      { kind: 'replaced', within: ['main', 'a', 'y'], expected: 'z', actual: 'q', expectedPosition: 1, actualPosition: 1, call: 4, message: '`q` was called within `y`, where `z` was expected.' },
    ]);
    const repeated = comparePaths([{ call: 'a', times: 2 }], readCalls('a a a a a'));
    expect(repeated?.differences[0]?.message).toBe('`a` was called 5 times in a row instead of 2 times.');
  });
});

test('rows show both trees with the calls around them', () => {
  const mismatch = comparePaths(['a', { call: 'b', calls: ['x', 'y'] }, '...', 'd'], readCalls('main{a{detail} b{y x} c c d}'));
  expect(mismatch?.rows.map(({ depth, expected, actual, difference }) => `${depth} ${expected} ${actual}${difference ? ` ${difference}` : ''}`)).toEqual([
    '0 null main', '1 a a', '1 b b', '2 x null reordered', '2 y y', '2 null x reordered', '1 ... c', '1 null c', '1 d d',
  ]);
});

describe('a comparison that cannot be exact', () => {
  test('of more steps and calls with gaps than fill a table says so and still finds the change', () => {
    const names = Array.from({ length: 7_000 }, (_, at) => `call${at}`);
    const expected = ['...', ...names, '...'];
    const mismatch = comparePaths(expected, readCalls(names.map((name, at) => (at === 3_500 ? 'other' : name)).join(' ')));
    expect([mismatch?.isApproximate, listKinds(mismatch)]).toEqual([true, ['replaced call3500@3501 other@3501']]);
  });

  test('of a recording that was cut says so', () => {
    const trace = { functions: [], branchSites: [], calls: [], branches: [], isTruncated: true };
    expect(comparePaths(['a', 'b'], readCalls('a'), trace)?.isApproximate).toBe(true);
    expect(comparePaths(['a', 'b'], readCalls('a'), { ...trace, isTruncated: false })?.isApproximate).toBe(false);
  });
});

test('depth does not overflow the stack', () => {
  let [deep, nested] = [readCalls('x')[0]!, { call: 'x' } as ExpectedPath[number]];
  for (let depth = 0; depth < 20_000; depth += 1) {
    deep = { name: 'x', id: depth, calls: [deep] };
    nested = { call: 'x', calls: [nested] };
  }
  expect(comparePaths([nested], [deep])).toBeNull();
  expect(listKinds(comparePaths(['x', 'y'], [deep]))).toContain('missing y@2');
});

test('more expected calls than a path may have are a mistake of the person', () => {
  expect(() => comparePaths([{ call: 'a', times: 200_001 }], [])).toThrow('names more than 200000 calls');
});

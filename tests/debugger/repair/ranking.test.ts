// Inputs near the examples, marks of unlikely code, and the question that tells patches apart.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findDistinction } from '../../../server/debugger/repair/distinguish.ts';
import { generateInputs, valueSource } from '../../../server/debugger/repair/inputs.ts';
import type { ProbeResult } from '../../../server/debugger/repair/child/messages.ts';
import { chooseShown, type Ranked, type Ranking } from '../../../server/debugger/repair/rank.ts';
import { countSmells } from '../../../server/debugger/repair/smells.ts';

const evaluate = (source: string): unknown => new Function(`return (${source});`)() as unknown;

describe('values as source code', () => {
  test('evaluate to an equal value', () => {
    const value = fc.letrec((tie) => ({ any: fc.oneof({ maxDepth: 3 }, fc.string(), fc.double(), fc.boolean(), fc.constant(null), fc.constant(undefined), fc.bigInt(), fc.array(tie('any'), { maxLength: 4 }), fc.array(tie('any'), { maxLength: 3 }).map((items) => new Set(items)), fc.dictionary(fc.string().filter((key) => key !== '__proto__'), tie('any'), { maxKeys: 3, noNullPrototype: true })) })).any;
    fc.assert(fc.property(value, (one) => {
      expect(evaluate(valueSource(one)!)).toEqual(one);
    }));
  });
  test.each([[() => 1], [new (class Cart {})()], [[() => 1]]])('functions and class instances are not written', (value) => {
    expect(valueSource(value)).toBeNull();
  });
});

describe('generated inputs', () => {
  const examples = [[[3, 1, 2], 'abc'], [[], '']];
  test('are the same for the same seed, differ from the examples and do not repeat', () => {
    const inputs = generateInputs(examples, 30, 7);
    expect(inputs).toEqual(generateInputs(examples, 30, 7));
    expect(inputs.length).toBeGreaterThan(15);
    expect(new Set(inputs).size).toBe(inputs.length);
    expect(inputs).not.toContain('[3, 1, 2], "abc"');
  });
  test('keep the kinds of the arguments', () => {
    for (const input of generateInputs(examples, 30, 3)) {
      const [list, text] = evaluate(`[${input}]`) as [unknown, unknown];
      expect([Array.isArray(list), typeof text]).toEqual([true, 'string']);
    }
  });
  test('do not change the examples', () => {
    const before = JSON.stringify(examples);
    generateInputs(examples, 30, 1);
    expect(JSON.stringify(examples)).toBe(before);
  });
  test('are none without examples', () => {
    expect(generateInputs([], 10, 1)).toEqual([]);
  });
});

describe('marks of code that nobody means', () => {
  test.each([
    ['(a) => a === a'], ['(a, b) => a && b && a'], ['(a) => a * 1'], ['(a) => a + 0'], ['(a) => { a = a; return a; }'], ['(a) => a > 1 ? 2 : 2'], ['(a) => { if (a) {} return a; }'], ['(a) => { return a; a += 1; }'],
    ['(a) => { if (a) return true; return true; }'], ['(a, b) => a'], ['(a) => Math.abs(Math.abs(a))'], ['(a) => a === 1 && a === 2'], ['(a) => { a.push(1); return a; }'],
  ])('%s has one', (source) => {
    expect(countSmells('a.ts', source)).toBe(1);
  });
  test.each([['(a, b) => a + b'], ['(a) => a + a'], ['(a) => { const list = [...a]; list.sort(); return list; }'], ['(a) => { while (true) { if (a) return 1; a += 1; } }'], ['function f(n) { return n < 2 ? n : f(n - 1) + f(n - 2); }'], ['(a) => a % 1 === 0']])('%s has none', (source) => {
    expect(countSmells('a.ts', source)).toBe(0);
  });
});

const returned = (value: number): ProbeResult => ({ end: 'returned', text: String(value), value });
const thrown: ProbeResult = { end: 'threw', text: 'throws TypeError', value: null };
const patch = (score: number, results: readonly ProbeResult[]): Ranked => ({ candidate: {} as Ranked['candidate'], score, results });

describe('the question', () => {
  test('is the input that splits the patches best, with the patches of each answer', () => {
    const shown = [patch(-1, [returned(1), returned(1)]), patch(-1.2, [returned(1), returned(2)]), patch(-1.3, [returned(1), returned(3)])];
    expect(findDistinction({ ranked: shown, inputs: ['1', '2'] }, shown)).toEqual({ input: '2', answers: [{ result: '1', value: 1, patches: [0] }, { result: '2', value: 2, patches: [1] }, { result: '3', value: 3, patches: [2] }] });
  });
  test('prefers results to crashes', () => {
    const shown = [patch(-1, [returned(1), returned(1)]), patch(-1, [thrown, returned(2)])];
    expect(findDistinction({ ranked: shown, inputs: ['1', '2'] }, shown)?.input).toBe('2');
  });
  test('is not asked where all agree', () => {
    const shown = [patch(-1, [returned(1)]), patch(-2, [returned(1)])];
    expect(findDistinction({ ranked: shown, inputs: ['1'] }, shown)).toBeNull();
  });
});

describe('patches that are shown', () => {
  const ranking = (ranked: readonly Ranked[]): Ranking => ({ ranked, inputs: ['1'] });
  test('are the best of each behaviour', () => {
    const [a, b, c] = [patch(-1, [returned(1)]), patch(-1.5, [returned(1)]), patch(-2, [returned(2)])];
    expect(chooseShown(ranking([a, b, c]), 5)).toEqual([a, c]);
  });
  test('are not much less likely than the first', () => {
    const [a, b] = [patch(-1, [returned(1)]), patch(-9, [returned(2)])];
    expect(chooseShown(ranking([a, b]), 5)).toEqual([a]);
  });
});

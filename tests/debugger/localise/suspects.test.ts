import { describe, expect, test } from 'vitest';
import type { FirstDivergence } from '../../../server/debugger/discrepancy.ts';
import { ochiai } from '../../../server/debugger/localise/ochiai.ts';
import { rankSuspects } from '../../../server/debugger/localise/suspects.ts';
import type { Coverage, Trace } from '../../../server/debugger/trace.ts';

describe('ochiai', () => {
  test.each([
    ['a place that exactly the failing examples ran is most suspicious', [1, 0, 0], [false, true, true], 1],
    ['a place that no failing example ran is not suspicious', [0, 3, 1], [false, true, true], 0],
    ['a place that all ran is in between', [1, 1, 1, 1], [false, true, true, true], 0.5],
    ['how often it ran does not matter', [9, 1], [false, true], Math.SQRT1_2],
    ['without a failing example nothing is suspicious', [1, 1], [true, true], 0],
  ] as const)('%s', (_, hits, passed, expected) => {
    expect(ochiai(hits, passed)).toBeCloseTo(expected);
  });
});

const text = 'function f(n: number) {\n  if (n > 1) {\n    return 2;\n  }\n  return 3;\n}\n';
const tree = { text: (path: string) => (path === 'f.ts' ? text : undefined) };
const site = (source: string, line: number): Coverage['statements'][number] => ({ file: 'f.ts', line, column: 3, start: text.indexOf(source), end: text.indexOf(source) + source.length });
const coverage: Coverage = { statements: [site('if (n > 1) {\n    return 2;\n  }', 2), site('return 2;', 3), site('return 3;', 5)], hits: [[1, 1, 0], [1, 0, 1]], passed: [false, true] };
const branch = { site: { kind: 'if', file: 'f.ts', line: 2, column: 7, text: 'n > 1' }, taken: true, values: {} } as const;
const divergence = (call: number | null): FirstDivergence => ({ difference: { kind: 'replaced', within: [], expected: 'a', actual: 'b', expectedPosition: 1, actualPosition: 1, call, message: 'b instead of a' }, agreed: [], branch });
const trace: Trace = { functions: [{ name: 'f', file: 'f.ts', line: 1, column: 1, start: 0, end: text.length }], branchSites: [], calls: [{ id: 0, parent: -1, site: 0, isAsync: false, end: 'returned' }], branches: [], isTruncated: false };

describe('rankSuspects', () => {
  test('places that failing examples alone ran come first, with the counts as reason', () => {
    const suspects = rankSuspects({ tree, coverage, trace: null, divergence: null });
    expect(suspects.map((suspect) => suspect.text)).toEqual(['return 2;', 'if (n > 1) {\n    return 2;\n  }']);
    expect(suspects[0]).toMatchObject({ ochiai: 1, line: 3, reasons: ['It ran in 1 of 1 failing and in 0 of 1 passing examples.'] });
  });

  test('the condition in front of the first divergence comes before what coverage says', () => {
    const [first] = rankSuspects({ tree, coverage, trace: null, divergence: divergence(null) });
    expect(first).toMatchObject({ line: 2, reasons: ['`n > 1` was true right before the first call that differs.', 'It ran in 1 of 1 failing and in 1 of 1 passing examples.'] });
  });

  test('without coverage the condition and the calls that lead there are named', () => {
    const suspects = rankSuspects({ tree, coverage: null, trace, divergence: divergence(0) });
    expect(suspects.map(({ line, score, ochiai: coefficient }) => [line, score, coefficient])).toEqual([[2, 1, null], [1, 0.6, null]]);
    expect(suspects[0]!.text).toBe('if (n > 1) {');
  });

  test('nothing is suspected where nothing is known, and the list is cut', () => {
    expect(rankSuspects({ tree, coverage: null, trace: null, divergence: null })).toEqual([]);
    expect(rankSuspects({ tree, coverage, trace: null, divergence: null, most: 1 })).toHaveLength(1);
  });
});

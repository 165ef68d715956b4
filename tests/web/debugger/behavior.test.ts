import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { connectLines, countKinds, foldRows } from '../../../web/debugger/behavior/align-rows.ts';
import { describeSamples, formatMetric, spreadDots, ticksOf } from '../../../web/debugger/behavior/distribution.ts';
import { flattenCalls } from '../../../web/debugger/behavior/flatten-calls.ts';
import { readHandIn } from '../../../web/debugger/behavior/hand-in.ts';
import { readActual, readExpected } from '../../../web/debugger/behavior/read-behavior.ts';
import { readDiscrepancies, type AlignedRow } from '../../../web/debugger/behavior/read-discrepancies.ts';
import { readMeasures } from '../../../web/debugger/behavior/read-measures.ts';

const row = (expected: string | null, actual: string | null, difference: AlignedRow['difference'] = null): AlignedRow => ({ depth: 0, expected, actual, difference });
const same = (count: number): AlignedRow[] => Array.from({ length: count }, (_, at) => row(`c${at}`, `c${at}`));

describe('the rows of two call trees', () => {
  test.each<[AlignedRow[], string]>([
    [[], ''],
    [same(3), 'rrr'],
    [same(9), 'f9'],
    [[...same(9), row('a', null, 'missing')], 'f6 rrrr'],
    [[row('a', null, 'missing'), ...same(9)], 'rrrr f6'],
    [[row('a', null, 'missing'), ...same(6), row(null, 'b', 'inserted')], 'rrrrrrrr'],
    [[row('a', null, 'missing'), ...same(10), row(null, 'b', 'inserted')], 'rrrr f4 rrrr'],
    [[row('a', null, 'missing'), ...same(9), row(null, 'b', 'inserted')], 'rrrrrrrrrrr'],
  ])('%j are drawn with the stretches that agree folded', (rows, drawn) => {
    const text = foldRows(rows).map((line) => (line.kind === 'row' ? 'r' : ` f${line.count} `)).join('').trim();
    expect(text).toBe(drawn);
  });

  test('that were folded are shown again', () => {
    expect(foldRows(same(9), new Set([0])).map((line) => line.kind)).toEqual(Array(9).fill('row'));
  });

  test('lose none of them by folding', () => {
    const kinds = fc.constantFrom(null, null, null, null, 'missing' as const, 'inserted' as const);
    fc.assert(fc.property(fc.array(kinds, { maxLength: 60 }), (differences) => {
      const rows = differences.map((difference, at) => row(`c${at}`, `c${at}`, difference));
      const seen = foldRows(rows).flatMap((line) => (line.kind === 'row' ? [line.at] : Array.from({ length: line.count }, (_, index) => line.from + index)));
      expect(seen).toEqual(rows.map((_, at) => at));
    }));
  });

  test('are connected where both sides are there, and a call that moved with its other place', () => {
    const lines = foldRows([row('a', 'a'), row('b()', null, 'reordered'), row('c', 'd', 'replaced'), row(null, 'b', 'reordered'), row('e', null, 'missing')]);
    expect(connectLines(lines)).toEqual([
      { kind: 'agrees', expectedLine: 0, actualLine: 0 },
      { kind: 'replaced', expectedLine: 2, actualLine: 2 },
      { kind: 'reordered', expectedLine: 1, actualLine: 3 },
    ]);
  });

  test('connect two calls that moved with the nearest place each, and none twice', () => {
    const lines = foldRows([row(null, 'a', 'reordered'), row('a', null, 'reordered'), row('a', null, 'reordered')]);
    expect(connectLines(lines)).toEqual([{ kind: 'reordered', expectedLine: 1, actualLine: 0 }]);
  });

  test('are counted by kind in the order of the legend', () => {
    expect(countKinds([row(null, 'a', 'inserted'), row('b', null, 'missing'), row(null, 'c', 'inserted')])).toEqual([{ kind: 'missing', count: 1 }, { kind: 'inserted', count: 2 }]);
  });
});

describe('samples', () => {
  test.each<[number[], object | null]>([
    [[], null],
    [[4], { count: 1, min: 4, q1: 4, median: 4, q3: 4, max: 4 }],
    [[4, 1, 3, 2], { count: 4, min: 1, q1: 1.75, median: 2.5, q3: 3.25, max: 4 }],
    [[5, 1, 3], { count: 3, min: 1, q1: 2, median: 3, q3: 4, max: 5 }],
  ])('%j are described', (values, described) => {
    expect(describeSamples(values)).toEqual(described);
  });

  test('that are equal stand beside each other on their lane', () => {
    expect(spreadDots([5, 5, 5, 50]).map(({ offset }) => offset)).toEqual([0, 0.14, -0.14, 0]);
  });

  test('are all drawn inside of lane and axis', () => {
    fc.assert(fc.property(fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 200 }), (values) => {
      const ticks = ticksOf(values);
      const [least, most] = [ticks[0] ?? NaN, ticks.at(-1) ?? NaN];
      const dots = spreadDots(values);
      expect(dots).toHaveLength(values.length);
      expect(dots.every(({ value, offset }) => value >= least - 1e-9 * value && value <= most + 1e-9 * value && Math.abs(offset) <= 0.45)).toBe(true);
      expect(least).toBeLessThan(most);
    }));
  });

  test.each<[number[], number[]]>([
    [[], [0, 0.2]],
    [[0], [0, 0.2]],
    [[20, 52.8], [0, 20, 40, 60]],
    [[10, 14.2], [10, 11, 12, 13, 14, 15]],
    [[0.1, 0.3], [0, 0.1, 0.2, 0.3]],
    [[7, 7], [6, 8]],
  ])('%j stand on an axis with the ticks %j', (values, ticks) => {
    expect(ticksOf(values)).toEqual(ticks);
  });

  test.each<[number, 'ms' | 'MB', string]>([[12.345, 'ms', '12.3 ms'], [0.01234, 'MB', '0.0123 MB'], [1234, 'ms', '1,230 ms']])('%d %s is %s', (value, unit, text) => {
    expect(formatMetric(value, unit)).toBe(text);
  });
});

describe('stored behaviour', () => {
  test('is read with its samples', () => {
    expect(readActual({ executionPath: ['a', { name: 'b', id: 1, calls: [{ name: 'c', id: 2, calls: [] }] }], outcome: { status: 'error', data: null, error: { name: 'TypeError', message: 'no', stack: null } }, performance: { responseTime: 3, memoryUsage: null, samples: { responseTimes: [3], memoryUsages: [], baseline: { responseTimes: [2], memoryUsages: [] } } } })).toEqual({
      path: [{ name: 'a', calls: [] }, { name: 'b', calls: [{ name: 'c', calls: [] }] }],
      outcome: { status: 'error', data: null, error: { name: 'TypeError', message: 'no', stack: null } },
      performance: { responseTime: 3, memoryUsage: null, samples: { responseTimes: [3], memoryUsages: [], baseline: { responseTimes: [2], memoryUsages: [] } } },
    });
  });

  test('is a list of lines, each call before those it made', () => {
    expect(flattenCalls([{ name: 'a', calls: [{ name: 'b', calls: [] }] }, { name: 'c', calls: [] }])).toEqual([{ name: 'a', depth: 0 }, { name: 'b', depth: 1 }, { name: 'c', depth: 0 }]);
  });

  test('of any JSON is read without throwing', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => {
      readActual(value);
      readExpected(value);
      readDiscrepancies([value]);
      return readDiscrepancies(value) === null || Array.isArray(value);
    }));
    expect(readActual('strange')).toBeNull();
    expect(readDiscrepancies(null)).toBeNull();
  });
});

describe('stored discrepancies', () => {
  test('are read, and what is unknown is left out', () => {
    const difference = { kind: 'replaced', within: ['pay'], expected: 'success()', actual: 'failure()', expectedPosition: 3, actualPosition: 3, call: 4, message: 'no' };
    const branch = { site: { kind: 'if', file: 'a.ts', line: 3, column: 5, text: 'ok' }, taken: false, values: { ok: { kind: 'undefined' } } };
    expect(readDiscrepancies([
      { type: 'execution_path_mismatch', differences: [difference, { kind: 'strange' }], firstDivergence: { difference, agreed: ['a'], branch }, rows: [{ depth: 1, expected: 'a', actual: null, call: null, difference: 'missing' }, { depth: 0, expected: null, actual: null }], isApproximate: true, actual: [] },
      { type: 'outcome_mismatch', differences: [{ kind: 'value', path: 'a', expected: 1, actual: 2, message: 'm' }], isTruncated: false },
      { type: 'performance_issue', differences: [{ metric: 'response_time', verdict: 'exceeds', moreRuns: 0, expected: 1, actual: 2, threshold: 1.5, ratio: { low: 1.8, high: 2.2 }, message: 'm' }, { metric: 'strange' }] },
      { type: 'strange' },
    ])).toEqual([
      { type: 'path', differences: [{ kind: 'replaced', within: ['pay'], expected: 'success()', actual: 'failure()', message: 'no' }], firstDivergence: { difference: expect.anything(), agreed: ['a'], branch: { text: 'ok', file: 'a.ts', line: 3, column: 5, taken: false, values: [{ name: 'ok', value: { kind: 'undefined' } }] } }, rows: [{ depth: 1, expected: 'a', actual: null, difference: 'missing' }], isApproximate: true },
      { type: 'outcome', differences: [{ kind: 'value', path: 'a', expected: 1, actual: 2, message: 'm' }], isTruncated: false },
      { type: 'performance', differences: [{ metric: 'response_time', verdict: 'exceeds', moreRuns: 0, expected: 1, actual: 2, threshold: 1.5, ratio: { low: 1.8, high: 2.2 }, message: 'm' }] },
    ]);
  });
});

describe('the measures of a session', () => {
  const thresholds = { responseTime: 1.5, memoryUsage: 1.3 };
  const samples = { responseTimes: [3, 4], memoryUsages: [], baseline: { responseTimes: [], memoryUsages: [] } };

  test('join samples, expectation and verdict', () => {
    const actual = readActual({ performance: { responseTime: 3.5, memoryUsage: null, samples } });
    const differences = readDiscrepancies([{ type: 'performance_issue', differences: [{ metric: 'response_time', verdict: 'exceeds', moreRuns: 0, expected: 2, actual: 3.5, threshold: 1.5, ratio: null, message: 'm' }] }]);
    expect(readMeasures({ actual, differences, expectedBehavior: { performance: { responseTime: 2 } }, thresholds })).toEqual([
      { metric: 'response_time', title: 'Response time', unit: 'ms', series: [{ name: 'This code', values: [3, 4], isPlotted: true }], actual: 3.5, expected: 2, threshold: 1.5, verdict: 'exceeds', moreRuns: 0, ratio: null, message: 'm' },
    ]);
  });

  test.each([
    [[3, 4], [10, 12], true],
    [[3, 4], [20, 30], false],
    [[0.001], [5], false],
    [[0, 0], [0, 0], true],
  ])('of %j plot the reference %j beside: %s', (responseTimes, reference, isPlotted) => {
    const actual = readActual({ performance: { responseTime: 1, memoryUsage: null, samples: { responseTimes, memoryUsages: [], baseline: { responseTimes: reference, memoryUsages: [] } } } });
    expect(readMeasures({ actual, differences: [], expectedBehavior: {}, thresholds })[0]?.series).toMatchObject([{ isPlotted: true }, { name: 'Reference', isPlotted }]);
  });

  test('are shown without a verdict where nothing was expected, and not at all where nothing was measured', () => {
    const actual = readActual({ performance: { responseTime: 3.5, memoryUsage: 2, samples: null } });
    expect(readMeasures({ actual, differences: [], expectedBehavior: {}, thresholds })).toMatchObject([{ metric: 'response_time', actual: 3.5, expected: null, verdict: null, series: [] }, { metric: 'memory_usage', actual: 2 }]);
    expect(readMeasures({ actual: null, differences: null, expectedBehavior: {}, thresholds })).toEqual([]);
  });
});

describe('behaviour that is handed in', () => {
  test.each([
    ['', /Paste/],
    ['{', /not JSON/],
    ['[]', /is an object/],
    ['{"path":[]}', /“path” is no part/],
    ['{"outcome":null}', /at least one/],
  ])('as %j is refused', (text, message) => {
    expect(readHandIn(text)).toEqual({ kind: 'problem', message: expect.stringMatching(message) });
  });

  test('is passed on as it is', () => {
    expect(readHandIn('{"executionPath":["a"]}')).toEqual({ kind: 'behavior', behavior: { executionPath: ['a'] } });
  });
});

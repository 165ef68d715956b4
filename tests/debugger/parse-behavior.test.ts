import { describe, expect, it } from 'vitest';
import { InvalidInputError } from '../../server/errors.ts';
import { parseActual, parseExpectation, parseThresholds } from '../../server/debugger/parse-behavior.ts';

const nested = (depth: number): unknown => {
  let path: unknown[] = ['a'];
  for (let level = 0; level < depth; level += 1) path = [{ call: 'a', calls: path }];
  return path;
};

describe('an expectation', () => {
  it('keeps path, outcome and performance', () => {
    const executionPath = ['validate()', { call: 'submit', calls: ['...', 'send'], times: 2 }, { anyOrder: ['log', '*'] }];
    const input = { executionPath, outcome: { status: ' success ', data: { expression: 'new Date(0)' } }, performance: { responseTime: 200, memoryUsage: null } };
    expect(parseExpectation(input)).toEqual({ executionPath, outcome: { status: 'success', data: { kind: 'expression', source: 'new Date(0)' } }, performance: { responseTime: 200, memoryUsage: null } });
  });

  it('may leave everything out', () => {
    expect(parseExpectation({})).toEqual({ executionPath: null, outcome: null, performance: null });
  });

  it.each<[string, object, string]>([
    ['a path that is no list', { executionPath: 'a' }, 'expected path is not valid'],
    ['a call without a name', { executionPath: [''] }, 'needs a name'],
    ['an unknown key', { executionPath: [{ call: 'a', call2: 1 }] }, 'expected path is not valid'],
    ['a path that is too deep', { executionPath: nested(400) }, 'deeper than'],
    ['no time', { performance: { responseTime: 0 } }, 'greater than 0'],
    ['an endless time', { performance: { memoryUsage: Number.POSITIVE_INFINITY } }, 'greater than 0'],
  ])('with %s is refused', (_, input, message) => {
    expect(() => parseExpectation(input)).toThrow(InvalidInputError);
    expect(() => parseExpectation(input)).toThrow(message);
  });
});

describe('an actual behaviour', () => {
  it('is taken with names of either style', () => {
    const given = { execution_path: ['a', { call: 'b', calls: ['c'] }], outcome: { status: 404, data: { id: 1 } }, performance: { response_time: 12, memory_usage: 3 } };
    expect(parseActual(given)).toEqual({
      executionPath: [{ name: 'a', id: null, calls: [] }, { name: 'b', id: null, calls: [{ name: 'c', id: null, calls: [] }] }],
      outcome: { status: '404', data: expect.anything(), error: null },
      performance: { responseTime: 12, memoryUsage: 3, samples: null },
    });
    expect(parseActual({ executionPath: ['a'] }).executionPath).toEqual([{ name: 'a', id: null, calls: [] }]);
  });

  it.each([[null], ['text'], [[1]], [{ executionPath: [1] }], [{ outcome: 'success' }], [{ performance: { responseTime: -1 } }]])('%j is refused', (given) => {
    expect(() => parseActual(given)).toThrow(InvalidInputError);
  });
});

describe('thresholds', () => {
  it('are those of the product unless given', () => {
    expect(parseThresholds(null)).toEqual({ responseTime: 1.5, memoryUsage: 1.3 });
    expect(parseThresholds({ responseTime: 2 })).toEqual({ responseTime: 2, memoryUsage: 1.3 });
  });

  it.each([0.5, Number.NaN, 1_001])('of %s are refused', (memoryUsage) => {
    expect(() => parseThresholds({ memoryUsage })).toThrow(InvalidInputError);
  });
});

import { describe, expect, test } from 'vitest';
import { type ActualBehavior, DEFAULT_THRESHOLDS, type ExpectedBehavior } from '../../../server/debugger/behavior.ts';
import { findDiscrepancies } from '../../../server/debugger/compare/behaviors.ts';
import { explainDiscrepancies } from '../../../server/debugger/compare/explain.ts';
import type { Trace } from '../../../server/debugger/trace.ts';
import { readCalls } from './call-text.ts';

/** The expectation of the product's own example. */
const expected: ExpectedBehavior = {
  executionPath: ['validate()', 'submit()', 'success()'],
  outcome: { status: 'success', data: { kind: 'object', fields: [['id', 123]] }, hasData: true },
  performance: { responseTime: 200, memoryUsage: 50 },
};
const asExpected: ActualBehavior = {
  executionPath: readCalls('handle{validate submit{fetch} success}'),
  outcome: { status: 'success', data: { kind: 'object', fields: [['id', 123]] }, error: null },
  performance: { responseTime: 190, memoryUsage: 50, samples: null },
};
const otherwise: ActualBehavior = {
  executionPath: readCalls('handle{validate submit{fetch} failure}'),
  outcome: { status: 'error', data: { kind: 'undefined' }, error: { name: 'Error', message: 'no answer', stack: null } },
  performance: { responseTime: 400, memoryUsage: 50, samples: null },
};
const trace: Trace = {
  functions: [], calls: [], isTruncated: false,
  branchSites: [{ kind: 'if', file: 'src/handle.ts', line: 12, column: 3, text: 'answer.ok' }],
  branches: [{ call: 0, before: 4, site: 0, taken: false, values: { answer: { kind: 'object', fields: [['ok', false]] } } }],
};
const types = (wanted: ExpectedBehavior, actual: ActualBehavior): string[] => findDiscrepancies(wanted, actual, { thresholds: DEFAULT_THRESHOLDS }).map(({ type }) => type);

describe('discrepancies', () => {
  test('are none where all is as expected', () => {
    expect(types(expected, asExpected)).toEqual([]);
  });

  test('are one for each part that differs', () => {
    expect(types(expected, otherwise)).toEqual(['execution_path_mismatch', 'outcome_mismatch', 'performance_issue']);
  });

  test('are not looked for where one side has nothing', () => {
    expect(types({ executionPath: null, outcome: null, performance: null }, otherwise)).toEqual([]);
    expect(types(expected, { executionPath: null, outcome: null, performance: null })).toEqual([]);
  });
});

describe('the explanation', () => {
  const explain = (actual: ActualBehavior, recorded: Trace | null = null): string => explainDiscrepancies(findDiscrepancies(expected, actual, { thresholds: DEFAULT_THRESHOLDS, trace: recorded }));

  test('of no discrepancy says so', () => {
    expect(explain(asExpected)).toBe('The behaviour is as expected.');
  });

  test('tells the first divergence with its condition, and the first difference of the others', () => {
    expect(explain(otherwise, trace)).toBe(
      'The calls agree up to `submit`: `failure` was called after `submit` within `handle`, where `success` was expected. '
      + 'Just before, the condition `answer.ok` (src/handle.ts:12) was false: `answer` was {ok: false}. '
      + 'In the outcome: The status is `error` instead of `success`: Error: no answer. 1 more difference in it. '
      + 'The response time of 400 ms is more than 1.50 times the expected 200 ms.',
    );
  });

  test('counts what it does not tell', () => {
    expect(explain({ ...asExpected, executionPath: readCalls('validate other') })).toBe('The calls agree up to `validate`: `other` was called after `validate`, where `submit` was expected. 1 more difference in the path follows.');
    expect(explain({ ...asExpected, executionPath: [] })).toBe('The calls differ from the first one on: `validate` was expected and was not called. 2 more differences in the path follow.');
  });

  test('claims no difference where the recording was cut', () => {
    const cut: ActualBehavior = { ...asExpected, outcome: { status: 'success', error: null, data: { kind: 'truncated', why: 'size', left: 1 } } };
    expect(explain(cut)).toBe('Whether the outcome is as expected cannot be told: 1 part of it was not kept when it was recorded.');
  });
});

import { describe, expect, test } from 'vitest';
import { draftOfSession } from '../../../web/debugger/form/draft-of-session.ts';
import type { GivenDraft } from '../../../web/debugger/form/given-value.ts';
import { readDraft, type StartInput } from '../../../web/debugger/form/read-draft.ts';
import { addExample, emptyDraft, resizeColumns, type ExampleDraft, type SessionDraft } from '../../../web/debugger/form/session-draft.ts';
import { encodeValue } from '../../../server/debugger/values.ts';

const json = (text: string): GivenDraft => ({ kind: 'json', text });
const js = (text: string): GivenDraft => ({ kind: 'expression', text });
const row = (changed: Partial<ExampleDraft>): ExampleDraft => ({ id: 1, kind: 'call', args: [json('1')], outcome: 'returns', expected: json('2'), throws: '', actual: '', ...changed });

const filled: SessionDraft = {
  ...emptyDraft,
  triggerAction: ' checkout ',
  userIntent: ' Totals are right. ',
  fn: { ...emptyDraft.fn, file: './src/cart.ts', exportName: ' total ', args: [json('[1, 2]'), js('new Map()'), json('')] },
  outcome: { status: 'success', data: json('3') },
};

function inputOf(draft: SessionDraft): StartInput {
  const read = readDraft(draft, 'room');
  if (read.kind === 'problems') throw new Error(JSON.stringify(read.problems));
  return read.input;
}

function problemsOf(draft: SessionDraft): Readonly<Record<string, string>> {
  const read = readDraft(draft, 'room');
  return read.kind === 'problems' ? read.problems : {};
}

describe('a form that is filled in', () => {
  test('becomes the input of the mutation, trimmed, without what was left empty', () => {
    expect(inputOf(filled)).toEqual({
      roomId: 'room',
      triggerAction: 'checkout',
      userIntent: 'Totals are right.',
      scenario: { function: { file: 'src/cart.ts', exportName: 'total', args: [{ json: [1, 2] }, { expression: 'new Map()' }] } },
      expectedBehavior: { outcome: { status: 'success', data: { json: 3 } } },
      thresholds: { responseTime: 1.5, memoryUsage: 1.3 },
    });
  });

  test.each<[Partial<SessionDraft['fn']>, object]>([
    [{ args: [json('')] }, { args: [] }],
    [{ argsFrom: 'file', argsFile: 'src/args.ts' }, { argsFile: 'src/args.ts' }],
    [{ argsFrom: 'first-example', examples: [row({})] }, { examples: [{ args: [{ json: 1 }], expected: { json: 2 } }] }],
    [{ args: [], examples: [row({ outcome: 'throws', throws: ' too many ' })] }, { args: [], examples: [{ args: [{ json: 1 }], throws: 'too many' }] }],
    [{ args: [], examples: [row({ outcome: 'any' })] }, { args: [], examples: [{ args: [{ json: 1 }] }] }],
    [{ args: [], examples: [row({ kind: 'assertion', actual: 'total([])', expected: js('0') })] }, { args: [], examples: [{ actual: 'total([])', expected: { expression: '0' } }] }],
    [{ args: [], examples: [row({ kind: 'assertion', actual: 'total([]) === 0', expected: js('') })] }, { args: [], examples: [{ actual: 'total([]) === 0' }] }],
  ])('a function with %j has the scenario %j', (fn, scenario) => {
    expect(inputOf({ ...filled, fn: { ...filled.fn, ...fn } }).scenario).toEqual({ function: { file: 'src/cart.ts', exportName: 'total', ...scenario } });
  });

  test.each<[Partial<SessionDraft>, unknown]>([
    [{ kind: 'SCRIPT', script: { file: 'a.ts', args: '--fast\n\n--all', stdin: '' } }, { script: { file: 'a.ts', args: ['--fast', '--all'] } }],
    [{ kind: 'TEST', test: { file: 'a.test.ts', testName: ' adds ', runner: 'vitest' } }, { test: { file: 'a.test.ts', testName: 'adds', runner: 'vitest' } }],
    [{ kind: 'HTTP', http: { startFile: 'a.ts', startArgs: '', method: 'POST', path: '/a?b=1', headers: 'Accept: text/html\nx-a: 1:2', body: '{}' } }, { http: { startFile: 'a.ts', method: 'POST', path: '/a?b=1', headers: { accept: 'text/html', 'x-a': '1:2' }, body: '{}' } }],
    [{ kind: 'NONE' }, undefined],
  ])('%j has the scenario %j', (changed, scenario) => {
    expect(inputOf({ ...filled, ...changed }).scenario).toEqual(scenario);
  });

  test('takes over path, performance, thresholds, what is not compared and the time limit', () => {
    const input = inputOf({ ...filled, path: { notation: 'lines', text: 'a\n  b' }, outcome: emptyDraft.outcome, performance: { responseTime: '12,5', memoryUsage: '' }, thresholds: { responseTime: '2', memoryUsage: '' }, scrubbers: ['ids', 'ignore:a.*.b'], wallClockSeconds: '2.5' });
    expect(input).toMatchObject({ expectedBehavior: { executionPath: [{ call: 'a', calls: ['b'] }], performance: { responseTime: 12.5 } }, thresholds: { responseTime: 2 }, scrubbers: ['ids', 'ignore:a.*.b'], wallClockMs: 2_500 });
    expect(input.expectedBehavior).not.toHaveProperty('outcome');
  });
});

describe('what is wrong', () => {
  test('in an empty form is told at every field at once', () => {
    expect(Object.keys(problemsOf(emptyDraft))).toEqual(['userIntent', 'triggerAction', 'fn.file', 'fn.exportName', 'expectation']);
  });

  test.each<[Partial<SessionDraft>, string, RegExp]>([
    [{ userIntent: 'a'.repeat(2_001) }, 'userIntent', /at most 2,000/],
    [{ fn: { ...filled.fn, file: '/etc/passwd' } }, 'fn.file', /without a slash in front/],
    [{ fn: { ...filled.fn, file: 'C:\\a.ts' } }, 'fn.file', /without a slash in front/],
    [{ fn: { ...filled.fn, file: 'src/../../a.ts' } }, 'fn.file', /inside the room/],
    [{ fn: { ...filled.fn, args: [json('{a: 1}')] } }, 'fn.args.0', /not JSON/],
    [{ fn: { ...filled.fn, args: [json(''), json('1')] } }, 'fn.args.0', /Fill this argument in/],
    [{ fn: { ...filled.fn, argsFrom: 'first-example' } }, 'fn.argsFrom', /Add an example/],
    [{ fn: { ...filled.fn, argsFrom: 'file' } }, 'fn.argsFile', /Name the module/],
    [{ fn: { ...filled.fn, examples: [row({ id: 7, args: [json('x')] })] } }, 'example.7.args.0', /not JSON/],
    [{ fn: { ...filled.fn, examples: [row({ id: 7, expected: json('') })] } }, 'example.7.expected', /what the call must give/],
    [{ fn: { ...filled.fn, examples: [row({ id: 7, kind: 'assertion' })] } }, 'example.7.actual', /expression/],
    [{ kind: 'HTTP', http: { ...emptyDraft.http, startFile: 'a.ts', path: 'http://a/b' } }, 'http.path', /begins with a slash/],
    [{ kind: 'HTTP', http: { ...emptyDraft.http, startFile: 'a.ts', headers: 'accept' } }, 'http.headers', /one header a line/],
    [{ path: { notation: 'lines', text: 'two words' } }, 'path', /Line 1/],
    [{ path: { notation: 'json', text: '{' } }, 'path', /not JSON/],
    [{ outcome: { status: '', data: json('nope') } }, 'outcome.data', /not JSON/],
    [{ performance: { responseTime: 'fast', memoryUsage: '' } }, 'performance.responseTime', /milliseconds/],
    [{ thresholds: { responseTime: '0.5', memoryUsage: '1.3' } }, 'thresholds.responseTime', /1 or more/],
    [{ wallClockSeconds: '9000' }, 'wallClockSeconds', /from 0\.1 to 600/],
  ])('with %j is told at %s', (changed, field, message) => {
    expect(problemsOf({ ...filled, ...changed })).toEqual({ [field]: expect.stringMatching(message) });
  });

  test('is nothing where a test says itself what it expects, or examples do', () => {
    expect(problemsOf({ ...filled, outcome: emptyDraft.outcome, kind: 'TEST', test: { file: 'a.test.ts', testName: '', runner: '' } })).toEqual({});
    expect(problemsOf({ ...filled, outcome: emptyDraft.outcome, fn: { ...filled.fn, examples: [row({})] } })).toEqual({});
    expect(problemsOf({ ...filled, outcome: emptyDraft.outcome })).toHaveProperty('expectation');
  });
});

describe('the table of examples', () => {
  test('grows by rows as wide as the others, whose cells are of the kinds above', () => {
    const rows = addExample([row({ args: [json('1'), js('x')], outcome: 'throws' })], 'call');
    expect(rows[1]).toMatchObject({ id: 2, args: [json(''), js('')], outcome: 'throws', expected: json('') });
  });

  test('keeps what is left when columns are taken away', () => {
    const rows = [row({ args: [json('1'), json('2')] })];
    expect(resizeColumns(rows, 1)[0]?.args).toEqual([json('1')]);
    expect(resizeColumns(rows, 3)[0]?.args).toEqual([json('1'), json('2'), json('')]);
  });
});

describe('a stored session', () => {
  const stored = {
    triggerAction: 'checkout',
    userIntent: 'Totals are right.',
    thresholds: { responseTime: 2, memoryUsage: 1.3 },
    scrubbers: ['ids', 'order:items.*.tags', 'ignore:a.*.b'],
    wallClockMs: 500,
    scenario: { kind: 'FUNCTION', file: 'src/cart.ts', exportName: 'total', args: [{ kind: 'json', value: [1, 2] }], argsFile: null, examples: [{ kind: 'call', args: [{ kind: 'expression', source: 'undefined' }], expected: { kind: 'throws', message: null } }, { kind: 'call', args: [], expected: { kind: 'returns', value: { kind: 'json', value: 0 } } }, { kind: 'expression', actual: 'total([])', expected: '0' }] },
    expectedBehavior: { executionPath: ['a', { call: 'b', calls: ['c'] }], outcome: { status: 'success', data: { kind: 'json', value: { a: 1 } } }, performance: { responseTime: 20, memoryUsage: null } },
  };

  test('fills a form that starts the same session', () => {
    expect(inputOf(draftOfSession(stored))).toEqual({
      roomId: 'room',
      triggerAction: 'checkout',
      userIntent: 'Totals are right.',
      scenario: { function: { file: 'src/cart.ts', exportName: 'total', args: [{ json: [1, 2] }], examples: [{ args: [{ expression: 'undefined' }], throws: '' }, { args: [], expected: { json: 0 } }, { actual: 'total([])', expected: { expression: '0' } }] } },
      expectedBehavior: { executionPath: ['a', { call: 'b', calls: ['c'] }], outcome: { status: 'success', data: { json: { a: 1 } } }, performance: { responseTime: 20 } },
      thresholds: { responseTime: 2, memoryUsage: 1.3 },
      scrubbers: ['ids', 'order:items.*.tags', 'ignore:a.*.b'],
      wallClockMs: 500,
    });
  });

  test.each<[unknown, GivenDraft]>([
    [{ kind: 'expression', source: 'new Date(0)' }, js('new Date(0)')],
    [encodeValue({ a: [1, null] }), json('{\n  "a": [\n    1,\n    null\n  ]\n}')],
    [encodeValue('x'), json('"x"')],
    [encodeValue(new Map()), json('')],
    [encodeValue([undefined]), json('')],
    [encodeValue(new (class Cart { total = 1; })()), json('')],
    [encodeValue({ a: 1, b: 2 }, { entries: 1 }), json('')],
  ])('whose expected data is %j fills the cell with %j', (data, cell) => {
    expect(draftOfSession({ ...stored, expectedBehavior: { outcome: { status: null, data, hasData: true } } }).outcome.data).toEqual(cell);
  });

  test.each<[unknown, Partial<SessionDraft>]>([
    [null, { kind: 'NONE' }],
    [{ kind: 'SCRIPT', file: 'a.ts', args: ['--fast'], stdin: null }, { kind: 'SCRIPT', script: { file: 'a.ts', args: '--fast', stdin: '' } }],
    [{ kind: 'TEST', file: 'a.test.ts', testName: null, runner: 'jest' }, { kind: 'TEST', test: { file: 'a.test.ts', testName: '', runner: 'jest' } }],
    [{ kind: 'HTTP', start: { file: 'a.ts', args: [] }, request: { method: 'PUT', path: '/a', headers: { b: 'c' }, body: null } }, { kind: 'HTTP', http: { startFile: 'a.ts', startArgs: '', method: 'PUT', path: '/a', headers: 'b: c', body: '' } }],
    ['strange', { kind: 'NONE' }],
  ])('with the scenario %j gives the form %j', (scenario, changed) => {
    expect(draftOfSession({ ...stored, scenario })).toMatchObject(changed);
  });
});

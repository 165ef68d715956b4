import { describe, expect, it } from 'vitest';
import { InvalidInputError } from '../../server/errors.ts';
import { parseGivenValue, parseRoomPath, parseScenario, type ScenarioInput } from '../../server/debugger/parse-scenario.ts';

const total = { file: 'src/total.ts', exportName: 'total' };

describe('a scenario', () => {
  it.each<[string, ScenarioInput, object]>([
    ['function with arguments', { function: { ...total, args: [{ json: [1] }, { expression: ' new Map() ' }] } }, { kind: 'FUNCTION', file: 'src/total.ts', exportName: 'total', argsFile: null, args: [{ kind: 'json', value: [1] }, { kind: 'expression', source: 'new Map()' }], examples: [] }],
    ['function with a row', { function: { ...total, examples: [{ args: [{ json: 1 }], expected: { json: null } }] } }, { examples: [{ kind: 'call', args: [{ kind: 'json', value: 1 }], expected: { kind: 'returns', value: { kind: 'json', value: null } } }] }],
    ['row that throws', { function: { ...total, examples: [{ args: [], throws: 'empty' }] } }, { examples: [{ kind: 'call', args: [], expected: { kind: 'throws', message: 'empty' } }] }],
    ['row that throws anything', { function: { ...total, examples: [{ args: [], throws: '' }] } }, { examples: [{ kind: 'call', args: [], expected: { kind: 'throws', message: null } }] }],
    ['row that must not throw', { function: { ...total, examples: [{ args: [] }] } }, { examples: [{ kind: 'call', args: [], expected: null }] }],
    ['assertion', { function: { ...total, examples: [{ actual: 'total([]) === 0' }] } }, { examples: [{ kind: 'expression', actual: 'total([]) === 0', expected: null }] }],
    ['assertion with a JSON value', { function: { ...total, examples: [{ actual: 'total([])', expected: { json: { a: 'b' } } }] } }, { examples: [{ kind: 'expression', actual: 'total([])', expected: '{"a":"b"}' }] }],
    ['script', { script: { file: './run.mjs', args: ['--all'] } }, { kind: 'SCRIPT', file: 'run.mjs', args: ['--all'], stdin: null }],
    ['test of any runner', { test: { file: 'a.test.ts', testName: ' adds ' } }, { kind: 'TEST', file: 'a.test.ts', runner: null, testName: 'adds' }],
    ['request', { http: { startFile: 'app.js', method: 'post', path: '/cart', headers: { a: 'b' } } }, { kind: 'HTTP', start: { file: 'app.js', args: [] }, request: { method: 'POST', path: '/cart', headers: { a: 'b' }, body: null } }],
  ])('of a %s is taken', (_, input, expected) => {
    expect(parseScenario(input)).toMatchObject(expected);
  });

  it.each<[ScenarioInput, string]>([
    [{}, 'none was given'],
    [{ script: { file: 'a.js' }, test: { file: 'b.js' } }, 'script and test was given'],
    [{ function: { ...total, file: '../a.ts' } }, 'stay in it'],
    [{ function: { ...total, file: '/etc/passwd' } }, 'relative to the room'],
    [{ function: { ...total, exportName: 'a b' } }, 'no name of an export'],
    [{ function: { ...total, args: [], argsFile: 'args.ts' } }, 'either args or argsFile'],
    [{ function: { ...total, examples: [{}] } }, 'example 1 needs args'],
    [{ function: { ...total, examples: [{ args: [{}] }] } }, 'argument 1 of example 1 needs either json or expression'],
    [{ function: { ...total, examples: [{ args: [{ json: 1, expression: '1' }] }] } }, 'not both'],
    [{ function: { ...total, examples: [{ args: [], expected: { json: 1 }, throws: 'x' }] } }, 'cannot both return and throw'],
    [{ function: { ...total, examples: [{ actual: 'f()', args: [] }] } }, 'do not go with it'],
    [{ function: { ...total, examples: Array.from({ length: 1_001 }, () => ({ args: [] })) } }, '1001 examples'],
    [{ test: { file: 'a.test.ts', runner: 'ava' } }, 'no test runner that is known'],
    [{ http: { startFile: 'a.js', method: 'GET IT', path: '/' } }, 'no HTTP method'],
    [{ http: { startFile: 'a.js', method: 'GET', path: 'cart' } }, 'must start with /'],
    [{ http: { startFile: 'a.js', method: 'GET', path: '/', headers: { a: 1 } } }, 'object of strings'],
  ])('%j is refused', (input, message) => {
    expect(() => parseScenario(input)).toThrow(InvalidInputError);
    expect(() => parseScenario(input)).toThrow(message);
  });
});

it.each([['src\\a.ts', 'src/a.ts'], ['./a.ts', 'a.ts'], [' a.ts ', 'a.ts']])('the path %j reads %j', (given, path) => {
  expect(parseRoomPath(given, 'file')).toBe(path);
});

it.each(['', 'C:/a.ts', 'a/../../b', 'a\0b'])('the path %j is refused', (given) => {
  expect(() => parseRoomPath(given, 'file')).toThrow(InvalidInputError);
});

it.each([['   ', 'is empty'], ['x'.repeat(100_001), 'longer than']])('an expression that %#', (expression, message) => {
  expect(() => parseGivenValue({ expression }, 'value')).toThrow(message);
});

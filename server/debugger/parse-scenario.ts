// Turns what a person handed in as scenario into a checked one. Owns the limits and the messages; runs nothing.
import { InvalidInputError } from '../errors.ts';
import type { Example, GivenValue, Scenario, TestRunner } from './scenario.ts';

/** A value as the API takes it: exactly one of the two. */
export interface GivenValueInput {
  readonly json?: unknown;
  readonly expression?: string | null | undefined;
}

export interface ExampleInput {
  readonly args?: readonly GivenValueInput[] | null | undefined;
  readonly expected?: GivenValueInput | null | undefined;
  readonly throws?: string | null | undefined;
  readonly actual?: string | null | undefined;
}

export interface ScenarioInput {
  readonly function?: { readonly file: string; readonly exportName: string; readonly args?: readonly GivenValueInput[] | null | undefined; readonly argsFile?: string | null | undefined; readonly examples?: readonly ExampleInput[] | null | undefined } | null | undefined;
  readonly script?: { readonly file: string; readonly args?: readonly string[] | null | undefined; readonly stdin?: string | null | undefined } | null | undefined;
  readonly test?: { readonly file: string; readonly testName?: string | null | undefined; readonly runner?: string | null | undefined } | null | undefined;
  readonly http?: { readonly startFile: string; readonly startArgs?: readonly string[] | null | undefined; readonly method: string; readonly path: string; readonly headers?: unknown; readonly body?: string | null | undefined } | null | undefined;
}

const EXAMPLE_LIMIT = 1_000;
const TEXT_LIMIT = 100_000;
const RUNNERS: readonly TestRunner[] = ['vitest', 'jest', 'node:test'];
const NOTHING_WRITTEN = 'Correct it and start the session again; nothing was stored.';

const refuse = (what: string): never => {
  throw new InvalidInputError(what, NOTHING_WRITTEN);
};

/** A path inside the room: relative, POSIX, without a way out. Throws InvalidInputError. */
export function parseRoomPath(given: string, what: string): string {
  const path = given.trim().replaceAll('\\', '/').replace(/^\.\//, '');
  if (path === '' || path.length > 1_024) refuse(`The ${what} needs a path of the room, for example src/total.ts.`);
  if (path.startsWith('/') || /^[a-z]:/i.test(path) || path.split('/').includes('..') || path.includes('\0')) refuse(`The ${what} '${path.slice(0, 80)}' must be relative to the room and stay in it.`);
  return path;
}

/** Throws InvalidInputError where it is not exactly one of JSON and expression. */
export function parseGivenValue(input: GivenValueInput, what: string): GivenValue {
  const hasExpression = input.expression !== undefined && input.expression !== null;
  if (hasExpression === (input.json !== undefined)) refuse(`The ${what} needs either json or expression, not both and not neither.`);
  if (!hasExpression) return { kind: 'json', value: input.json };
  const source = (input.expression as string).trim();
  if (source === '' || source.length > TEXT_LIMIT) refuse(`The expression of the ${what} is ${source === '' ? 'empty' : `longer than ${TEXT_LIMIT} characters`}.`);
  return { kind: 'expression', source };
}

function parseExample(input: ExampleInput, number: number): Example {
  const what = `example ${number}`;
  const { expected, throws } = input;
  if (input.actual !== undefined && input.actual !== null) {
    if (input.args || (throws ?? null) !== null) refuse(`The ${what} has an expression in actual; args and throws do not go with it.`);
    const { source: actual } = parseGivenValue({ expression: input.actual }, what) as { source: string };
    if (!expected) return { kind: 'expression', actual, expected: null };
    const value = parseGivenValue(expected, `expected value of ${what}`);
    return { kind: 'expression', actual, expected: value.kind === 'json' ? JSON.stringify(value.value) : value.source };
  }
  if (!input.args) refuse(`The ${what} needs args, or an expression in actual.`);
  const args = (input.args ?? []).map((arg, index) => parseGivenValue(arg, `argument ${index + 1} of ${what}`));
  if (expected && (throws ?? null) !== null) refuse(`The ${what} cannot both return and throw.`);
  if ((throws ?? null) !== null) return { kind: 'call', args, expected: { kind: 'throws', message: throws === '' ? null : (throws as string) } };
  return { kind: 'call', args, expected: expected ? { kind: 'returns', value: parseGivenValue(expected, `expected value of ${what}`) } : null };
}

function parseFunction(input: NonNullable<ScenarioInput['function']>): Scenario {
  const examples = input.examples ?? [];
  if (examples.length > EXAMPLE_LIMIT) refuse(`${examples.length} examples were given; at most ${EXAMPLE_LIMIT} are taken.`);
  const exportName = input.exportName.trim();
  if (!/^[\p{L}\p{N}_$.#]{1,200}$/u.test(exportName)) refuse(`'${exportName.slice(0, 80)}' is no name of an export, for example total, default or Cart.prototype.total.`);
  const argsFile = input.argsFile ? parseRoomPath(input.argsFile, 'arguments file') : null;
  if (argsFile !== null && input.args) refuse('The function takes either args or argsFile, not both.');
  const args = input.args ? input.args.map((arg, index) => parseGivenValue(arg, `argument ${index + 1}`)) : null;
  return { kind: 'FUNCTION', file: parseRoomPath(input.file, 'function'), exportName, args, argsFile, examples: examples.map((example, index) => parseExample(example, index + 1)) };
}

function parseTest(input: NonNullable<ScenarioInput['test']>): Scenario {
  const runner = input.runner ?? null;
  if (runner !== null && !RUNNERS.includes(runner as TestRunner)) refuse(`'${runner.slice(0, 40)}' is no test runner that is known; take one of ${RUNNERS.join(', ')}, or none to have it detected.`);
  return { kind: 'TEST', file: parseRoomPath(input.file, 'test'), testName: input.testName?.trim() || null, runner: runner as TestRunner | null };
}

function parseHttp(input: NonNullable<ScenarioInput['http']>): Scenario {
  const method = input.method.trim().toUpperCase();
  if (!/^[A-Z]{3,10}$/.test(method)) refuse(`'${input.method.slice(0, 40)}' is no HTTP method.`);
  if (!input.path.startsWith('/')) refuse(`The request path '${input.path.slice(0, 80)}' must start with /.`);
  const headers = (input.headers ?? {}) as Record<string, unknown>;
  if (typeof headers !== 'object' || Array.isArray(headers) || Object.values(headers).some((value) => typeof value !== 'string')) refuse('The headers must be an object of strings.');
  return { kind: 'HTTP', start: { file: parseRoomPath(input.startFile, 'start file'), args: input.startArgs ?? [] }, request: { method, path: input.path, headers: headers as Record<string, string>, body: input.body ?? null } };
}

/** The scenario of a session. Throws InvalidInputError that names the part that is wrong. */
export function parseScenario(input: ScenarioInput): Scenario {
  const given = (['function', 'script', 'test', 'http'] as const).filter((kind) => input[kind]);
  if (given.length !== 1) refuse(`A scenario is exactly one of function, script, test and http; ${given.length === 0 ? 'none' : given.join(' and ')} was given.`);
  if (input.function) return parseFunction(input.function);
  if (input.script) return { kind: 'SCRIPT', file: parseRoomPath(input.script.file, 'script'), args: input.script.args ?? [], stdin: input.script.stdin ?? null };
  if (input.test) return parseTest(input.test);
  return parseHttp(input.http as NonNullable<ScenarioInput['http']>);
}

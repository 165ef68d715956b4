// The tests of a FUNCTION scenario: one for each example, and one for the call with an expected outcome. Owns what each checks.
import { posix } from 'node:path';
import type { ExpectedBehavior } from '../behavior.ts';
import { decodeValue } from '../decode-value.ts';
import type { Source } from '../deps.ts';
import type { CallExample, Example, ExpressionExample, Scenario } from '../scenario.ts';
import { readModuleNames, type Binding, type ModuleNames } from './bindings.ts';
import { findCallee, readArguments, TEST_WORDS, type Callee } from './calls.ts';
import { writeCheck, type Actual, type Check } from './checks.ts';
import type { Drafted, TestCase } from './draft.ts';
import { grouped, isStrict, readExpression, readGiven, readValue, type TestCode } from './expressions.ts';
import { readSubject } from './subject.ts';
import type { TestStyle } from './test-style.ts';

type FunctionScenario = Extract<Scenario, { kind: 'FUNCTION' }>;

export interface FunctionRequest {
  readonly source: Source;
  readonly scenario: FunctionScenario;
  readonly expected: ExpectedBehavior;
  readonly examples: readonly Example[];
  readonly isLoose: boolean;
}

interface Work {
  readonly style: TestStyle;
  readonly names: ModuleNames;
  readonly callee: Callee | string;
  readonly bindings: Map<string, Binding>;
  /** Names of the project that are imported, for what is an instance of its classes. */
  readonly imported: Set<string>;
}

/** A case, or why there is none. */
type Made = TestCase | string;

const WORDS_LIMIT = 90;
const inWords = (text: string): string => {
  const line = text.replace(/\s*\n\s*/g, ' ').replace(/,( [\])}])/g, '$1');
  return line.length > WORDS_LIMIT ? `${line.slice(0, WORDS_LIMIT - 1)}…` : line;
};

/** Imports what expressions name; a string says which name cannot be had. */
function addNames(work: Work, codes: readonly TestCode[]): string | null {
  const found: Binding[] = [];
  for (const name of codes.flatMap((code) => [...code.names])) {
    const binding = work.names.find(name);
    if (binding === null) continue;
    if (binding === 'hidden') return `it uses ${name}, which its module does not export`;
    if (TEST_WORDS.has(name)) return `it uses ${name}, a word of the test runner`;
    const before = work.bindings.get(name);
    if (before && JSON.stringify(before) !== JSON.stringify(binding)) return `it uses ${name}, which stands for something else in the test`;
    found.push(binding);
  }
  for (const binding of found) {
    work.bindings.set(binding.local, binding);
    work.imported.add(binding.local);
  }
  return null;
}

function makeCase(name: string, actual: Actual, check: Check, { style }: Work): TestCase {
  return { name, lines: writeCheck(actual, check, style), timeoutMs: null };
}

const equals = (code: TestCode, work: Work): Check => ({ kind: 'equals', expected: code.text, isPrimitive: code.isPrimitive, isStrict: isStrict(code, work.imported), isJson: code.isJson });

/** A call and what it must give. */
function callCase(args: readonly TestCode[], expected: TestCode | { readonly throws: string | null } | null, work: Work): Made {
  const { callee } = work;
  if (typeof callee === 'string') return callee;
  const problem = addNames(work, [...args, ...(expected && 'text' in expected ? [expected] : [])]);
  if (problem !== null) return problem;
  const actual = callee.call(args);
  // A method is reached through its object, which need not name the class.
  if (readExpression(actual.text.replaceAll(' as never', ''))?.names.has(callee.binding.local) !== false) work.bindings.set(callee.binding.local, callee.binding);
  const words = inWords(actual.text.replaceAll(' as never', ''));
  if (expected === null) return makeCase(`${words} does not throw`, actual, { kind: 'runs' }, work);
  if ('throws' in expected) return makeCase(`${words} throws${expected.throws ? ` ${inWords(expected.throws)}` : ''}`, actual, { kind: 'throws', message: expected.throws }, work);
  return makeCase(`${words} is ${inWords(expected.text)}`, actual, equals(expected, work), work);
}

function callExampleCase({ args, expected }: CallExample, work: Work): Made {
  const codes = readArguments(args, work.style);
  if (typeof codes === 'number') return `its argument ${codes} cannot be written as code`;
  if (expected === null) return callCase(codes, null, work);
  if (expected.kind === 'throws') return callCase(codes, { throws: expected.message }, work);
  const value = readGiven(expected.value, work.style.source);
  return value ? callCase(codes, value, work) : 'what it expects cannot be written as code';
}

function expressionCase(example: ExpressionExample, work: Work): Made {
  const actual = readExpression(example.actual);
  const expected = example.expected === null ? null : readExpression(example.expected);
  if (!actual || (example.expected !== null && !expected)) return 'its expression cannot be parsed';
  const problem = addNames(work, [actual, ...(expected ? [expected] : [])]);
  if (problem !== null) return problem;
  const awaited: Actual = actual.isAwaited ? { text: actual.text, isSync: true } : { text: grouped(actual), isSync: false };
  if (!expected) return makeCase(`${inWords(actual.text)} holds`, awaited, { kind: 'holds' }, work);
  // What the expected side awaits by itself is no promise then.
  const value = expected.isPrimitive || expected.isAwaited || /^[[{'"`]|^new (?:Map|Set|Date)\b/.test(expected.text) ? expected.text : `await ${grouped(expected)}`;
  return makeCase(`${inWords(actual.text)} is ${inWords(expected.text)}`, awaited, { ...equals(expected, work), expected: value } as Check, work);
}

/** What an outcome expects of a call; a string says why no test can check it. */
function expectedOf({ status, data, hasData }: NonNullable<ExpectedBehavior['outcome']>, style: TestStyle): { readonly value: TestCode | { readonly throws: string | null } | null } | string {
  const value = hasData ? decodeValue(data) : undefined;
  if (status === 'error') {
    const message = typeof value === 'string' ? value : typeof value === 'object' && value !== null ? (value as { message?: unknown }).message : null;
    return { value: { throws: typeof message === 'string' ? message : null } };
  }
  if (status !== null && status !== 'success') return `A test cannot check the status ${status} of a function.`;
  if (!hasData) return { value: null };
  const code = readValue(value, style.source, true);
  // Only an expression gives these, and then they count.
  return code ? { value: { ...code, isJson: !/\bundefined\b|\bnew |\bNaN\b|\b\d+n\b/.test(code.text), names: new Set(/\bundefined\b/.test(code.text) ? ['undefined'] : []) } } : 'The expected data cannot be written as code.';
}

/** The one call of the scenario, with its arguments from where the scenario has them. */
function scenarioCase({ source, scenario, expected }: FunctionRequest, work: Work): Made {
  if (!expected.outcome) return 'no outcome of the call is expected';
  const wanted = expectedOf(expected.outcome, work.style);
  if (typeof wanted === 'string') return wanted;
  if (scenario.argsFile === null) {
    const args = readArguments(scenario.args ?? [], work.style);
    return typeof args === 'number' ? `argument ${args} of the call cannot be written as code` : callCase(args, wanted.value, work);
  }
  if (/\.json$/.test(scenario.argsFile)) {
    const text = source.tree.text(scenario.argsFile);
    const args = text === undefined ? null : (JSON.parse(text) as unknown);
    const codes = Array.isArray(args) ? readArguments(args.map((value) => ({ kind: 'json', value })), work.style) : 1;
    return typeof codes === 'number' ? `${scenario.argsFile} holds no arguments` : callCase(codes, wanted.value, work);
  }
  work.bindings.set('given', { origin: { file: scenario.argsFile }, imported: 'default', local: 'given' });
  const spread = { text: '...args', isCompound: false, names: new Set<string>(), isPrimitive: false, isAwaited: false, isJson: true };
  const made = callCase([spread], wanted.value, work);
  if (typeof made === 'string') return made;
  const end = work.style.source.hasSemicolons ? ';' : '';
  const words = made.name.replace('...args', `the arguments of ${posix.basename(scenario.argsFile)}`);
  return { ...made, name: words, lines: [`const args = typeof given === ${work.style.source.quote}function${work.style.source.quote} ? await given() : given${end}`, ...made.lines] };
}

/** The tests of a function: of its examples, and of the call where an outcome of it is expected and no example says the same. */
export function draftFunction(request: FunctionRequest, style: TestStyle): Drafted {
  const { source, scenario, expected, examples } = request;
  const names = readModuleNames(source, scenario.file);
  const declaredDefault = source.graph.facts(scenario.file)?.exports.find(({ name }) => name === 'default' || name === 'export=')?.local ?? null;
  const callee = findCallee({ scenario, names, facts: readSubject(source, scenario.file, scenario.exportName), declaredDefault, isLoose: request.isLoose });
  const work: Work = { style, names, callee, bindings: new Map(), imported: new Set() };
  const left: string[] = [];
  const cases: TestCase[] = [];
  for (const [index, example] of examples.entries()) {
    const made = example.kind === 'call' ? callExampleCase(example, work) : expressionCase(example, work);
    if (typeof made === 'string') left.push(typeof callee === 'string' && made === callee ? callee : `Example ${index + 1} is not in the test: ${made}.`);
    else cases.push(made);
  }
  const hasOwnCall = scenario.args !== null || scenario.argsFile !== null || examples.length === 0;
  const isTold = scenario.args !== null && examples.some((example) => example.kind === 'call' && JSON.stringify(example.args) === JSON.stringify(scenario.args));
  if (expected.outcome && hasOwnCall && !isTold) {
    const made = scenarioCase(request, work);
    if (typeof made === 'string') left.push(`The call of the scenario is not in the test: ${made.replace(/\.$/, '')}.`);
    else cases.push(made);
  }
  if (cases.length === 0) return { refused: typeof callee === 'string' ? callee : (left[0] ?? 'Neither an example nor an outcome is expected, so there is nothing that a test could check.') };
  return { bindings: [...work.bindings.values()], nodeImports: {}, declarations: [], cases, left: [...new Set(left)], subject: scenario.exportName, needsNodeEnvironment: false };
}

// Checks the form of a new session and turns it into the input of startDebugSession. Owns the messages at the fields.
import type { VariablesOf } from '../../graphql.ts';
import type { StartDebugSessionDocument } from '../debugger-documents.ts';
import { asRecord } from '../read-json.ts';
import { readPathJson, readPathLines } from './expected-path.ts';
import { readGiven, type GivenDraft, type GivenValueInput } from './given-value.ts';
import type { ExampleDraft, SessionDraft } from './session-draft.ts';

export type StartInput = VariablesOf<typeof StartDebugSessionDocument>['input'];
type ScenarioInput = NonNullable<StartInput['scenario']>;
type ExampleInput = NonNullable<NonNullable<ScenarioInput['function']>['examples']>[number];

/** What is wrong, by the name of the field: `userIntent`, `fn.args.0`, `example.3.expected`. In the order of the form. */
export type Problems = Readonly<Record<string, string>>;

export type ReadDraft = { kind: 'ready'; input: StartInput } | { kind: 'problems'; problems: Problems };

const LONGEST_INTENT = 2_000;
const LONGEST_WALL_CLOCK_SECONDS = 600;

class Reader {
  readonly problems: Record<string, string> = {};

  refuse(field: string, message: string): void {
    this.problems[field] ??= message;
  }

  required(field: string, text: string, message: string): string {
    if (text.trim() === '') this.refuse(field, message);
    return text.trim();
  }

  /** A path of the room: relative, with slashes. */
  file(field: string, text: string, what = 'the file'): string {
    const path = this.required(field, text, `Name ${what}, such as src/cart.ts.`).replace(/^\.\//, '');
    if (/^([/\\]|[a-z]:[\\/])/i.test(path)) this.refuse(field, 'Write the path from the folder of the room, without a slash in front.');
    else if (path.split(/[\\/]/).includes('..')) this.refuse(field, 'The path must stay inside the room.');
    return path;
  }

  given(field: string, cell: GivenDraft): GivenValueInput | null {
    const read = readGiven(cell);
    if (read.kind === 'problem') this.refuse(field, read.message);
    return read.kind === 'value' ? read.value : null;
  }

  /** Arguments up to the last one that is filled in; a hole between them cannot be told from undefined. */
  args(field: string, cells: readonly GivenDraft[]): GivenValueInput[] {
    const last = cells.findLastIndex((cell) => cell.text.trim() !== '');
    return cells.slice(0, last + 1).map((cell, at) => {
      const value = this.given(`${field}.${at}`, cell);
      if (value === null) this.refuse(`${field}.${at}`, 'Fill this argument in; the expression undefined stands for none.');
      return value ?? { expression: 'undefined' };
    });
  }

  /** A number of a field; null where it is empty. */
  number(field: string, text: string, { min, max = Infinity, unit }: { min: number; max?: number; unit: string }): number | null {
    if (text.trim() === '') return null;
    const value = Number(text.trim().replace(',', '.'));
    if (Number.isFinite(value) && value >= min && value <= max) return value;
    this.refuse(field, max === Infinity ? `A number of ${unit}, ${min} or more.` : `A number of ${unit} from ${min} to ${max}.`);
    return null;
  }
}

const linesOf = (text: string): string[] => text.split(/\r?\n/).filter((line) => line.trim() !== '');

function readExample(reader: Reader, example: ExampleDraft): ExampleInput {
  const field = `example.${example.id}`;
  if (example.kind === 'assertion') {
    const expected = example.expected.text.trim();
    return { actual: reader.required(`${field}.actual`, example.actual, 'Write the expression that is looked at.'), ...(expected !== '' && { expected: { expression: expected } }) };
  }
  const args = reader.args(`${field}.args`, example.args);
  if (example.outcome === 'throws') return { args, throws: example.throws.trim() };
  if (example.outcome === 'any') return { args };
  const expected = reader.given(`${field}.expected`, example.expected);
  if (expected === null) reader.refuse(`${field}.expected`, 'Fill in what the call must give; the expression undefined stands for nothing.');
  return expected === null ? { args } : { args, expected };
}

function readFunction(reader: Reader, { fn }: SessionDraft): ScenarioInput {
  const file = reader.file('fn.file', fn.file);
  const exportName = reader.required('fn.exportName', fn.exportName, 'Name the export that is called, such as total, default or Cart.prototype.total.');
  const args = fn.argsFrom === 'list' ? reader.args('fn.args', fn.args) : null;
  const argsFile = fn.argsFrom === 'file' ? reader.file('fn.argsFile', fn.argsFile, 'the module that gives the arguments') : null;
  const examples = fn.examples.map((example) => readExample(reader, example));
  if (fn.argsFrom === 'first-example' && fn.examples[0]?.kind !== 'call') reader.refuse('fn.argsFrom', 'Add an example with arguments first, or write the arguments here.');
  return { function: { file, exportName, ...(args && { args }), ...(argsFile && { argsFile }), ...(examples.length > 0 && { examples }) } };
}

function readHeaders(reader: Reader, text: string): Record<string, string> | null {
  const headers: Record<string, string> = {};
  for (const line of linesOf(text)) {
    const colon = line.indexOf(':');
    if (colon < 1) reader.refuse('http.headers', 'Write one header a line, such as accept: application/json.');
    else headers[line.slice(0, colon).trim().toLowerCase()] = line.slice(colon + 1).trim();
  }
  return Object.keys(headers).length > 0 ? headers : null;
}

function readHttp(reader: Reader, { http }: SessionDraft): ScenarioInput {
  const startFile = reader.file('http.startFile', http.startFile, 'the program that starts the app');
  const path = reader.required('http.path', http.path, 'Name the path that is asked for, such as /api/orders?page=2.');
  if (path !== '' && !path.startsWith('/')) reader.refuse('http.path', 'The path begins with a slash; the app runs inside the sandbox, so there is no host.');
  const headers = readHeaders(reader, http.headers);
  const startArgs = linesOf(http.startArgs);
  return { http: { startFile, method: http.method, path, ...(startArgs.length > 0 && { startArgs }), ...(headers && { headers }), ...(http.body !== '' && { body: http.body }) } };
}

function readScenario(reader: Reader, draft: SessionDraft): ScenarioInput | null {
  const { script, test } = draft;
  switch (draft.kind) {
    case 'FUNCTION':
      return readFunction(reader, draft);
    case 'HTTP':
      return readHttp(reader, draft);
    case 'SCRIPT':
      return { script: { file: reader.file('script.file', script.file), args: linesOf(script.args), ...(script.stdin !== '' && { stdin: script.stdin }) } };
    case 'TEST':
      return { test: { file: reader.file('test.file', test.file, 'the test file'), ...(test.testName.trim() !== '' && { testName: test.testName.trim() }), ...(test.runner !== '' && { runner: test.runner }) } };
    case 'NONE':
      return null;
  }
}

function readExpected(reader: Reader, draft: SessionDraft): StartInput['expectedBehavior'] {
  const read = draft.path.notation === 'json' ? readPathJson(draft.path.text) : readPathLines(draft.path.text);
  if (read.kind === 'problem') reader.refuse('path', read.message);
  const status = draft.outcome.status.trim();
  const data = reader.given('outcome.data', draft.outcome.data);
  const responseTime = reader.number('performance.responseTime', draft.performance.responseTime, { min: 0.001, unit: 'milliseconds' });
  const memoryUsage = reader.number('performance.memoryUsage', draft.performance.memoryUsage, { min: 0.001, unit: 'megabytes' });
  const hasOutcome = status !== '' || data !== null;
  const hasPerformance = responseTime !== null || memoryUsage !== null;
  // A test says itself what it expects.
  const hasOwn = draft.kind === 'TEST' || (draft.kind === 'FUNCTION' && draft.fn.examples.length > 0);
  if (read.kind === 'empty' && !hasOutcome && !hasPerformance && !hasOwn && !reader.problems['outcome.data']) {
    reader.refuse('expectation', 'Say what should happen: the calls, the outcome, the performance, or at least one example.');
  }
  return {
    ...(read.kind === 'path' && { executionPath: read.path }),
    ...(hasOutcome && { outcome: { ...(status !== '' && { status }), ...(data && { data }) } }),
    ...(hasPerformance && { performance: { ...(responseTime !== null && { responseTime }), ...(memoryUsage !== null && { memoryUsage }) } }),
  };
}

/** Reads the whole form: the input of the mutation, or every problem at once. */
export function readDraft(draft: SessionDraft, roomId: string): ReadDraft {
  const reader = new Reader();
  const userIntent = reader.required('userIntent', draft.userIntent, 'Say in a sentence what the code should do.');
  if (userIntent.length > LONGEST_INTENT) reader.refuse('userIntent', `Say it in at most ${LONGEST_INTENT.toLocaleString('en')} characters.`);
  const triggerAction = reader.required('triggerAction', draft.triggerAction, 'Say what sets it off, such as “the customer presses Pay”.');
  const scenario = readScenario(reader, draft);
  const expectedBehavior = readExpected(reader, draft);
  const responseTime = reader.number('thresholds.responseTime', draft.thresholds.responseTime, { min: 1, unit: 'times' });
  const memoryUsage = reader.number('thresholds.memoryUsage', draft.thresholds.memoryUsage, { min: 1, unit: 'times' });
  const wallClockSeconds = reader.number('wallClockSeconds', draft.wallClockSeconds, { min: 0.1, max: LONGEST_WALL_CLOCK_SECONDS, unit: 'seconds' });
  if (Object.keys(reader.problems).length > 0) return { kind: 'problems', problems: reader.problems };
  const thresholds = { ...(responseTime !== null && { responseTime }), ...(memoryUsage !== null && { memoryUsage }) };
  return {
    kind: 'ready',
    input: {
      roomId,
      triggerAction,
      userIntent,
      expectedBehavior,
      thresholds,
      ...(scenario && { scenario }),
      ...(draft.scrubbers.length > 0 && { scrubbers: draft.scrubbers }),
      ...(wallClockSeconds !== null && { wallClockMs: Math.round(wallClockSeconds * 1_000) }),
    },
  };
}

/** The headers of a stored scenario as they are typed. */
export function printHeaders(headers: unknown): string {
  return Object.entries(asRecord(headers) ?? {}).map(([name, value]) => `${name}: ${String(value)}`).join('\n');
}

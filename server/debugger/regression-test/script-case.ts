// The test of a SCRIPT scenario: the script is started, and its exit code and output are compared. Owns what is checked.
import type { ExpectedBehavior } from '../behavior.ts';
import { decodeValue } from '../decode-value.ts';
import type { Source } from '../deps.ts';
import { stringSource } from '../repair/data-mapping/value-source.ts';
import type { Scenario } from '../scenario.ts';
import { writeCheck, type Check } from './checks.ts';
import type { Drafted } from './draft.ts';
import { readValue } from './expressions.ts';
import { PROGRAM_TIMEOUT_MS, readProgram } from './programs.ts';
import type { TestStyle } from './test-style.ts';

type ScriptScenario = Extract<Scenario, { kind: 'SCRIPT' }>;
type Comparison = readonly [actual: string, check: Check];

/** What a script is known by, and where the test finds it. */
const FIELDS = { exitCode: 'run.status', stdout: 'run.stdout', stderr: 'run.stderr' } as const;

const identical = (expected: string): Check => ({ kind: 'equals', expected, isPrimitive: true, isStrict: false, isJson: false });

/** The comparisons that an outcome asks for; a string says why one cannot be made. */
function comparisons({ status, data, hasData }: NonNullable<ExpectedBehavior['outcome']>, style: TestStyle): Comparison[] | string {
  const given: unknown = hasData ? decodeValue(data) : {};
  const fields: unknown = typeof given === 'string' ? { stdout: given } : given;
  if (typeof fields !== 'object' || fields === null) return 'The outcome of a script is its exitCode, stdout and stderr; something else is expected.';
  const unknown = Object.keys(fields).filter((name) => !(name in FIELDS));
  if (unknown.length > 0) return `The outcome of a script is its exitCode, stdout and stderr; ${unknown.join(', ')} is expected too.`;
  const made: Comparison[] = [];
  if (!('exitCode' in fields)) {
    if (status === 'success') made.push([FIELDS.exitCode, identical('0')]);
    else if (status === 'error') made.push([`${FIELDS.exitCode} !== 0`, identical('true')]);
    else if (status !== null) return `A test cannot check the status ${status} of a script.`;
  }
  for (const [name, actual] of Object.entries(FIELDS)) {
    if (!(name in fields)) continue;
    const code = readValue((fields as Record<string, unknown>)[name], style.source, true);
    if (!code?.isPrimitive) return `The expected ${name} is no text and no number.`;
    made.push([actual, identical(code.text)]);
  }
  return made;
}

/** The test of a script with an expected outcome. */
export function draftScript(source: Source, scenario: ScriptScenario, expected: ExpectedBehavior, style: TestStyle): Drafted {
  const { file, args, stdin } = scenario;
  if (!expected.outcome) return { refused: 'No outcome of the script is expected, so there is nothing that a test could check.' };
  const wanted = comparisons(expected.outcome, style);
  if (typeof wanted === 'string') return { refused: wanted };
  if (wanted.length === 0) return { refused: 'No outcome of the script is expected, so there is nothing that a test could check.' };
  const program = readProgram(source, style, file, args);
  if (typeof program === 'string') return { refused: program };
  const { quote, hasSemicolons } = style.source;
  const text = (value: string): string => stringSource(value, quote);
  const options = ['cwd: root', ...(stdin === null ? [] : [`input: ${text(stdin)}`]), `encoding: ${text('utf8')}`, `timeout: ${PROGRAM_TIMEOUT_MS}`, `env: { ...process.env, NODE_ENV: ${text('test')} }`];
  const start = `const run = spawnSync(process.execPath, ${program.command}, { ${options.join(', ')} })${hasSemicolons ? ';' : ''}`;
  const lines = [start, ...wanted.flatMap(([actual, check]) => writeCheck({ text: actual, isSync: true }, check, style))];
  const words = [file, ...args].join(' ').replace(/\s+/g, ' ').slice(0, 90);
  return {
    bindings: [],
    nodeImports: { 'node:child_process': ['spawnSync'], ...program.nodeImports },
    declarations: [program.root],
    cases: [{ name: `${words} ${expected.outcome.status === 'error' ? 'fails as expected' : 'prints what is expected'}`, lines, timeoutMs: PROGRAM_TIMEOUT_MS }],
    left: [],
    subject: file,
    needsNodeEnvironment: true,
  };
}

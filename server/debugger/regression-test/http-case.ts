// The test of an HTTP scenario: the app is started on a free port, gets the request, and is ended. Owns what is sent and checked.
import type { ExpectedBehavior } from '../behavior.ts';
import { decodeValue } from '../decode-value.ts';
import type { Source } from '../deps.ts';
import { findValueSource, stringSource } from '../repair/data-mapping/value-source.ts';
import type { Scenario } from '../scenario.ts';
import { writeCheck, type Check } from './checks.ts';
import type { Drafted } from './draft.ts';
import { readValue } from './expressions.ts';
import { PROGRAM_TIMEOUT_MS, readProgram } from './programs.ts';
import type { TestStyle } from './test-style.ts';

type HttpScenario = Extract<Scenario, { kind: 'HTTP' }>;
interface Comparison {
  readonly actual: string;
  readonly check: Check;
}

const equal = (expected: string, isPrimitive: boolean): Check => ({ kind: 'equals', expected, isPrimitive, isStrict: false, isJson: false });

/** What of the response is compared; a string says why it cannot be. */
function comparisons({ status, data, hasData }: NonNullable<ExpectedBehavior['outcome']>, style: TestStyle): Comparison[] | string {
  const made: Comparison[] = [];
  if (status !== null && /^\d{3}$/.test(status)) made.push({ actual: 'response.status', check: equal(status, true) });
  else if (status === 'success' || status === 'error') made.push({ actual: 'response.ok', check: equal(String(status === 'success'), true) });
  else if (status !== null) return `A test cannot check the status ${status} of a response.`;
  if (!hasData) return made;
  const value = decodeValue(data);
  const code = readValue(value, style.source, true);
  if (!code) return 'The expected data cannot be written as code.';
  // A body of text stands for itself; everything else came as JSON.
  const read = typeof value === 'string' ? 'await response.text()' : 'await response.json()';
  made.push({ actual: read, check: equal(code.text, code.isPrimitive) });
  return made;
}

/** Functions of the test file: a free port, and the request as soon as the app listens. */
function declarations({ isTypeScript, source: { indent, hasSemicolons, quote } }: TestStyle, request: string): string[] {
  const end = hasSemicolons ? ';' : '';
  const type = (text: string): string => (isTypeScript ? text : '');
  const port = ['async function freePort() {', `${indent}const server = createServer().listen(0, ${stringSource('127.0.0.1', quote)})${end}`, `${indent}await once(server, ${stringSource('listening', quote)})${end}`, `${indent}const { port } = server.address()${type(' as AddressInfo')}${end}`, `${indent}await new Promise((resolve) => server.close(resolve))${end}`, `${indent}return port${end}`, '}'];
  const ask = [
    `// Asks again until the app listens; an app that has ended never will.`,
    `async function ask(app${type(': ChildProcess')}, port${type(': number')}) {`,
    `${indent}for (let attempt = 1; ; attempt += 1) {`,
    `${indent}${indent}try {`,
    `${indent}${indent}${indent}return await fetch(${request})${end}`,
    `${indent}${indent}} catch (error) {`,
    `${indent}${indent}${indent}if (attempt === 500 || app.exitCode !== null || app.signalCode !== null) throw error${end}`,
    `${indent}${indent}${indent}await new Promise((resolve) => setTimeout(resolve, 20))${end}`,
    `${indent}${indent}}`,
    `${indent}}`,
    '}',
  ];
  return [port.join('\n'), ask.join('\n')];
}

function requestSource({ request: { method, path, headers, body } }: HttpScenario, { source }: TestStyle): string {
  const text = (value: string): string => stringSource(value, source.quote);
  const isPlain = !/[`\\]|\$\{/.test(path);
  const url = isPlain ? `\`http://localhost:\${port}${path}\`` : `\`http://localhost:\${port}\` + ${text(path)}`;
  const options = [...(method === 'GET' ? [] : [`method: ${text(method)}`]), ...(Object.keys(headers).length === 0 ? [] : [`headers: ${findValueSource(headers, { ...source, indent: '' })?.replaceAll('\n', ' ') ?? '{}'}`]), ...(body === null ? [] : [`body: ${text(body)}`]), `redirect: ${text('manual')}`];
  return `${url}, { ${options.join(', ')} }`;
}

/** The test of a request with an expected outcome. */
export function draftHttp(source: Source, scenario: HttpScenario, expected: ExpectedBehavior, style: TestStyle): Drafted {
  const { start, request } = scenario;
  if (!expected.outcome) return { refused: 'No outcome of the request is expected, so there is nothing that a test could check.' };
  if (/^(?:CONNECT|TRACE|TRACK)$/.test(request.method)) return { refused: `fetch sends no ${request.method} requests, so a test cannot.` };
  if (request.body !== null && /^(?:GET|HEAD)$/.test(request.method)) return { refused: `fetch sends no body with ${request.method}, so a test cannot.` };
  const wanted = comparisons(expected.outcome, style);
  if (typeof wanted === 'string') return { refused: wanted };
  if (wanted.length === 0) return { refused: 'No outcome of the request is expected, so there is nothing that a test could check.' };
  const program = readProgram(source, style, start.file, start.args);
  if (typeof program === 'string') return { refused: program };
  const { indent, hasSemicolons, quote } = style.source;
  const end = hasSemicolons ? ';' : '';
  const text = (value: string): string => stringSource(value, quote);
  const checks = wanted.flatMap(({ actual, check }) => writeCheck({ text: actual, isSync: true }, check, style));
  const lines = [
    `const port = await freePort()${end}`,
    `const app = spawn(process.execPath, ${program.command}, { cwd: root, env: { ...process.env, NODE_ENV: ${text('test')}, PORT: String(port) }, stdio: ${text('ignore')} })${end}`,
    `const ended = once(app, ${text('exit')})${end}`,
    'try {',
    ...[`const response = await ask(app, port)${end}`, ...checks].map((line) => line.split('\n').map((part) => `${indent}${part}`).join('\n')),
    '} finally {',
    `${indent}app.kill(${text('SIGKILL')})${end}`,
    `${indent}await ended${end}`,
    '}',
  ];
  const types = style.isTypeScript ? { child: ['type ChildProcess'], net: ['type AddressInfo'] } : { child: [], net: [] };
  return {
    bindings: [],
    nodeImports: { 'node:child_process': ['spawn', ...types.child], 'node:events': ['once'], 'node:net': ['createServer', ...types.net], ...program.nodeImports },
    declarations: [program.root, ...declarations(style, requestSource(scenario, style))],
    cases: [{ name: `${request.method} ${request.path} is answered${/^\d/.test(expected.outcome.status ?? '') ? ` with ${expected.outcome.status}` : ''}`.slice(0, 120), lines, timeoutMs: PROGRAM_TIMEOUT_MS }],
    left: [],
    subject: `${request.method} ${request.path}`,
    needsNodeEnvironment: true,
  };
}

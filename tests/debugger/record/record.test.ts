import { describe, expect, test } from 'vitest';
import { decodeValue } from '../../../server/debugger/decode-value.ts';
import { NO_ISOLATION } from '../../../server/debugger/record/isolation.ts';
import type { Example, Scenario } from '../../../server/debugger/scenario.ts';
import { call, code, json, openRoom, pathText, record, recordIn, resultOf, shadowFolders, useOwnTempFolder } from './recorded.ts';

useOwnTempFolder();

const cart = {
  'package.json': '{"type":"module"}',
  'src/main.ts': `
    import { price } from './price.ts';
    export class Cart {
      #items: string[] = [];
      constructor(items: string[] = []) { this.#items = items; }
      total(discount = 0): number { return this.#items.map((item) => price(item)).reduce((sum, one) => sum + one, 0) - discount; }
      static empty(): Cart { return new Cart(); }
    }
    export const api = { load: async (id: number): Promise<{ id: number }> => { await null; return { id }; } };
    export default function main(...args: unknown[]): unknown { return args; }
    export function sign(n: number): string { if (n < 0) { return 'minus'; } return hidden(n); }
    function hidden(n: number): string { if (n === 0) throw new RangeError('zero'); return 'plus'; }
    export const text = 'no function';`,
  'src/price.ts': 'export function price(item: string): number { return item.length; }',
};

describe('a function', () => {
  test.each<[what: string, scenario: Scenario, result: unknown, path: string]>([
    ['by its name', call('sign', [3]), 'plus', 'sign(hidden)'],
    ['that is the default export', call('default', [1, null, code('undefined')]), [1, null, undefined], 'main'],
    ['of an object, awaited', call('api.load', [7]), { id: 7 }, 'api.load'],
    ['that is static', call('Cart.empty'), expect.anything(), 'Cart.empty(Cart.constructor)'],
    ['that is a method, on the object given first', call('Cart.prototype.total', [code('new Cart(["ab", "c"])'), 1]), 2, 'Cart.total(Cart.total.<anonymous>(price) Cart.total.<anonymous>(price) Cart.total.<anonymous> Cart.total.<anonymous>)'],
    ['that is a class', call('Cart', [['x']]), expect.anything(), 'Cart.constructor'],
    ['that is not exported', call('hidden', [1]), 'plus', 'hidden'],
    ['with arguments no JSON can hold', call('default', [code('new Map([[1, 2n]])'), code('NaN'), code('await Promise.resolve(4)')]), [new Map([[1, 2n]]), Number.NaN, 4], 'main'],
  ])('%s is called and its calls are told', async (_, scenario, result, path) => {
    const recording = await record(cart, scenario);
    expect(recording.report).toMatchObject({ end: 'completed', isDeterministic: true, differences: [] });
    expect(resultOf(recording)).toEqual(result);
    expect(pathText(recording.actual.executionPath)).toBe(path);
    expect(shadowFolders()).toEqual([]);
  });

  test('takes its arguments from a file', async () => {
    const files = { ...cart, 'args.ts': 'export default async () => [1, new Date(0)];', 'args.json': '[1, 2]' };
    const source = await openRoom(files);
    for (const [argsFile, args] of [['args.ts', [1, new Date(0)]], ['args.json', [1, 2]]] as const) {
      expect(resultOf(await recordIn(source, { ...call('default'), args: null, argsFile } as Scenario)), argsFile).toEqual(args);
    }
  });

  test('that throws is told with its error and a stack of the room', async () => {
    const recording = await record(cart, call('sign', [0]));
    expect(recording.report).toMatchObject({ end: 'completed', message: 'sign() of src/main.ts threw: RangeError: zero.' });
    expect(recording.actual.outcome).toMatchObject({ status: 'error', data: null, error: { name: 'RangeError', message: 'zero' } });
    expect(recording.actual.outcome?.error?.stack).toContain('at hidden (src/main.ts:12)');
    expect(recording.trace?.calls.map(({ end }) => end)).toEqual(['threw', 'threw']);
  });

  test('has the values of the calls that a person named, and of the conditions', async () => {
    const recording = await record(cart, call('sign', [3]), { expectedNames: ['hid*()'] });
    const { calls, functions, branches, branchSites } = recording.trace ?? { calls: [], functions: [], branches: [], branchSites: [] };
    const named = calls.find(({ site }) => functions[site]?.name === 'hidden');
    expect(named).toMatchObject({ args: [3], result: 'plus' });
    expect(branches.map(({ site, taken, values }) => [branchSites[site]?.text, taken, values])).toEqual([['n < 0', false, { n: 3 }], ['n === 0', false, { n: 3 }]]);
  });

  test('that gives something else each time is told to be nondeterministic', async () => {
    const files = { 'src/main.ts': 'let at = 0; export const value = () => Math.random(); export const way = () => (Date.now() * 0 + Math.random() * 1e9 % 2 < 1 ? a() : b()); const a = () => 1; const b = () => 1;' };
    expect((await record(files, call('value'))).report).toMatchObject({ end: 'completed', isDeterministic: false, differences: [expect.stringMatching(/^The result was 0\.\d+ in the first run and 0\.\d+ in the second\.$/)] });
  });

  test('that takes another way is told with the first call that differs', async () => {
    const files = { 'src/main.ts': 'import { randomUUID } from "node:crypto"; function first() { return 1; } export const main = () => { first(); for (const digit of randomUUID().replaceAll("-", "")) ways[parseInt(digit, 16) % 2]!(); }; const ways = [function even() {}, function odd() {}];' };
    const { report } = await record(files, call('main'));
    expect(report).toMatchObject({ end: 'completed', isDeterministic: false, differences: [expect.stringMatching(/^Call \d+ was (?:even|odd)\(\) in the first run and (?:even|odd)\(\) in the second\.$/)] });
  });

  test('finds in the second run what it found in the first, whatever that has written, changed and removed', async () => {
    const text = 'import fs from "node:fs"; export const main = () => { const seen = [fs.existsSync("made/deep"), fs.readFileSync("data/a.txt", "utf8"), fs.existsSync("data/b.bin"), fs.existsSync("src/main.ts")]; fs.mkdirSync("made/deep", { recursive: true }); fs.writeFileSync("data/a.txt", "changed"); fs.rmSync("data/b.bin"); fs.rmSync("src", { recursive: true }); return seen; };';
    const recording = await record({ 'src/main.ts': text, 'data/a.txt': 'a', 'data/b.bin': new Uint8Array([0, 255]) }, call('main', [], { examples: [{ kind: 'call', args: [], expected: { kind: 'returns', value: json([false, 'a', true, true]) } }] }));
    expect(recording.report).toMatchObject({ isDeterministic: true });
    expect(recording.examples).toMatchObject([{ passed: true }]);
  });

  test('calls what it does not await too', async () => {
    const files = { 'src/main.ts': 'export async function main() { void later(); } async function later() { await null; done(); } function done() {}' };
    expect(pathText((await record(files, call('main'))).actual.executionPath)).toBe('main(later(done))');
  });

  test('tells what it printed', async () => {
    expect((await record({ 'src/main.ts': 'export const main = () => { console.log("out"); console.error("err"); };' }, call('main'))).report).toMatchObject({ stdout: 'out\n', stderr: 'err\n', outputBytes: 8 });
  });
});

describe('examples', () => {
  const files = { 'src/main.ts': 'export function main(n: number): unknown { if (n < 0) throw new Error("minus is bad"); if (n === 99) for (;;); return n > 2 ? new Map([[n, { n }]]) : { n, list: [n] }; }\nfunction inner(n: number) { return n * 2; }' };
  const returns = (n: number, value: Parameters<typeof json>[0] | ReturnType<typeof code>): Example => ({ kind: 'call', args: [json(n)], expected: { kind: 'returns', value: typeof value === 'object' && value !== null && 'source' in value ? (value as ReturnType<typeof code>) : json(value) } });
  const examples: readonly Example[] = [
    returns(1, { n: 1, list: [1] }),
    returns(1, { n: 1, list: [2] }),
    returns(3, code('new Map([[3, { n: 3 }]])')),
    { kind: 'call', args: [json(-1)], expected: { kind: 'throws', message: 'minus' } },
    { kind: 'call', args: [json(-1)], expected: { kind: 'throws', message: 'plus' } },
    { kind: 'call', args: [json(-1)], expected: null },
    { kind: 'expression', actual: 'inner(4)', expected: '8' },
    { kind: 'expression', actual: 'inner(4) > 9', expected: null },
  ];

  test('are judged one by one, with the statements that each ran', async () => {
    const recording = await record(files, { ...call('main'), args: null, examples } as Scenario);
    expect(recording.examples.map(({ passed }) => passed)).toEqual([true, false, true, true, false, false, true, false]);
    expect(recording.examples[5]).toMatchObject({ error: { name: 'Error', message: 'minus is bad' } });
    expect(decodeValue(recording.examples[2]?.actual ?? null)).toEqual(new Map([[3, { n: 3 }]]));
    const { coverage } = recording;
    expect(coverage?.passed).toEqual(recording.examples.map(({ passed }) => passed));
    const thrower = coverage?.statements.findIndex(({ start }) => files['src/main.ts'].startsWith('throw', start)) ?? -1;
    expect(coverage?.hits.map((row) => row[thrower])).toEqual([0, 0, 0, 1, 1, 1, 0, 0]);
    // The recorded call is that of the first example.
    expect(resultOf(recording)).toEqual({ n: 1, list: [1] });
  });

  test('that do not end, kill the process or never settle fail alone', async () => {
    const more = { 'src/main.ts': 'export const main = (what: string): unknown => { if (what === "loop") for (;;); if (what === "exit") process.exit(3); if (what === "never") return new Promise(() => {}); if (what === "timer") return new Promise(() => setInterval(() => {}, 50)); return what; };' };
    const table = ['a', 'loop', 'never', 'exit', 'timer', 'b'].map((what): Example => ({ kind: 'call', args: [json(what)], expected: { kind: 'returns', value: json(what) } }));
    const { examples: runs } = await record(more, call('main', ['x'], { examples: table }), { limits: { wallClockMs: 4_000 } });
    expect(runs.map(({ passed, error }) => error?.name ?? passed)).toEqual([true, 'EndlessError', 'UnsettledError', 'killed', 'EndlessError', true]);
  });
});

describe('a script', () => {
  const files = { 'run.ts': 'import { text } from "./lib";\nconst input = await new Promise<string>((resolve) => { let all = ""; process.stdin.on("data", (part) => (all += part)).on("end", () => resolve(all)); });\nconsole.log(text(input), process.argv.slice(2).join());\nconsole.error(import.meta.filename ?? "");\nprocess.exitCode = Number(process.argv[2]);', 'lib.ts': 'export function text(input: string): string { return input.toUpperCase(); }' };

  test('is run with arguments and input; exit code and output are the outcome', async () => {
    const source = await openRoom(files);
    const recording = await recordIn(source, { kind: 'SCRIPT', file: 'run.ts', args: ['0', 'b'], stdin: 'in' });
    expect(recording.report).toMatchObject({ end: 'completed', isDeterministic: true, message: 'run.ts ended with exit code 0.' });
    expect(recording.actual.outcome?.status).toBe('success');
    expect(resultOf(recording)).toEqual({ exitCode: 0, stdout: 'IN 0,b\n', stderr: `${source.tree.root}/run.ts\n` });
    expect(pathText(recording.actual.executionPath)).toContain('text');
  });

  test('that fails has the status error, with the error that ended it', async () => {
    expect((await record(files, { kind: 'SCRIPT', file: 'run.ts', args: ['3'], stdin: null })).actual.outcome).toMatchObject({ status: 'error', error: null });
    const { actual, report } = await record({ 'run.js': 'function work() { throw new TypeError("no"); }\nwork();' }, { kind: 'SCRIPT', file: 'run.js', args: [], stdin: null });
    expect(report).toMatchObject({ end: 'completed', message: 'run.js ended with exit code 1: TypeError: no.' });
    expect(actual.outcome).toMatchObject({ status: 'error', error: { name: 'TypeError', message: 'no', stack: expect.stringContaining('run.js:1') as string } });
  });

  test('is the main module of its process', async () => {
    const main = { 'a.js': 'console.log(require.main === module)', 'b.mjs': 'import { pathToFileURL } from "node:url"; console.log(import.meta.url === pathToFileURL(process.argv[1]).href)', 'c.ts': 'import { pathToFileURL } from "node:url"; console.log(import.meta.url === pathToFileURL(process.argv[1]!).href)' };
    const source = await openRoom(main);
    for (const file of Object.keys(main)) expect((await recordIn(source, { kind: 'SCRIPT', file, args: [], stdin: null })).report.stdout, file).toBe('true\n');
  });
});

describe('an app', () => {
  const app = `
    import http from 'node:http';
    async function answer(body: string, url: string): Promise<unknown> { await new Promise((resolve) => setTimeout(resolve, 5)); return { ...parse(body), url }; }
    function parse(body: string): object { return JSON.parse(body) as object; }
    export function start(): http.Server {
      return http.createServer((request, response) => {
        let body = '';
        request.on('data', (chunk: string) => (body += chunk));
        request.on('end', () => void answer(body, request.url ?? '').then((json) => response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify(json)), () => response.writeHead(400).end('bad')));
      });
    }
    start().listen(Number(process.env.PORT));`;
  const http = (body: string | null): Scenario => ({ kind: 'HTTP', start: { file: 'app.ts', args: [] }, request: { method: 'POST', path: '/a?b=c', headers: { 'x-y': 'z' }, body } });

  test('is started, gets the request, and is ended; only what the request calls is in the path', async () => {
    const recording = await record({ 'app.ts': app }, http('{"n":1}'));
    expect(recording.report).toMatchObject({ end: 'completed', isDeterministic: true, message: 'POST /a?b=c was answered with 201.' });
    expect(recording.actual.outcome?.status).toBe('201');
    expect(resultOf(recording)).toEqual({ n: 1, url: '/a?b=c' });
    const path = pathText(recording.actual.executionPath) ?? '';
    expect(path).toMatch(/answer\(.*parse.*\)/);
    expect(path).not.toMatch(/\bstart(?!\.<)/);
  });

  test('that answers with an error and text is told so', async () => {
    const recording = await record({ 'app.ts': app }, http('no json'));
    expect(recording.actual.outcome).toMatchObject({ status: '400', data: 'bad', error: null });
  });

  test('runs without namespaces too', async () => {
    expect((await record({ 'app.ts': app }, http('{}'), { options: { isolation: NO_ISOLATION } })).actual.outcome?.status).toBe('201');
  });

  test('that ends or never listens is told', async () => {
    expect((await record({ 'app.ts': 'console.log("bye");' }, http(null))).report).toMatchObject({ end: 'load-failed', message: 'app.ts ended with exit code 0 before it answered.' });
    expect((await record({ 'app.ts': 'throw new Error("no database");' }, http(null))).report).toMatchObject({ end: 'load-failed', message: 'app.ts ended by an error: Error: no database before it answered.' });
    expect((await record({ 'app.ts': 'setInterval(() => {}, 1000);' }, http(null), { limits: { wallClockMs: 1_500 } })).report).toMatchObject({ end: 'timed-out' });
    expect((await record({ 'app.ts': 'import http from "node:http"; http.createServer((request) => request.socket.destroy()).listen(process.env.PORT);' }, http(null))).actual.outcome).toMatchObject({ status: 'error', error: { name: 'NoResponse' } });
  });
});

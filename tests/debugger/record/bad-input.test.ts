import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { RecordingReport } from '../../../server/debugger/behavior.ts';
import { probe, type Isolation } from '../../../server/debugger/record/isolation.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';
import { findProcesses, startAndWait } from './processes.ts';
import { call, code, pathText, record, resultOf, shadowFolders, useOwnTempFolder, type More } from './recorded.ts';

useOwnTempFolder();

// Every process of a recording has the folder of its copy in its environment.
afterEach(async () => {
  expect(await findProcesses(tmpdir()), 'processes that are left').toEqual([]);
  expect(shadowFolders(), 'folders that are left').toEqual([]);
});

const small: More = { limits: { wallClockMs: 1_500, heapMb: 96, outputBytes: 10_000, fileBytes: 1_000_000 } };
const recordMain = (text: string, more: More = small) => record({ 'src/main.ts': text }, call('main'), more);

type Expected = Partial<Omit<RecordingReport, 'message'>> & { message: RegExp };

const cases: readonly (readonly [what: string, text: string, expected: Expected])[] = [
  ['loops without end', 'export const main = () => { for (;;); };', { end: 'timed-out', message: /^main\(\) of src\/main\.ts did not end within 1\.5 s/ }],
  ['loops without end while it is loaded', 'for (;;); export const main = 1;', { end: 'timed-out', message: /did not end/ }],
  ['recurses by microtasks without end', 'export const main = async () => { for (;;) await null; };', { end: 'timed-out', message: /did not end/ }],
  ['calls itself back without end', 'const again = (): void => queueMicrotask(again); export const main = () => new Promise(() => again());', { end: 'timed-out', message: /did not end/ }],
  ['catches everything in its endless loop', 'export const main = () => { for (;;) try { JSON.parse("{"); } catch {} };', { end: 'timed-out', message: /did not end/ }],
  ['has a regular expression without end', 'export const main = () => /^(a+)+$/.test("a".repeat(60) + "b");', { end: 'timed-out', message: /did not end/ }],
  ['returns a promise that nobody settles', 'export const main = () => new Promise(() => {});', { end: 'timed-out', message: /promise of main\(\) of src\/main\.ts was never settled/ }],
  ['waits for a timer without end', 'export const main = () => new Promise(() => setInterval(() => {}, 10));', { end: 'timed-out', message: /did not end/ }],
  ['recurses without end', 'export const main = (): number => main() + 1;', { end: 'completed', message: /threw: RangeError: Maximum call stack size exceeded/ }],
  ['fills the heap', 'export const main = () => { const all = []; for (;;) all.push(new Array(1000).fill(all.length + 0.5)); };', { end: 'out-of-memory', message: /needed more than the 96 MB/ }],
  ['prints without end', 'export const main = () => { for (;;) process.stdout.write("x".repeat(10_000)); };', { end: 'too-much-output', message: /printed \d+ bytes/ }],
  ['ends the process', 'export const main = () => { process.exit(3); };', { end: 'killed', message: /ended its process with exit code 3 before the call returned/ }],
  ['ends the process while it is loaded', 'process.exit(0); export const main = 1;', { end: 'killed', message: /exit code 0/ }],
  ['kills itself', 'export const main = () => { process.kill(process.pid, "SIGKILL"); };', { end: 'killed', message: /by the signal SIGKILL/ }],
  ['aborts', 'export const main = () => process.abort();', { end: 'killed', message: /by the signal SIGABRT/ }],
  ['rejects where nobody handles it', 'export const main = async () => { void Promise.reject(new Error("lost")); await new Promise((resolve) => setTimeout(resolve, 50)); };', { end: 'completed', message: /let an error go that nobody could catch: Error: lost/ }],
  ['throws in a timer', 'export const main = () => new Promise(() => setTimeout(() => { throw new Error("late"); }, 1));', { end: 'completed', message: /nobody could catch: Error: late/ }],
  ['throws undefined', 'export const main = () => { throw undefined; };', { end: 'completed', message: /threw: the value undefined \(no Error\)/ }],
  ['throws null', 'export const main = () => { throw null; };', { end: 'completed', message: /threw: the value null \(no Error\)/ }],
  ['throws a string', 'export const main = () => { throw "words"; };', { end: 'completed', message: /threw: the value "words"/ }],
  ['throws what throws when it is read', 'export const main = () => { throw { get message() { throw new Error("trap"); }, get code() { throw 1; } }; };', { end: 'completed', message: /threw: the value \{/ }],
  ['throws an error that throws when it is read', 'export const main = () => { const error = new Error("x"); for (const key of ["stack", "name", "message"]) Object.defineProperty(error, key, { get() { throw 1; } }); throw error; };', { end: 'completed', message: /threw: Error/ }],
  ['is no function', 'export const main = { a: 1 };', { end: 'not-a-function', message: /'main' of src\/main\.ts is an object, not a function/ }],
  ['is not there', 'export const other = 1;', { end: 'not-found', message: /has no export 'main'; it exports other/ }],
  ['does not parse', 'export const main = () => {', { end: 'load-failed', message: /^src\/main\.ts:1:\d+ cannot be read/ }],
  ['imports what does not parse', 'import "./broken.ts"; export const main = 1;', { end: 'load-failed', message: /^src\/broken\.ts:1:\d+ cannot be read/ }],
  ['throws while it is loaded', 'export const main = 1; throw new Error("at once");', { end: 'load-failed', message: /src\/main\.ts could not be loaded\. Error: at once/ }],
  ['needs a package that is not installed', 'import { pad } from "left-pad-x"; export const main = () => pad;', { end: 'missing-dependency', message: /^src\/main\.ts needs the package 'left-pad-x'/ }],
  ['needs a file that is not there', 'import { a } from "./gone.js"; export const main = () => a;', { end: 'missing-dependency', message: /gone/ }],
  ['starts a process', 'import { execSync } from "node:child_process"; export const main = () => execSync("id").toString();', { end: 'forbidden', message: /what the sandbox refuses \(ChildProcess/ }],
  ['starts a thread', 'import { Worker } from "node:worker_threads"; export const main = () => new Worker("1", { eval: true });', { end: 'forbidden', message: /refuses \(WorkerThreads/ }],
  ['opens a socket', 'export const main = async () => { await fetch("http://192.0.2.1/"); };', { end: 'forbidden', message: /network|refuses/ }],
  ['reads the accounts of the system', 'import fs from "node:fs"; export const main = () => fs.readFileSync("/etc/passwd", "utf8");', { end: 'forbidden', message: /refuses \(FileSystemRead \/etc\/passwd\)/ }],
  ['reads the environment of its parent', 'import fs from "node:fs"; export const main = () => fs.readFileSync(`/proc/${process.ppid}/environ`, "utf8");', { end: 'forbidden', message: /refuses \(FileSystemRead/ }],
  ['kills its parent', 'export const main = () => { process.kill(process.ppid, "SIGKILL"); };', { end: 'forbidden', message: /only the process itself may be ended/ }],
  ['kills its group', 'export const main = () => { process.kill(0, "SIGKILL"); };', { end: 'forbidden', message: /only the process itself may be ended/ }],
  ['writes a huge file', 'import fs from "node:fs"; export const main = () => { for (;;) fs.appendFileSync("huge", Buffer.alloc(100_000)); };', { end: 'forbidden', message: /larger file than it may/ }],
  ['keeps the process with a handler of its exit', 'process.on("exit", () => { for (;;); }); export const main = () => 1;', { end: 'completed', message: /returned/ }],
  ['keeps timers and servers open', 'import http from "node:http"; export const main = () => { setInterval(() => {}, 10); http.createServer().listen(0); return 1; };', { end: 'completed', message: /returned/ }],
  ['replaces the globals', 'for (const name of ["setTimeout", "setImmediate", "queueMicrotask", "performance", "Date", "console"]) (globalThis as Record<string, unknown>)[name] = undefined; (process as unknown as Record<string, unknown>).on = () => {}; export const main = () => 1;', { end: 'completed', message: /returned/ }],
  ['talks to the parent', 'export const main = () => { process.send?.({ kind: "returned", value: "forged" }); process.disconnect?.(); return "own"; };', { end: 'completed', message: /returned/ }],
  ['returns what never ends', 'export const main = () => new Proxy({}, { ownKeys() { for (;;); }, getPrototypeOf() { for (;;); } });', { end: 'completed', message: /returned/ }],
];

describe('code that', () => {
  test.each(cases)('%s is told so and leaves nothing', async (_, text, { message, ...expected }) => {
    // Only what is to be stopped by the clock gets little time.
    const limits = expected.end === 'timed-out' ? small.limits : { ...small.limits, wallClockMs: 25_000 };
    const { report } = await record({ 'src/main.ts': text, 'src/broken.ts': 'let = ;' }, call('main'), { limits: limits ?? {} });
    expect(report).toMatchObject(expected);
    expect(report.message).toMatch(message);
    // Whoever cannot go on is told what to do next.
    if (report.end !== 'completed') expect(report.hint).toMatch(/\w+ .*\.$/);
    expect(report.layers.length).toBe(11);
  });

  test('takes buffers without end is told so', async () => {
    const { report } = await recordMain('export const main = () => { const all = []; for (;;) all.push(Buffer.alloc(1 << 25, 1)); };', { limits: { heapMb: 96 } });
    expect(report).toMatchObject({ end: 'out-of-memory', message: expect.stringContaining('needed more than the 96 MB') as string });
  });

  test('goes on without end has a trace of what it called until then', async () => {
    const text = 'function step() { return inner(); } function inner() { return 1; } export function main() { step(); for (;;); } export async function wait() { step(); await new Promise(() => setInterval(() => {}, 1)); }';
    for (const [name, path] of [['main', 'main(step(inner))'], ['wait', /^wait\(step\(inner\)/]] as const) {
      const { actual } = await record({ 'src/main.ts': text }, call(name), small);
      expect(pathText(actual.executionPath), name).toMatch(path);
    }
    const { report, actual } = await record({ 'run.ts': `${text.replaceAll('export ', '')} void wait; main();` }, { kind: 'SCRIPT', file: 'run.ts', args: [], stdin: null }, small);
    expect(report).toMatchObject({ end: 'timed-out', message: 'run.ts did not end within 1.5 s and was stopped.' });
    expect(pathText(actual.executionPath)).toBe('main(step(inner))');
  });

  test('deletes and writes files outside is refused by every wrapping', async () => {
    const outside = makeTempFolder();
    const kept = join(outside, 'kept.txt');
    writeFileSync(kept, 'kept');
    const text = `import fs from 'node:fs';
      const attempt = (work: () => void): string => { try { work(); return 'done'; } catch (error) { return String((error as { code?: string }).code); } };
      export const main = (outside: string) => [
        attempt(() => fs.rmSync(outside, { recursive: true })),
        attempt(() => fs.writeFileSync(outside + '/kept.txt', 'gone')),
        attempt(() => { fs.symlinkSync(outside, 'way'); fs.writeFileSync('way/kept.txt', 'gone'); }),
        attempt(() => { fs.linkSync(outside + '/kept.txt', 'hard'); fs.writeFileSync('hard', 'gone'); }),
        attempt(() => fs.renameSync(outside + '/kept.txt', 'mine')),
        attempt(() => fs.writeFileSync('../../escaped.txt', 'x')),
        attempt(() => fs.writeFileSync(process.cwd() + '/data/../../../escaped.txt', 'x')),
      ];`;
    for (const isolation of await wrappings()) {
      const recording = await record({ 'src/main.ts': text, 'data/a.txt': '' }, call('main', [outside]), { options: { isolation } });
      expect(resultOf(recording), isolation.namespaces ?? 'none').toSatisfy((codes: string[]) => codes.every((one) => one !== 'done'));
      expect(readFileSync(kept, 'utf8')).toBe('kept');
      expect(existsSync(join(tmpdir(), 'escaped.txt'))).toBe(false);
    }
  });

  test('sees nothing of the environment of the server', async () => {
    process.env['DATABASE_URL'] = 'postgres://secret';
    try {
      expect(resultOf(await recordMain('export const main = () => Object.keys(process.env).filter((name) => /DATABASE|SUPERNOVA_(?!SANDBOX)/.test(name));'))).toEqual([]);
    } finally {
      delete process.env['DATABASE_URL'];
    }
  });

  test('returns something else each time is told to be nondeterministic', async () => {
    for (const text of ['export const main = () => Math.random();', 'export const main = () => process.hrtime.bigint();']) {
      const { report } = await recordMain(text);
      expect(report).toMatchObject({ end: 'completed', isDeterministic: false, differences: [expect.stringMatching(/^The result was .* in the first run and .* in the second\.$/)] });
    }
  });
});

describe('a scenario that', () => {
  test('names a file that is not there is told so', async () => {
    expect((await record({}, call('main'))).report).toMatchObject({ end: 'not-found', message: 'The room has no file src/main.ts.', layers: [] });
  });

  test('has an argument that throws or does not parse is told which', async () => {
    for (const source of ['gone.field', 'new (']) {
      expect((await record({ 'src/main.ts': 'export const main = (n: number) => n;' }, call('main', [1, code(source)]))).report).toMatchObject({ end: 'load-failed', message: expect.stringMatching(/^Argument 2 could not be evaluated\. (?:ReferenceError|SyntaxError)/) as string });
    }
  });

  test('is cancelled ends as cancelled, while it prepares and while it runs', async () => {
    for (const stage of ['Preparing', 'Running the scenario']) {
      const controller = new AbortController();
      const onProgress = (message: string): void => (message.startsWith(stage) ? controller.abort() : undefined);
      expect((await recordMain('export const main = () => { for (;;); };', { options: { signal: controller.signal, onProgress } })).report, stage).toMatchObject({ end: 'cancelled' });
    }
  });
});

async function wrappings(): Promise<Isolation[]> {
  const all = await Promise.all([probe({ bubblewrap: false, unshare: false }), probe({ bubblewrap: false, unshare: true }), probe({ bubblewrap: true, unshare: false })]);
  return all.filter(({ namespaces }, index) => index === 0 || namespaces !== null);
}

test('a server that is killed leaves no process and no folder of its recording', async () => {
  const room = makeTempFolder();
  writeFileSync(join(room, 'run.js'), 'for (;;);');
  const server = await startAndWait('record-and-wait.ts', room);
  onTestFinished(() => void server.kill('SIGKILL'));
  expect(shadowFolders()).toHaveLength(1);
  server.kill('SIGKILL');
  await vi.waitFor(async () => {
    expect(await findProcesses(tmpdir())).toEqual([]);
    expect(shadowFolders()).toEqual([]);
  }, { timeout: 15_000 });
});

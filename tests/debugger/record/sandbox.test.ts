import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { NO_ISOLATION, findIsolation, probe, type Isolation } from '../../../server/debugger/record/isolation.ts';
import { runInSandbox, startInSandbox, type SandboxRequest, type SandboxResult } from '../../../server/debugger/record/sandbox.ts';
import { DEFAULT_SANDBOX_LIMITS } from '../../../server/debugger/scenario.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';
import { findProcesses, startAndWait } from './processes.ts';

const isolations: { name: string; isolation: Isolation }[] = [{ name: 'nothing but Node', isolation: NO_ISOLATION }];
const limits = { ...DEFAULT_SANDBOX_LIMITS, wallClockMs: 15_000, heapMb: 128 };

beforeAll(async () => {
  process.env['SECRET_OF_THE_SERVER'] = 'hunter2';
  const own = await probe({ bubblewrap: false, unshare: true });
  const wrapped = await probe({ bubblewrap: true, unshare: false });
  isolations.push({ name: 'limits', isolation: { ...own, namespaces: null, hasLoopback: true } });
  if (own.namespaces !== null) isolations.push({ name: 'unshare', isolation: own });
  if (wrapped.namespaces !== null) isolations.push({ name: 'bubblewrap', isolation: wrapped });
});

afterAll(() => {
  delete process.env['SECRET_OF_THE_SERVER'];
});

let marks = 0;

/** A program in a folder of its own. `mark` is in the environment of all its processes. */
function programOf(text: string, more: Partial<SandboxRequest> = {}): { request: SandboxRequest; folder: string; mark: string } {
  const folder = makeTempFolder();
  marks += 1;
  const mark = `mark-${process.pid}-${marks}`;
  writeFileSync(join(folder, 'program.mjs'), text);
  return {
    folder,
    mark,
    request: {
      entry: join(folder, 'program.mjs'), args: [], cwd: folder, readable: [], writable: [folder], limits, stdin: null,
      allow: { childProcesses: false, workers: false }, signal: new AbortController().signal, ...more, env: { TEST_MARK: mark, ...more.env },
    },
  };
}

/** Runs it under every isolation this machine has; none may leave a process. */
async function runEverywhere(text: string, more: Partial<SandboxRequest> = {}): Promise<{ name: string; result: SandboxResult; folder: string }[]> {
  const runs = [];
  for (const { name, isolation } of isolations) {
    const { request, folder, mark } = programOf(text, { ...more, isolation });
    const result = await runInSandbox(request);
    expect(await findProcesses(mark), `processes left under ${name}`).toEqual([]);
    runs.push({ name, result, folder });
  }
  return runs;
}

describe('a program in the sandbox', () => {
  test('gets its arguments, input and folder, and nothing of the server in its environment', async () => {
    const text = `
      let input = ''; for await (const chunk of process.stdin) input += chunk;
      console.log(JSON.stringify({ args: process.argv.slice(2), input, cwd: process.cwd(), home: process.env.HOME, names: Object.keys(process.env).sort() }));`;
    for (const { name, result, folder } of await runEverywhere(text, { args: ['a b'], stdin: 'hello' })) {
      expect(result, name).toMatchObject({ end: 'exited', code: 0, signal: null, stderr: '' });
      const seen = JSON.parse(result.stdout) as { names: string[] };
      expect(seen, name).toMatchObject({ args: ['a b'], input: 'hello', cwd: folder, home: folder });
      expect(seen.names.filter((variable) => !['PWD', 'OLDPWD', 'SHLVL', '_'].includes(variable)), name).toEqual(['HOME', 'PATH', 'SUPERNOVA_SANDBOX', 'TEST_MARK', 'TMPDIR']);
    }
  });

  test.each<[what: string, text: string, end: Partial<SandboxResult>]>([
    ['ends with a code', 'process.exit(7)', { end: 'exited', code: 7 }],
    ['throws', 'throw new Error("no")', { end: 'exited', code: 1 }],
    ['does not parse', 'let let = 1', { end: 'exited', code: 1 }],
    ['kills itself', 'process.kill(process.pid, "SIGTERM"); setTimeout(() => {}, 60_000)', { end: 'killed', signal: 'SIGTERM' }],
    ['fills the heap', 'const all = []; for (;;) all.push(new Array(1000).fill(all.length + 0.5))', { end: 'out-of-memory' }],
    ['prints without end', 'const text = "x".repeat(100_000); for (;;) process.stdout.write(text)', { end: 'too-much-output' }],
  ])('that %s is told so', async (_, text, end) => {
    for (const { name, result } of await runEverywhere(text)) expect(result, name).toMatchObject(end);
  });

  test('that takes buffers without end is stopped by the data limit', async () => {
    const text = 'const all = []; for (;;) all.push(Buffer.alloc(1 << 22, 1))';
    for (const { isolation, name } of isolations.filter((one) => one.isolation.limits !== null)) {
      expect(await runInSandbox(programOf(text, { isolation }).request), name).toMatchObject({ end: 'out-of-memory' });
    }
  });

  test('that computes without end is stopped by the clock', async () => {
    for (const { name, result } of await runEverywhere('for (;;);', { limits: { ...limits, wallClockMs: 700 } })) expect(result, name).toMatchObject({ end: 'timed-out' });
  });

  test('that computes for too long is stopped by the limit of the processor', async () => {
    for (const { isolation, name } of isolations.filter((one) => one.isolation.limits !== null)) {
      expect(await runInSandbox(programOf('for (;;);', { isolation, limits: { ...limits, cpuSeconds: 1 } }).request), name).toMatchObject({ end: 'timed-out', signal: 'SIGXCPU' });
    }
  });

  test('keeps the first part of a long output and counts the rest', async () => {
    for (const { name, result } of await runEverywhere('process.stdout.write("ab".repeat(1000))', { limits: { ...limits, outputBytes: 500 } })) {
      expect(result, name).toMatchObject({ end: 'exited', stdout: 'ab'.repeat(250), outputBytes: 2000 });
    }
  });

  test('may not read or write outside of its folders, not by links either', async () => {
    const outside = makeTempFolder();
    writeFileSync(join(outside, 'kept.txt'), 'kept');
    const text = `
      import fs from 'node:fs';
      const attempt = (work) => { try { work(); return 'done'; } catch (error) { return error.code; } };
      const outside = ${JSON.stringify(outside)};
      console.log(JSON.stringify([
        attempt(() => fs.readFileSync('/etc/passwd')),
        attempt(() => fs.readFileSync('/proc/' + process.ppid + '/environ')),
        attempt(() => fs.readFileSync(outside + '/kept.txt')),
        attempt(() => fs.rmSync(outside, { recursive: true })),
        attempt(() => fs.writeFileSync(outside + '/kept.txt', 'gone')),
        attempt(() => { fs.symlinkSync(outside, 'way-out'); fs.writeFileSync('way-out/kept.txt', 'gone'); }),
        attempt(() => fs.writeFileSync('own.txt', 'own')),
      ]));`;
    for (const { name, result, folder } of await runEverywhere(text)) {
      const [passwd, environ, read, removal, write, link, own] = JSON.parse(result.stdout) as string[];
      expect([passwd, environ, read, removal, write, link], name).not.toContain('done');
      expect(own, name).toBe('done');
      expect(existsSync(join(folder, 'own.txt'))).toBe(true);
      expect(readFileSync(join(outside, 'kept.txt'), 'utf8'), name).toBe('kept');
    }
  });

  test('may follow a link to what it may read, and cannot write through it where the file system is its own', async () => {
    const packages = makeTempFolder();
    writeFileSync(join(packages, 'a.txt'), 'a');
    const text = `
      import fs from 'node:fs';
      const write = () => { try { fs.writeFileSync('packages/a.txt', 'b'); return 'written'; } catch (error) { return error.code; } };
      console.log(fs.readFileSync('packages/a.txt', 'utf8'), write());`;
    for (const { isolation, name } of isolations.filter((one) => one.isolation.namespaces !== null)) {
      const { request, folder } = programOf(text, { readable: [packages], isolation });
      symlinkSync(packages, join(folder, 'packages'));
      const result = await runInSandbox(request);
      expect(result.stdout, name).toBe('a EROFS\n');
    }
  });

  test('starts no process, no thread, and reaches no network', async () => {
    const text = `
      import { execSync } from 'node:child_process';
      import { Worker } from 'node:worker_threads';
      const attempt = async (work) => { try { await work(); return 'done'; } catch (error) { return error.cause?.code ?? error.code; } };
      console.log(await attempt(() => execSync('id')), await attempt(() => new Worker('1', { eval: true })), await attempt(() => fetch('http://192.0.2.1/', { signal: AbortSignal.timeout(5000) })));`;
    for (const { name, result } of await runEverywhere(text)) expect(result.stdout, `${name} ${result.stderr}`).toMatch(/^ERR_ACCESS_DENIED ERR_ACCESS_DENIED (?:ENETUNREACH|ERR_ACCESS_DENIED)\n$/);
  });

  test('takes the processes that it starts with it', async () => {
    const text = `
      import { spawn } from 'node:child_process';
      for (const detached of [true, false]) spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached, stdio: 'ignore' }).unref();
      spawn('/bin/sh', ['-c', 'sleep 1000 & sleep 1000 & exit'], { detached: true, stdio: 'ignore' });
      setTimeout(() => process.exit(0), 300);`;
    for (const { name, result } of await runEverywhere(text, { allow: { childProcesses: true, workers: false } })) expect(result, name).toMatchObject({ end: 'exited', code: 0 });
  });

  test('that starts processes without end is stopped with all of them', async () => {
    const text = 'import { spawn } from "node:child_process"; for (let i = 0; i < 300; i += 1) spawn("sleep", ["1000"], { detached: true, stdio: "ignore" }); setInterval(() => {}, 1000);';
    for (const { name, result } of await runEverywhere(text, { allow: { childProcesses: true, workers: false } })) expect(result, name).toMatchObject({ end: 'too-many-processes' });
  });

  test('cannot end the process that started it', async () => {
    const text = 'for (const pid of [process.ppid, -process.pid, 0]) try { process.kill(pid, "SIGKILL"); } catch (error) { console.log(error.code); }';
    for (const { name, result } of await runEverywhere(text)) expect(result.stdout, name).toBe('ERR_ACCESS_DENIED\n'.repeat(3));
  });

  test('cannot write a file above the limit', async () => {
    const text = 'import fs from "node:fs"; try { for (let i = 0; i < 100; i += 1) fs.appendFileSync("big", Buffer.alloc(100_000)); } catch (error) { console.log(error.code); }';
    for (const { isolation, name } of isolations.filter((one) => one.isolation.limits !== null)) {
      expect((await runInSandbox(programOf(text, { isolation, limits: { ...limits, fileBytes: 1_000_000 } }).request)).stdout, name).toBe('EFBIG\n');
    }
  });

  test('serves on loopback where it is asked to', async () => {
    const text = 'import http from "node:http"; const server = http.createServer((_, response) => response.end("hi")).listen(0, "127.0.0.1", async () => { console.log(await (await fetch("http://127.0.0.1:" + server.address().port)).text()); server.close(); });';
    for (const { name, result } of await runEverywhere(text, { needsLoopback: true })) expect(result.stdout, name + result.stderr).toBe('hi\n');
  });
});

describe('the layers', () => {
  test('are named with the reason where one is missing', async () => {
    const { request } = programOf('', { isolation: NO_ISOLATION });
    const { layers } = await runInSandbox(request);
    expect(layers.map(({ name }) => name)).toEqual(['process-group', 'wall-clock', 'clear-environment', 'output-cap', 'heap-cap', 'node-permissions', 'resource-limits', 'network-namespace', 'pid-namespace', 'mount-namespace', 'bubblewrap']);
    for (const { active, why } of layers) expect(active ? null : why).toSatisfy((reason: string | null) => reason === null || reason.length > 0);
    expect(layers.filter(({ active }) => active).map(({ name }) => name)).toEqual(['process-group', 'wall-clock', 'clear-environment', 'output-cap', 'heap-cap', 'node-permissions']);
  });

  test('are found out once and then remembered', async () => {
    expect(await findIsolation()).toBe(await findIsolation());
  });
});

describe('a worker', () => {
  const echo = 'process.on("message", (message) => process.send({ echo: message }))';

  test('answers with any value that can be cloned and ends when it is stopped', async () => {
    for (const { isolation, name } of isolations) {
      const { request, mark } = programOf(echo, { isolation });
      const worker = await startInSandbox(request);
      const answer = new Promise((resolve) => worker.onMessage(resolve));
      expect(worker.send(new Map([[1, new Float64Array([1.5])]]))).toBe(true);
      expect(await answer, name).toEqual({ echo: new Map([[1, new Float64Array([1.5])]]) });
      expect(await worker.stop(), name).toMatchObject({ end: 'exited' });
      expect(worker.send(1)).toBe(false);
      expect(await findProcesses(mark), name).toEqual([]);
    }
  });

  test('ends as cancelled when the signal is aborted, also before it began', async () => {
    for (const { isolation, name } of isolations) {
      const controller = new AbortController();
      const { request, mark } = programOf(`process.send(1); ${echo}`, { isolation, signal: controller.signal });
      const worker = await startInSandbox(request);
      worker.onMessage(() => controller.abort());
      expect(await worker.ended, name).toMatchObject({ end: 'cancelled' });
      expect(await findProcesses(mark), name).toEqual([]);
      expect(await runInSandbox(request), name).toMatchObject({ end: 'cancelled', durationMs: 0 });
    }
  });

  test('dies with the process that started it, even in an endless loop', async () => {
    for (const { isolation, name } of isolations.filter((one) => one.isolation.diesWithParent)) {
      const { request, mark } = programOf('process.send(1); for (;;);', { isolation });
      const plan = join(makeTempFolder(), 'request.json');
      writeFileSync(plan, JSON.stringify(request));
      const parent = await startAndWait('start-and-wait.ts', plan);
      onTestFinished(() => void parent.kill('SIGKILL'));
      expect((await findProcesses(mark)).length, name).toBeGreaterThan(0);
      parent.kill('SIGKILL');
      await vi.waitFor(async () => expect(await findProcesses(mark), name).toEqual([]), { timeout: 10_000 });
    }
  });
});

test('what cannot be started is told and leaves nothing', async () => {
  const folder = makeTempFolder();
  mkdirSync(join(folder, 'gone'));
  const { request } = programOf('');
  const result = await runInSandbox({ ...request, cwd: join(folder, 'nowhere') });
  expect(result).toMatchObject({ end: 'failed-to-start', stdout: '' });
  expect(result.stderr).not.toBe('');
});

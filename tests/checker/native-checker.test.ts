import { once } from 'node:events';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Problem } from '../../server/checker/checker.ts';
import { NativeChecker } from '../../server/checker/native-checker.ts';
import type { Codebase } from '../../server/impact/codebase.ts';
import { makeProject, writeAll } from '../rooms/temp-project.ts';
import { openCodebase, STRICT } from '../support/open-codebase.ts';

const TWO = { 'tsconfig.json': STRICT, 'src/a.ts': 'export const a: number = 1;\n', 'src/b.ts': "import { a } from './a';\nexport const b: number = a;\n" };

const told = (problems: readonly Problem[]) => problems.map(({ file, line, column, code, excerpt }) => `${file}:${line}:${column} ${code} ${excerpt}`);

async function check(codebase: Codebase, files: readonly string[], overlay: Readonly<Record<string, string | null>> = {}) {
  const { problems, checked } = await codebase.checker.check({ files, overlay: new Map(Object.entries(overlay)) });
  return { problems: told(problems), checked };
}

/** The compiler processes that are started until the test ends. */
function watchCompilers(): ChildProcess[] {
  const started: ChildProcess[] = [];
  const note = (message: unknown): void => {
    const { process } = message as { process: ChildProcess };
    process.once('spawn', () => process.spawnargs.includes('--api') && started.push(process));
  };
  subscribe('child_process', note);
  onTestFinished(() => void unsubscribe('child_process', note));
  return started;
}

describe('under an overlay', () => {
  it('a changed file breaks its dependents, and the disk is as before afterwards', async () => {
    const codebase = await openCodebase(TWO);
    expect(await check(codebase, ['src/b.ts'], { 'src/a.ts': "export const a = 'one';\n" })).toEqual({ problems: ["src/b.ts:2:14 TS2322 b"], checked: ['src/b.ts'] });
    expect(await check(codebase, ['src/b.ts'])).toEqual({ problems: [], checked: ['src/b.ts'] });
  });

  it('a deleted file is gone', async () => {
    const codebase = await openCodebase(TWO);
    expect(await check(codebase, ['src/a.ts', 'src/b.ts'], { 'src/a.ts': null })).toEqual({ problems: ["src/b.ts:1:19 TS2307 './a'"], checked: ['src/b.ts'] });
    expect((await check(codebase, ['src/a.ts', 'src/b.ts'])).checked).toEqual(['src/a.ts', 'src/b.ts']);
  });

  it('a created file enters through include, in folders that do not exist yet', async () => {
    const codebase = await openCodebase(TWO);
    const created = { 'src/new/deep/c.ts': 'export const c: string = 1;\n', 'outside/d.ts': 'export const d: string = 1;\n' };
    expect(await check(codebase, Object.keys(created), created)).toEqual({ problems: ['src/new/deep/c.ts:1:14 TS2322 c'], checked: ['src/new/deep/c.ts'] });
    expect((await check(codebase, Object.keys(created))).checked).toEqual([]);
  });

  it.each(['.', './', './index', '..', '../'])("the index of a folder that does not exist yet is found by '%s'", async (specifier) => {
    const codebase = await openCodebase(TWO);
    const user = specifier.startsWith('..') ? 'src/new/deep/c.ts' : 'src/new/c.ts';
    const created = { 'src/new/index.ts': 'export const i: number = 1;\n', [user]: `import { i } from '${specifier}';\nexport const c: number = i;\n` };
    expect(await check(codebase, [user], created)).toEqual({ problems: [], checked: [user] });
  });

  it('a moved file is found at its new place only', async () => {
    const codebase = await openCodebase(TWO);
    const moved = { 'src/a.ts': null, 'src/lib/a.ts': 'export const a: number = 1;\n' };
    expect((await check(codebase, ['src/b.ts', 'src/lib/a.ts'], moved)).problems).toEqual(["src/b.ts:1:19 TS2307 './a'"]);
    expect((await check(codebase, ['src/b.ts', 'src/lib/a.ts'], { ...moved, 'src/b.ts': "import { a } from './lib/a';\nexport const b: number = a;\n" })).problems).toEqual([]);
  });

  it('syntax errors are problems', async () => {
    const codebase = await openCodebase(TWO);
    expect((await check(codebase, ['src/a.ts'], { 'src/a.ts': 'export const a = ;\n' })).problems).toContainEqual(expect.stringContaining('src/a.ts:1:18 TS1109'));
  });

  it('many files are checked as few are', async () => {
    const many = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`src/part${i}.ts`, `import { a } from './a';\nexport const part${i}: number = a;\n`]));
    const codebase = await openCodebase({ ...TWO, ...many });
    const { problems, checked } = await check(codebase, Object.keys(many), { 'src/a.ts': "export const a = 'one';\n" });
    expect(checked).toHaveLength(60);
    expect(problems).toHaveLength(60);
  });
});

describe('projects', () => {
  const config = (more: object, include = ['src']) => JSON.stringify({ compilerOptions: { target: 'es2022', lib: ['es2022'], module: 'esnext', moduleResolution: 'bundler', strict: true, types: [], ...more }, include });

  it('that reference each other see each other\'s sources', async () => {
    const codebase = await openCodebase({
      'tsconfig.json': JSON.stringify({ files: [], references: [{ path: 'core' }, { path: 'app' }] }),
      'core/tsconfig.json': config({ composite: true, outDir: 'dist' }),
      'core/src/a.ts': 'export const a: number = 1;\n',
      'app/tsconfig.json': JSON.stringify({ ...(JSON.parse(config({ composite: true, outDir: 'dist' })) as object), references: [{ path: '../core' }] }),
      'app/src/b.ts': "import { a } from '../../core/src/a';\nexport const b: number = a;\n",
    });
    expect(await check(codebase, ['core/src/a.ts', 'app/src/b.ts'])).toEqual({ problems: [], checked: ['app/src/b.ts', 'core/src/a.ts'] });
    expect((await check(codebase, ['app/src/b.ts'], { 'core/src/a.ts': "export const a: string = '';\n" })).problems).toEqual(['app/src/b.ts:2:14 TS2322 b']);
  });

  it('that share a file each say what is wrong with it, once', async () => {
    const codebase = await openCodebase({
      'tsconfig.json': config({ strict: false }),
      'tsconfig.strict.json': config({}),
      'src/a.ts': 'export const a: string = 1;\nexport const f = (x) => x;\n',
    });
    expect((await check(codebase, ['src/a.ts'])).problems).toEqual(['src/a.ts:1:14 TS2322 a', 'src/a.ts:2:19 TS7006 x']);
  });

  it('that must not have a file say so once at the import that brings it in', async () => {
    const rooted = (include: string[]) => config({ composite: true, rootDir: 'src', outDir: 'dist' }, include);
    const codebase = await openCodebase({
      'core/src/a.ts': 'export const a = 1;\n',
      'app/src/b.ts': "import { a } from '../../core/src/a';\nexport const b = a;\n", 'app/src/c.ts': 'export {};\n', 'app/src/d.ts': 'export {};\n',
      'app/tsconfig.json': rooted(['src']), 'app/tsconfig.b.json': rooted(['src/b.ts', 'src/c.ts']), 'app/tsconfig.d.json': rooted(['src/b.ts', 'src/d.ts']),
    });
    expect((await check(codebase, ['app/src/b.ts'])).problems).toEqual([expect.stringMatching(/^app\/src\/b\.ts:1:19 TS6059 /), expect.stringMatching(/^app\/src\/b\.ts:1:19 TS6307 /)]);
  });

  it('without a tsconfig are checked as JavaScript and TypeScript side by side', async () => {
    const codebase = await openCodebase({ 'package.json': '{}', 'lib/a.js': 'exports.a = 1;\n', 'lib/b.js': "const { a } = require('./a');\nmodule.exports = a;\n", 'c.ts': 'export const c: string = 1;\n' });
    expect(await check(codebase, ['lib/b.js', 'c.ts'], { 'lib/a.js': 'exports.z = 1;\n' })).toEqual({ problems: ['c.ts:1:14 TS2322 c', 'lib/b.js:1:9 TS2305 a'], checked: ['c.ts', 'lib/b.js'] });
  });

  it('with a baseUrl, paths, es5 and node10 in a config they extend are checked as they were meant', async () => {
    const codebase = await openCodebase({
      'configs/base.json': JSON.stringify({ compilerOptions: { baseUrl: '..', target: 'es5', moduleResolution: 'node', paths: { '@/*': ['src/*'] }, strict: true, types: [], ignoreDeprecations: '5.0' } }),
      'tsconfig.json': JSON.stringify({ extends: './configs/base.json', include: ['src'] }),
      'src/a.ts': 'export const a = 1;\n',
      'src/b.ts': "import { a } from '@/a';\nimport { a as again } from 'src/a';\nexport const b: number = a + again;\n",
    });
    expect(await check(codebase, ['src/b.ts'])).toEqual({ problems: [], checked: ['src/b.ts'] });
  });

  it('leave files that none of them includes out of the answer', async () => {
    const codebase = await openCodebase({ ...TWO, 'scripts/run.js': 'require("../src/nowhere");\n' });
    expect(await check(codebase, ['scripts/run.js', 'src/a.ts'])).toEqual({ problems: [], checked: ['src/a.ts'] });
  });
});

describe('uses of what is deprecated', () => {
  it('are found by export specifier and by declaration, and in the given files only', async () => {
    const codebase = await openCodebase({
      'tsconfig.json': STRICT,
      'src/a.ts': 'export const now = 1;\nexport { /** @deprecated use now */ now as old };\n/** @deprecated */\nexport function gone() {}\n',
      'src/b.ts': "import { old, gone, now } from './a';\nexport const b = old + now;\ngone();\n",
      'src/c.ts': "import { old } from './a';\nexport const c = old;\n",
    });
    const { problems, checked } = await codebase.checker.findDeprecatedUses({ files: ['src/b.ts'], overlay: new Map() });
    expect(checked).toEqual(['src/b.ts']);
    const places = problems.map(({ line, excerpt }) => `${line} ${excerpt}`);
    expect(places).toEqual(expect.arrayContaining(['2 old', '3 gone']));
    expect(places.filter((place) => place.endsWith('now'))).toEqual([]);
  });
});

describe('what changes on disk', () => {
  it('is seen after it was noted: files that come, change and go', async () => {
    const codebase = await openCodebase(TWO);
    expect((await check(codebase, ['src/b.ts'])).problems).toEqual([]);
    await writeAll(codebase.tree.root, { 'src/a.ts': "export const a = 'one';\n", 'src/c.ts': "import { b } from './b';\nexport const c: string = b;\n" });
    await codebase.refresh();
    expect((await check(codebase, ['src/b.ts', 'src/c.ts'])).problems).toEqual(['src/b.ts:2:14 TS2322 b', 'src/c.ts:2:14 TS2322 c']);
    await rm(join(codebase.tree.root, 'src/a.ts'));
    await codebase.refresh();
    expect((await check(codebase, ['src/b.ts'])).problems).toEqual(["src/b.ts:1:19 TS2307 './a'"]);
  });

  it('is seen after the compiler went back to the disk because nobody asked for a while, and while it does', async () => {
    const codebase = await openCodebase(TWO);
    const moved = { 'src/a.ts': null, 'src/d.ts': 'export const a = 1;\n' };
    for (const wait of [0, 100, 105, 400]) {
      expect((await check(codebase, ['src/b.ts', 'src/d.ts'], moved)).problems).toEqual(["src/b.ts:1:19 TS2307 './a'"]);
      await pause(wait);
      await writeAll(codebase.tree.root, { 'src/a.ts': `export const a = 'after ${wait}';\n` });
      await codebase.refresh();
      expect((await check(codebase, ['src/b.ts'])).problems).toEqual(['src/b.ts:2:14 TS2322 b']);
      expect((await check(codebase, ['src/b.ts'], { 'src/a.ts': 'export const a = 1;\n' })).problems).toEqual([]);
    }
  });

  it('is seen in a config', async () => {
    const codebase = await openCodebase({ ...TWO, 'src/f.ts': 'export const f = (x) => x;\n' });
    expect((await check(codebase, ['src/f.ts'])).problems).toEqual(['src/f.ts:1:19 TS7006 x']);
    await writeAll(codebase.tree.root, { 'tsconfig.json': STRICT.replace('"strict":true', '"strict":false') });
    await codebase.refresh();
    expect((await check(codebase, ['src/f.ts'])).problems).toEqual([]);
  });

  it('is seen in a config that the overlay changes', async () => {
    const codebase = await openCodebase({ ...TWO, 'src/f.ts': 'export const f = (x) => x;\n' });
    expect((await check(codebase, ['src/f.ts'], { 'tsconfig.json': STRICT.replace('"strict":true', '"strict":false') })).problems).toEqual([]);
    expect((await check(codebase, ['src/f.ts'])).problems).toEqual(['src/f.ts:1:19 TS7006 x']);
  });
});

describe('the compiler process', () => {
  it('is started again when it was killed', async () => {
    const compilers = watchCompilers();
    const codebase = await openCodebase(TWO);
    await check(codebase, ['src/b.ts']);
    const [first] = compilers;
    expect(compilers).toHaveLength(1);
    if (!first) return;
    const ended = once(first, 'exit');
    first.kill('SIGKILL');
    await ended;
    expect((await check(codebase, ['src/b.ts'], { 'src/a.ts': "export const a = 'one';\n" })).problems).toEqual(['src/b.ts:2:14 TS2322 b']);
    expect(compilers).toHaveLength(2);
  });

  it('is started again when it was killed while it was asked', async () => {
    const compilers = watchCompilers();
    const codebase = await openCodebase(TWO);
    await check(codebase, ['src/b.ts']);
    const answer = check(codebase, ['src/b.ts'], { 'src/a.ts': null });
    compilers[0]?.kill('SIGKILL');
    expect((await answer).problems).toEqual(["src/b.ts:1:19 TS2307 './a'"]);
  });

  it('ends with the checker, also when it answers nothing any more', async () => {
    const compilers = watchCompilers();
    const codebase = await openCodebase(TWO);
    await check(codebase, ['src/b.ts']);
    const [first] = compilers;
    const ended = first ? once(first, 'exit') : Promise.reject(new Error('no compiler was started'));
    first?.kill('SIGSTOP');
    await codebase.close();
    expect(await ended).toEqual([null, 'SIGKILL']);
  });

  it('ends with a server that is killed while it is asked for a file', async () => {
    const root = await makeProject({ ...TWO, 'die.mts': `
      import { CompilerProcess } from ${JSON.stringify(join(import.meta.dirname, '../../server/checker/compiler-process.ts'))};
      const compiler = await CompilerProcess.start({ cwd: import.meta.dirname, fs: { readFile: () => process.kill(process.pid, 'SIGKILL') as never } });
      console.log((compiler.api as unknown as { client: { process: { pid: number } } }).client.process.pid);
      await compiler.api.updateSnapshot({ openProjects: [import.meta.dirname + '/tsconfig.json'] });
    ` });
    const server = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), join(root, 'die.mts')], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [pid] = (await once(server.stdout, 'data')) as [Buffer];
    await once(server, 'exit');
    expect(server.signalCode).toBe('SIGKILL');
    await expect.poll(() => existsSync(`/proc/${Number(pid)}`), { timeout: 30_000 }).toBe(false);
  });

  it('ends with the checker', async () => {
    const compilers = watchCompilers();
    const codebase = await openCodebase(TWO);
    await check(codebase, ['src/b.ts']);
    const [first] = compilers;
    const ended = first ? once(first, 'exit') : Promise.reject(new Error('no compiler was started'));
    await codebase.close();
    await ended;
  });
});

describe('a signal', () => {
  it('that is aborted already starts nothing', async () => {
    const compilers = watchCompilers();
    const codebase = await openCodebase(TWO);
    const request = { files: ['src/b.ts'], overlay: new Map(), signal: AbortSignal.abort() };
    await expect(codebase.checker.check(request)).rejects.toThrow(/abort/i);
    expect(compilers).toEqual([]);
  });

  it('ends a check that the compiler never answers, and the next call is answered', async () => {
    const compilers = watchCompilers();
    const stop = new AbortController();
    const checker = new NativeChecker({
      root: await makeProject(TWO),
      // Asked while the compiler is.
      configs: () => {
        if (!stop.signal.aborted) compilers[0]?.kill('SIGSTOP');
        queueMicrotask(() => stop.abort());
        return [];
      },
      parseConfig: (text) => JSON.parse(text) as unknown,
      exists: () => true,
    });
    onTestFinished(() => checker.close());
    const request = { files: ['src/b.ts'], overlay: new Map() };
    await expect(checker.check({ ...request, signal: stop.signal })).rejects.toThrow(/abort/i);
    expect((await checker.check(request)).checked).toEqual(['src/b.ts']);
    expect(compilers).toHaveLength(2);
  });

  it('that is aborted before its turn came leaves the calls around it alone', async () => {
    const codebase = await openCodebase(TWO);
    const stop = new AbortController();
    const first = check(codebase, ['src/a.ts']);
    const second = codebase.checker.check({ files: ['src/b.ts'], overlay: new Map(), signal: stop.signal });
    stop.abort();
    await expect(second).rejects.toThrow(/abort/i);
    expect((await first).checked).toEqual(['src/a.ts']);
    expect((await check(codebase, ['src/b.ts'])).checked).toEqual(['src/b.ts']);
  });
});

it('calls at the same time each see their own overlay', async () => {
  const codebase = await openCodebase(TWO);
  const answers = await Promise.all([check(codebase, ['src/b.ts'], { 'src/a.ts': null }), check(codebase, ['src/b.ts']), check(codebase, ['src/b.ts'], { 'src/a.ts': "export const a = 'one';\n" })]);
  expect(answers.map(({ problems }) => problems)).toEqual([["src/b.ts:1:19 TS2307 './a'"], [], ['src/b.ts:2:14 TS2322 b']]);
});

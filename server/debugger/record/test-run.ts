// Starts a project's own test runner in the sandbox on a shadow and reads its report. Owns the command lines of the runners.
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { SandboxLayer, SandboxLimits } from '../scenario.ts';
import type { Isolation } from './isolation.ts';
import { createPathCleaner } from './readable-paths.ts';
import { sandboxRequest } from './run-program.ts';
import { runInSandbox, type SandboxResult } from './sandbox.ts';
import type { Shadow } from './shadow-tree.ts';
import { addCounts, readJsonReport, readLinesReport, type TestCounts } from './test-report.ts';
import type { FoundRunner } from './test-runner.ts';

export interface TestRunRequest {
  readonly shadow: Shadow;
  readonly root: string;
  readonly found: FoundRunner;
  /** Room paths. */
  readonly files: readonly string[];
  readonly testName: string | null;
  readonly limits: SandboxLimits;
  readonly signal: AbortSignal;
  readonly env?: Readonly<Record<string, string>>;
  readonly nodeOptions?: readonly string[];
  readonly isolation?: Isolation | undefined;
}

export interface TestRun {
  /** The last process. */
  readonly result: SandboxResult;
  /** Null where the runner left no report. */
  readonly counts: TestCounts | null;
  readonly layers: readonly SandboxLayer[];
  readonly durationMs: number;
}

/** Everything the runners could ask for, or show where nobody sees it. */
const QUIET = { CI: 'true', NO_COLOR: '1', FORCE_COLOR: '0', NODE_ENV: 'test' };

let runs = 0;

/** Runs the tests of files; node:test takes a process for each file. */
export async function runTestFiles(request: TestRunRequest): Promise<TestRun> {
  if (request.found.runner !== 'node:test') return runRunner(request, request.found.runner);
  const done: TestRun[] = [];
  for (const file of request.files) {
    const run = await runNodeTest(request, file);
    done.push(run);
    if (run.result.end !== 'exited') break;
  }
  const last = done.at(-1);
  if (last === undefined) throw new Error('no test file was given');
  const counts = done.flatMap((run) => (run.counts === null ? [] : [run.counts]));
  return { ...last, counts: counts.length === done.length ? addCounts(counts) : null, durationMs: done.reduce((total, run) => total + run.durationMs, 0) };
}

async function runRunner(request: TestRunRequest, runner: 'vitest' | 'jest'): Promise<TestRun> {
  const { shadow, found, files, testName } = request;
  return inHome(request, async (home) => {
    const report = join(home, 'report.json');
    const paths = files.map((file) => relative(found.folder, file));
    const args = runner === 'vitest' ? vitestArguments(paths, { report, testName }) : jestArguments(files.map((file) => join(shadow.room, file)), { report, testName, home });
    const result = await runInSandbox({
      ...(await sandboxRequest({ ...request, home, entry: found.program ?? '', nodeOptions: request.nodeOptions ?? [], allow: { childProcesses: true, workers: true } })),
      cwd: join(shadow.room, found.folder),
      args,
      env: { ...QUIET, ...request.env },
    });
    const text = await readFile(report, 'utf8').catch(() => '');
    const fileOf = (absolute: string): string => relative(shadow.room, absolute);
    return { result, text, read: (content: string) => readJsonReport(content, { fileOf, clean: createPathCleaner(shadow, request.root) }) };
  });
}

async function runNodeTest(request: TestRunRequest, file: string): Promise<TestRun> {
  const { shadow, testName } = request;
  return inHome(request, async (home) => {
    const report = join(home, 'report.jsonl');
    const reporter = join(shadow.programs, 'record/child/node-test-reporter.mjs');
    const name = testName === null ? [] : [`--test-name-pattern=${escape(testName.split(' > ').at(-1) ?? '')}`];
    const result = await runInSandbox({
      ...(await sandboxRequest({
        ...request,
        home,
        entry: shadow.moduleOf(file).path,
        nodeOptions: [...(request.nodeOptions ?? []), '--enable-source-maps', `--test-reporter=file://${reporter}`, `--test-reporter-destination=${report}`, ...name],
      })),
      cwd: join(shadow.room, request.found.folder),
      env: { ...QUIET, ...request.env },
    });
    const text = await readFile(report, 'utf8').catch(() => '');
    const clean = createPathCleaner(shadow, request.root);
    return { result, text, read: (content: string) => readLinesReport(content, { file, clean }) ?? countsOfUnloaded(result, file, clean) };
  });
}

const STDERR_LIMIT = 2_000;

/** A file that ended without a report could not be loaded, or has no tests. Null where something else ended it. */
function countsOfUnloaded({ end, code, stderr }: SandboxResult, file: string, clean: (text: string) => string): TestCounts | null {
  if (end !== 'exited' || code === null) return null;
  const failures = code === 0 ? [] : [{ file, name: '', message: errorIn(clean(stderr)).slice(0, STDERR_LIMIT) }];
  return { passed: 0, failed: failures.length, skipped: 0, failures, passedIn: [] };
}

/** From the error on: Node shows the place before it. */
function errorIn(stderr: string): string {
  const start = stderr.search(/^\w*Error\b/m);
  return stderr.slice(Math.max(0, start)).trim();
}

interface Raw {
  readonly result: SandboxResult;
  readonly text: string;
  readonly read: (text: string) => TestCounts | null;
}

async function inHome({ shadow }: TestRunRequest, work: (home: string) => Promise<Raw>): Promise<TestRun> {
  runs += 1;
  const home = join(shadow.home, `tests-${runs}`);
  await mkdir(home, { recursive: true });
  const { result, text, read } = await work(home);
  await rm(home, { recursive: true, force: true });
  return { result, counts: read(text), layers: result.layers, durationMs: result.durationMs };
}

function vitestArguments(paths: readonly string[], { report, testName }: { report: string; testName: string | null }): string[] {
  const name = testName === null ? [] : ['-t', toPattern(testName)];
  return ['run', ...paths, '--reporter=json', `--outputFile=${report}`, '--coverage.enabled=false', '--maxWorkers=1', '--passWithNoTests', ...name];
}

function jestArguments(paths: readonly string[], { report, testName, home }: { report: string; testName: string | null; home: string }): string[] {
  const name = testName === null ? [] : ['-t', toPattern(testName)];
  return ['--runInBand', '--ci', '--json', `--outputFile=${report}`, '--coverage=false', '--watchman=false', `--cacheDirectory=${join(home, 'jest')}`, '--passWithNoTests', ...name, '--runTestsByPath', ...paths];
}

/** Both runners look for a pattern in the names of suites and test with blanks between. */
function toPattern(testName: string): string {
  return testName.split(' > ').map(escape).join(' ');
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

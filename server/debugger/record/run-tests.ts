// Runs tests of the project with its own runner, on the room or on a patch that is being tried. Owns grouping files by runner and what is said when it fails.
import type { SandboxLayer, SandboxLimits, TestRunner } from '../scenario.ts';
import type { Source } from '../deps.ts';
import type { Isolation } from './isolation.ts';
import { createPathCleaner } from './readable-paths.ts';
import { endingOf } from './recording-ends.ts';
import type { Overlay } from './room-files.ts';
import { openShadow } from './shadow-tree.ts';
import { addCounts, type TestCounts, type TestFailure } from './test-report.ts';
import { runTestFiles } from './test-run.ts';
import { findRunner, type FoundRunner } from './test-runner.ts';

export interface RunTestsRequest {
  readonly source: Source;
  /** Room paths of test files. */
  readonly files: readonly string[];
  /** New contents of files by room path; null for those that are to be left out. */
  readonly overlay?: Overlay;
  /** Null or absent: found by what the files import and what the project declares. */
  readonly runner?: TestRunner | null;
  /** Full name or part of it. */
  readonly testName?: string | null;
  readonly options: { readonly limits: SandboxLimits; readonly signal: AbortSignal; readonly isolation?: Isolation };
}

export type TestsEnd =
  | { readonly kind: 'ran'; readonly passed: number; readonly failed: number; readonly skipped: number; readonly failures: readonly TestFailure[]; readonly passedIn: readonly string[]; readonly runners: readonly TestRunner[]; readonly durationMs: number; readonly layers: readonly SandboxLayer[] }
  /** `files`: those for which no runner was found. */
  | { readonly kind: 'no-runner'; readonly files: readonly string[]; readonly message: string }
  | { readonly kind: 'failed'; readonly message: string; readonly hint: string | null; readonly stdout: string; readonly stderr: string };

/** Runs the tests of the files, all of one runner and folder together. Leaves no process and no file; the room stays as it is. Throws `signal.reason` when aborted. */
export async function runTests(request: RunTestsRequest): Promise<TestsEnd> {
  const { source, files, options } = request;
  const groups = new Map<string, { found: FoundRunner; files: string[] }>();
  const without: string[] = [];
  for (const file of files) {
    const found = findRunner(source, file, request.runner ?? null);
    if (found === null) without.push(file);
    else (groups.get(`${found.runner}:${found.folder}`) ?? setAndGet(groups, found)).files.push(file);
  }
  if (groups.size === 0) return noRunner(without, request.runner ?? null);
  const counts: TestCounts[] = [];
  const layers: SandboxLayer[][] = [];
  let durationMs = 0;
  for (const { found, files: together } of groups.values()) {
    const ran = await runGroup(request, found, together);
    options.signal.throwIfAborted();
    if (ran.kind === 'failed') return ran;
    counts.push(ran.counts);
    layers.push([...ran.layers]);
    durationMs += ran.durationMs;
  }
  return { kind: 'ran', ...addCounts(counts), runners: [...new Set([...groups.values()].map(({ found }) => found.runner))], durationMs, layers: layers[0] ?? [] };
}

function setAndGet(groups: Map<string, { found: FoundRunner; files: string[] }>, found: FoundRunner): { found: FoundRunner; files: string[] } {
  const group = { found, files: [] };
  groups.set(`${found.runner}:${found.folder}`, group);
  return group;
}

type GroupEnd = { readonly kind: 'ran'; readonly counts: TestCounts; readonly layers: readonly SandboxLayer[]; readonly durationMs: number } | Extract<TestsEnd, { kind: 'failed' }>;

async function runGroup({ source, overlay, testName, options }: RunTestsRequest, found: FoundRunner, files: readonly string[]): Promise<GroupEnd> {
  const shadow = await openShadow({ source, entries: files, keepSource: found.runner !== 'node:test', signal: options.signal, ...(overlay === undefined ? {} : { overlay }) });
  try {
    const { limits, signal, isolation } = options;
    const run = await runTestFiles({ shadow, root: source.tree.root, found, files, testName: testName ?? null, limits, signal, isolation });
    if (run.counts !== null) return { kind: 'ran', counts: run.counts, layers: run.layers, durationMs: run.durationMs };
    const { message, hint } = endingOf(run.result, { what: `${found.runner} on ${files.join(', ').slice(0, 200)}`, limits, lost: 'it had written its report' });
    const clean = createPathCleaner(shadow, source.tree.root);
    return { kind: 'failed', message, hint, stdout: clean(run.result.stdout), stderr: clean(run.result.stderr) };
  } finally {
    await shadow.close();
  }
}

function noRunner(files: readonly string[], given: TestRunner | null): TestsEnd {
  const message = given === null ? `No test runner was found for ${files.join(', ').slice(0, 300)}: neither the files nor the project name vitest, jest or node:test.` : `${given} is not installed in the project.`;
  return { kind: 'no-runner', files, message };
}

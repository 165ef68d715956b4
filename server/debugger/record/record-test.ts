// The TEST scenario: tests of the project run by its own runner, with the trace of what they call.
import { join } from 'node:path';
import { readFile, rm } from 'node:fs/promises';
import { deserialize } from 'node:v8';
import { parseSyntax } from '../../edits/syntax.ts';
import type { Scenario, TestRunner } from '../scenario.ts';
import { encodeValue } from '../values.ts';
import { openInstrumented, type Instrumented } from './instrumented.ts';
import type { OpenScenario, RunFacts } from './kinds.ts';
import type { RecordRequest } from './record.ts';
import { endingOf, type Ending } from './recording-ends.ts';
import type { SandboxResult } from './sandbox.ts';
import type { TestCounts } from './test-report.ts';
import { runTestFiles } from './test-run.ts';
import { findRunner, type FoundRunner } from './test-runner.ts';

type TestScenario = Extract<Scenario, { kind: 'TEST' }>;

export async function openTest(request: RecordRequest, scenario: TestScenario): Promise<OpenScenario> {
  const found = findRunner(request.source, scenario.file, scenario.runner);
  if (found === null) return withoutRunner(scenario);
  const isNode = found.runner === 'node:test';
  const opened = await openInstrumented(request, {
    entries: [scenario.file],
    evaluable: [],
    alsoWatched: [],
    keepSource: !isNode,
    unwatched: new Set([scenario.file]),
    wrap: (path, code) => joinRecorder(path, code, { found, isTest: path === scenario.file }),
  });
  return {
    run: () => runTest(request, scenario, { opened, found }),
    runExamples: null,
    restore: () => opened.shadow.restore(),
    close: () => opened.shadow.close(),
  };
}

/** What stands before the first statement: comments, for they may be settings, and directives. */
const OPENING = /^\uFEFF?(?:#![^\n]*\n)?(?:\s+|\/\/[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)*(?:(['"])use [\w ]+\1;?[ \t]*)*/;
const JOIN = 'globalThis.__supernova??=process.getBuiltinModule("node:util")[Symbol.for("supernova.recorder")];';

/**
 * A runner may give the tests globals of their own, where the recorder of the process has to be fetched first. The test file also begins
 * and ends the recording, by hooks of the runner. All of it is on lines that are there already, or behind the last one.
 */
function joinRecorder(path: string, code: string, { found, isTest }: { found: FoundRunner; isTest: boolean }): string {
  const opening = OPENING.exec(code)?.[0].length ?? 0;
  const unchecked = found.checksTypes && /\.tsx?$/.test(path) ? '// @ts-nocheck\n' : '';
  const joined = found.runner === 'node:test' ? code : `${unchecked}${code.slice(0, opening)}${JOIN}${code.slice(opening)}`;
  if (!isTest) return joined;
  const { module, before, after } = HOOKS[found.runner];
  const isModule = parseSyntax(path, code).isModule || found.runner === 'vitest';
  const names = isModule ? `import{${before} as __supernovaBefore,${after} as __supernovaAfter}from"${module}";` : `const{${before}:__supernovaBefore,${after}:__supernovaAfter}=require("${module}");`;
  return `${joined}\n;${names}__supernovaBefore(()=>{globalThis.__supernova?.start();globalThis.__supernova?.startExample();});__supernovaAfter(()=>globalThis.__supernova?.flush?.());\n`;
}

const HOOKS: Readonly<Record<TestRunner, { readonly module: string; readonly before: string; readonly after: string }>> = {
  vitest: { module: 'vitest', before: 'beforeAll', after: 'afterAll' },
  jest: { module: '@jest/globals', before: 'beforeAll', after: 'afterAll' },
  'node:test': { module: 'node:test', before: 'before', after: 'after' },
};

async function runTest(request: RecordRequest, scenario: TestScenario, { opened, found }: { opened: Instrumented; found: FoundRunner }): Promise<RunFacts> {
  const { limits, signal, isolation } = request.options;
  const { shadow } = opened;
  const traceFile = join(shadow.room, '.supernova-trace.bin');
  await rm(traceFile, { force: true });
  const isNode = found.runner === 'node:test';
  const program = opened.nodeOptions.join(' ');
  const run = await runTestFiles({
    shadow,
    root: request.source.tree.root,
    found,
    files: [scenario.file],
    testName: scenario.testName,
    limits,
    signal,
    isolation,
    // The processes that a runner starts get their recorder from the environment.
    env: { SUPERNOVA_TRACE: traceFile, ...(isNode ? {} : { NODE_OPTIONS: program }) },
    nodeOptions: isNode ? opened.nodeOptions : [],
  });
  const snapshot = await readFile(traceFile).then((bytes) => deserialize(bytes) as unknown, () => null);
  const passed = run.counts !== null && run.counts.failed === 0;
  const facts = opened.read({ result: run.result, snapshot }, [passed]);
  if (run.counts === null) return { ending: unfinished(run.result, scenario, { found, limits, stderr: facts.stderr }), outcome: null, ...facts };
  return { ending: endingOfTests(run.counts, scenario, found), outcome: outcomeOf(run.counts), ...facts };
}

function outcomeOf({ passed, failed, failures }: TestCounts): RunFacts['outcome'] {
  const [first] = failures;
  const error = first === undefined ? null : { name: first.name === '' ? 'TestFileFailure' : 'TestFailure', message: `${first.name}: ${withoutStack(first.message)}`.slice(0, 2_000), stack: null };
  return { status: failed === 0 ? 'success' : 'error', data: encodeValue({ passed, failed, failures: failures.map(({ name, message }) => ({ name, message: withoutStack(message) })) }), error };
}

const withoutStack = (message: string): string => message.replace(/\n\s+at [\s\S]*$/, '');

function endingOfTests({ passed, failed }: TestCounts, scenario: TestScenario, { runner }: FoundRunner): Ending {
  const which = scenario.testName === null ? scenario.file : `'${scenario.testName}' of ${scenario.file}`;
  if (passed + failed === 0) return { end: 'not-found', message: `${runner} found no test ${which} that it would run.`, hint: 'Give the full name of a test, or a part of it, and see that the settings of the runner include the file.' };
  return { end: 'completed', message: `${which}: ${passed} passed, ${failed} failed (${runner}).`, hint: null };
}

function unfinished(result: SandboxResult, scenario: TestScenario, { found, limits, stderr }: { found: FoundRunner; limits: RecordRequest['options']['limits']; stderr: string }): Ending {
  if (result.end !== 'exited') return endingOf(result, { what: `${found.runner} on ${scenario.file}`, limits, lost: 'it had written its report' });
  return { end: 'load-failed', message: `${found.runner} ended with exit code ${result.code} and left no report: ${stderr.trim().slice(-500)}`, hint: 'Run the test in the project itself first; the output above tells what it needs.' };
}

function withoutRunner({ file, runner }: TestScenario): OpenScenario {
  const message = runner === null ? `No test runner was found for ${file}: neither the file nor the project names vitest, jest or node:test.` : `${runner} is not installed in the project.`;
  const result: SandboxResult = { end: 'failed-to-start', code: null, signal: null, stdout: '', stderr: '', outputBytes: 0, layers: [], durationMs: 0 };
  const ending: Ending = { end: 'missing-dependency', message, hint: 'Install the runner in the project, or name one in the scenario.' };
  return { run: () => Promise.resolve({ ending, result, outcome: null, trace: null, coverage: null, stdout: '', stderr: '' }), runExamples: null, restore: () => Promise.resolve(), close: () => Promise.resolve() };
}

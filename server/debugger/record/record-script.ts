// The SCRIPT scenario: a program of the project is run as itself; its exit code and what it prints are its outcome.
import { join } from 'node:path';
import type { Scenario } from '../scenario.ts';
import { encodeValue } from '../values.ts';
import { openInstrumented, type Instrumented } from './instrumented.ts';
import type { OpenScenario, RunFacts } from './kinds.ts';
import type { ThrownFacts } from './protocol.ts';
import type { RecordRequest } from './record.ts';
import { describeThrownFacts, endingOf, findMissing, findRefusal, timedOut, type Ending } from './recording-ends.ts';
import { runProgram, withStart, type ProgramRun } from './run-program.ts';

type ScriptScenario = Extract<Scenario, { kind: 'SCRIPT' }>;

export async function openScript(request: RecordRequest, scenario: ScriptScenario): Promise<OpenScenario> {
  const opened = await openInstrumented(request, { entries: [scenario.file], evaluable: [], alsoWatched: [], keepSource: false });
  return {
    run: () => runScript(request, scenario, opened),
    runExamples: null,
    restore: () => opened.shadow.restore(),
    close: () => opened.shadow.close(),
  };
}

async function runScript(request: RecordRequest, scenario: ScriptScenario, opened: Instrumented): Promise<RunFacts> {
  const { limits, signal, isolation } = request.options;
  const { shadow } = opened;
  const run = await runProgram({
    shadow,
    entry: shadow.moduleOf(scenario.file).path,
    args: scenario.args,
    stdin: scenario.stdin,
    nodeOptions: [...opened.nodeOptions, '--import', join(shadow.programs, 'record/child/preload-program.mjs')],
    plan: (traceFile) => ({ kind: 'program', isMeasured: false, traceFile, patienceMs: limits.wallClockMs }),
    planIn: 'environment',
    isLast: ({ kind }) => kind === 'endless',
    limits: withStart(limits),
    signal,
    ...(isolation === undefined ? {} : { isolation }),
  });
  const facts = opened.read(run, [run.result.code === 0]);
  const { result } = run;
  if (run.messages.some(({ kind }) => kind === 'endless')) return { ending: timedOut(scenario.file, `${limits.wallClockMs / 1000} s`), outcome: null, ...facts };
  if (result.end !== 'exited') return { ending: endingOf(result, { what: scenario.file, limits, lost: 'it came to its end' }), outcome: null, ...facts };
  const thrown = thrownIn(run, opened);
  const failure = result.code === 0 ? null : (opened.loadProblem('load') ?? (thrown && (findMissing(thrown) ?? findRefusal(thrown, scenario.file))));
  const data = encodeValue({ exitCode: result.code, stdout: facts.stdout, stderr: facts.stderr });
  const error = thrown === null ? null : { name: thrown.name, message: thrown.message, stack: thrown.stack };
  return { ending: failure ?? completed(scenario, result.code, thrown), outcome: { status: result.code === 0 ? 'success' : 'error', data, error }, ...facts };
}

/** The error that ended a program; null where it ended otherwise. */
export function thrownIn(run: ProgramRun, opened: Instrumented): ThrownFacts | null {
  const message = run.messages.find((one) => one.kind === 'threw');
  return message === undefined ? null : opened.clean(message.thrown);
}

function completed(scenario: ScriptScenario, code: number | null, thrown: ThrownFacts | null): Ending {
  const why = thrown === null ? '' : `: ${describeThrownFacts(thrown)}`;
  return { end: 'completed', message: `${scenario.file} ended with exit code ${code}${why}.`, hint: null };
}

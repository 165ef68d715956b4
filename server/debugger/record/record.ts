// Records what a scenario does: runs it instrumented in the sandbox, twice, and says how it ended. Owns the order of that; each kind of scenario has a file of its own.
import type { ActualBehavior, RecordingReport } from '../behavior.ts';
import type { Source } from '../deps.ts';
import type { SandboxLimits, Scenario } from '../scenario.ts';
import type { Coverage, Trace } from '../trace.ts';
import type { EncodedValue } from '../values.ts';
import type { Isolation } from './isolation.ts';
import type { RunFacts } from './kinds.ts';
import { openApp } from './record-app.ts';
import { openFunction } from './record-function.ts';
import { openScript } from './record-script.ts';
import { openTest } from './record-test.ts';
import { findRunDifferences } from './run-differences.ts';
import { pathOfTrace } from './trace-path.ts';

export interface RecordOptions {
  readonly limits: SandboxLimits;
  readonly signal: AbortSignal;
  /** Called with a sentence when a stage begins. */
  readonly onProgress?: (message: string) => void;
  /** The wrapping to use instead of the best one this machine allows. */
  readonly isolation?: Isolation | undefined;
}

export interface RecordRequest {
  readonly source: Source;
  readonly scenario: Scenario;
  /** Names of calls whose arguments and results are kept; `*` stands for any part of a name. */
  readonly expectedNames: readonly string[];
  /** New contents of files by room path: a patch that is tried. The room itself stays as it is. */
  readonly overlay?: ReadonlyMap<string, string>;
  readonly options: RecordOptions;
}

/** What one example of the table gave. */
export interface ExampleRun {
  readonly passed: boolean;
  /** `undefined` where it threw. */
  readonly actual: EncodedValue;
  readonly error: { readonly name: string; readonly message: string } | null;
}

export interface Recording {
  readonly report: RecordingReport;
  readonly actual: ActualBehavior;
  readonly trace: Trace | null;
  /** Per example; for scripts, tests and requests one line for the run itself, passed where it ended well (exit code 0, no failed test, a status below 400). */
  readonly coverage: Coverage | null;
  /** In the order of the scenario's examples; fewer where the recording did not come to them. */
  readonly examples: readonly ExampleRun[];
}

/**
 * Records a scenario. Never rejects for what the code does: every end is told in `report`. A scenario that completed is run a second time to
 * see whether it is deterministic, then its examples are run. No process and no file is left.
 */
export async function recordScenario(request: RecordRequest): Promise<Recording> {
  const { scenario, options } = request;
  const file = scenario.kind === 'HTTP' ? scenario.start.file : scenario.file;
  if (request.overlay?.has(file) !== true && !request.source.tree.has(file)) {
    return withoutRun({ end: 'not-found', message: `The room has no file ${file}.`, hint: 'Give a path relative to the room, for example src/total.ts.' });
  }
  try {
    options.onProgress?.('Preparing a copy of the sources that the scenario can reach.');
    const kind = await open(request);
    try {
      const recording = await record(kind, options);
      const message = recording.report.message.replaceAll(`${request.source.tree.root}/`, '');
      return { ...recording, report: { ...recording.report, message } };
    } finally {
      await kind.close();
    }
  } catch (error) {
    if (!options.signal.aborted) throw error;
    return withoutRun({ end: 'cancelled', message: 'The recording was cancelled.', hint: null });
  }
}

type Kind = Awaited<ReturnType<typeof openFunction>>;

function open(request: RecordRequest): Promise<Kind> {
  switch (request.scenario.kind) {
    case 'FUNCTION': return openFunction(request, request.scenario);
    case 'SCRIPT': return openScript(request, request.scenario);
    case 'HTTP': return openApp(request, request.scenario);
    case 'TEST': return openTest(request, request.scenario);
  }
}

async function record(kind: Kind, { onProgress, signal }: RecordOptions): Promise<Recording> {
  onProgress?.('Running the scenario.');
  const first = await kind.run();
  signal.throwIfAborted();
  if (first.ending.end !== 'completed') return recordingOf(first, { isDeterministic: null, differences: [] });
  onProgress?.('Running it again to see whether it does the same.');
  await kind.restore();
  const second = await kind.run();
  signal.throwIfAborted();
  const differences = findRunDifferences(first, second);
  const determinism = { isDeterministic: differences.length === 0, differences };
  if (kind.runExamples === null) return recordingOf(first, determinism);
  onProgress?.('Running the examples.');
  await kind.restore();
  const { examples, coverage } = await kind.runExamples();
  signal.throwIfAborted();
  return { ...recordingOf(first, determinism), examples, ...(coverage === null ? {} : { coverage }) };
}

function recordingOf(run: RunFacts, determinism: Pick<RecordingReport, 'isDeterministic' | 'differences'>): Recording {
  const { ending, result, outcome, trace, coverage } = run;
  return {
    report: { ...ending, ...determinism, layers: result.layers, stdout: run.stdout, stderr: run.stderr, outputBytes: result.outputBytes },
    actual: { executionPath: trace === null ? null : pathOfTrace(trace), outcome, performance: null },
    trace,
    coverage,
    examples: [],
  };
}

function withoutRun(ending: RunFacts['ending']): Recording {
  return {
    report: { ...ending, isDeterministic: null, differences: [], layers: [], stdout: '', stderr: '', outputBytes: 0 },
    actual: { executionPath: null, outcome: null, performance: null },
    trace: null,
    coverage: null,
    examples: [],
  };
}

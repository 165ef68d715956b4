// Gives one sample of time and memory after the other, for each kind of scenario. Owns the processes that are measured.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MeasureRequest } from './measure.ts';
import type { ChildMessage, FunctionPlan } from './protocol.ts';
import { appPlan } from './record-app.ts';
import { functionEntries, functionPlan } from './record-function.ts';
import type { Overlay } from './room-files.ts';
import { runProgram, sandboxRequest, type ProgramRequest } from './run-program.ts';
import { startInSandbox, type SandboxWorker } from './sandbox.ts';
import { openShadow, type Shadow } from './shadow-tree.ts';
import { runTestFiles } from './test-run.ts';
import { findRunner } from './test-runner.ts';
import { makeTempFolder } from './janitor.ts';
import { writeChildFiles } from './child-sources.ts';

export interface Sample {
  readonly milliseconds: number;
  /** Null where memory is not measured. */
  readonly megabytes: number | null;
}

export interface Sampler {
  /** Null where the code came to no result. */
  sample(): Promise<Sample | null>;
  stop(): Promise<void>;
}

export interface OpenSampler {
  /** A sampler with a process of its own. */
  start(): Promise<Sampler>;
  close(): Promise<void>;
}

const WARM_UPS = 5;
const NODE_OPTIONS = ['--expose-gc'];

/** The scenario with the given contents. */
export async function openSampler(request: MeasureRequest, overlay: Overlay): Promise<OpenSampler> {
  const { source, scenario, options } = request;
  const common = { source, overlay, signal: options.signal };
  if (scenario.kind === 'FUNCTION') {
    const exportsName = (source.graph.facts(scenario.file)?.exports ?? []).some(({ name }) => name === scenario.exportName.split('.')[0]);
    const shadow = await openShadow({ ...common, ...functionEntries(scenario, exportsName) });
    return { start: () => startFunction(request, shadow, { ...functionPlan(scenario, shadow), measure: { warmUps: WARM_UPS, reference: false } }), close: () => shadow.close() };
  }
  if (scenario.kind === 'TEST') {
    const found = findRunner(source, scenario.file, scenario.runner);
    const shadow = await openShadow({ ...common, entries: [scenario.file], keepSource: found?.runner !== 'node:test' });
    return processes(shadow, async () => {
      if (found === null) return null;
      const run = await runTestFiles({ shadow, root: source.tree.root, found, files: [scenario.file], testName: scenario.testName, ...options });
      return run.counts === null ? null : { milliseconds: run.durationMs, megabytes: null };
    });
  }
  const file = scenario.kind === 'HTTP' ? scenario.start.file : scenario.file;
  const shadow = await openShadow({ ...common, entries: [file] });
  const plan = scenario.kind === 'HTTP' ? { ...appPlan(scenario), isMeasured: true } : { kind: 'program', isMeasured: true, patienceMs: null };
  return processes(shadow, () => sampleProgram(request, shadow, { file, plan }));
}

/** The fixed piece of work, in a process that knows nothing of the project. */
export function openReferenceSampler(request: MeasureRequest): OpenSampler {
  return {
    async start() {
      const folder = await makeTempFolder('reference');
      const [home, programs] = [join(folder.path, 'home'), join(folder.path, 'programs')];
      await mkdir(home);
      await writeChildFiles(programs, ['record/child/run-measured-function.ts']);
      const plan: FunctionPlan = { kind: 'function', module: '', file: '', format: 'esm', exportName: '', args: [], argsModule: null, expression: null, examples: null, measure: { warmUps: WARM_UPS, reference: true }, traceFile: null, patienceMs: 0 };
      const sampler = await startFunction(request, { home, programs, room: home, linked: [] }, plan);
      return { sample: () => sampler.sample(), stop: () => sampler.stop().then(() => folder.remove()) };
    },
    close: () => Promise.resolve(),
  };
}

type Place = Pick<Shadow, 'home' | 'programs' | 'room' | 'linked'>;

let starts = 0;

async function startFunction({ runs, options }: MeasureRequest, shadow: Place, plan: FunctionPlan): Promise<Sampler> {
  starts += 1;
  const home = join(shadow.home, `measure-${starts}`);
  await mkdir(home, { recursive: true });
  const planFile = join(home, 'plan.json');
  await writeFile(planFile, JSON.stringify(plan));
  const { wallClockMs, cpuSeconds } = options.limits;
  // The limits are those of one call; a process makes many.
  const calls = 2 * (runs + WARM_UPS);
  const limits = { ...options.limits, wallClockMs: wallClockMs * calls, cpuSeconds: cpuSeconds * calls };
  const entry = join(shadow.programs, 'record/child/run-measured-function.mjs');
  const worker = await startInSandbox({
    ...(await sandboxRequest({ shadow, home, entry, limits, signal: options.signal, isolation: options.isolation, nodeOptions: NODE_OPTIONS })),
    args: [planFile],
  });
  return new WorkerSampler(worker, { limitMs: 2 * wallClockMs, clear: () => rm(home, { recursive: true, force: true }) });
}

class WorkerSampler implements Sampler {
  readonly #worker: SandboxWorker;
  readonly #limitMs: number;
  readonly #clear: () => Promise<void>;
  readonly #messages: ChildMessage[] = [];
  #wake: () => void = () => {};
  #isReady = false;

  constructor(worker: SandboxWorker, { limitMs, clear }: { limitMs: number; clear: () => Promise<void> }) {
    this.#worker = worker;
    this.#limitMs = limitMs;
    this.#clear = clear;
    worker.onMessage((message) => {
      this.#messages.push(message as ChildMessage);
      this.#wake();
    });
  }

  async sample(): Promise<Sample | null> {
    if (!this.#isReady && (await this.#next())?.kind !== 'ready') return null;
    this.#isReady = true;
    this.#worker.send({ kind: 'sample' });
    const message = await this.#next();
    return message?.kind === 'sample' ? message : null;
  }

  async stop(): Promise<void> {
    await this.#worker.stop();
    await this.#clear();
  }

  /** The next message; null where the process ended or took too long. */
  async #next(): Promise<ChildMessage | null> {
    const known = this.#messages.shift();
    if (known !== undefined) return known;
    let timer: NodeJS.Timeout | undefined;
    const tooLong = new Promise<void>((resolve) => (timer = setTimeout(resolve, this.#limitMs)));
    await Promise.race([new Promise<void>((resolve) => (this.#wake = resolve)), this.#worker.ended, tooLong]);
    clearTimeout(timer);
    return this.#messages.shift() ?? null;
  }
}

/** One process for each sample. */
function processes(shadow: Shadow, sample: () => Promise<Sample | null>): OpenSampler {
  return { start: () => Promise.resolve({ sample, stop: () => Promise.resolve() }), close: () => shadow.close() };
}

async function sampleProgram({ scenario, options }: MeasureRequest, shadow: Shadow, { file, plan }: { file: string; plan: object }): Promise<Sample | null> {
  const { limits, signal, isolation } = options;
  const request: ProgramRequest = {
    shadow,
    entry: shadow.moduleOf(file).path,
    args: scenario.kind === 'HTTP' ? scenario.start.args : scenario.kind === 'SCRIPT' ? scenario.args : [],
    stdin: scenario.kind === 'SCRIPT' ? scenario.stdin : null,
    nodeOptions: [...NODE_OPTIONS, '--import', join(shadow.programs, 'record/child/preload-program.mjs')],
    plan: () => ({ ...plan, traceFile: null }),
    planIn: 'environment',
    isLast: ({ kind }) => kind === 'responded' || kind === 'no-response',
    limits,
    signal,
    isolation,
    needsLoopback: scenario.kind === 'HTTP',
  };
  const { messages } = await runProgram(request);
  const sample = messages.find((message) => message.kind === 'sample');
  return sample === undefined ? null : { milliseconds: sample.milliseconds, megabytes: sample.megabytes };
}

// Runs a program of ours on a person's code in a child process that cannot outlive, outgrow or look around it. Owns starting, watching and ending it; `isolation.ts` owns the wrapping.
import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { SandboxLayer, SandboxLimits } from '../scenario.ts';
import { sandboxCommand } from './sandbox-command.ts';
import { findIsolation, type Isolation } from './isolation.ts';
import { CappedOutput } from './capped-output.ts';
import { killGroup, signalOf } from './signals.ts';
import { findMarked, killMarked } from './stray-processes.ts';

export interface SandboxRequest {
  /** The absolute path of the ES module that is run. It lies in a folder of `readable` or `writable`. */
  readonly entry: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** Absolute files and folders that may be read. Those that do not exist are left out. */
  readonly readable: readonly string[];
  /** Absolute folders that may be read and written; the first one is HOME and holds the temporary files. */
  readonly writable: readonly string[];
  /** Added to the environment, which is empty otherwise but for PATH, HOME and TMPDIR. */
  readonly env?: Readonly<Record<string, string>>;
  readonly limits: SandboxLimits;
  /** Null: an empty input. */
  readonly stdin: string | null;
  readonly allow: { readonly childProcesses: boolean; readonly workers: boolean };
  readonly signal: AbortSignal;
  readonly nodeOptions?: readonly string[];
  /** The program serves on loopback: without a way to have loopback in a network of its own, that layer is left out. */
  readonly needsLoopback?: boolean;
  /** The wrapping to use instead of the best one this machine allows. */
  readonly isolation?: Isolation | undefined;
}

export type SandboxEnd = 'exited' | 'timed-out' | 'out-of-memory' | 'killed' | 'too-much-output' | 'too-many-processes' | 'failed-to-start' | 'cancelled';

export interface SandboxResult {
  /** `exited`: it ended by itself, with whatever code. `killed`: by a signal that the sandbox did not send. */
  readonly end: SandboxEnd;
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** The first `limits.outputBytes` of it. */
  readonly stdout: string;
  readonly stderr: string;
  /** Bytes of both that were written in all, kept or not. */
  readonly outputBytes: number;
  readonly layers: readonly SandboxLayer[];
  readonly durationMs: number;
}

export interface SandboxWorker {
  /** Any value of the structured clone algorithm. False where the process has gone. */
  send(message: unknown): boolean;
  /** Calls back for each message in order, those before the first call included. One listener. */
  onMessage(listener: (message: unknown) => void): void;
  /** Never rejects. */
  readonly ended: Promise<SandboxResult>;
  /** Kills it with all it started; `end` is `exited` then, unless something else ended it before. */
  stop(): Promise<SandboxResult>;
  readonly layers: readonly SandboxLayer[];
  /** The outermost process; undefined where it could not be started. */
  readonly pid: number | undefined;
}

/** Runs a program to its end. The result is a value whatever happens; messages it sends are dropped. */
export async function runInSandbox(request: SandboxRequest): Promise<SandboxResult> {
  const worker = await startInSandbox(request);
  return worker.ended;
}

/** Starts a program that stays and talks over Node's IPC (`process.send`). It is ended by its limits, `signal` or `stop`. */
export async function startInSandbox(request: SandboxRequest): Promise<SandboxWorker> {
  const isolation = request.isolation ?? (await findIsolation());
  const marker = randomUUID();
  const { command, args, env, layers } = await sandboxCommand(request, isolation, marker);
  if (request.signal.aborted) return neverStarted('cancelled', layers, '');
  const child = spawn(command, args, { cwd: request.cwd, env, detached: true, stdio: ['pipe', 'pipe', 'pipe', 'ipc'], serialization: 'advanced' });
  // `once` rejects with what `error` brings.
  const failure = await once(child, 'spawn').then(() => null, String);
  if (failure !== null) return neverStarted('failed-to-start', layers, failure);
  return new RunningSandbox(child, { request, layers, marker });
}

interface Circumstances {
  readonly request: SandboxRequest;
  readonly layers: readonly SandboxLayer[];
  readonly marker: string;
}

const OUTPUT_END_FACTOR = 10;
/** Far more than a test runner needs, far less than a machine bears. */
const PROCESS_LIMIT = 200;
const COUNTING_MS = 150;
/** How long the pipes of a dead process are waited for: another process may hold them where there is no namespace. */
const PIPE_GRACE_MS = 1_000;

class RunningSandbox implements SandboxWorker {
  readonly layers: readonly SandboxLayer[];
  readonly ended: Promise<SandboxResult>;
  readonly pid: number | undefined;
  readonly #child: ChildProcess;
  readonly #stdout: CappedOutput;
  readonly #stderr: CappedOutput;
  readonly #around: Circumstances;
  #endedBy: SandboxEnd | null = null;
  #hasStarted = false;
  #waiting: unknown[] = [];
  #listener: ((message: unknown) => void) | null = null;

  constructor(child: ChildProcess, around: Circumstances) {
    const { request, layers } = around;
    this.#child = child;
    this.#around = around;
    this.layers = layers;
    this.pid = child.pid;
    const collect = (): CappedOutput => new CappedOutput(request.limits.outputBytes, () => this.#checkOutput());
    this.#stdout = collect();
    this.#stderr = collect();
    child.stdout?.on('data', (chunk: Buffer) => this.#stdout.add(chunk));
    child.stderr?.on('data', (chunk: Buffer) => this.#stderr.add(chunk));
    child.on('message', (message) => this.#receive(message));
    // A process that has gone while it is written to is no mistake of ours.
    child.on('error', () => {});
    child.stdin?.on('error', () => {}).end(request.stdin ?? '');
    this.ended = this.#watch();
  }

  send(message: unknown): boolean {
    if (!this.#child.connected) return false;
    this.#child.send(message as object, () => {});
    return true;
  }

  onMessage(listener: (message: unknown) => void): void {
    this.#listener = listener;
    for (const message of this.#waiting.splice(0)) listener(message);
  }

  stop(): Promise<SandboxResult> {
    this.#end('exited');
    return this.ended;
  }

  async #watch(): Promise<SandboxResult> {
    const { limits, signal, allow } = this.#around.request;
    const startedAt = performance.now();
    const timer = setTimeout(() => this.#end('timed-out'), limits.wallClockMs);
    const counting = allow.childProcesses ? setInterval(() => void this.#countProcesses(), COUNTING_MS) : undefined;
    const cancel = (): void => this.#end('cancelled');
    signal.addEventListener('abort', cancel, { once: true });
    // The pipes may close first: `close` is waited for from the start.
    const closed = once(this.#child, 'close');
    const [code, exitSignal] = (await once(this.#child, 'exit')) as [number | null, NodeJS.Signals | null];
    const durationMs = performance.now() - startedAt;
    clearTimeout(timer);
    clearInterval(counting);
    signal.removeEventListener('abort', cancel);
    await this.#clearUp(closed);
    return { ...this.#how(code, exitSignal), stdout: this.#stdout.text(), stderr: this.#stderr.text(), outputBytes: this.#stdout.bytes + this.#stderr.bytes, layers: this.layers, durationMs };
  }

  #how(code: number | null, exitSignal: NodeJS.Signals | null): Pick<SandboxResult, 'end' | 'code' | 'signal'> {
    const signal = exitSignal ?? signalOf(code);
    const how = { code: signal === null ? code : null, signal };
    if (this.#endedBy !== null) return { end: this.#endedBy, ...how };
    if (!this.#hasStarted) return { end: 'failed-to-start', ...how };
    if ((signal !== null || code !== 0) && OUT_OF_MEMORY.test(this.#stderr.tail())) return { end: 'out-of-memory', ...how };
    // JavaScript cannot crash without a word; native code that was refused a small piece of memory by the data limit does.
    if (signal === 'SIGSEGV' && this.#stderr.bytes === 0) return { end: 'out-of-memory', ...how };
    if (signal === 'SIGXCPU') return { end: 'timed-out', ...how };
    return { end: signal === null ? 'exited' : 'killed', ...how };
  }

  #receive(message: unknown): void {
    // The first message is the guard's.
    if (!this.#hasStarted) this.#hasStarted = true;
    else if (this.#listener === null) this.#waiting.push(message);
    else this.#listener(message);
  }

  #end(why: SandboxEnd): void {
    this.#endedBy ??= why;
    killGroup(this.#child);
  }

  #checkOutput(): void {
    if (this.#stdout.bytes + this.#stderr.bytes > OUTPUT_END_FACTOR * this.#around.request.limits.outputBytes) this.#end('too-much-output');
  }

  /** A limit of the system would count those of the whole user, and does not hold for root. */
  async #countProcesses(): Promise<void> {
    if ((await findMarked(this.#around.marker)).length > PROCESS_LIMIT) this.#end('too-many-processes');
  }

  /** After the first process has ended: what it left behind ends too, and its pipes close. */
  async #clearUp(closed: Promise<unknown>): Promise<void> {
    killGroup(this.#child);
    // Also where a pid namespace takes them all with it: its outermost process is reported as gone before the others are.
    await killMarked(this.#around.marker);
    const { promise: tooLong, timer } = timeout(PIPE_GRACE_MS);
    await Promise.race([closed, tooLong]);
    clearTimeout(timer);
    this.#child.stdout?.destroy();
    this.#child.stderr?.destroy();
    if (this.#child.connected) this.#child.disconnect();
  }
}

/** What V8 and Node print before they give up. */
const OUT_OF_MEMORY = /JavaScript heap out of memory|Array buffer allocation failed|ERR_WORKER_OUT_OF_MEMORY|ERR_MEMORY_ALLOCATION_FAILED|Fatal process out of memory|std::bad_alloc/;

function timeout(milliseconds: number): { promise: Promise<void>; timer: NodeJS.Timeout | undefined } {
  let timer: NodeJS.Timeout | undefined;
  const promise = new Promise<void>((resolve) => (timer = setTimeout(resolve, milliseconds)));
  return { promise, timer };
}

function neverStarted(end: SandboxEnd, layers: readonly SandboxLayer[], stderr: string): SandboxWorker {
  const ended = Promise.resolve<SandboxResult>({ end, code: null, signal: null, stdout: '', stderr, outputBytes: 0, layers, durationMs: 0 });
  return { send: () => false, onMessage: () => {}, ended, stop: () => ended, layers, pid: undefined };
}

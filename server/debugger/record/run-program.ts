// One run of one program of ours in the sandbox on a shadow: plan in, messages and trace out. Knows no scenario.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deserialize } from 'node:v8';
import type { SandboxLimits } from '../scenario.ts';
import { findIsolation, type Isolation } from './isolation.ts';
import type { ChildMessage } from './protocol.ts';
import { startInSandbox, type SandboxRequest, type SandboxResult } from './sandbox.ts';
import type { Shadow } from './shadow-tree.ts';

export interface ProgramRequest {
  readonly shadow: Shadow;
  /** What is started, absolute. */
  readonly entry: string;
  readonly args?: readonly string[];
  readonly stdin?: string | null;
  readonly env?: Readonly<Record<string, string>>;
  readonly nodeOptions?: readonly string[];
  /** Made for the file in which the trace is to be left; null: nobody reads one. The path of its JSON is the first argument, or in SUPERNOVA_PLAN. */
  readonly plan: (traceFile: string) => object;
  readonly planIn: 'argument' | 'environment';
  /** The message after which nothing of interest follows. */
  readonly isLast: (message: ChildMessage) => boolean;
  readonly limits: SandboxLimits;
  readonly signal: AbortSignal;
  readonly allow?: SandboxRequest['allow'];
  readonly needsLoopback?: boolean;
  readonly isolation?: Isolation | undefined;
}

export interface ProgramRun {
  readonly result: SandboxResult;
  readonly messages: readonly ChildMessage[];
  /** What the recorder left; null where it left nothing. */
  readonly snapshot: unknown;
}

/** The time is that of the code: programs give up by themselves when it is over, and can tell what it did. Node and the modules need some more. */
const START_MS = 1_500;

/** The limits of the process for limits of the code. */
export function withStart(limits: SandboxLimits): SandboxLimits {
  return { ...limits, wallClockMs: limits.wallClockMs + START_MS, cpuSeconds: limits.cpuSeconds + START_MS / 1000 };
}

const NOTHING_ALLOWED = { childProcesses: false, workers: false };
let runs = 0;

/** Runs it until the last message, its end or its limits. */
export async function runProgram(request: ProgramRequest): Promise<ProgramRun> {
  const { shadow, plan, planIn, isLast } = request;
  runs += 1;
  const home = join(shadow.home, String(runs));
  await mkdir(home, { recursive: true });
  const planFile = join(home, 'plan.json');
  const traceFile = join(home, 'trace.bin');
  await writeFile(planFile, JSON.stringify(plan(traceFile)));
  const worker = await startInSandbox({
    ...(await sandboxRequest({ ...request, home })),
    args: [...(planIn === 'argument' ? [planFile] : []), ...(request.args ?? [])],
    env: { NODE_ENV: 'test', ...request.env, ...(planIn === 'environment' ? { SUPERNOVA_PLAN: planFile } : {}) },
  });
  const messages: ChildMessage[] = [];
  worker.onMessage((message) => {
    messages.push(message as ChildMessage);
    if (isLast(message as ChildMessage)) void worker.stop();
  });
  const result = await worker.ended;
  const snapshot = await readTrace(traceFile);
  await rm(home, { recursive: true, force: true });
  return { result, messages, snapshot };
}

type Surroundings = Pick<ProgramRequest, 'entry' | 'stdin' | 'nodeOptions' | 'limits' | 'signal' | 'allow' | 'needsLoopback' | 'isolation'> & {
  readonly shadow: Pick<Shadow, 'room' | 'programs' | 'linked'>;
  readonly home: string;
};

/** The part of a sandbox request that every run on a shadow shares. */
export async function sandboxRequest({ shadow, home, entry, stdin, nodeOptions, limits, signal, allow, needsLoopback, isolation: given }: Surroundings): Promise<SandboxRequest> {
  const isolation = given ?? (await findIsolation());
  // Links of the copy lead into the room. Where no mount keeps that read-only, the copy must not be written to either.
  const isRoomSafe = isolation.namespaces !== null;
  return {
    entry,
    args: [],
    cwd: shadow.room,
    readable: [shadow.programs, ...shadow.linked, ...(isRoomSafe ? [] : [shadow.room])],
    writable: [home, ...(isRoomSafe ? [shadow.room] : [])],
    limits,
    stdin: stdin ?? null,
    allow: allow ?? NOTHING_ALLOWED,
    signal,
    nodeOptions: nodeOptions ?? [],
    needsLoopback: needsLoopback ?? false,
    isolation,
  };
}

async function readTrace(file: string): Promise<unknown> {
  try {
    return deserialize(await readFile(file)) as unknown;
  } catch {
    return null;
  }
}

// Samples of time and memory of a call. Owns the clock and the counting of memory inside the sandbox.
import { GCProfiler } from 'node:v8';
import type { ChildMessage } from '../protocol.ts';

const MEGABYTE = 1024 * 1024;
const collectGarbage = (globalThis as { gc?: () => void }).gc;
const now = performance.now.bind(performance);

/** Makes a call with arguments of its own; what it returns makes the call. */
export type MakeCall = () => Promise<() => unknown>;

const WARM_UP_MS = 500;
/** A clock that ticks in microseconds tells little about less. */
const SAMPLE_MS = 2;
const BATCH_LIMIT = 2_000;

/** Calls a few times, so that the code is compiled. Returns how many calls make a sample that the clock can tell. */
export async function warmUp(makeCall: MakeCall, calls: number): Promise<number> {
  const startedAt = now();
  let fastest = Number.POSITIVE_INFINITY;
  for (let call = 0; call < calls && now() - startedAt < WARM_UP_MS; call += 1) fastest = Math.min(fastest, await timeOf(await makeCall()));
  return Math.min(BATCH_LIMIT, Math.max(1, Math.ceil(SAMPLE_MS / fastest)));
}

/** Milliseconds of one call, as the mean of a batch, and megabytes of another one: counting memory takes time. */
export async function sampleOf(makeCall: MakeCall, batch: number): Promise<Extract<ChildMessage, { kind: 'sample' }>> {
  const calls: (() => unknown)[] = [];
  for (let index = 0; index < batch; index += 1) calls.push(await makeCall());
  collectGarbage?.();
  const startedAt = now();
  for (const call of calls) await settled(call);
  const milliseconds = (now() - startedAt) / batch;
  return { kind: 'sample', milliseconds, megabytes: await weigh(await makeCall()) };
}

/** Begins to weigh; what it returns ends it and gives megabytes of heap and external memory (array buffers are part of it) above the beginning. */
export function startWeighing(): () => number {
  collectGarbage?.();
  // Buffers that the first one found dead are counted until the next one.
  collectGarbage?.();
  const before = inUse();
  const profiler = new GCProfiler();
  profiler.start();
  return () => {
    const after = inUse();
    // Between two collections memory only grows: the most there was is before one of them, or at the end.
    const collections = profiler.stop().statistics.map(({ beforeGC }) => beforeGC.heapStatistics.usedHeapSize + beforeGC.heapStatistics.externalMemory);
    return Math.max(0, collections.reduce((most, bytes) => Math.max(most, bytes), after) - before) / MEGABYTE;
  };
}

async function weigh(call: () => unknown): Promise<number> {
  const end = startWeighing();
  // Kept until it is weighed: what a call returns is part of what it needs.
  const result = await settled(call);
  const megabytes = end();
  void result;
  return megabytes;
}

async function timeOf(call: () => unknown): Promise<number> {
  const startedAt = now();
  await settled(call);
  return now() - startedAt;
}

function inUse(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** What a call throws is its outcome; it takes time all the same. */
async function settled(call: () => unknown): Promise<unknown> {
  try {
    return await call();
  } catch (error) {
    return error;
  }
}

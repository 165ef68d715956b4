// The program of the sandbox that says where a call spends its time and memory: V8's CPU profile, heap samples and call counts, by lines of the original.
import { received, tell } from './send.ts';
import type { Debugger, HeapProfiler, Profiler } from 'node:inspector';
import { makeCall, prepare } from '../../../record/child/function.ts';
import type { Allocation, CallCount, ProfileMessage, ProfileNode, ProfilePlan } from './messages.ts';
import { createFindPlace, post, startProfile, stopProfile } from './profile-nodes.ts';

const HEAP_SAMPLING_BYTES = 16 * 1024;
const MOST_ALLOCATIONS = 20;

const plan = (await received) as ProfilePlan;
const now = performance.now.bind(performance);
const originalPlace = createFindPlace(plan.modules);

/** Until the time is used up, once at least. What a call throws is its outcome. */
async function callFor(milliseconds: number, next: () => Promise<() => unknown>): Promise<{ calls: number; callMs: number }> {
  let calls = 0;
  let spent = 0;
  const startedAt = now();
  do {
    const call = await next();
    const before = now();
    try {
      await call();
    } catch {
      // The profile is of this way through the code then.
    }
    spent += now() - before;
    calls += 1;
  } while (now() - startedAt < milliseconds);
  return { calls, callMs: spent / calls };
}

/** The code as V8 has it: coverage is told in offsets of it. */
async function sourcesOf(scripts: readonly string[]): Promise<Map<string, string>> {
  await post('Debugger.enable');
  const texts = new Map<string, string>();
  for (const scriptId of scripts) texts.set(scriptId, (await post<Debugger.GetScriptSourceReturnType>('Debugger.getScriptSource', { scriptId })).scriptSource);
  await post('Debugger.disable');
  return texts;
}

async function countCalls(next: () => Promise<() => unknown>): Promise<CallCount[]> {
  await post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
  await callFor(0, next);
  const { result } = await post<Profiler.TakePreciseCoverageReturnType>('Profiler.takePreciseCoverage');
  await post('Profiler.stopPreciseCoverage');
  const texts = await sourcesOf(result.filter(({ url }) => originalPlace(url, 0, 0).file !== null).map(({ scriptId }) => scriptId));
  return result.flatMap((script) => {
    const known = originalPlace(script.url, 0, 0).file;
    if (known === null) return [];
    const text = texts.get(script.scriptId) ?? '';
    return script.functions.flatMap(({ ranges: [range], functionName }) => {
      if (!range || functionName === '' && range.startOffset === 0) return [];
      const before = text.slice(0, range.startOffset).split('\n');
      const place = originalPlace(script.url, before.length - 1, before.at(-1)?.length ?? 0);
      return [{ file: known, line: place.line, count: range.count }];
    });
  });
}

async function profileTime(next: () => Promise<() => unknown>): Promise<{ nodes: ProfileNode[]; calls: number; callMs: number }> {
  startProfile();
  const called = await callFor(plan.profileMs, next);
  return { nodes: stopProfile(originalPlace), ...called };
}

async function profileMemory(next: () => Promise<() => unknown>): Promise<Allocation[]> {
  await post('HeapProfiler.startSampling', { samplingInterval: HEAP_SAMPLING_BYTES, includeObjectsCollectedByMajorGC: true, includeObjectsCollectedByMinorGC: true });
  await callFor(0, next);
  const { profile } = await post<HeapProfiler.StopSamplingReturnType>('HeapProfiler.stopSampling');
  const found: Allocation[] = [];
  const waiting = [profile.head];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    const { url, lineNumber, columnNumber, functionName } = node.callFrame;
    const place = originalPlace(url, lineNumber, columnNumber);
    if (place.file !== null && node.selfSize > 0) found.push({ file: place.file, name: functionName, line: place.line, bytes: node.selfSize });
    waiting.push(...node.children);
  }
  return found.sort((a, b) => b.bytes - a.bytes).slice(0, MOST_ALLOCATIONS);
}

try {
  await post('Profiler.enable');
  const prepared = await prepare(plan.call);
  const next = () => makeCall(plan.call, prepared);
  const counts = await countCalls(next);
  const { nodes, calls, callMs } = await profileTime(next);
  const allocations = await profileMemory(next);
  tell({ kind: 'profile', nodes, allocations, counts, calls, callMs } satisfies ProfileMessage);
} catch (error) {
  tell({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
}

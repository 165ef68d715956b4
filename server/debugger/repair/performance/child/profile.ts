// The program of the sandbox that says where a call spends its time and memory: V8's CPU profile, heap samples and call counts, by lines of the original.
import { received, tell } from './send.ts';
import { Session } from 'node:inspector';
import type { Debugger, HeapProfiler, Profiler } from 'node:inspector';
import { findSourceMap } from 'node:module';
import { fileURLToPath } from 'node:url';
import { makeCall, prepare } from '../../../record/child/function.ts';
import type { Allocation, CallCount, ProfileMessage, ProfileNode, ProfilePlan } from './messages.ts';

const SAMPLING_MICROSECONDS = 200;
const HEAP_SAMPLING_BYTES = 16 * 1024;
const MOST_ALLOCATIONS = 20;
const WIDEST_INDENT = 80;

const plan = (await received) as ProfilePlan;
const now = performance.now.bind(performance);
const session = new Session();
session.connect();

function post<T>(method: string, params: object = {}): Promise<T> {
  return new Promise((resolve, reject) => session.post(method, params, (error: Error | null, result?: object) => (error ? reject(error) : resolve(result as T))));
}

interface Place {
  readonly file: string | null;
  readonly line: number;
}

/** Line and column count from 0, as V8 says them. */
function originalPlace(url: string, line: number, column: number): Place {
  const path = url.startsWith('file:') ? fileURLToPath(url) : url;
  const file = plan.modules.find(({ emitted }) => emitted === path || path.startsWith(`${emitted.replace(/\.[cm]js$/, '')}.code.`))?.path ?? null;
  if (file === null) return { file, line: line + 1 };
  const map = findSourceMap(path);
  // A map says nothing of the indent of a line; asked there it answers for the line before.
  for (let at = Math.max(0, column); at < column + WIDEST_INDENT; at += 1) {
    const entry = map?.findEntry(line, at);
    if (entry && 'originalLine' in entry && entry.generatedLine === line) return { file, line: entry.originalLine + 1 };
  }
  return { file, line: line + 1 };
}

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
  await post('Profiler.setSamplingInterval', { interval: SAMPLING_MICROSECONDS });
  await post('Profiler.start');
  const called = await callFor(plan.profileMs, next);
  const { profile } = await post<Profiler.StopReturnType>('Profiler.stop');
  const spent = new Map<number, number>();
  for (const [index, id] of (profile.samples ?? []).entries()) spent.set(id, (spent.get(id) ?? 0) + (profile.timeDeltas?.[index + 1] ?? 0));
  const parents = new Map(profile.nodes.flatMap(({ id, children }) => (children ?? []).map((child) => [child, id] as const)));
  const nodes = profile.nodes.map(({ id, callFrame, positionTicks }) => {
    const { url, lineNumber, columnNumber, functionName } = callFrame;
    const place = originalPlace(url, lineNumber, columnNumber);
    const ticks = (positionTicks ?? []).map(({ line, ticks: count }) => [originalPlace(url, line - 1, 0).line, count] as const);
    return { id, parent: parents.get(id) ?? 0, name: functionName, url, ...place, selfMicroseconds: Math.max(0, spent.get(id) ?? 0), ticks };
  });
  return { nodes, ...called };
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

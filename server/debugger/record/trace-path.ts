// The calls of a trace as a tree of names, the way a person states a path. Pure.
import type { PathCall } from '../behavior.ts';
import type { Trace } from '../trace.ts';

type Draft = { name: string; id: number; calls: Draft[] };

/** Calls in the order of entry below those that made them. More than `limit` calls are left out; the trace has them. */
export function pathOfTrace(trace: Trace, limit = 100_000): PathCall[] {
  const roots: Draft[] = [];
  const drafts: Draft[] = [];
  for (const call of trace.calls.slice(0, limit)) {
    const draft: Draft = { name: trace.functions[call.site]?.name ?? '?', id: call.id, calls: [] };
    drafts[call.id] = draft;
    (drafts[call.parent]?.calls ?? roots).push(draft);
  }
  return roots;
}

/** Where two recordings of the same scenario went different ways; null where they went the same. */
export function findPathDifference(first: Trace, second: Trace): string | null {
  const nameOf = (trace: Trace, index: number): string | null => {
    const call = trace.calls[index];
    return call === undefined ? null : (trace.functions[call.site]?.name ?? '?');
  };
  const length = Math.max(first.calls.length, second.calls.length);
  for (let index = 0; index < length; index += 1) {
    const [a, b] = [nameOf(first, index), nameOf(second, index)];
    if (a !== b) return `Call ${index + 1} was ${a === null ? 'none' : `${a}()`} in the first run and ${b === null ? 'none' : `${b}()`} in the second.`;
    if (first.calls[index]?.parent !== second.calls[index]?.parent) return `Call ${index + 1}, ${a}(), was made from another place in the second run.`;
  }
  return null;
}

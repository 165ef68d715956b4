// V8's profiles in lines of the original sources. Owns the session with the inspector and the mapping of places.
import { Session } from 'node:inspector';
import type { Profiler } from 'node:inspector';
import { findSourceMap } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { EmittedModule, ProfileNode } from './messages.ts';

const SAMPLING_MICROSECONDS = 200;
const WIDEST_INDENT = 80;

const session = new Session();
session.connect();

/** The callback is called before `post` returns, so it works while the process ends, too. */
export function postNow<T>(method: string, params: object = {}): T {
  let answer: { error: Error | null; result?: object } | null = null;
  session.post(method, params, (error: Error | null, result?: object) => (answer = { error, ...(result ? { result } : {}) }));
  const { error, result } = (answer ?? { error: new Error(`${method} gave no answer`) }) as { error: Error | null; result?: object };
  if (error) throw error;
  return result as T;
}

export function post<T>(method: string, params: object = {}): Promise<T> {
  return new Promise((resolve, reject) => session.post(method, params, (error: Error | null, result?: object) => (error ? reject(error) : resolve(result as T))));
}

export function startProfile(): void {
  postNow('Profiler.enable');
  postNow('Profiler.setSamplingInterval', { interval: SAMPLING_MICROSECONDS });
  postNow('Profiler.start');
}

export interface Place {
  /** Null for code that is not of the room. */
  readonly file: string | null;
  /** From 1. */
  readonly line: number;
}

export type FindPlace = (url: string, line: number, column: number) => Place;

/** Line and column count from 0, as V8 says them. */
export function createFindPlace(modules: readonly EmittedModule[]): FindPlace {
  return (url, line, column) => {
    const path = url.startsWith('file:') ? fileURLToPath(url) : url;
    const file = modules.find(({ emitted }) => emitted === path || path.startsWith(`${emitted.replace(/\.[cm]js$/, '')}.code.`))?.path ?? null;
    if (file === null) return { file, line: line + 1 };
    const map = findSourceMap(path);
    // A map says nothing of the indent of a line; asked there it answers for the line before.
    for (let at = Math.max(0, column); at < column + WIDEST_INDENT; at += 1) {
      const entry = map?.findEntry(line, at);
      if (entry && 'originalLine' in entry && entry.generatedLine === line) return { file, line: entry.originalLine + 1 };
    }
    return { file, line: line + 1 };
  };
}

/** Ends the profile that was started. */
export function stopProfile(findPlace: FindPlace): ProfileNode[] {
  const { profile } = postNow<Profiler.StopReturnType>('Profiler.stop');
  const spent = new Map<number, number>();
  for (const [index, id] of (profile.samples ?? []).entries()) spent.set(id, (spent.get(id) ?? 0) + (profile.timeDeltas?.[index + 1] ?? 0));
  const parents = new Map(profile.nodes.flatMap(({ id, children }) => (children ?? []).map((child) => [child, id] as const)));
  return profile.nodes.map(({ id, callFrame, positionTicks }) => {
    const { url, lineNumber, columnNumber, functionName } = callFrame;
    const place = findPlace(url, lineNumber, columnNumber);
    const ticks = (positionTicks ?? []).map(({ line, ticks: count }) => [findPlace(url, line - 1, 0).line, count] as const);
    return { id, parent: parents.get(id) ?? 0, name: functionName, url, ...place, selfMicroseconds: Math.max(0, spent.get(id) ?? 0), ticks };
  });
}

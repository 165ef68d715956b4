// A call tree as a list of lines. Owns the order: each call before the calls it made.
import type { PathCallView } from './read-behavior.ts';

export interface CallLine {
  name: string;
  depth: number;
}

/** The calls in the order in which they were entered, each with its depth from 0. */
export function flattenCalls(path: readonly PathCallView[], depth = 0): CallLine[] {
  return path.flatMap(({ name, calls }) => [{ name, depth }, ...flattenCalls(calls, depth + 1)]);
}

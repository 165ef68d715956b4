// How many files of a graph have a syntax error. The first time, most of them are parsed for it.

import { createBreather } from '../rooms/breather.ts';
import type { ReadableGraph } from './project-graph.ts';

export async function countUnparsable(graph: ReadableGraph, signal?: AbortSignal): Promise<number> {
  const breathe = createBreather(signal);
  let count = 0;
  for (const file of graph.files()) {
    await breathe();
    if ((graph.facts(file)?.problems.length ?? 0) > 0) count += 1;
  }
  return count;
}

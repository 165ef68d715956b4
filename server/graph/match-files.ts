// Files of a room that fit what somebody is typing. Owns the order in which they are offered; decides nothing about what is meant.
import { posix } from 'node:path';
import type { ProjectGraph } from './project-graph.ts';

/** How well a path fits, 0 is best; null where it does not. `words` are lower case. */
function misfit(path: string, words: readonly string[]): number | null {
  const [whole, name] = [path.toLowerCase(), posix.basename(path).toLowerCase()];
  if (!words.every((word) => whole.includes(word))) return null;
  const [word = ''] = words.slice(-1);
  return whole === word ? 0 : name.startsWith(word) ? 1 : name.includes(word) ? 2 : 3;
}

/**
 * Source files whose path holds every word of `typed`, in any case, `first` of them: the path itself, then those whose name begins with the
 * last word, whose name holds it, whose folder does; equally good ones the shorter first, then by name. Without a word: every file.
 */
export function matchFiles(graph: ProjectGraph, typed: string, first: number): string[] {
  const words = typed.trim().toLowerCase().replaceAll('\\', '/').replace(/^\.\//, '').split(/\s+/).filter(Boolean);
  const found: { path: string; misfit: number }[] = [];
  for (const path of graph.files()) {
    const how = misfit(path, words);
    if (how !== null) found.push({ path, misfit: how });
  }
  if (words.length > 0) found.sort((a, b) => a.misfit - b.misfit || a.path.length - b.path.length || (a.path < b.path ? -1 : 1));
  return found.slice(0, first).map(({ path }) => path);
}

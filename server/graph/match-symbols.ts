// Exported names of a room that fit what somebody is typing. Owns the order in which they are offered; decides nothing about what is meant.
import type { ProjectGraph } from './project-graph.ts';

export interface FoundSymbol {
  readonly name: string;
  readonly file: string;
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** How well a name fits, 0 is best; null where it does not. `typed` is lower case. */
function misfit(name: string, typed: string): number | null {
  const lower = name.toLowerCase();
  return lower === typed ? 0 : lower.startsWith(typed) ? 1 : lower.includes(typed) ? 2 : null;
}

/**
 * Exports that their file declares itself and whose name holds `typed`, in any case, `first` of them: the name itself, then what begins with it,
 * then what holds it; equally good ones the shorter first, then by name and file. Without a letter: none.
 */
export function matchSymbols(graph: ProjectGraph, typed: string, first: number): FoundSymbol[] {
  const wanted = typed.trim().toLowerCase();
  if (wanted === '') return [];
  const found = new Map<string, FoundSymbol & { misfit: number }>();
  for (const file of graph.files()) {
    for (const { name, importIndex } of graph.facts(file)?.exports ?? []) {
      const how = importIndex === null && name !== 'default' && name !== 'export=' ? misfit(name, wanted) : null;
      if (how !== null) found.set(`${file}\n${name}`, { name, file, misfit: how });
    }
  }
  return [...found.values()]
    .sort((a, b) => a.misfit - b.misfit || a.name.length - b.name.length || order(a.name, b.name) || order(a.file, b.file))
    .slice(0, first)
    .map(({ name, file }) => ({ name, file }));
}

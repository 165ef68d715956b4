// Imports of declarations whose script goes away: the compiler sees `a.d.ts` stay, and `a.js`, which is loaded, is not there any more. Owns finding them; judges nothing.
import { isRuntimeEdge } from '../graph/cycles.ts';
import { declarationsOf } from '../graph/run-file.ts';
import type { Clue, ClueRequest } from './clues.ts';

export function findScriptsGone({ source: { graph, tree }, tried }: Pick<ClueRequest, 'source' | 'tried'>): Clue[] {
  const isThere = (path: string): boolean => tried.text(path) !== undefined;
  return [...tried.overlay].flatMap(([script, text]) => {
    const declarations = text === null && tree.text(script) !== undefined ? declarationsOf(script) : null;
    if (declarations === null || !isThere(declarations)) return [];
    return graph.edgesTo(declarations).filter((edge) => isRuntimeEdge(edge) && isThere(edge.from)).map(({ from, line, column, specifier }): Clue => ({
      certainty: 'POSSIBLE', factor: 'script gone', points: 4, reason: `it loads ${script}, of which only the declarations stay`,
      file: from, line, column, symbol: specifier, message: `loads ${script}, which goes away; ${declarations} stays, so that the compiler sees nothing`,
    }));
  });
}

// Imports that lead nowhere once a file is gone, in files of which the compiler says nothing. Owns finding them; judges nothing.
import type { ChangeEdits, EditSource } from '../edits/edit-plan.ts';
import { EditedGraph } from '../edits/edited-graph.ts';
import { isRuntimeEdge } from '../graph/cycles.ts';
import type { Edge } from '../graph/facts.ts';
import { IS_DECLARATION, IS_SCRIPT } from '../graph/run-file.ts';
import type { Clue, ClueRequest } from './clues.ts';
import { IMPORT_GONE } from './severity.ts';
import { factsIn, writtenTexts } from './written-texts.ts';

/** Whether healing takes the specifier out of the file: then nothing is left to break. */
function isCarried(source: EditSource, { tried, after }: ChangeEdits, { from, specifier, kind }: Edge): boolean {
  // A deletion that is planned as a deprecation: what is tried is not what is written.
  const text = tried || !after.overlay.has(from) ? undefined : after.text(from);
  return text !== undefined && !factsIn(source, from, text).imports.some((fact) => fact.specifier === specifier && fact.kind === kind);
}

/**
 * The imports that fail when they run. Of TypeScript those in files that no compiler checked; of JavaScript all that it said nothing of, because it
 * reads scripts without checking them. `broken`: lines that certainly break, as `file:line`.
 */
export function findImportsGone({ source, edits, tried }: Pick<ClueRequest, 'source' | 'edits' | 'tried'>, { checked, broken }: { readonly checked: ReadonlySet<string>; readonly broken: ReadonlySet<string> }): Clue[] {
  const pairs = writtenTexts(source, { edits, tried });
  const gone = pairs.filter(({ before, after }) => before !== null && after === null);
  if (gone.length === 0) return [];
  const graph = new EditedGraph(source, pairs);
  const isUnchecked = ({ from, line }: Edge): boolean => (IS_SCRIPT.test(from) || !checked.has(from)) && !broken.has(`${from}:${line}`);
  const leadsNowhere = ({ from, specifier, kind }: Edge): boolean => {
    const to = graph.target(from, specifier, kind);
    return to === null || IS_DECLARATION.test(to);
  };
  return gone.flatMap(({ path }) => graph.edgesTo(path).filter((edge) => isRuntimeEdge(edge) && isUnchecked(edge) && leadsNowhere(edge) && !isCarried(source, edits, edge)).map(({ from, line, column, specifier }): Clue => ({
    ...IMPORT_GONE, certainty: 'POSSIBLE', file: from, line, column, symbol: specifier, message: `imports '${specifier}', which leads nowhere once ${path} is gone`,
  })));
}

// All transformations there are, in the order in which they are tried where nothing else decides. Owns the list.
import { copiesToAdditions } from './accumulators.ts';
import { awaitsTogether } from './batch-awaits.ts';
import { growingListsToLookups } from './growing-list.ts';
import { invariantsOutOfLoops, sortsOutOfLoops } from './hoist.ts';
import { searchesToLookups } from './linear-search.ts';
import { pureFunctionsRemembered } from './memoise.ts';
import { constantsOutOfFunctions } from './module-constants.ts';
import { nestedLoopsToIndex } from './nested-join.ts';
import { queuesByIndex } from './queues.ts';
import { copiesByClone, repeatedWorkOnce, textsByParts } from './repeated.ts';
import { parseSyntax } from '../../../edits/syntax.ts';
import { applyEdits, normalizeEdits } from '../../../edits/text-edits.ts';
import { contextOf, type Optimisation, type SeenArguments, type Transformation } from './transformation.ts';

const TRANSFORMATIONS: readonly Transformation[] = [
  searchesToLookups, growingListsToLookups, nestedLoopsToIndex, copiesToAdditions, invariantsOutOfLoops, sortsOutOfLoops, queuesByIndex, awaitsTogether, constantsOutOfFunctions, repeatedWorkOnce,
  pureFunctionsRemembered, copiesByClone, textsByParts,
];

/** The text after the edits; null where they do not fit each other or the code would not parse. */
export function optimisedText(path: string, text: string, { edits }: Pick<Optimisation, 'edits'>): string | null {
  try {
    const after = applyEdits(text, normalizeEdits(edits));
    return parseSyntax(path, after).errors.length === 0 ? after : null;
  } catch {
    // Edits of nested places that overlap: one of them has to wait for the next round.
    return null;
  }
}

/** Everything whose preconditions hold in a file, each by itself. Empty where the file does not parse. */
export function findOptimisations(path: string, text: string, seen?: SeenArguments): Optimisation[] {
  const context = contextOf(path, text, seen);
  if (!context) return [];
  return TRANSFORMATIONS.flatMap((transformation) => transformation(context)).filter((found) => optimisedText(path, text, found) !== null);
}

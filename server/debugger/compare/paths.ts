// Compares an expected path with recorded calls. Owns the rules of the comparison; each of its steps is a file of its own.
import type { ExpectedPath, PathCall } from '../behavior.ts';
import type { Discrepancy } from '../discrepancy.ts';
import type { Trace } from '../trace.ts';
import { buildCallTree } from './call-tree.ts';
import { classifyItems } from './classify-items.ts';
import { findFirstDivergence } from './first-divergence.ts';
import { listDifferences, listRows } from './path-differences.ts';
import { listPathItems } from './path-items.ts';

export type PathMismatch = Extract<Discrepancy, { type: 'execution_path_mismatch' }>;

/**
 * The differences between the calls a person expects and those that were made; null where there are none.
 *
 * Names: parentheses do not count; `submit` fits `Form.submit` where there is no `submit` itself; `*` in a name is any text (call-names.ts).
 * Levels: a list is compared with the calls of one parent, the one it fits best; what is called below is detail that only a nested list
 * looks at, level by level. A flat list whose names are spread over several levels is compared by order of entry (find-level.ts).
 * On the compared level every call counts: `validate, submit, failure` has replaced `success` by `failure`, and a call nobody named is
 * inserted. `...` takes any number of calls, `*` one, a group its members in any order, `times` that many in a row.
 * Alignment: as many calls as possible agree (align-steps.ts). What is left is reordered, repeated, replaced, inserted or missing
 * (classify-items.ts), each with its position among the calls of its parent.
 *
 * `isApproximate`: more calls might agree than were found, or the recording was cut so that calls may be missing that were made.
 * `trace` adds the condition in front of the first divergence. Throws InvalidInputError for more than 200,000 expected calls on a level.
 */
export function comparePaths(expected: ExpectedPath, actual: readonly PathCall[], trace: Trace | null = null): PathMismatch | null {
  const tree = buildCallTree(actual);
  const { items, isApproximate } = listPathItems(tree, expected);
  if (items.every(({ kind }) => kind === 'agreed' || kind === 'free')) return null;
  const lines = classifyItems(tree, items);
  const placed = listDifferences(tree, lines);
  return {
    type: 'execution_path_mismatch',
    differences: placed.map(({ difference }) => difference),
    firstDivergence: findFirstDivergence(tree, { ...placed[0]!, lines }, trace),
    rows: listRows(tree, lines),
    isApproximate: isApproximate || trace?.isTruncated === true,
    actual,
  };
}

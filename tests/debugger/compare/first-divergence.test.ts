import { expect, test } from 'vitest';
import type { ExpectedPath } from '../../../server/debugger/behavior.ts';
import { comparePaths } from '../../../server/debugger/compare/paths.ts';
import type { Trace, TracedBranch } from '../../../server/debugger/trace.ts';
import { readCalls } from './call-text.ts';

type BranchRow = readonly [call: number, before: number, text: string, taken: boolean];

function makeTrace(rows: readonly BranchRow[]): Trace {
  const branches = rows.map(([call, before, , taken], site): TracedBranch => ({ call, before, site, taken, values: { n: site } }));
  return { functions: [], branchSites: rows.map(([, , text], line) => ({ kind: 'if', file: 'a.ts', line: line + 1, column: 1, text })), calls: [], branches, isTruncated: false };
}

const findBranch = (expected: ExpectedPath, actual: string, rows: readonly BranchRow[]) => comparePaths(expected, readCalls(actual), makeTrace(rows))?.firstDivergence.branch ?? null;

test.each<[what: string, expected: ExpectedPath, actual: string, rows: readonly BranchRow[], condition: string | null]>([
  ['before the replacing call is entered', ['a', 'success'], 'main{a failure}', [[0, 1, 'early', true], [0, 2, 'ok', false], [0, 3, 'late', true]], 'ok'],
  ['not of another call', ['a', 'success'], 'main{a failure}', [[0, 1, 'early', true], [1, 2, 'within a', false]], 'early'],
  ['up to the end for a call that is missing there', ['a', 'success'], 'main{a}', [[0, 1, 'early', true], [0, 2, 'ok', false]], 'ok'],
  ['up to the next call for one that is missing before it', ['a', 'b', 'c'], 'main{a c}', [[0, 2, 'b?', false], [0, 3, 'late', true]], 'b?'],
  ['of the scenario itself', ['a', 'b'], 'a c', [[-1, 1, 'top', true]], 'top'],
  ['of the nested call', [{ call: 'a', calls: ['x'] }], 'main{a{y}}', [[0, 1, 'outer', true], [1, 2, 'inner', false]], 'inner'],
  ['of the call that everything else was expected below', ['main', 'a'], 'main{b}', [[0, 1, 'in main', false]], 'in main'],
  ['of the wrapping call even where nothing was called in it', ['main', 'a'], 'main', [[0, 1, 'in main', false]], 'in main'],
  ['beside the last agreed call by order of entry', ['main', 'a', 'b', 'c'], 'main{a{b}}', [[0, 1, 'in main', true], [1, 3, 'in a', true], [0, 3, 'c?', false]], 'c?'],
  ['none where none was recorded', ['a', 'b'], 'main{a}', [], null],
])('the condition is the last one %s', (_, expected, actual, rows, condition) => {
  expect(findBranch(expected, actual, rows)?.site.text ?? null).toBe(condition);
});

test('the condition comes with what it gave and what it saw', () => {
  expect(findBranch(['a', 'success'], 'main{a failure}', [[0, 2, 'result.ok', false]])).toMatchObject({ site: { file: 'a.ts', line: 1 }, taken: false, values: { n: 0 } });
});

test('the last five calls that agreed are told, the nearest last', () => {
  const mismatch = comparePaths(['a', 'b', 'c', 'd', 'e', 'f', 'g'], readCalls('a b c d e f x'));
  expect(mismatch?.firstDivergence).toMatchObject({ agreed: ['b', 'c', 'd', 'e', 'f'], difference: { kind: 'replaced', expected: 'g', actual: 'x' } });
});

test('a path that was handed in has no condition', () => {
  const calls = readCalls('a c').map((call) => ({ ...call, id: null }));
  expect(comparePaths(['a', 'b'], calls, null)?.firstDivergence).toMatchObject({ branch: null, difference: { call: null } });
});

// Which tests of a project can notice a change of files. Owns what counts as a test file; runs none.
import { isImport, transitiveDependents } from './dependents.ts';
import type { ReadableGraph } from './project-graph.ts';

export const RELATED_TESTS_LIMIT = 50;
const NAMED = /\.(?:test|spec)\.[cm]?[jt]sx?$/;
const TEST_FOLDER = /(?:^|\/)(?:__tests__|tests?)\//;
const NEVER = /(?:^|\/)(?:node_modules|__mocks__|__fixtures__|__snapshots__|fixtures?|test-?data)\/|\.d\.[cm]?ts$/;
const RUNNERS = new Set(['vitest', '@jest/globals', 'node:test', 'test', 'mocha']);

/**
 * A test file by its name, or one of a test folder that nothing imports (what is imported there is shared by tests) and that a runner would
 * take: in `__tests__` any, in `tests` and `test` one that imports a runner. Fixtures are none.
 */
export function isTestFile(graph: ReadableGraph, path: string): boolean {
  if (NEVER.test(path)) return false;
  if (NAMED.test(path)) return true;
  if (!TEST_FOLDER.test(path) || graph.edgesTo(path).some(isImport)) return false;
  return /(?:^|\/)__tests__\//.test(path) || graph.edgesFrom(path).some(({ specifier, to }) => to === null && RUNNERS.has(specifier));
}

/**
 * The test files that reach the files through imports that exist at run time (types and mocks are none), the nearest first and equally near
 * ones by name; at most `limit`. A test file among `files` counts as nearest.
 */
export function findRelatedTests(graph: ReadableGraph, files: readonly string[], limit = RELATED_TESTS_LIMIT): string[] {
  const given = files.filter((file) => graph.facts(file) !== undefined).map((file): [string, number] => [file, 0]);
  const reaching = transitiveDependents(graph, files, (edge) => isImport(edge) && edge.kind !== 'TYPE');
  const distances = new Map([...given, ...reaching]);
  const tests = [...distances].filter(([path]) => isTestFile(graph, path));
  return tests.sort(([a, near], [b, far]) => near - far || (a < b ? -1 : 1)).slice(0, limit).map(([path]) => path);
}

// The tests a project has already, the nearest to a file first, and what each is about. Reads the room; decides nothing.
import { posix } from 'node:path';
import { isImport } from '../../graph/dependents.ts';
import type { Source } from '../deps.ts';
import { isTestFile } from '../../graph/related-tests.ts';

export interface Neighbour {
  readonly path: string;
  readonly text: string;
  /** The source file that it tests; null where nothing tells. */
  readonly subject: string | null;
}

const MOST = 40;
/** Test files of runners with globals that carry no mark in their name. */
const GLOBAL_TESTS = /^[ \t]*(?:describe|it|test|suite)\s*\(/m;
const GLOBAL_FOLDER = /(?:^|\/)(?:tests?|specs?)\//;

/** The name of a file without its folder, its endings, and what marks a test. */
export const stemOf = (path: string): string => posix.basename(path).replace(/(?:[.-](?:test|spec))?\.[cm]?[jt]sx?$/, '');

/** The room path of the folder; `''` for the room. */
export const folderOf = (path: string): string => (posix.dirname(path) === '.' ? '' : posix.dirname(path));

const commonSegments = (a: string, b: string): number => {
  const [left, right] = [folderOf(a).split('/'), folderOf(b).split('/')];
  const differing = left.findIndex((part, index) => part !== right[index]);
  return differing === -1 ? left.length : differing;
};

function subjectOf({ tree, graph }: Source, test: string, isTest: (path: string) => boolean): string | null {
  const imported = graph.edgesFrom(test).flatMap((edge) => (edge.to !== null && isImport(edge) && edge.kind !== 'TYPE' && !isTest(edge.to) && tree.text(edge.to) !== undefined ? [edge.to] : []));
  const named = imported.find((path) => stemOf(path) === stemOf(test));
  if (named !== undefined) return named;
  const [first] = imported;
  if (first !== undefined) return first;
  const alike = graph.files().filter((path) => path !== test && stemOf(path) === stemOf(test) && !isTest(path));
  return alike.length === 1 ? (alike[0] ?? null) : null;
}

/** Tests that import the file come first, then those that share most of its folders; at most 40. */
export function findNeighbours(source: Source, file: string): Neighbour[] {
  const { tree, graph } = source;
  const isGlobalTest = (path: string): boolean => GLOBAL_FOLDER.test(path) && !/(?:^|\/)(?:fixtures?|node_modules)\//.test(path) && GLOBAL_TESTS.test(tree.text(path) ?? '') && !graph.edgesTo(path).some(isImport);
  const tests = new Set(graph.files().filter((path) => path !== file && (isTestFile(graph, path) || isGlobalTest(path))));
  const importers = new Set(graph.edgesTo(file).map(({ from }) => from));
  const rank = (path: string): number => (importers.has(path) ? 1_000 : commonSegments(path, file));
  const nearest = [...tests].sort((a, b) => rank(b) - rank(a) || (a < b ? -1 : 1)).slice(0, MOST);
  return nearest.map((path) => ({ path, text: tree.text(path) ?? '', subject: subjectOf(source, path, (one) => tests.has(one)) }));
}

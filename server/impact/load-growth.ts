// How much more an entry point must load after a change: modules and bytes, transitively. Owns what an entry point is and how much growth is told.
import type { Edge } from '../graph/facts.ts';
import type { ReadableGraph } from '../graph/project-graph.ts';
import { IS_DECLARATION } from '../graph/run-file.ts';
import { addedImports, isLoaded, loadedTargets, loadOf, type ChangedGraph } from './changed-graph.ts';
import { isTest } from './test-files.ts';

export interface LoadGrowth {
  /** A file that no other loads, tests aside. */
  readonly entry: string;
  readonly modulesBefore: number;
  readonly modulesAfter: number;
  readonly bytesBefore: number;
  readonly bytesAfter: number;
  /** The new import that most of it comes through. */
  readonly through: Edge;
}

/** Less than this is no finding: a share of what was loaded, and as well modules or bytes. */
const LEAST_SHARE = 0.1;
const LEAST_MODULES = 5;
const LEAST_BYTES = 50_000;
const ENTRIES_LIMIT = 200;
const TOLD = 10;

/** Entry points that load one of the files, sorted. */
function entriesOf(graph: ReadableGraph, paths: readonly string[]): string[] {
  const seen = new Set(paths);
  const entries: string[] = [];
  for (const path of seen) {
    const importers = new Set(graph.edgesTo(path).filter((edge) => isLoaded(edge) && !isTest(edge.from) && graph.facts(edge.from)).map(({ from }) => from));
    importers.delete(path);
    for (const importer of importers) seen.add(importer);
    if (importers.size === 0 && !isTest(path) && !IS_DECLARATION.test(path)) entries.push(path);
  }
  return entries.sort();
}

const sum = (paths: Iterable<string>, bytes: (path: string) => number): number => [...paths].reduce((total, path) => total + bytes(path), 0);

/** The new import that brings the most files that were not loaded before. */
function mainImport(graph: ReadableGraph, added: readonly Edge[], isNew: (path: string) => boolean): Edge | undefined {
  const sizes = added.map((edge) => ({ edge, count: [...loadOf(graph, [edge.to ?? ''])].filter(isNew).length }));
  return sizes.sort((a, b) => b.count - a.count)[0]?.edge;
}

/** What an entry point loads now. What it loaded before counts as the syntax has it; of what is new, imports that are used for types only load nothing. */
function loadNow({ after, elidedAfter, changed, nameBefore }: ChangedGraph, entry: string, was: ReadonlySet<string>): Set<string> {
  const edited = new Set(changed);
  const seen = new Set(after.facts(entry) ? [entry] : []);
  for (const path of seen) for (const target of loadedTargets(after, path, edited.has(path) || !was.has(nameBefore(path)) ? elidedAfter : undefined)) seen.add(target);
  // An import that a changed file had before and has still is no loss.
  for (const path of loadOf(after, [entry])) if (was.has(nameBefore(path))) seen.add(path);
  return seen;
}

function growthOf(changed: ChangedGraph, entry: string, added: readonly Edge[]): LoadGrowth | null {
  const { before, after, nameBefore, bytesBefore, bytesAfter } = changed;
  const was = loadOf(before, [nameBefore(entry)]);
  const is = loadNow(changed, entry, was);
  // What is an entry only since the change was not loaded by anybody before.
  const through = was.size === 0 ? undefined : mainImport(after, added.filter((edge) => is.has(edge.from)), (path) => !was.has(nameBefore(path)));
  return through ? { entry, modulesBefore: was.size, modulesAfter: is.size, bytesBefore: sum(was, bytesBefore), bytesAfter: sum(is, bytesAfter), through } : null;
}

function isTold({ modulesBefore, modulesAfter, bytesBefore, bytesAfter }: LoadGrowth): boolean {
  const modules = modulesAfter - modulesBefore;
  const bytes = bytesAfter - bytesBefore;
  return modules > 0 && ((modules >= LEAST_MODULES && modules >= modulesBefore * LEAST_SHARE) || (bytes >= LEAST_BYTES && bytes >= bytesBefore * LEAST_SHARE));
}

/** Growth worth telling, the largest first, at most ten. Static imports of the project's own files only. */
export function findLoadGrowth(changed: ChangedGraph): LoadGrowth[] {
  const added = addedImports(changed);
  if (added.length === 0) return [];
  const entries = entriesOf(changed.after, [...new Set(added.map(({ from }) => from))]).slice(0, ENTRIES_LIMIT);
  const growths = entries.flatMap((entry) => growthOf(changed, entry, added) ?? []).filter(isTold);
  return growths.sort((a, b) => b.bytesAfter - b.bytesBefore - (a.bytesAfter - a.bytesBefore)).slice(0, TOLD);
}

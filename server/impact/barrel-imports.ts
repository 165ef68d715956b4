// New imports from a barrel that load far more than the files which declare what is taken. Owns what a barrel is and how much more is told.
import { findOrigin } from '../edits/export-names.ts';
import type { Edge } from '../graph/facts.ts';
import type { ReadableGraph } from '../graph/project-graph.ts';
import { addedImports, loadOf, type ChangedGraph } from './changed-graph.ts';

export interface BarrelImport {
  readonly edge: Edge;
  readonly barrel: string;
  /** The files that declare the names, sorted. */
  readonly origins: readonly string[];
  /** Modules that the importing file did not load before and gets through the barrel. */
  readonly loaded: number;
  /** The same for an import from the declaring files. */
  readonly needed: number;
}

const LEAST_EXTRA = 10;
const LEAST_TIMES = 2;

/** True for a file that passes on at least three others and offers little of its own. */
function isBarrel(graph: ReadableGraph, path: string): boolean {
  const targets = new Set(graph.edgesFrom(path).filter(({ kind, to }) => to !== null && (kind === 'STAR' || kind === 'REEXPORT')).map(({ to }) => to));
  const exports = graph.facts(path)?.exports ?? [];
  const own = exports.filter(({ importIndex }) => importIndex === null).length;
  return targets.size >= 3 && own <= targets.size;
}

function barrelImport({ before, after, nameBefore }: ChangedGraph, edge: Edge): BarrelImport | null {
  const barrel = edge.to ?? '';
  const names = edge.names.filter(({ isType }) => !isType).map(({ imported }) => imported);
  if (edge.kind !== 'STATIC' || names.length === 0 || names.includes('*') || !isBarrel(after, barrel)) return null;
  const origins = [...new Set(names.map((name) => findOrigin(after, barrel, name)?.file ?? barrel))].sort();
  const known = loadOf(before, [nameBefore(edge.from)]);
  const fresh = (paths: readonly string[]) => [...loadOf(after, paths)].filter((path) => !known.has(nameBefore(path))).length;
  const [loaded, needed] = [fresh([barrel]), fresh(origins)];
  return loaded - needed >= LEAST_EXTRA && loaded >= needed * LEAST_TIMES ? { edge, barrel, origins, loaded, needed } : null;
}

/** In the order of the files. */
export function findBarrelImports(changed: ChangedGraph): BarrelImport[] {
  return addedImports(changed).flatMap((edge) => barrelImport(changed, edge) ?? []);
}

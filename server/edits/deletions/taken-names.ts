// Whether anything takes what one file offers through the files that pass it on. Owns the walk through barrels.
import type { Edge } from '../../graph/facts.ts';
import type { ProjectGraph } from '../../graph/project-graph.ts';
import { offeredNames } from '../export-names.ts';

export interface PassedOn {
  readonly graph: ProjectGraph;
  /** True for a file that a package offers to others under its name. */
  isEntry(file: string): boolean;
}

const isReexport = (edge: Edge): boolean => edge.kind === 'STAR' || edge.kind === 'REEXPORT';

/** The names under which the target's exports leave the file again; `*` where they are not known. */
function leavingNames(edge: Edge, names: ReadonlySet<string>): Set<string> {
  const leaving = new Set<string>();
  for (const { imported, exported } of edge.names) {
    if (exported === '*') for (const name of names) (name !== 'default') && leaving.add(name);
    else if (imported === '*' || names.has('*') || names.has(imported)) leaving.add(exported ?? imported);
  }
  return leaving;
}

function takes(edge: Edge, names: ReadonlySet<string>): boolean {
  return edge.names.some(({ imported }) => imported === '*' || names.has('*') || names.has(imported));
}

function isTaken(passed: PassedOn, file: string, names: ReadonlySet<string>, seen: Set<string>): boolean {
  const key = [file, ...[...names].sort()].join('\n');
  if (names.size === 0 || seen.has(key)) return false;
  seen.add(key);
  if (passed.isEntry(file)) return true;
  return passed.graph.edgesTo(file).some((edge) => {
    if (edge.from === file) return false;
    return isReexport(edge) ? isTaken(passed, edge.from, leavingNames(edge, names), seen) : takes(edge, names);
  });
}

/**
 * True for a re-export through which nothing is taken, in the room or by a package's entry. One that exists only for the effects of its
 * module (no name leaves by it) is a use.
 */
export function isUntaken(passed: PassedOn, edge: Edge): boolean {
  if (!isReexport(edge) || edge.to === null || edge.names.length === 0) return false;
  const { names, complete } = offeredNames(passed.graph, edge.to);
  if (names.length === 0 && complete) return false;
  const offered = new Set(complete ? names.map(({ name }) => name) : ['*']);
  return !isTaken(passed, edge.from, leavingNames(edge, offered), new Set());
}

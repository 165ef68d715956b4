// Import cycles that carrying a declaration away would make, as far as they break at run time. Owns the question whether a value is read before it is there.
import { isRuntimeEdge } from '../graph/cycles.ts';
import type { ReadableGraph } from '../graph/project-graph.ts';
import { declarationsOf } from './declarations.ts';
import { findEvaluationRead, isRuntimeUse } from './evaluation-reads.ts';
import { importedLocals } from './import-writer.ts';
import type { Leaving } from './moved-declarations.ts';
import { refuse, type Refusal } from './move-refusal.ts';
import { analyzeName } from './occurrences.ts';
import type { Syntax } from './syntax.ts';

export interface CycleRequest {
  readonly graph: ReadableGraph;
  readonly file: string;
  readonly to: string;
  readonly name: string;
  readonly leaving: Leaving;
  /** The destination as it is; null where it is made. */
  readonly destination: Syntax | null;
}

/** True when imports lead from one file to the other at run time; edges that take nothing but the moved name do not count. */
function reaches({ graph, file, name }: CycleRequest, from: string, to: string): boolean {
  const seen = new Set([from]);
  for (const path of seen) {
    if (path === to) return true;
    for (const edge of graph.edgesFrom(path)) {
      const isMoved = edge.to === file && edge.names.length > 0 && edge.names.every(({ imported }) => imported === name);
      if (edge.to !== null && isRuntimeEdge(edge) && edge.kind !== 'DYNAMIC' && !isMoved) seen.add(edge.to);
    }
  }
  return false;
}

/** A name that the destination takes from the old file and reads while it is evaluated. */
function readByDestination({ graph, file, to, name, destination }: CycleRequest): string | null {
  if (!destination) return null;
  const starts = new Set(graph.edgesFrom(to).filter((edge) => edge.to === file).map((edge) => edge.start));
  const locals = [...importedLocals(destination)].filter(([, one]) => one.imported !== name && !one.isType && starts.has((one.statement['source'] as { start: number } | undefined)?.start ?? -1));
  return findEvaluationRead(locals.map(([local]) => local), { occurrencesOf: (one) => analyzeName(destination, one).ofModule, isInside: () => true, stretches: declarationsOf(destination) });
}

/** A refusal where evaluation would read what is not there yet; else what the old file would break by passing the name on (null: nothing). */
export function findCycle(request: CycleRequest): Refusal | { readonly passOnBreaks: string | null; readonly isCyclic: boolean } {
  const { file, to, name, leaving } = request;
  const values = leaving.staying.filter(({ isValue }) => isValue).map((one) => one.name);
  const isBack = leaving.usesLeft.some(isRuntimeUse);
  const needsOld = values.length > 0 || (request.destination !== null && reaches(request, to, file));
  const needsNew = isBack || reaches(request, file, to);
  const occurrencesOf = (one: string) => leaving.analysisOf(one).ofModule;
  const early = findEvaluationRead(values, { occurrencesOf, isInside: leaving.isLeaving, stretches: leaving.declarations }) ?? readByDestination(request);
  const back = findEvaluationRead([leaving.local], { occurrencesOf, isInside: (offset) => !leaving.isLeaving(offset), stretches: leaving.others });
  const isCyclic = needsOld && needsNew;
  if (isCyclic && early !== null) return refuse(`'${name}' would read '${early}' of ${file} while both files are being loaded: each needs the other.`, `Put '${early}' into a file of its own first; nothing was written.`);
  if (isCyclic && back !== null) return refuse(`${file} reads '${name}' while it is loaded, and ${to} needs ${file} in turn.`, `Move what ${to} needs of ${file} first; nothing was written.`);
  return { passOnBreaks: needsOld ? early : null, isCyclic };
}

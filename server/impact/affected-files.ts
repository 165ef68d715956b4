// The files that a change can make stop compiling. Owns the reach: imports lead there, and declarations that every file sees lead everywhere.
import { reachesBeyondImports } from '../checker/beyond-imports.ts';
import type { EditSource } from '../edits/edit-plan.ts';
import { transitiveDependents } from '../graph/dependents.ts';
import { readOnce } from './read-once.ts';
import { filesLeadingTo } from './taken-places.ts';
import { createdPaths, writtenTexts, type Tried } from './written-texts.ts';

/** Whether what a file of the room declares as it is on disk is seen by files that do not import it. */
export const reachesBeyondOnDisk = readOnce(reachesBeyondImports);

export interface Reach extends Tried {
  /** Everything that reaches a target by imports. */
  readonly dependents: Iterable<string>;
}

/**
 * What must be checked: the written files, all their dependents, what may import a new file now in place of another or of nothing, and where one of
 * these declares something for files that do not import it, every file.
 */
export function affectedFiles(source: EditSource, { edits, tried, dependents }: Reach): string[] {
  const written = writtenTexts(source, { edits, tried });
  // Where the change is made already, the graph has lost some dependents; those that are healed, or listed because they cannot be, are known again.
  const lost = edits.baseline ? [...edits.baseline.keys(), ...edits.after.overlay.keys(), ...edits.notEdited.map(({ file }) => file)] : [];
  const others = [...lost, ...filesLeadingTo(source, createdPaths(written))];
  const files = new Set([...written.map(({ path }) => path), ...dependents, ...others, ...transitiveDependents(source.graph, others.filter((path) => source.graph.facts(path))).keys()]);
  const isSeenByAll = (path: string) => reachesBeyondOnDisk(source, path) || [tried.overlay, edits.baseline].some((texts) => reachesBeyondImports(path, texts?.get(path) ?? ''));
  return [...files].some(isSeenByAll) ? [...new Set([...files, ...source.graph.files()])] : [...files];
}

// The files that a change can make stop compiling. Owns the reach: imports lead there, and declarations that every file sees lead everywhere.
import { reachesBeyondImports } from '../checker/beyond-imports.ts';
import type { EditSource } from '../edits/edit-plan.ts';
import { transitiveDependents } from '../graph/dependents.ts';
import { readOnce } from './read-once.ts';
import { hiddenAdders, hiddenImporters, isImportedByJsx } from './hidden-ways.ts';
import { reconfigures } from './project-changes.ts';
import { filesLeadingTo } from './taken-places.ts';
import { createdPaths, writtenTexts, type Tried } from './written-texts.ts';

/** Whether what a file of the room declares as it is on disk is seen by files that do not import it. */
export const reachesBeyondOnDisk = readOnce(reachesBeyondImports);

export interface Reach extends Tried {
  /** Everything that reaches a target by imports, the targets left out. */
  readonly dependents: Iterable<string>;
}

/**
 * What must be checked: the written files and the targets (of a member also the files that implement it), all their dependents, what may import a new file
 * now in place of another or of nothing, and where one of these declares something for files that do not import it, or a config or package.json says
 * something else, every file.
 */
export function affectedFiles(source: EditSource, { edits, tried, dependents }: Reach): string[] {
  const written = writtenTexts(source, { edits, tried });
  // Where the change is made already, the graph has lost some dependents; those that are healed, or listed because they cannot be, are known again.
  const { baseline } = edits;
  const lost = baseline ? [...baseline.keys(), ...edits.after.overlay.keys(), ...edits.notEdited.map(({ file }) => file)] : [];
  const deleted = baseline ? written.filter(({ before, after }) => before !== null && after === null).map(({ path }) => path) : [];
  const others = [...lost, ...filesLeadingTo(source, [...createdPaths(written), ...deleted])];
  const files = new Set([...written.map(({ path }) => path), ...edits.targets, ...dependents, ...others, ...transitiveDependents(source.graph, others.filter((path) => source.graph.facts(path))).keys()]);
  for (const path of files) for (const from of [...hiddenImporters(source, path), ...hiddenAdders(source, path)]) if (!files.has(from)) [from, ...transitiveDependents(source.graph, [from]).keys()].forEach((each) => files.add(each));
  const isSeenByAll = (path: string) => reachesBeyondOnDisk(source, path) || isImportedByJsx(source, path) || [tried.overlay, baseline].some((texts) => reachesBeyondImports(path, texts?.get(path) ?? ''));
  return written.some((pair) => reconfigures(source, pair)) || [...files].some(isSeenByAll) ? [...new Set([...files, ...source.graph.files()])] : [...files];
}

// The structure that the project would have after a change: the change is made on the texts in memory, and the graph of those is measured. Owns no file.
import { editsOfChange } from '../../edits/change-edits.ts';
import type { EditSource } from '../../edits/edit-plan.ts';
import { EditedGraph } from '../../edits/edited-graph.ts';
import type { VirtualTree } from '../../edits/virtual-tree.ts';
import type { Change } from '../../intents/change.ts';
import { filePlaces, structureOf, type FilePlace, type Structure } from '../../graph/structure.ts';

export interface MeasuredChange {
  readonly structure: Structure;
  /** Where the old form stays for callers; null where the kind keeps none, or where it cannot be kept. */
  readonly keeping: (() => Structure) | null;
  /** What moved files were called before, by what they are called after. */
  readonly nameBefore: ReadonlyMap<string, string>;
}

const graphOf = (source: EditSource, { overlay }: VirtualTree): EditedGraph => new EditedGraph(source, [...overlay].map(([path, after]) => ({ path, before: source.tree.text(path) ?? null, after })));

/** The change must have been resolved against the tree as it is. */
export async function measureChange(source: EditSource, change: Change, signal?: AbortSignal): Promise<MeasuredChange> {
  // Trials must not push out the edits of the change that somebody looks at.
  const { tree, graph, checker } = source;
  const { after, shim, renamed } = await editsOfChange({ tree, graph, aliasesFor: (file) => source.aliasesFor(file), ...(checker ? { checker } : {}) }, change, signal);
  const kept = shim?.keep(after) ?? [];
  return {
    structure: structureOf(graphOf(source, after)),
    nameBefore: new Map(renamed.files),
    keeping: kept.length === 0 ? null : () => structureOf(graphOf(source, after.apply(kept))),
  };
}

/** Null where there is no such file. */
export function filePlace({ modules }: Structure, file: string): FilePlace | null {
  return filePlaces(modules).get(file) ?? null;
}

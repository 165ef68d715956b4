// The edits of a change, by step: what the change itself does, and what each kind of dependent needs. Owns the split; the forms live in their own files.
import type { Change } from '../intents/change.ts';
import type { ProjectGraph } from '../graph/project-graph.ts';
import type { FileEdit, TextEdit } from './file-edit.ts';
import { moveFile } from './move-file.ts';
import { renameExport, type ExportSite, type NotEdited } from './rename-export.ts';
import type { Alias } from './specifier.ts';
import { normalizeEdits } from './text-edits.ts';
import { VirtualTree, type ReadableTree } from './virtual-tree.ts';

/** What the edit engine reads. */
export interface EditSource {
  readonly tree: ReadableTree & { paths(): Iterable<string> };
  readonly graph: ProjectGraph;
  aliasesFor(file: string): readonly Alias[];
}

export interface ChangeEdits {
  /** The change itself. Edits of a later list start from the tree that the lists before it leave. */
  readonly applyChange: readonly FileEdit[];
  readonly updateImports: readonly FileEdit[];
  readonly updateReferences: readonly FileEdit[];
  /** The tree after all three. */
  readonly after: VirtualTree;
  /** Modules that offer the renamed export; empty for a move. */
  readonly sites: readonly ExportSite[];
  readonly notEdited: readonly NotEdited[];
}

const present = <T>(value: T | null): value is T => value !== null;

/** Moves edits behind those that were applied before them. The two do not overlap. */
function shiftEdits(edits: readonly TextEdit[], applied: readonly TextEdit[]): TextEdit[] {
  const sorted = normalizeEdits(applied);
  return edits.map((edit) => {
    const shift = sorted.filter((done) => done.end <= edit.start).reduce((sum, done) => sum + done.text.length - (done.end - done.start), 0);
    return { ...edit, start: edit.start + shift, end: edit.end + shift };
  });
}

function editsOfRename(source: EditSource, change: Extract<Change, { kind: 'RENAME_EXPORT' }>): ChangeEdits {
  const base = new VirtualTree(source.tree);
  const renamed = renameExport({ tree: base, graph: source.graph, file: change.file, from: change.from, to: change.to });
  const applyChange = [base.modify(change.file, renamed.declaration)].filter(present);
  const applied = base.apply(applyChange);
  const dependents = [...renamed.dependents].sort(([a], [b]) => (a < b ? -1 : 1));
  const updateImports = dependents.map(([path, edits]) => applied.modify(path, edits.imports)).filter(present);
  const imported = applied.apply(updateImports);
  const updateReferences = dependents.map(([path, edits]) => imported.modify(path, shiftEdits(normalizeEdits(edits.references), edits.imports))).filter(present);
  return { applyChange, updateImports, updateReferences, after: imported.apply(updateReferences), sites: renamed.sites, notEdited: renamed.notEdited };
}

function editsOfMove(source: EditSource, change: Extract<Change, { kind: 'MOVE_FILE' }>): ChangeEdits {
  const base = new VirtualTree(source.tree);
  const moved = moveFile({ tree: base, graph: source.graph, from: change.from, to: change.to, aliasesFor: source.aliasesFor.bind(source) }, source.tree.paths());
  const applyChange = [base.move(change.from, change.to, moved.own)];
  const applied = base.apply(applyChange);
  const dependents = [...moved.dependents].sort(([a], [b]) => (a < b ? -1 : 1));
  const updateImports = dependents.map(([path, edits]) => applied.modify(path, edits.imports)).filter(present);
  const imported = applied.apply(updateImports);
  const updateReferences = dependents.map(([path, edits]) => imported.modify(path, shiftEdits(edits.references, edits.imports))).filter(present);
  return { applyChange, updateImports, updateReferences, after: imported.apply(updateReferences), sites: [], notEdited: moved.notEdited };
}

/** Every edit of a change against the tree as it is now. The change must have been resolved against the same tree. */
export function editsOfChange(source: EditSource, change: Change): ChangeEdits {
  return change.kind === 'RENAME_EXPORT' ? editsOfRename(source, change) : editsOfMove(source, change);
}

/** Only what the change itself does, dependents left as they are: the tree in which breaks show. */
export function tryChange(source: EditSource, change: Change): VirtualTree {
  return new VirtualTree(source.tree).apply(editsOfChange(source, change).applyChange);
}


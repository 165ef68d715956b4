// What every kind of change comes to: edits by step, what is left, and how the old form is kept. Owns the shapes and how they are put together.
import type { ProjectGraph } from '../graph/project-graph.ts';
import type { FileEdit, TextEdit } from './file-edit.ts';
import type { ReferenceFinder } from './reference-finder.ts';
import type { Alias } from './specifier.ts';
import { normalizeEdits } from './text-edits.ts';
import { VirtualTree, type Overlay, type ReadableTree } from './virtual-tree.ts';

/** What the edit engine reads. */
export interface EditSource {
  readonly tree: ReadableTree & { paths(): Iterable<string> };
  readonly graph: ProjectGraph;
  aliasesFor(file: string): readonly Alias[];
  /** Edits of the changes that were asked for last, by the change as JSON. Whoever changes the tree empties it; without it nothing is remembered. */
  readonly remembered?: Map<string, Promise<ChangeEdits>>;
  /** Finds what only types tell; kinds that need it throw without it. */
  readonly checker?: ReferenceFinder;
}

/** A place that was seen and is not edited. */
export interface NotEdited {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly reason: string;
}

/** Edits of one dependent, split as the steps are: the import and export clauses, and the uses. */
export interface DependentEdits {
  readonly imports: TextEdit[];
  readonly references: TextEdit[];
}

/** A module that offers the renamed thing; a path longer than one name goes through namespace objects. */
export interface ExportSite {
  readonly file: string;
  readonly path: readonly string[];
}

/** How things were called before the change, so that old problems are recognised under new names; pairs of now and before. */
export interface RenamedBy {
  readonly files: readonly (readonly [string, string])[];
  readonly names: readonly (readonly [string, string])[];
}

export const NOTHING_RENAMED: RenamedBy = { files: [], names: [] };

/** The compatibility layer of a change. Both work on the tree that the edits before them leave. */
export interface Shim {
  /** Expresses the old form through the new one; empty where that cannot be done. */
  readonly keep: (tree: VirtualTree) => readonly FileEdit[];
  /** Puts `@deprecated` with the replacement on every name that `kept` made. */
  readonly deprecate: (tree: VirtualTree, kept: readonly FileEdit[]) => readonly FileEdit[];
}

export interface ChangeEdits {
  /** The change itself. Edits of a later list start from the tree that the lists before it leave. */
  readonly applyChange: readonly FileEdit[];
  readonly updateImports: readonly FileEdit[];
  readonly updateReferences: readonly FileEdit[];
  /** What is tried to see what breaks, where that is something else than `applyChange`: a deletion that is planned as a deprecation. */
  readonly tried?: readonly FileEdit[];
  /** The tree after the first three. */
  readonly after: VirtualTree;
  /** May be made when it is read first, so it is read before the tree can change. */
  readonly notEdited: readonly NotEdited[];
  /** The files whose dependents can break, as they are called before the change. */
  readonly targets: readonly string[];
  /** The same files after it; those that are gone are left out. */
  readonly targetsAfter: readonly string[];
  readonly renamed: RenamedBy;
  /** Null where the kind has no old form to keep. */
  readonly shim: Shim | null;
  /** What the edited paths held before, where the room has the new contents already: new problems are told against that. */
  readonly baseline?: Overlay;
  /** Why the old form cannot be kept, for a change that would deserve it; one sentence. */
  readonly withoutShim?: string;
  /** Modules that offer a renamed export: where the compiler says that the old name is gone, the new one is written. */
  readonly sites: readonly ExportSite[];
}

const present = <T>(value: T | null): value is T => value !== null;

/** Moves edits behind those that were applied before them. The two do not overlap. */
export function shiftEdits(edits: readonly TextEdit[], applied: readonly TextEdit[]): TextEdit[] {
  const sorted = normalizeEdits(applied);
  return edits.map((edit) => {
    const shift = sorted.filter((done) => done.end <= edit.start).reduce((sum, done) => sum + done.text.length - (done.end - done.start), 0);
    return { ...edit, start: edit.start + shift, end: edit.end + shift };
  });
}

/** The three lists of edits and the tree after them. `apply` makes the change itself; offsets of `dependents` are those of the tree before everything. */
export function composeEdits(tree: ReadableTree, apply: (base: VirtualTree) => readonly (FileEdit | null)[], dependents: ReadonlyMap<string, DependentEdits>): Pick<ChangeEdits, 'applyChange' | 'updateImports' | 'updateReferences' | 'after'> {
  const base = new VirtualTree(tree);
  const applyChange = apply(base).filter(present);
  const applied = base.apply(applyChange);
  const sorted = [...dependents].sort(([a], [b]) => (a < b ? -1 : 1));
  const updateImports = sorted.map(([path, edits]) => applied.modify(path, edits.imports)).filter(present);
  const imported = applied.apply(updateImports);
  const updateReferences = sorted.map(([path, edits]) => imported.modify(path, shiftEdits(normalizeEdits(edits.references), edits.imports))).filter(present);
  return { applyChange, updateImports, updateReferences, after: imported.apply(updateReferences) };
}

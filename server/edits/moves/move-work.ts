// What one move has found so far: where every path goes, edits by file, places that are left. Owns the bookkeeping; decides on no edit.
import { posix } from 'node:path';
import type { ReadableGraph } from '../../graph/project-graph.ts';
import type { DependentEdits, EditSource, NotEdited } from '../edit-plan.ts';
import type { TextEdit } from '../file-edit.ts';
import type { Alias } from '../specifier.ts';
import { positionAt } from '../syntax.ts';

/** The files that move, and the folder that does where a whole one goes. */
export interface Moves {
  /** From old to new paths. */
  readonly files: ReadonlyMap<string, string>;
  readonly folder: { readonly from: string; readonly to: string } | null;
  /** Links in documents and paths in comments are edited, instead of being listed. */
  readonly editsMentions: boolean;
}

export interface MoveEdits {
  /** Edits of the moved files' own texts, by old path. */
  readonly own: ReadonlyMap<string, readonly TextEdit[]>;
  /** By path of the dependent: import and export clauses, and everything else (strings in calls, configuration, links). */
  readonly dependents: ReadonlyMap<string, DependentEdits>;
  readonly notEdited: readonly NotEdited[];
}

/** What a move is computed from; the graph may be one of a tree that is not on disk. */
export type MoveSource = Pick<EditSource, 'tree' | 'aliasesFor'> & { readonly graph: ReadableGraph };

export class MoveWork {
  readonly tree: EditSource['tree'];
  readonly graph: ReadableGraph;
  readonly moves: Moves;
  readonly own = new Map<string, TextEdit[]>();
  readonly dependents = new Map<string, DependentEdits>();
  readonly notEdited: NotEdited[] = [];
  readonly #source: MoveSource;
  #paths: readonly string[] | null = null;

  constructor(source: MoveSource, moves: Moves) {
    this.#source = source;
    this.tree = source.tree;
    this.graph = source.graph;
    this.moves = moves;
  }

  /** All files of the room. */
  get paths(): readonly string[] {
    return (this.#paths ??= [...this.tree.paths()]);
  }

  aliasesFor(file: string): readonly Alias[] {
    return this.#source.aliasesFor(file);
  }

  /** Where a file will be. A file of a moved folder that is no text stays. */
  fileAfter(path: string): string {
    return this.moves.files.get(path) ?? path;
  }

  /** Where a file or a folder will be; it need not exist. */
  pathAfter(path: string): string {
    const { files, folder } = this.moves;
    const file = files.get(path);
    if (file !== undefined) return file;
    const isInside = folder !== null && (path === folder.from || path.startsWith(`${folder.from}/`));
    return isInside && !this.tree.has(path) ? folder.to + path.slice(folder.from.length) : path;
  }

  folderAfter(file: string): string {
    return posix.dirname(this.fileAfter(file));
  }

  /** Notes an edit of a file that may move itself. */
  edit(file: string, edit: TextEdit, step: keyof DependentEdits = 'references'): void {
    if (this.moves.files.has(file)) {
      this.own.set(file, [...(this.own.get(file) ?? []), edit]);
      return;
    }
    const edits = this.dependents.get(file) ?? { imports: [], references: [] };
    edits[step].push(edit);
    this.dependents.set(file, edits);
  }

  /** Lists a place that was seen and is not edited. */
  skip(file: string, at: number | { readonly line: number; readonly column: number }, reason: string): void {
    const { line, column } = typeof at === 'number' ? positionAt(this.tree.text(file) ?? '', at) : at;
    this.notEdited.push({ file, line, column, reason });
  }
}

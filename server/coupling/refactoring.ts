// A refactoring that was tried on the graph, and what it wins. Owns the shape that is stored and shown.
import type { FilePlace, StructureMetrics } from '../graph/structure.ts';

export type RefactoringKind = 'TYPE_ONLY_IMPORT' | 'MOVE_EXPORT' | 'MOVE_FILE' | 'SPLIT_MODULE';

/** The project and the file it is about. */
export interface Standing {
  readonly metrics: StructureMetrics;
  readonly file: string;
  readonly place: FilePlace | null;
}

export interface Refactoring {
  readonly kind: RefactoringKind;
  readonly title: string;
  readonly why: string;
  /** What to say to start it: words, or a diff. */
  readonly intent: string;
  readonly before: Standing;
  /** As the run leaves it. */
  readonly after: Standing;
  /** The run keeps the old form for callers, deprecated; `after` counts it. */
  readonly keepsOldForm: boolean;
  /** What the measures win together; see `gainOf` in refactor/suggest.ts. */
  readonly gain: number;
}

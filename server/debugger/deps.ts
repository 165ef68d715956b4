// What the debugger's work is given. Owns the shapes; `service.ts` puts them together.
import type { FileEdit } from '../edits/file-edit.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';
import type { ReadableGraph } from '../graph/project-graph.ts';
import type { SourceTree } from '../rooms/source-tree.ts';

/** A room's files and its import graph. */
export interface Source {
  readonly tree: SourceTree;
  readonly graph: ReadableGraph;
}

export interface NewProblem {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

export interface DebuggerDeps {
  readonly prisma: PrismaClient;
  /** The room's files and graph, in step with the disk. */
  openSource(roomId: string): Promise<Source>;
  /** Problems that the compiler has with the new contents and had not before; null where it checks none of the files. */
  findNewProblems(roomId: string, overlay: ReadonlyMap<string, string>, signal: AbortSignal): Promise<readonly NewProblem[] | null>;
}

/** Edits that a run of the engine is to write. */
export interface DecidedEdits {
  readonly title: string;
  readonly reasons: readonly string[];
  readonly edits: readonly FileEdit[];
  /** The accepted fix that they are; null for a regression test. */
  readonly fixId: string | null;
}

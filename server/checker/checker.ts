// The compiler as the rest of the server sees it. Owns the interface and its data; knows no compiler.
import type { Overlay } from '../edits/virtual-tree.ts';

/** One diagnostic of the compiler. `file` is a path in the room; line and column are 1-based. */
export interface Problem {
  readonly file: string;
  /** UTF-16 offset in the text that was checked. */
  readonly start: number;
  readonly line: number;
  readonly column: number;
  /** For example `TS2339`. */
  readonly code: string;
  readonly message: string;
  /** The text at the place, at most 80 characters. */
  readonly excerpt: string;
}

export interface CheckRequest {
  /** Files that differ from the disk. */
  readonly overlay: Overlay;
  /** Files to check, as paths in the room; files that no project includes are left out of the answer. */
  readonly files: readonly string[];
  readonly signal?: AbortSignal;
}

export interface CheckResult {
  readonly problems: readonly Problem[];
  /** The files that were checked. */
  readonly checked: readonly string[];
}

export interface Checker {
  /** Errors of the given files, over all projects of the room; each error is told once. */
  check(request: CheckRequest): Promise<CheckResult>;
  /** Uses of things marked `@deprecated` in the given files. */
  findDeprecatedUses(request: CheckRequest): Promise<CheckResult>;
  /** Must be told what changed on disk since it was opened. */
  noteChanges(changes: { readonly added: readonly string[]; readonly changed: readonly string[]; readonly removed: readonly string[] }): void;
  close(): Promise<void>;
}

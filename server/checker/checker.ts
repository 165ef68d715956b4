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
  /** Of a use of something deprecated: where the tag stands that says so. */
  readonly deprecatedAt?: { readonly file: string; readonly start: number };
}

export interface CheckRequest {
  /** Files that differ from the disk. */
  readonly overlay: Overlay;
  /** Files to check, as paths in the room; files that no project includes are left out of the answer. */
  readonly files: readonly string[];
  /** Those of the files that say what they said before: they count as checked, and the compiler is not asked. */
  readonly settled?: ReadonlySet<string>;
  readonly signal?: AbortSignal;
}

export interface CheckResult {
  readonly problems: readonly Problem[];
  /** The files that were checked: those that some project includes. */
  readonly checked: readonly string[];
}

export interface ContentsRequest {
  readonly before: Overlay;
  readonly after: Overlay;
  readonly signal?: AbortSignal;
}

/** What is in a project depends on its config and on all imports of its files. */
export interface ContentsChange {
  /** Files of the room that a project has afterwards and had not before. */
  readonly entered: readonly string[];
  /** Whether a file that came into a project or left it declares something for files that do not import it. */
  readonly reachesBeyond: boolean;
}

/** A token. UTF-16 offsets in the text that was asked about; a string spans its quotes. `file` is a path from the room, outside of it with `..`. */
export interface Place {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

export interface ReferencesRequest {
  readonly file: string;
  /** UTF-16 offset of the first character of a name. */
  readonly offset: number;
  /** Files that differ from the disk. */
  readonly overlay: Overlay;
  readonly signal?: AbortSignal;
}

export interface References {
  /** Names in every declaration that the name stands for: of a member, those that it overrides or implements and that do so with it. */
  readonly definitions: readonly Place[];
  /** Every token that stands for one of them, most declarations included. */
  readonly places: readonly Place[];
}

export interface UnknownRequest {
  readonly places: readonly Place[];
  readonly overlay: Overlay;
  readonly signal?: AbortSignal;
}

export interface TypeQuestion {
  readonly file: string;
  /** UTF-16 offsets of the first characters of names or expressions. */
  readonly offsets: readonly number[];
  readonly overlay: Overlay;
  readonly signal?: AbortSignal;
}

export interface Checker {
  /** Errors of the given files, over all projects of the room; each error is told once. */
  check(request: CheckRequest): Promise<CheckResult>;
  /** What else the projects of the room consist of with another overlay. */
  compareContents(request: ContentsRequest): Promise<ContentsChange>;
  /** Uses of things marked `@deprecated` in the given files. */
  findDeprecatedUses(request: CheckRequest): Promise<CheckResult>;
  /** Declarations and uses of a name over all projects of the room; nothing for a file that no project includes. */
  findReferences(request: ReferencesRequest): Promise<References>;
  /** Those of the places where no project knows what the name stands for. */
  findUnknown(request: UnknownRequest): Promise<readonly Place[]>;
  /** The types at offsets as TypeScript writes them; null where no project knows one. */
  describeTypes(request: TypeQuestion): Promise<readonly (string | null)[]>;
  /** Must be told what changed on disk since it was opened. */
  noteChanges(changes: { readonly added: readonly string[]; readonly changed: readonly string[]; readonly removed: readonly string[] }): void;
  close(): Promise<void>;
}

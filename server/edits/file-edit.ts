// Edits as data: what a step does to which file, known by its hash before and after. Owns the shapes; knows no disk.

/** Replaces the UTF-16 range [start, end) of a text. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** sha256 of a file's bytes, hex. */
export type Hash = string;

/** One operation on one file. Paths are POSIX, relative to the room's root. `edits` are sorted and do not overlap. */
export type FileEdit =
  | { readonly kind: 'modify'; readonly path: string; readonly before: Hash; readonly after: Hash; readonly edits: readonly TextEdit[] }
  | { readonly kind: 'create'; readonly path: string; readonly after: Hash; readonly text: string }
  | { readonly kind: 'delete'; readonly path: string; readonly before: Hash }
  | { readonly kind: 'move'; readonly from: string; readonly path: string; readonly before: Hash; readonly after: Hash; readonly edits: readonly TextEdit[] };

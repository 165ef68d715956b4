// What one source file says about modules: its imports, re-exports and exports, with positions. Pure data; made by parse-file.ts.

/**
 * How a file refers to another. TYPE is erased at run time; STAR is `export * from`; REEXPORT is `export { a } from`.
 * MOCK only names a module by its address: `vi.mock`, `jest.requireActual`, `require.resolve`, `new URL(x, import.meta.url)` and
 * their kin. Such an edge breaks when the file moves, but it is no import: no part of cycles or coupling, and never unresolved.
 * REFERENCE is `/// <reference path>` (its path is relative even without a dot), JSDOC an `import('x')` or `@import` in a JSDoc comment.
 * GLOB names a set of files, by `import.meta.glob` or by a specifier with computed parts, written as in a template; it leads to no one file.
 */
export type EdgeKind = 'STATIC' | 'TYPE' | 'REEXPORT' | 'STAR' | 'DYNAMIC' | 'REQUIRE' | 'MOCK' | 'REFERENCE' | 'JSDOC' | 'GLOB';

/** True for references that load nothing and need not lead anywhere. */
export const isMention = (kind: EdgeKind): boolean => kind === 'MOCK' || kind === 'JSDOC' || kind === 'GLOB';

/** Shows how the project writes module specifiers; a reference path says the extension whatever they do. */
export const isSpecifier = (kind: EdgeKind): boolean => !isMention(kind) && kind !== 'REFERENCE';

/** One name that crosses an import or re-export. */
export interface CrossingName {
  /** Name in the module that is imported: a name, `default`, or `*` for the whole namespace. */
  readonly imported: string;
  /** Name of the local binding; null for re-exports and for bindings that a pattern makes. */
  readonly local: string | null;
  /** For re-exports the name under which it leaves again, `*` for a bare `export *`; else null. */
  readonly exported: string | null;
  readonly isType: boolean;
}

/** One reference to another module. Offsets are UTF-16 code units in the text as it is on disk (a BOM counts as one). */
export interface ImportFact {
  readonly kind: EdgeKind;
  /** The specifier as written, without its quotes; a GLOB that is a sum of strings is written as the template it could be. */
  readonly specifier: string;
  /** Span of the string literal, quotes included. */
  readonly start: number;
  readonly end: number;
  /** 1-based position of `start`. */
  readonly line: number;
  readonly column: number;
  readonly names: readonly CrossingName[];
}

/** One name that a file exports. */
export interface ExportFact {
  /**
   * Exported name; `default` for the default export, `export=` for `export =` and for `module.exports = value`.
   * `export *` is no ExportFact (see ImportFact of kind STAR). Overloads and merged declarations give one fact each.
   */
  readonly name: string;
  /**
   * The local binding behind it; null for an anonymous default export and for re-exports. Where it is itself imported
   * (`import { a } from './x'; export { a }`), follow the local name through `imports`.
   */
  readonly local: string | null;
  /** Index into `imports` for a re-export (`export { a } from`, `export * as ns from`), else null. */
  readonly importIndex: number | null;
  /** True when it is certain from the syntax alone that only a type is exported (interface, type alias, `export type`). */
  readonly isType: boolean;
  /** Span of the exported name token (for `export default` the keyword). */
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly column: number;
}

export interface ParseProblem {
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

export interface FileFacts {
  /** POSIX path relative to the room's root. */
  readonly path: string;
  /** sha256 of the bytes, hex. */
  readonly hash: string;
  readonly bytes: number;
  readonly imports: readonly ImportFact[];
  readonly exports: readonly ExportFact[];
  /** Starts and ends of the import and export statements, in order: where the file can be taken apart. */
  readonly statements: readonly number[];
  /** Syntax errors; facts of a file that has some are as good as the parser's recovery. May parse the file when it is first read. */
  readonly problems: readonly ParseProblem[];
}

/** An import with where it leads. */
export interface Edge extends ImportFact {
  readonly from: string;
  /** Path of the file in the room it resolves to; null when it leads outside the room or nowhere. */
  readonly to: string | null;
  /** True when nothing was found at all (not a package, not a builtin, not a file). */
  readonly unresolved: boolean;
}

// The files that a change looks into, each parsed once, and the places that it leaves alone. Owns the bookkeeping; decides on no edit.
import type { NotEdited } from './edit-plan.ts';
import type { TextEdit } from './file-edit.ts';
import { pathToOffset, type SyntaxPath } from './syntax-path.ts';
import { parseSyntax, positionAt, type Syntax } from './syntax.ts';
import type { ReadableTree } from './virtual-tree.ts';

const SOURCE = /\.[cm]?[jt]sx?$/;

export class ParsedFiles {
  readonly #tree: ReadableTree;
  readonly #parsed = new Map<string, Syntax | null>();
  readonly #edits = new Map<string, TextEdit[]>();
  readonly #notEdited = new Map<string, NotEdited>();

  constructor(tree: ReadableTree) {
    this.#tree = tree;
  }

  /** Null for what is no readable source of the room. */
  syntax(file: string): Syntax | null {
    const known = this.#parsed.get(file);
    if (known !== undefined) return known;
    const text = SOURCE.test(file) ? this.#tree.text(file) : undefined;
    const syntax = text === undefined ? null : parseSyntax(file, text);
    this.#parsed.set(file, syntax);
    return syntax;
  }

  /** The innermost node at an offset. */
  pathTo(file: string, offset: number): SyntaxPath | null {
    const syntax = this.syntax(file);
    return syntax && pathToOffset(syntax, offset);
  }

  text(file: string): string {
    return this.#tree.text(file) ?? '';
  }

  /** The edits of one file, to be added to. */
  editsOf(file: string): TextEdit[] {
    let edits = this.#edits.get(file);
    if (!edits) this.#edits.set(file, (edits = []));
    return edits;
  }

  get edits(): ReadonlyMap<string, TextEdit[]> {
    return this.#edits;
  }

  /** Lists a place that was seen and is not edited; the first reason stays. */
  leave(file: string, offset: number, reason: string): void {
    const key = `${file}\n${offset}`;
    if (!this.#notEdited.has(key)) this.#notEdited.set(key, { file, ...positionAt(this.text(file), offset), reason });
  }

  get notEdited(): NotEdited[] {
    return [...this.#notEdited.values()].sort((a, b) => (a.file === b.file ? a.line - b.line || a.column - b.column : a.file < b.file ? -1 : 1));
  }
}

// What sending importers elsewhere has found so far: files by path, places that are left, namespaces to follow. Owns the bookkeeping; decides on no edit.
import type { Edge } from '../graph/facts.ts';
import type { NotEdited } from './edit-plan.ts';
import { ImportingFile } from './importing-file.ts';
import { specifierLike, type SpecifierSource } from './styled-specifier.ts';
import { parseSyntax, positionAt, type SyntaxNode } from './syntax.ts';
import type { ReadableTree } from './virtual-tree.ts';

export interface Relocation extends SpecifierSource {
  readonly tree: ReadableTree;
  /** The module that offers the name now, and the name. */
  readonly file: string;
  readonly name: string;
  /** The module that offers it then, under `toName`. */
  readonly to: string;
  readonly toName: string;
  readonly isType: boolean;
  /** What the name is called inside of `to` itself. */
  readonly localAtHome: string;
}

/** Everything found so far. */
export interface Relocating extends Relocation {
  readonly files: Map<string, ImportingFile>;
  readonly notEdited: NotEdited[];
  /** Places that name the old form; offsets in the text before. */
  readonly callers: { readonly file: string; readonly start: number }[];
  /** Modules that offer the old module as a namespace: the path to the name. */
  readonly namespaces: { readonly file: string; readonly path: readonly string[] }[];
}

export function skip(work: Relocating, file: string, offset: number, reason: string): void {
  work.notEdited.push({ file, ...positionAt(work.tree.text(file) ?? '', offset), reason });
}

export function fileOf(work: Relocating, path: string): ImportingFile | null {
  const known = work.files.get(path);
  if (known) return known;
  const text = work.tree.text(path);
  if (text === undefined) return null;
  const syntax = parseSyntax(path, text);
  if (syntax.errors.length > 0 && (syntax.program['body'] as readonly SyntaxNode[]).length === 0) {
    skip(work, path, 0, `the file cannot be parsed (${syntax.errors[0]}); it may use '${work.name}'`);
    return null;
  }
  const file = new ImportingFile(path, syntax, work.graph);
  work.files.set(path, file);
  return file;
}

/** How the importer names the new place; null (and listed) where it has no way to. */
export function specifierFor(work: Relocating, edge: Edge): string | null {
  const found = specifierLike(work, edge.from, work.to, { specifier: edge.specifier, target: edge.to ?? work.file });
  if (found === null) skip(work, edge.from, edge.start, `'${edge.specifier}' reaches the old place through an exact alias or a package entry, and the importer has no way to '${work.to}'; let that entry pass '${work.name}' on`);
  return found;
}

export const textOf = (node: unknown): string => String((node as SyntaxNode)['name'] ?? (node as SyntaxNode)['value']);

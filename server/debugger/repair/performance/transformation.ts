// What a transformation is given and what it makes. Owns the shapes and the context of one file.
import type { TextEdit } from '../../../edits/file-edit.ts';
import { isNode, positionAt, type SyntaxNode } from '../../../edits/syntax.ts';
import { detectStyle, type SourceStyle } from '../data-mapping/source-style.ts';
import { bindNames, descendants, sourceOf, type FileScopes } from './bindings.ts';
import { Purity } from './effects.ts';
import type { Kind } from './kinds.ts';
import { Names } from './places.ts';

export interface PerformanceContext {
  readonly file: FileScopes;
  readonly purity: Purity;
  readonly style: SourceStyle;
  /** `;` where the file ends its statements so. */
  readonly end: string;
  readonly isTyped: boolean;
  readonly nodes: readonly SyntaxNode[];
  names(): Names;
  /** What a parameter was given in the scenario; null where that is not known. */
  seenKind(fn: SyntaxNode, index: number): Kind | null;
  text(node: { readonly start: number; readonly end: number }): string;
}

export type PerformanceOperator =
  | 'linear-search-set' | 'linear-search-map' | 'growing-list-set' | 'join-index' | 'group-index' | 'hoist-invariant' | 'hoist-lazy' | 'cache-regexp' | 'module-constant' | 'memoise' | 'batch-awaits'
  | 'accumulator-push' | 'queue-index' | 'string-parts' | 'structured-clone' | 'repeated-computation';

export interface Optimisation {
  readonly operator: PerformanceOperator;
  readonly description: string;
  readonly path: string;
  readonly line: number;
  /** The code that is replaced; profiles are laid over it. */
  readonly start: number;
  readonly end: number;
  readonly edits: readonly TextEdit[];
  /** It remembers from one call to the next: measured with a fresh module for each run only. */
  readonly keepsState: boolean;
}

export type Transformation = (context: PerformanceContext) => Optimisation[];

/** The kinds of arguments that were seen, by the name of the function. */
export type SeenArguments = ReadonlyMap<string, readonly (Kind | null)[]>;

/** Null where the file does not parse. */
export function contextOf(path: string, text: string, seen: SeenArguments = new Map()): PerformanceContext | null {
  const file = bindNames(path, text);
  if (file.syntax.errors.length > 0) return null;
  const style = detectStyle([text]);
  return {
    file, style, purity: new Purity(file), end: style.hasSemicolons ? ';' : '', isTyped: /\.[cm]?tsx?$/.test(path), nodes: [...descendants(file.syntax.program)],
    seenKind: (fn, index) => seen.get(nameOfFunction(file, fn) ?? '')?.[index] ?? null,
    names: () => new Names(file), text: (node) => sourceOf(file, node),
  };
}

/** Its own name, or that of the variable or property that holds it. */
export function nameOfFunction(file: FileScopes, fn: SyntaxNode): string | null {
  const parent = file.parents.get(fn);
  const id = fn['id'] ?? (parent?.type === 'VariableDeclarator' ? parent['id'] : parent?.['value'] === fn ? parent['key'] : null);
  return isNode(id) && id.type === 'Identifier' ? String(id['name']) : null;
}

/** An optimisation of the code at `node`. */
export function optimisation(context: PerformanceContext, node: SyntaxNode, made: Pick<Optimisation, 'operator' | 'description' | 'edits'> & { readonly keepsState?: boolean }): Optimisation {
  const { line } = positionAt(context.file.text, node.start);
  return { keepsState: false, ...made, path: context.file.path, line, start: node.start, end: node.end };
}

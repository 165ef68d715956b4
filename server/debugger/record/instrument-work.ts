// What the parts of the instrumentation share while one file is worked on: options, sites, insertions, where we are. Decides nothing.
import type { SyntaxNode } from '../../edits/syntax.ts';
import type { LineIndex } from '../../graph/line-index.ts';
import type { Insertions } from './instrument-insertions.ts';
import type { SiteTable } from './site-table.ts';

export interface InstrumentOptions {
  /** Who calls whom. */
  readonly calls: boolean;
  /** Conditions and what they saw. */
  readonly branches: boolean;
  /** Counters of statements. */
  readonly coverage: boolean;
  /** Functions, by the names of their sites, whose arguments and results are recorded. Needs `calls`. */
  readonly values: (name: string) => boolean;
  /** Counted turns of loops and functions, so that endless code throws EndlessCodeError. */
  readonly loops?: boolean;
}

/** A function, or the top of the module, around a node. */
export interface Frame {
  /** The variable that holds the activation; null at the top of the module. */
  readonly id: string | null;
  /** The variable that holds where control was before; null where `leave` restores it. */
  readonly before: string | null;
  readonly name: string;
  readonly depth: number;
  readonly isAsync: boolean;
  readonly isGenerator: boolean;
  /** False in defaults of parameters and in fields, where no variables can be declared. */
  readonly canDeclare: boolean;
  readonly hasValues: boolean;
  /** There is no `finally` around the body: each return restores. */
  readonly returnsRestore: boolean;
  /** Variables for what conditions see; the count of all and those in use now. */
  readonly slots: { count: number; used: number };
  /** Names that can be read without harm from here on: parameters and earlier declarations of the body. */
  readonly safeNames: Set<string>;
}

export interface Work {
  readonly path: string;
  readonly text: string;
  readonly lines: LineIndex;
  readonly options: InstrumentOptions;
  readonly sites: SiteTable;
  readonly insertions: Insertions;
  /** Prefix of generated variables, which the source does not contain. */
  readonly prefix: string;
  /** The nodes around the current one, the nearest last. */
  readonly ancestors: SyntaxNode[];
  /** Sites of constructors that fields enter early, by their function. */
  readonly constructors: Map<SyntaxNode, number>;
  visit(node: SyntaxNode, frame: Frame): void;
  visitChildren(node: SyntaxNode, frame: Frame): void;
}

export const RECORDER = '__supernova';

export const asNode = (value: unknown): SyntaxNode | null => (typeof value === 'object' && value !== null && 'type' in value ? (value as SyntaxNode) : null);
export const asNodes = (value: unknown): readonly SyntaxNode[] => (Array.isArray(value) ? (value as readonly (SyntaxNode | null)[]).filter((item) => item !== null) : []);

/** Parentheses and types around an expression say nothing about its value. */
export function unwrap(node: SyntaxNode): SyntaxNode {
  let inner = node;
  while (/^(Parenthesized|TSAs|TSSatisfies|TSNonNull|TSTypeAssertion|TSInstantiation)/.test(inner.type)) inner = inner['expression'] as SyntaxNode;
  return inner;
}

export const isFunction = (node: SyntaxNode): boolean => node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression';
export const isClass = (node: SyntaxNode): boolean => node.type === 'ClassDeclaration' || node.type === 'ClassExpression';

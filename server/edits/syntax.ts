// A parsed source file for the edit engine: the tree, parents, and offsets that fit the text on disk. Owns parsing; decides nothing.
import { parseSync, visitorKeys } from 'oxc-parser';

/** A node of the TS-ESTree that oxc-parser makes. `start` and `end` are UTF-16 offsets in the text that was parsed. */
export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
}

export interface Syntax {
  readonly program: SyntaxNode;
  readonly text: string;
  readonly errors: readonly string[];
  /** True when the file has `import` or `export` statements. */
  readonly isModule: boolean;
  /** In the order of the text, with their delimiters. */
  readonly comments: readonly { readonly start: number; readonly end: number }[];
  /** Span of the name token; an identifier node of a pattern also spans its type annotation. */
  nameSpan(node: SyntaxNode): { start: number; end: number };
}

export const isNode = (value: unknown): value is SyntaxNode => typeof value === 'object' && value !== null && typeof (value as SyntaxNode).type === 'string';

/** The child nodes of a node in source order of their fields. */
export function* childrenOf(node: SyntaxNode): Generator<SyntaxNode> {
  for (const key of visitorKeys[node.type] ?? []) {
    const value = node[key];
    if (Array.isArray(value)) {
      for (const item of value) if (isNode(item)) yield item;
    } else if (isNode(value)) {
      yield value;
    }
  }
}

const parsable = /\.[cm]?[jt]sx?$/;

/** `.js` files may hold JSX and Flow-free TypeScript-less code; `.ts` is never parsed as JSX. */
function languageOf(path: string): 'ts' | 'tsx' | 'jsx' | 'dts' {
  if (/\.d\.[cm]?ts$/.test(path)) return 'dts';
  if (path.endsWith('.tsx')) return 'tsx';
  return /\.[cm]?ts$/.test(path) ? 'ts' : 'jsx';
}

/** Parses a source file. A BOM is skipped for the parser and counted in the offsets, so spans fit the text as it is on disk. */
export function parseSyntax(path: string, text: string): Syntax {
  if (!parsable.test(path)) throw new Error(`${path} is not a source file`);
  // A blank instead of the BOM keeps every offset; the parser would drop the BOM from its counting.
  const source = text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text;
  const lang = languageOf(path);
  const result = parseSync(path, source, { lang, astType: 'ts', sourceType: 'unambiguous', preserveParens: false });
  return {
    program: result.program as unknown as SyntaxNode,
    text,
    errors: result.errors.filter((error) => error.severity === 'Error').map((error) => error.message),
    isModule: result.module.hasModuleSyntax,
    comments: result.comments,
    nameSpan: (node) => ({ start: node.start, end: node.start + String(node['name']).length }),
  };
}

/** 1-based line and column of an offset. */
export function positionAt(text: string, offset: number): { line: number; column: number } {
  let line = 1;
  let lineStart = 0;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) {
    line += 1;
    lineStart = at + 1;
  }
  return { line, column: offset - lineStart + 1 };
}
